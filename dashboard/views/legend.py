"""The legend of what is shown: each word with the picture that the map draws for it."""

from collections.abc import Collection, Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.i18n import Words
from dashboard.map.legend import LegendEntry, data_uri, legend_entries
from dashboard.map.theme import Theme
from dashboard.views.parts import data

_GROUPS: tuple[tuple[str, str], ...] = (("status", "statuses"), ("precision", "precisions"))


def legend(words: Words, drawn: Mapping[str, Collection[str]], other_days: Collection[str] = ()) -> Component:
    """The codes that ``drawn`` holds: modes always in sight, statuses and precisions a click away.

    Statuses that lines had on ``other_days`` are there too, hidden.

    assets/src/page/facets.js hides what the filters hide.
    """
    modes = html.Div(_group(words, "mode", drawn["mode"]), className="legend-modes")
    hidden = {"status": [code for code in other_days if code not in drawn["status"]]}
    rest = [
        html.Div(
            [html.H3(words(f"legend.{heading}")), *_group(words, group, drawn[group], hidden.get(group, ()))],
            className="legend-group",
        )
        for group, heading in _GROUPS
    ]
    dates = html.P(words("legend.dates"), className="hint")
    more = html.Details([html.Summary(words("legend.title")), html.Div([*rest, dates], className="legend-more")])
    return html.Div([more, modes], id="legend")


def _group(words: Words, group: str, codes: Collection[str], hidden: Collection[str] = ()) -> list[Component]:
    entries = [entry for entry in legend_entries() if entry.group == group and entry.code in {*codes, *hidden}]
    return [
        html.Div(
            [*pictures(entry), html.Span(_word(words, entry))],
            className="legend-entry",
            hidden=entry.code in hidden,
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
