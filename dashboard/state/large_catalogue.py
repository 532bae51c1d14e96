"""What pages of a catalogue that is not loaded leave out: all whose making walks over every record."""

from dataclasses import replace
from typing import Final

from dashboard.state.dock_address import DockState
from dashboard.state.view_state import Notice, ViewState

TABS_OF_LARGE: Final = ("statements",)
"""The views below the map."""
_SELECTED: Final = ("corridor", "point", "story")
"""What can be selected elsewhere only."""


def without_walks(state: ViewState, notices: tuple[Notice, ...], path: str) -> tuple[ViewState, tuple[Notice, ...]]:
    """The state of an address without what such pages do not have; what is left aside is told.

    Parameters
    ----------
    state, notices
        As read from the address.
    path
        Of the address.
    """
    if (state.entity and state.entity.kind in _SELECTED) or state.page == "stories":
        return ViewState(missing=path, language=state.language), notices
    dock, told = state.dock, list(notices)
    if dock.on:
        told.append(Notice("on", dock.on, known=True))
    if dock.tab and dock.tab not in TABS_OF_LARGE:
        told.append(Notice("tab", dock.tab, known=True))
        return replace(state, dock=DockState()), tuple(told)
    return replace(state, dock=replace(dock, on=None)), tuple(told)
