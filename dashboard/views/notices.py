"""The notices about parts of an address that the page ignores."""

from collections.abc import Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.i18n import Words
from dashboard.state.view_state import Notice
from dashboard.views.parts import aria

MOST: Final = 5
"""The most parts that are named. An address may have any number of them."""


def notice_list(words: Words, notices: Sequence[Notice]) -> list[Component]:
    """The notices in one line, and the button that closes them (``assets/src/page/header.js``)."""
    if not notices:
        return []
    close = html.Button("×", id="notices-close", type="button", **aria(label=words("map.close")))
    texts = [html.P(_text(words, notice)) for notice in notices[:MOST]]
    if len(notices) == 1:
        return [html.Div([*texts, close], className="notice")]
    summary = html.Summary(words.count("notice.several", len(notices)))
    return [html.Div([html.Details([summary, *texts]), close], className="notice")]


def _text(words: Words, notice: Notice) -> str:
    key = "notice.value" if notice.known else "notice.parameter"
    return words(key, parameter=notice.parameter[:60], value=notice.value[:60])
