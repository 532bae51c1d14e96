"""Removes from a state the parts that need every record: a catalogue that is not loaded lacks them."""

from dataclasses import replace
from typing import Final

from dashboard.state.dock_address import DockState
from dashboard.state.view_state import Notice, ViewState

TABS_OF_LARGE: Final = ("statements",)
"""The views below the map of a catalogue that is not loaded."""
_MISSING_KINDS: Final = ("corridor", "point", "story")
"""The kinds of entities that such a catalogue lacks."""


def without_walks(state: ViewState, notices: tuple[Notice, ...], path: str) -> tuple[ViewState, tuple[Notice, ...]]:
    """The state without the parts that need every record, and the notices with one for each removed part.

    Parameters
    ----------
    state, notices
        The result of ``view_state.parse``.
    path
        The path of the address.
    """
    if (state.entity and state.entity.kind in _MISSING_KINDS) or state.page == "stories":
        return ViewState(missing=path, language=state.language), notices
    dock = state.dock
    if dock.on:
        notices = (*notices, Notice("on", dock.on, known=True))
    if dock.tab and dock.tab not in TABS_OF_LARGE:
        return replace(state, dock=DockState()), (*notices, Notice("tab", dock.tab, known=True))
    return replace(state, dock=replace(dock, on=None)), notices
