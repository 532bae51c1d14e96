"""Transshipments on invented ways."""

from dashboard.catalogue.itinerary.steps import Step
from dashboard.catalogue.itinerary.transshipments import TransshipmentReason, transshipments, unknown_gauges
from tests.factories import make_segment


def way(*stretches: tuple[str, int | None]) -> list[Step]:
    """Hops a–b, b–c …, each with its mode and gauge."""
    steps = []
    for number, (mode, gauge) in enumerate(stretches):
        start, end = chr(ord("a") + number), chr(ord("b") + number)
        source = None if gauge is None else f"source of {gauge}"
        over = {"from": start, "to": end, "mode": mode, "gauge_mm": gauge, "gauge_source": source}
        steps.append(Step(make_segment(id=f"{start}-{end}", **over), start, end))
    return steps


def changes(steps: list[Step]) -> list[tuple[str, tuple[str, ...], tuple[int, int] | None]]:
    return [(change.change.value, change.at, change.gauges) for change in transshipments(steps)]


def back(steps: list[Step]) -> list[Step]:
    return [Step(step.segment, step.end, step.start) for step in reversed(steps)]


RUSSIAN, STANDARD, UNKNOWN, SHIP = ("rail", 1520), ("rail", 1435), ("rail", None), ("sea", None)


def test_a_change_of_gauge_is_a_transshipment_with_both_sources() -> None:
    (transshipment,) = transshipments(way(RUSSIAN, RUSSIAN, STANDARD))
    assert (transshipment.change, transshipment.at, transshipment.gauges) == (
        TransshipmentReason.GAUGE,
        ("c",),
        (1520, 1435),
    )
    assert transshipment.sources == ("source of 1520", "source of 1435")


def test_the_way_back_changes_the_other_way_round() -> None:
    assert changes(back(way(RUSSIAN, RUSSIAN, STANDARD))) == [("gauge", ("c",), (1435, 1520))]


def test_one_gauge_throughout_changes_nowhere() -> None:
    assert changes(way(RUSSIAN, RUSSIAN)) == []


def test_a_ship_takes_two_and_changes_of_gauge_come_in_order() -> None:
    steps = way(STANDARD, RUSSIAN, SHIP, RUSSIAN, STANDARD)
    assert changes(steps) == [
        ("gauge", ("b",), (1435, 1520)), ("to-ship", ("c",), None), ("to-rail", ("d",), None),
        ("gauge", ("e",), (1520, 1435)),
    ]  # fmt: skip


def test_across_a_ship_the_gauge_is_no_change_of_its_own() -> None:
    assert changes(way(RUSSIAN, SHIP, STANDARD)) == [("to-ship", ("b",), None), ("to-rail", ("c",), None)]


def test_a_ship_from_port_to_port_takes_none() -> None:
    assert changes(way(SHIP)) == []


def test_somewhere_on_an_unknown_stretch_the_gauge_changes() -> None:
    steps = way(RUSSIAN, UNKNOWN, UNKNOWN, ("rail", 1676))
    assert changes(steps) == [("gauge", ("b", "d"), (1520, 1676))]
    assert unknown_gauges(steps) == (("b", "d"),)


def test_nothing_is_claimed_of_a_gauge_that_is_not_known() -> None:
    assert changes(way(RUSSIAN, UNKNOWN, RUSSIAN)) == []
    assert changes(way(RUSSIAN, UNKNOWN)) == []
    assert unknown_gauges(way(UNKNOWN, SHIP, UNKNOWN)) == (("a", "b"), ("c", "d"))


def test_what_goes_by_cable_is_not_transshipped() -> None:
    steps = way(("fibre", None), ("subsea-cable", None), ("fibre", None))
    assert changes(steps) == []
    assert unknown_gauges(steps) == ()
