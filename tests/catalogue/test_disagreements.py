"""Values that disagree, and values that only look as if they did."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue.disagreements import (
    Disagreement,
    Matter,
    differing_figures,
    disagreements,
    disagreements_about,
)
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.models import ReferenceFigure
from tests import factories


def figure(**over: object) -> factories.Table:
    return {"measure": "length", "value": 100, "unit": "km", "source": "a source", **over}


def groups(*tables: factories.Table) -> list[list[float | None]]:
    groups = differing_figures(ReferenceFigure.model_validate(table) for table in tables)
    return [[figure.value for figure in group] for group in groups]


def found_with(root: Path, *figures: factories.Table, facts: list[factories.Table] | None = None) -> list[Disagreement]:
    header, text, own = factories.default_documents()[0]
    documents = [(header, text, own if facts is None else facts), factories.default_documents()[1]]
    railway = factories.railway_table(figures=list(figures))
    tree = factories.write_catalogue(root, projects=[factories.project_table(), railway], documents=documents)
    catalogue = load_catalogue(tree)
    return list(disagreements(catalogue, factories.make_measures(catalogue)))


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        ({"value": 120}, True),
        ({"value": 100, "value_max": 110}, True),
        ({"value": 100, "source": "another source"}, False),
        ({"value": 120, "unit": "m"}, False),
        ({"value": 120, "over": ["north-line"]}, False),
        ({"value": 120, "part": "a-section"}, False),
        ({"value": 120, "measure": "cost", "unit": "billion dollars"}, False),
    ],
)
def test_two_values_of_one_thing_differ(other: factories.Table, differs: bool) -> None:
    assert groups(figure(), figure(**other)) == ([[100, other["value"]]] if differs else [])


@pytest.mark.parametrize("measure", ["traffic", "capacity", "duration"])
def test_what_grows_by_the_year_is_a_development(measure: str) -> None:
    first = figure(measure=measure, unit="million tonnes", as_of="2022")
    assert groups(first, {**first, "value": 120, "as_of": "2023"}) == []
    assert groups(first, {**first, "value": 120, "as_of": "2022-06"}) == [[100, 120]]


def test_a_plan_is_held_against_plans_whatever_their_years_and_not_against_what_is() -> None:
    present = figure(measure="capacity", unit="million tonnes", as_of="2022")
    planned = {**present, "value": 120, "modality": "planned"}
    assert groups(present, planned) == []
    assert groups(present, planned, {**planned, "value": 150, "as_of": "2024", "modality": "intended"}) == [[120, 150]]


def test_all_values_stand_with_what_the_documents_say_in_the_same_unit(tmp_path: Path) -> None:
    capacity = figure(measure="capacity", unit="million tonnes")
    (differing,) = found_with(tmp_path, capacity, {**capacity, "value": 5})
    assert (differing.matter, differing.holder, [figure.value for figure in differing.figures]) == (
        Matter.FIGURES,
        "railway",
        [100, 5],
    )
    assert differing.facts == ("railway-capacity",)


@pytest.mark.parametrize(
    ("days", "differ"),
    [
        (("2024", "2025"), True),
        (("2026", "2026-07/2026-09"), False),
        (("2026-07", "2026-09"), True),
        (("2026",), False),
    ],
)
def test_days_differ_when_they_cannot_be_the_same_day(tmp_path: Path, days: tuple[str, ...], differ: bool) -> None:
    figures = [{"measure": "due", "as_of": day, "source": "a source"} for day in days]
    assert [finding.matter for finding in found_with(tmp_path, *figures)] == ([Matter.DAYS] if differ else [])


def test_days_of_two_parts_are_no_disagreement(tmp_path: Path) -> None:
    first, second = ({"measure": "due", "as_of": day, "source": "a source"} for day in ("2024", "2025"))
    assert found_with(tmp_path, first, {**second, "part": "second-unit"}) == []


def test_days_of_one_part_are(tmp_path: Path) -> None:
    days = [{"measure": "due", "as_of": day, "part": "second-unit", "source": "a source"} for day in ("2024", "2025")]
    (differing,) = found_with(tmp_path, *days)
    assert (differing.matter, len(differing.figures)) == (Matter.DAYS, 2)


def test_other_sections_and_other_ways_are_no_disagreement(real: Catalogue) -> None:
    values = {
        name: [len(group) for group in differing_figures(real.projects[name].figures) if group[0].measure == "length"]
        for name in ("middle-corridor", "trans-caspian-cable", "tasim")
    }
    assert values == {"middle-corridor": [], "trans-caspian-cable": [3], "tasim": []}


def test_a_target_is_no_other_value_of_a_capacity(tmp_path: Path) -> None:
    capacity = {"measure": "capacity", "value": 6, "unit": "million tonnes per year", "source": "a source"}
    assert found_with(tmp_path, capacity, {**capacity, "measure": "target", "value": 10}) == []


def test_a_documents_day_is_held_against_the_others(tmp_path: Path) -> None:
    statement = factories.fact_table(about=["railway"], due="2026", written={"due": "2026-cı ilin sonunda"})
    late = {"measure": "due", "as_of": "2027", "source": "a source"}
    (differing,) = found_with(tmp_path, late, facts=[statement, factories.railway_fact_table()])
    assert (differing.matter, differing.facts, len(differing.figures)) == (Matter.DAYS, ("cable-ready",), 1)


def test_two_facts_with_two_numbers(tmp_path: Path) -> None:
    first = factories.railway_fact_table()
    other = {**first, "id": "railway-other", "quote": "5 milyon tona", "baseline": 5}
    (differing,) = found_with(tmp_path, facts=[first, other])
    assert (differing.matter, differing.facts) == (Matter.FACTS, ("railway-capacity", "railway-other"))


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ({"value": 4.1, "as_of": "2026-01/2026-10"}, {"value": 3.6, "as_of": "2026-01/2026-09"}, False),
        ({"value": 4.1, "as_of": "2026"}, {"value": 3.6, "as_of": "2026"}, True),
        ({"target": 6, "due": "2027"}, {"target": 10, "due": "2030"}, False),
        ({"target": 6, "due": "2030"}, {"target": 10, "due": "2030"}, True),
    ],
)
def test_numbers_of_two_times_are_no_disagreement(
    tiny: Catalogue, first: dict[str, Any], second: dict[str, Any], *, differ: bool
) -> None:
    empty = {"value": None, "baseline": None, "target": None}
    facts = [tiny.facts["railway-capacity"].model_copy(update={**empty, **fields}) for fields in (first, second)]
    other = facts[1].model_copy(update={"id": "other"})
    found = disagreements_about("railway", (), [facts[0], other])
    assert [disagreement.facts for disagreement in found] == ([("railway-capacity", "other")] if differ else [])


@pytest.mark.parametrize(("reported", "differs"), [(200, False), (232, False), (240, True), (170, True)])
def test_a_drawn_length_is_held_against_the_reported_one(tmp_path: Path, reported: float, differs: bool) -> None:
    # Both segments of the north line are 100 km in these tests.
    differing = found_with(tmp_path, figure(value=reported, over=["north-line"]))
    assert [(disagreement.matter, disagreement.holder) for disagreement in differing] == (
        [(Matter.LENGTH, "railway")] if differs else []
    )


def test_a_reprint_is_no_further_source(tmp_path: Path) -> None:
    first = factories.railway_fact_table()
    other = {**first, "id": "railway-other", "quote": "5 milyon tona", "baseline": 5}
    again = factories.document_table(id="again", file="seeds/again.txt", published="2026-01-05")
    header, text, _ = factories.default_documents()[0]
    documents = [(header, text, [first, other]), (again, f"{text}\n", [{**first, "id": "reprint"}])]
    planned = {"value": "planned", "basis": "reference", "as_of": "2025", "source": "a source"}
    projects = [factories.project_table(status=planned), factories.railway_table()]
    catalogue = load_catalogue(factories.write_catalogue(tmp_path, projects=projects, documents=documents))
    (differing,) = disagreements(catalogue, factories.make_measures(catalogue))
    assert differing.facts == ("railway-capacity", "railway-other")
