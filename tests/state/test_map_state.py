"""The view and the selection of the first picture, from the same part of the index as the scripts use."""

import pytest

from dashboard.catalogue.filters import Facets
from dashboard.map.camera import CLOSEST_ZOOM, SMALL_ZOOM, Padding
from dashboard.map.svg.shapes import to_world, world_box
from dashboard.state.map_state import map_state_of, view_of
from dashboard.state.view_state import Entity, MapView, ViewState

FERRY = {"segments": {"ferry-1": ["sea", "operating", "approximate"]}, "bounds": [49.0, 40.0, 51.0, 43.0]}
OLD = {"segments": {"old-1": ["fibre", "retired", "schematic"]}, "bounds": [10.0, 20.0, 30.0, 40.0]}
BAKU = ["Baku", 49.87, 40.4, ""]
NOTHING = {"routes": {}, "places": {}}
OF_FLEET = {"routes": {"ferry": FERRY, "old": OLD}, "places": {"baku": BAKU}}
OF_OLD = {"routes": {"old": OLD}, "places": {}}
OF_BAKU = {"routes": {}, "places": {"baku": BAKU}}
DRAWN = {"segments": ["ferry-1", "old-1"], "places": ["baku", "alat"]}
FACETS = {
    "ferry-1": Facets(mode=("sea",)),
    "old-1": Facets(mode=("fibre",)),
    "baku": Facets(mode=("sea",)),
    "alat": Facets(mode=("rail",)),
}
FIRST = (37.5, 36.0, 78.0, 48.0)
PROJECT = ViewState(entity=Entity("project", "fleet"))


def test_an_address_without_a_selection_has_the_first_view() -> None:
    view = view_of(ViewState(), NOTHING, FIRST)
    assert (view.box, view.padding) == (world_box(*FIRST), Padding.FIRST)


def test_a_view_in_the_address_wins() -> None:
    state = ViewState(entity=Entity("project", "fleet"), view=MapView(5.5, 41.0, 50.0))
    view = view_of(state, OF_FLEET, FIRST)
    assert (view.padding, view.max_zoom) == (None, 5.5)
    assert view.middle == pytest.approx(to_world(50.0, 41.0))


def test_a_selection_is_seen_whole_without_what_is_withdrawn() -> None:
    view = view_of(PROJECT, OF_FLEET, FIRST)
    assert view.box == world_box(49.0, 40.0, 51.0, 43.0)
    assert (view.padding, view.max_zoom) == (Padding.CHOSEN, CLOSEST_ZOOM)


def test_a_withdrawn_route_is_seen_on_its_own_page() -> None:
    state = ViewState(entity=Entity("route", "old"))
    assert view_of(state, OF_OLD, FIRST).box == world_box(10.0, 20.0, 30.0, 40.0)
    assert map_state_of(state, OF_OLD, DRAWN, FACETS).selected == {"old-1"}


def test_a_single_place_is_seen_from_a_middle_distance() -> None:
    assert view_of(ViewState(entity=Entity("place", "baku")), OF_BAKU, FIRST).max_zoom == SMALL_ZOOM


def test_what_is_selected_is_lit() -> None:
    assert map_state_of(PROJECT, OF_FLEET, DRAWN, FACETS).selected == {"ferry-1", "baku"}
    state = ViewState(entity=Entity("project", "fleet"), switches=frozenset({"retired"}))
    assert map_state_of(state, OF_FLEET, DRAWN, FACETS).selected == {"ferry-1", "old-1", "baku"}


def test_without_a_filter_all_passes() -> None:
    result = map_state_of(ViewState(), NOTHING, DRAWN, FACETS)
    assert (result.segments, result.places, result.selected) == (None, None, frozenset())


def test_a_filter_lets_through_what_it_names() -> None:
    result = map_state_of(ViewState(filters={"mode": ("sea",)}, switches=frozenset({"others"})), NOTHING, DRAWN, FACETS)
    assert (result.segments, result.places, result.show_filtered_out) == ({"ferry-1"}, {"baku"}, False)
