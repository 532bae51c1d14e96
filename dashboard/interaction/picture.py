"""What the first picture of an address shows: the view, the filters and the selection that the live map will come to.

The rules are those of ``assets/atlas_selection.js`` and ``assets/atlas_facets.js``, on the same piece of the index.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from dashboard.cartography.figure import FIRST_VIEW
from dashboard.cartography.first_picture import Shown
from dashboard.cartography.picture_view import PictureView, Room, centred, fitted
from dashboard.catalogue.facets import Facets, matches
from dashboard.catalogue.vocabulary import WITHDRAWN
from dashboard.interaction.state import ViewState

CLOSEST_ZOOM: Final = 8.0
SMALL_DEGREES: Final = 0.5
SMALL_ZOOM: Final = 6.5
ANY_ZOOM: Final = 22.0

Selected = Mapping[str, Mapping[str, Any]]
"""What is lit: ``index_pieces.selection_piece``."""
Drawn = Mapping[str, Iterable[str]]
"""By source of the map (``segments``, ``places``), the ids of all that is drawn from it."""


def view_of(state: ViewState, selected: Selected) -> PictureView:
    """Where the map of ``state`` looks: as its address says, else at what is selected, else at the first view."""
    if state.view is not None:
        return centred(state.view.lon, state.view.lat, state.view.zoom)
    boxes = [route["bounds"] for route in selected["routes"].values() if _standing(state, route)]
    boxes += [2 * place[1:3] for place in selected["places"].values()]
    if not boxes:
        return fitted(*FIRST_VIEW, Room.FIRST, ANY_ZOOM)
    west, south, east, north = (
        pick(side) for pick, side in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)
    )
    if max(east - west, north - south) < SMALL_DEGREES:
        return centred((west + east) / 2, (south + north) / 2, SMALL_ZOOM)
    return fitted(west, south, east, north, Room.CHOSEN, CLOSEST_ZOOM)


def shown_of(state: ViewState, selected: Selected, drawn: Drawn, facets: Mapping[str, Facets]) -> Shown:
    """What of the map is bright, faint or lit in ``state``."""
    lit = {segment for route in selected["routes"].values() for segment in _standing(state, route)}
    passing: Mapping[str, frozenset[str] | None] = {"segments": None, "places": None}
    if any(state.filters.values()):
        passing = {
            name: frozenset(one for one in ids if matches(facets[one], state.filters)) for name, ids in drawn.items()
        }
    return Shown(
        segments=passing["segments"],
        places=passing["places"],
        lit=frozenset(lit) | frozenset(selected["places"]),
        ghosts="others" not in state.switches,
        withdrawn="retired" in state.switches,
    )


def _standing(state: ViewState, route: Mapping[str, Any]) -> list[str]:
    """The segments of a selected route that are lit: withdrawn ones only on their own page, or when asked for."""
    all_of_them = "retired" in state.switches or (state.entity is not None and state.entity.kind == "route")
    segments: Mapping[str, tuple[str, str, str]] = route["segments"]
    return [one for one, (_, status, _) in segments.items() if all_of_them or status not in WITHDRAWN]
