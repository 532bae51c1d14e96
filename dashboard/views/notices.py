"""What of an address was left aside, said so that a reader can mend it."""

from collections.abc import Sequence
from typing import Protocol

from dash import html
from dash.development.base_component import Component

from dashboard.wording import Words


class LeftAside(Protocol):
    """A part of the address that the atlas does not know (``interaction.state.Notice``)."""

    @property
    def parameter(self) -> str:
        """The query parameter's name."""

    @property
    def value(self) -> str:
        """Its value, or the part of it that is not known."""

    @property
    def known(self) -> bool:
        """Whether the parameter itself is known."""


def notice_list(words: Words, notices: Sequence[LeftAside]) -> list[Component]:
    """One line a notice; at most five, since an address may hold anything."""
    return [html.P(_said(words, notice), className="notice") for notice in notices[:5]]


def _said(words: Words, notice: LeftAside) -> str:
    key = "notice.value" if notice.known else "notice.parameter"
    return words(key, parameter=notice.parameter[:60], value=notice.value[:60])
