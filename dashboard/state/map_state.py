"""The state of the first picture of the map: the same view, filters and selection as on the live map.

``assets/src/page/selection.js`` and ``assets/src/page/facets.js`` apply the same rules to the same data.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from dashboard.catalogue.filter_result import asks_for_withdrawn
from dashboard.catalogue.filters import Facets, matches
from dashboard.catalogue.identity import Box
from dashboard.catalogue.vocabulary import WITHDRAWN, Status
from dashboard.map.camera import Camera, Padding, box_camera, point_camera, selection_camera
from dashboard.map.svg.map_picture import MapState
from dashboard.state.view_state import ViewState

ANY_ZOOM: Final = 22.0

Selected = Mapping[str, Any]
"""The selection as ``web.pages.page_index.selection_data`` makes it."""
DrawnIds = Mapping[str, Iterable[str]]
"""The ids of all features by source of the map (``segments``, ``places``)."""


def view_of(state: ViewState, selected: Selected, first: Box) -> Camera:
    """The camera of ``state``: the view of its address, else the selection, else the box ``first``."""
    if state.view is not None:
        return point_camera(state.view.lon, state.view.lat, state.view.zoom)
    boxes = [route["bounds"] for route in selected["routes"].values() if _current(state, route)]
    boxes += [2 * place[1:3] for place in selected["places"].values()]
    boxes += [2 * selected["point"]] if "point" in selected else []
    boxes = [selected["bounds"]] if "bounds" in selected else boxes
    if not boxes:
        return box_camera(*first, Padding.FIRST, ANY_ZOOM)
    return selection_camera(
        *(pick(side) for pick, side in zip((min, min, max, max), zip(*boxes, strict=True), strict=True))
    )


def map_state_of(
    state: ViewState,
    selected: Selected,
    drawn: DrawnIds,
    facets: Mapping[str, Facets],
    statuses: frozenset[tuple[str, Status]] = frozenset(),
) -> MapState:
    """The features that pass the filters and those that are selected; ``statuses`` as in ``MapState``."""
    current = {segment for route in selected["routes"].values() for segment in _current(state, route)}
    lines = set(selected["segments"]) if "segments" in selected else current
    passing: Mapping[str, frozenset[str] | None] = {"segments": None, "places": None}
    if any(state.filters.values()):
        passing = {
            name: frozenset(entity_id for entity_id in ids if matches(facets[entity_id], state.filters))
            for name, ids in drawn.items()
        }
    return MapState(
        segments=passing["segments"],
        places=passing["places"],
        selected=frozenset(lines) | frozenset(selected["places"]),
        show_filtered_out="others" not in state.switches,
        withdrawn="retired" in state.switches or asks_for_withdrawn(state.filters),
        statuses=statuses,
        gaps=tuple((tuple(map(tuple, gap["line"])), gap["name"], gap["name_zoom"]) for gap in selected.get("gaps", ())),
        point=tuple(selected["point"]) if "point" in selected else None,
    )


def _current(state: ViewState, route: Mapping[str, Any]) -> list[str]:
    """The highlighted segments of a selected route: withdrawn ones only on the page of a route, or with ``retired``."""
    with_withdrawn = "retired" in state.switches or (state.entity is not None and state.entity.kind == "route")
    segments: Mapping[str, tuple[str, str, str]] = route["segments"]
    return [segment_id for segment_id, (_, status, _) in segments.items() if with_withdrawn or status not in WITHDRAWN]
