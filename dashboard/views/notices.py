"""The parts of an address that were ignored, named so that a reader can correct them."""

from collections.abc import Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.i18n import Words
from dashboard.state.view_state import Notice
from dashboard.views.parts import aria

MOST: Final = 5
"""An address may hold anything; further parts of it are counted and not named."""


def notice_list(words: Words, notices: Sequence[Notice]) -> list[Component]:
    """The notices in one line, and the button that closes them (``assets/src/page/header.js``)."""
    if not notices:
        return []
    close = html.Button("×", id="notices-close", type="button", **aria(label=words("map.close")))
    said = [html.P(_said(words, notice)) for notice in notices[:MOST]]
    if len(notices) == 1:
        return [html.Div([*said, close], className="notice")]
    summary = html.Summary(words.count("notice.several", len(notices)))
    return [html.Div([html.Details([summary, *said]), close], className="notice")]


def _said(words: Words, notice: Notice) -> str:
    key = "notice.value" if notice.known else "notice.parameter"
    return words(key, parameter=notice.parameter[:60], value=notice.value[:60])
