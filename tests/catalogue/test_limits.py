"""The stated capacities that belong to a way, on invented systems, and the least amounts among them."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.catalogue.itinerary.limits import (
    Limit,
    StatedAmount,
    aims,
    capacities,
    least,
    least_of_each,
    limits,
)
from dashboard.catalogue.itinerary.steps import Step
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.models import ReferenceFigure
from dashboard.catalogue.relations import Relations
from tests.factories import Table, make_measures, place_table, project_table, railway_table, write_catalogue

CAPACITY = {"measure": "capacity", "value": 5, "unit": "million tonnes", "source": "a page"}
TARGET = {"measure": "target", "value": 10, "unit": "million tonnes", "source": "a page"}
COST = {"measure": "cost", "value": 5, "unit": "billion dollars", "source": "a page"}


def catalogue(root: Path, *projects: Table) -> Catalogue:
    return load_catalogue(write_catalogue(root, projects=projects))


def limit_rows(catalogue: Catalogue, *segments: str) -> list[tuple[str, tuple[str, ...], int]]:
    steps = [Step(segment, segment.start, segment.end) for segment in (catalogue.segments[name] for name in segments)]
    measures = make_measures(catalogue)
    found_limits = limits(steps, catalogue, Relations.build(catalogue, measures), measures)
    return [(limit.holder, limit.facts, len(limit.figures)) for limit in found_limits]


def test_a_system_whose_lines_are_all_on_the_way_tells_capacities_and_targets_alone(tmp_path: Path) -> None:
    written = catalogue(tmp_path, project_table(), railway_table(figures=[CAPACITY, TARGET, COST]))
    assert limit_rows(written, "baku-to-ganja", "ganja-to-tbilisi") == [("railway", ("railway-capacity",), 2)]


def test_a_system_of_which_the_way_is_a_small_part_of_both_tells_nothing(tmp_path: Path) -> None:
    other = railway_table(id="corridor", kind="corridor", routes=["north-line"], figures=[CAPACITY])
    both = railway_table(routes=["north-line", "sea-cable"])
    written = catalogue(tmp_path, project_table(), both, other)
    # Over the cable alone: the railway's cable is all of the way, the corridor's line is no part of it.
    assert [holder for holder, _, _ in limit_rows(written, "baku-to-aktau")] == ["railway"]


def test_a_port_counts_where_the_way_stops_at_it(tmp_path: Path) -> None:
    port = project_table(id="port", kind="port", routes=[], places=["ganja"], figures=[CAPACITY])
    written = catalogue(tmp_path, project_table(), railway_table(), port)
    assert ("port", (), 1) in limit_rows(written, "baku-to-ganja")
    assert [holder for holder, _, _ in limit_rows(written, "baku-to-aktau")] == []


def test_a_town_that_a_meeting_is_held_in_is_no_port(tmp_path: Path) -> None:
    meeting = project_table(id="meeting", kind="conference", routes=[], places=["ganja"], figures=[CAPACITY])
    written = catalogue(tmp_path, project_table(), railway_table(), meeting)
    assert "meeting" not in [holder for holder, _, _ in limit_rows(written, "baku-to-ganja")]


def test_a_limit_says_whose_it_is(tiny: Catalogue) -> None:
    assert Limit("railway", ("railway-capacity",), ()).holder in tiny.projects
    assert place_table()["id"] in tiny.places


YEARLY = "million tonnes per year"


def figure(measure: str, value: float, **over: str) -> ReferenceFigure:
    table = {"measure": measure, "value": value, "unit": YEARLY, "source": "a page", **over}
    return ReferenceFigure.model_validate(table)


def amount(holder: str, value: float, unit: str = YEARLY) -> StatedAmount:
    return StatedAmount(holder, value, unit)


def test_a_target_is_no_capacity(tiny: Catalogue) -> None:
    all_limits = [Limit("railway", ("railway-capacity",), (figure("capacity", 3), figure("target", 9)))]
    fact = tiny.facts["railway-capacity"]
    assert [capacity.value for capacity in capacities(all_limits, tiny)] == [fact.baseline, 3]
    assert [aim.value for aim in aims(all_limits, tiny)] == [fact.target, 9]


def test_a_planned_capacity_is_an_aim(tiny: Catalogue) -> None:
    all_limits = [Limit("railway", (), (figure("capacity", 3), figure("capacity", 25, modality="planned")))]
    assert [capacity.value for capacity in capacities(all_limits, tiny)] == [3]
    assert [aim.value for aim in aims(all_limits, tiny)] == [25]


def test_what_a_line_carried_before_does_not_hold_it_back(tiny: Catalogue) -> None:
    before, now, undated = (
        figure("capacity", 1, as_of="2023"),
        figure("capacity", 5, as_of="2024-07"),
        figure("capacity", 4),
    )
    all_limits = [Limit("railway", (), (before, now, undated))]
    assert [capacity.value for capacity in capacities(all_limits, tiny)] == [5, 4]
    assert [capacity.value for capacity in capacities([Limit("railway", (), (before,))], tiny)] == [1]


def test_a_later_figure_replaces_what_a_document_said_before(tiny: Catalogue) -> None:
    fact = tiny.facts["railway-capacity"]
    later = {"unit": str(fact.unit), "as_of": "2026-10"}
    all_limits = [Limit("railway", (fact.id,), (figure("capacity", 5, **later),))]
    assert [capacity.value for capacity in capacities(all_limits, tiny)] == [5]
    elsewhere = [Limit("railway", (fact.id,), ()), Limit("port", (), (figure("capacity", 5, **later),))]
    assert [capacity.value for capacity in capacities(elsewhere, tiny)] == [fact.baseline, 5]


def test_the_least_is_taken_within_each_unit_and_equal_ones_stay() -> None:
    amounts = [amount("port", 15), amount("line", 6), amount("rail", 6), amount("port", 100_000, "TEU per year")]
    assert [(amount.holder, amount.value) for amount in least(amounts)] == [("line", 6), ("rail", 6), ("port", 100_000)]
    assert least([]) == ()


def test_each_holder_is_listed_with_its_least_the_least_first() -> None:
    amounts = [amount("port", 15), amount("port", 25), amount("line", 6), amount("line", 10)]
    assert [(amount.holder, amount.value) for amount in least_of_each(amounts)] == [("line", 6), ("port", 15)]


@pytest.mark.parametrize("unit", ["days", "%", "million KZT"])
def test_a_time_a_share_and_money_are_no_capacity(tiny: Catalogue, unit: str) -> None:
    fact = tiny.facts["railway-capacity"].model_copy(update={"unit": unit, "baseline": 18, "target": 12})
    told = replace(tiny, facts={**tiny.facts, fact.id: fact})
    all_limits = [Limit("railway", (fact.id,), ())]
    assert (capacities(all_limits, told), aims(all_limits, told)) == ((), ())
