"""The legend of what is shown: each word with the picture that the map draws for it."""

from collections.abc import Collection, Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.i18n import Words
from dashboard.map.legend import LegendEntry, data_uri, legend_entries
from dashboard.map.theme import Theme
from dashboard.views.parts import data

_GROUPS: tuple[tuple[str, str], ...] = (("status", "statuses"), ("precision", "precisions"))


def legend(words: Words, drawn: Mapping[str, Collection[str]]) -> Component:
    """The codes that ``drawn`` holds: modes always in sight, statuses and precisions a click away.

    assets/src/page/facets.js hides what the filters hide.
    """
    modes = html.Div(_group(words, "mode", drawn["mode"]), className="legend-modes")
    rest = [
        html.Div([html.H3(words(f"legend.{heading}")), *_group(words, group, drawn[group])], className="legend-group")
        for group, heading in _GROUPS
    ]
    more = html.Details([html.Summary(words("legend.title")), html.Div(rest, className="legend-more")])
    return html.Div([more, modes], id="legend")


def _group(words: Words, group: str, codes: Collection[str]) -> list[Component]:
    entries = [entry for entry in legend_entries() if entry.group == group and entry.code in codes]
    return [
        html.Div(
            [*pictures(entry), html.Span(_word(words, entry))],
            className="legend-entry",
            **data(legend=f"{group}:{entry.code}"),
        )
        for entry in entries
    ]


def pictures(entry: LegendEntry) -> list[Component]:
    """The entry's picture for each theme; the stylesheet shows the one of the theme that is on."""
    return [html.Img(src=data_uri(entry.pictures[theme]), alt="", className=f"sample on-{theme}") for theme in Theme]


def _word(words: Words, entry: LegendEntry) -> str:
    word = words(f"{entry.group}.{entry.code}")
    if entry.group != "precision":
        return word
    metres = entry.precision_m
    return f"{word}: {words('precision.within', m=words.number(metres)) if metres else words('precision.ends_only')}"
