"""The legend: each mode, status and precision with the picture that the map draws for it."""

from collections.abc import Collection, Mapping
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.vocabulary import Mode, Precision, Status
from dashboard.i18n import Words
from dashboard.map.legend import data_uri, swatches
from dashboard.views.parts import data, precision_margin

_VOCABULARY: Final[Mapping[str, type[Mode | Status | Precision]]] = {
    "mode": Mode,
    "status": Status,
    "precision": Precision,
}
_FOLDED_GROUPS: Final = (("status", "statuses"), ("precision", "precisions"))


def legend(words: Words, drawn: Mapping[str, Collection[str]], other_days: Collection[str] = ()) -> Component:
    """The legend of the codes in ``drawn``: modes always in sight, statuses and precisions folded.

    It also has the statuses that lines had on ``other_days``, hidden. assets/src/page/facets.js shows and hides entries
    as the filters change.
    """
    modes = html.Div(_group(words, "mode", drawn["mode"]), className="legend-modes")
    hidden = {"status": [code for code in other_days if code not in drawn["status"]]}
    folded = [
        html.Div(
            [html.H3(words(f"legend.{heading}")), *_group(words, group, drawn[group], hidden.get(group, ()))],
            className="legend-group",
        )
        for group, heading in _FOLDED_GROUPS
    ]
    dates = html.P(words("legend.dates"), className="hint")
    more = html.Details([html.Summary(words("legend.title")), html.Div([*folded, dates], className="legend-more")])
    return html.Div([more, modes], id="legend")


def _group(words: Words, group: str, codes: Collection[str], hidden: Collection[str] = ()) -> list[Component]:
    return [
        html.Div(
            [*_pictures(word), html.Span(_text(words, group, word))],
            className="legend-entry",
            hidden=word in hidden,
            **data(legend=f"{group}:{word}"),
        )
        for word in _VOCABULARY[group]
        if word in {*codes, *hidden}
    ]


def _pictures(word: Mode | Status | Precision) -> list[Component]:
    """A picture for each theme. The style sheet shows the one of the current theme."""
    return [
        html.Img(src=data_uri(svg), alt="", className=f"sample on-{theme}") for theme, svg in swatches(word).items()
    ]


def _text(words: Words, group: str, word: Mode | Status | Precision) -> str:
    text = words(f"{group}.{word}")
    return f"{text}: {precision_margin(words, word)}" if isinstance(word, Precision) else text
