"""What of an address was left aside, said so that a reader can mend it."""

from collections.abc import Sequence
from typing import Final, Protocol

from dash import html
from dash.development.base_component import Component

from dashboard.i18n import Words
from dashboard.views.parts import aria


class LeftAside(Protocol):
    """A part of the address that the atlas does not know (``state.view_state.Notice``)."""

    @property
    def parameter(self) -> str:
        """The query parameter's name."""

    @property
    def value(self) -> str:
        """Its value, or the part of it that is not known."""

    @property
    def known(self) -> bool:
        """Whether the parameter itself is known."""


MOST: Final = 5
"""An address may hold anything; further parts of it are counted and not named."""


def notice_list(words: Words, notices: Sequence[LeftAside]) -> list[Component]:
    """What was left aside, in one line, and the button that closes it (assets/src/page/header.js)."""
    if not notices:
        return []
    close = html.Button("×", id="notices-close", type="button", **aria(label=words("map.close")))
    said = [html.P(_said(words, notice)) for notice in notices[:MOST]]
    if len(notices) == 1:
        return [html.Div([*said, close], className="notice")]
    summary = html.Summary(words.count("notice.several", len(notices)))
    return [html.Div([html.Details([summary, *said]), close], className="notice")]


def _said(words: Words, notice: LeftAside) -> str:
    key = "notice.value" if notice.known else "notice.parameter"
    return words(key, parameter=notice.parameter[:60], value=notice.value[:60])
