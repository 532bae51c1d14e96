import pytest

from dashboard.catalogue.itinerary.itinerary import Gap, Itinerary, describe_itinerary, gaps
from dashboard.catalogue.itinerary.steps import Step
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.vocabulary import Mode, Precision, Status
from tests.factories import make_measures


@pytest.fixture
def way(tiny: Catalogue) -> Itinerary:
    """Tbilisi – Ganja – Baku by rail, against the drawing, then Baku – Aktau by cable."""
    measures = make_measures(tiny)
    route, cable = tiny.routes["north-line"], tiny.routes["sea-cable"]
    steps = [Step(segment, segment.end, segment.start) for segment in reversed(route.segments)]
    steps += [Step(segment, segment.start, segment.end) for segment in cable.segments]
    return describe_itinerary(steps, tiny, Relations.build(tiny, measures), measures)


def test_segments_of_one_route_and_status_make_one_leg(way: Itinerary) -> None:
    assert [(leg.route, leg.status) for leg in way.legs] == [
        ("north-line", Status.CONSTRUCTION),
        ("north-line", Status.OPERATING),
        ("sea-cable", Status.CONSTRUCTION),
    ]
    assert [(leg.start, leg.end) for leg in way.legs] == [("tbilisi", "ganja"), ("ganja", "baku"), ("baku", "aktau")]


def test_lengths_add_up_by_mode_and_in_all(way: Itinerary) -> None:
    assert way.length_km == pytest.approx(300)
    assert way.by_mode == {Mode.RAIL: pytest.approx(200), Mode.SUBSEA_CABLE: pytest.approx(100)}


def test_each_border_is_told(way: Itinerary) -> None:
    assert [(crossing.before, crossing.after, crossing.by_sea) for crossing in way.crossings] == [
        ("GE", "AZ", False),
        ("AZ", "KZ", True),
    ]


def test_what_does_not_operate_is_missing_from_a_way(way: Itinerary) -> None:
    assert gaps(way) == (
        Gap("tbilisi", "ganja", 100.0, True),
        Gap("baku", "aktau", 100.0, True, Precision.SCHEMATIC),
    )


def test_a_way_is_known_no_better_than_its_worst_leg(way: Itinerary) -> None:
    assert way.precision is Precision.SCHEMATIC


def test_every_leg_that_does_not_operate_is_told(way: Itinerary) -> None:
    assert {leg.route for leg in way.idle} == {"north-line", "sea-cable"}
    assert all(leg.status is Status.CONSTRUCTION for leg in way.idle)


def test_none_is_idle_where_all_operates(tiny: Catalogue) -> None:
    measures = make_measures(tiny)
    first = tiny.routes["north-line"].segments[0]
    way = describe_itinerary([Step(first, first.start, first.end)], tiny, Relations.build(tiny, measures), measures)
    assert way.idle == ()
