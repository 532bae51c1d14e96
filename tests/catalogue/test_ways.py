import pytest

from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.vocabulary import Mode, Precision, Status
from dashboard.catalogue.ways import Hop, Way, describe_way
from tests.factories import make_measures


@pytest.fixture
def way(tiny: Catalogue) -> Way:
    """Tbilisi – Ganja – Baku by rail, against the drawing, then Baku – Aktau by cable."""
    measures = make_measures(tiny)
    route, cable = tiny.routes["north-line"], tiny.routes["sea-cable"]
    hops = [Hop(segment, segment.end, segment.start) for segment in reversed(route.segments)]
    hops += [Hop(segment, segment.start, segment.end) for segment in cable.segments]
    return describe_way(hops, tiny, Relations.build(tiny, measures), measures)


def test_segments_of_one_route_and_status_make_one_leg(way: Way) -> None:
    assert [(leg.route, leg.status) for leg in way.legs] == [
        ("north-line", Status.CONSTRUCTION),
        ("north-line", Status.OPERATING),
        ("sea-cable", Status.CONSTRUCTION),
    ]
    assert [(leg.start, leg.end) for leg in way.legs] == [("tbilisi", "ganja"), ("ganja", "baku"), ("baku", "aktau")]


def test_lengths_add_up_by_mode_and_in_all(way: Way) -> None:
    assert way.length_km == pytest.approx(300)
    assert way.by_mode == {Mode.RAIL: pytest.approx(200), Mode.SUBSEA_CABLE: pytest.approx(100)}


def test_a_change_of_mode_is_a_transshipment_and_a_change_of_country_a_crossing(way: Way) -> None:
    assert way.transshipments == 1
    assert way.border_crossings == 2  # Georgia – Azerbaijan, Azerbaijan – Kazakhstan


def test_a_way_is_known_no_better_than_its_worst_leg(way: Way) -> None:
    assert way.precision is Precision.SCHEMATIC


def test_the_least_advanced_legs_hold_it_back(way: Way) -> None:
    assert {leg.route for leg in way.weakest} == {"north-line", "sea-cable"}
    assert all(leg.status is Status.CONSTRUCTION for leg in way.weakest)


def test_nothing_holds_back_what_operates(tiny: Catalogue) -> None:
    measures = make_measures(tiny)
    first = tiny.routes["north-line"].segments[0]
    way = describe_way([Hop(first, first.start, first.end)], tiny, Relations.build(tiny, measures), measures)
    assert way.weakest == ()
