"""Findings in the statuses that projects and routes had."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue.checks.catalogue import check
from dashboard.catalogue.findings import CatalogueError
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from tests.factories import Table, cable_route_table, project_table, railway_table, route_table, write_catalogue

CABLE = ("data/projects/cable.toml", "cable")
NORTH = ("data/routes/north-line.geojson", "north-line")


def entry(value: str, as_of: str, **over: object) -> Table:
    return {"value": value, "basis": "reference", "as_of": as_of, "source": "a source", **over}


def errors_of(
    root: Path, *, project: list[Table] | None = None, route: list[Table] | None = None
) -> list[tuple[str, ...]]:
    """Field and message of each error on the cable or the north line."""
    tables: dict[str, Any] = {
        "projects": [project_table(history=project or []), railway_table()],
        "routes": [route_table(history=route or []), cable_route_table()],
    }
    findings = check(load_catalogue(write_catalogue(root, **tables)))
    own = [finding for finding in findings if finding.level == "error"]
    assert {(finding.file, finding.record) for finding in own} <= {CABLE, NORTH}
    return [(finding.field, finding.message) for finding in own]


def test_statuses_in_order_that_end_with_today_s_are_right(tmp_path: Path) -> None:
    project = [entry("proposed", "2011"), entry("planned", "2019-03"), entry("construction", "2025-11-30")]
    route = [entry("proposed", "2011"), entry("construction", "2012", segments=["ganja-to-tbilisi"])]
    route += [entry("operating", "2013", segments=["baku-to-ganja"])]
    assert errors_of(tmp_path, project=project, route=route) == []


def test_an_older_status_after_a_newer_one_is_out_of_order(tmp_path: Path) -> None:
    (field, message), *others = errors_of(tmp_path, project=[entry("planned", "2019-03"), entry("proposed", "2018")])
    assert (field, others) == ("history", [])
    assert message == "entry 2 (2018) is older than the one before it (2019-03); put the oldest first"


def test_a_year_counts_from_its_last_day(tmp_path: Path) -> None:
    assert errors_of(tmp_path / "right", project=[entry("planned", "2019-03"), entry("proposed", "2019")]) == []
    assert errors_of(tmp_path / "wrong", project=[entry("planned", "2019"), entry("proposed", "2019-03")])


def test_two_statuses_by_one_day_are_one_too_many(tmp_path: Path) -> None:
    ((field, message),) = errors_of(tmp_path, project=[entry("planned", "2019"), entry("proposed", "2019-12-31")])
    assert field == "history" and message.startswith("entries 1 and 2 have two statuses by 2019-12-31")


@pytest.mark.parametrize("last", [entry("operating", "2026"), entry("operating", "2025-12")])
def test_a_last_status_against_that_of_today_is_told(tmp_path: Path, last: Table) -> None:
    ((field, message),) = errors_of(tmp_path, project=[last])
    assert field == "history"
    assert f"operating as of {last['as_of']}, contradicts the status construction as of 2025-12;" in message


def test_a_route_s_history_ends_with_the_status_of_each_of_its_segments(tmp_path: Path) -> None:
    ((field, message),) = errors_of(tmp_path, route=[entry("operating", "2011")])
    assert field == "route.history"
    assert message.startswith("ends with operating for ganja-to-tbilisi, whose status is construction; add the entry")


def test_segments_of_another_route_are_told(tmp_path: Path) -> None:
    ((field, message),) = errors_of(tmp_path, route=[entry("operating", "2011", segments=["baku-to-aktau"])])
    assert field == "route.history" and "names 'baku-to-aktau', which is no segment of this route" in message


def test_a_basis_that_is_nowhere_is_told_with_what_was_probably_meant(tmp_path: Path) -> None:
    unknown_fact = {"basis": "stated", "fact": "cable-redy"}
    route = [entry("operating", "2011", segments=["baku-to-ganja"], **unknown_fact)]
    errors = errors_of(tmp_path, project=[entry("planned", "2019", **unknown_fact)], route=route)
    assert errors == [("history.fact", "there is no fact 'cable-redy' (2 times); did you mean 'cable-ready'?")]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (entry("rumoured", "2019"), "history.0.value"),
        (entry("planned", "last year"), "history.0.as_of"),
        ({"value": "planned", "basis": "stated", "as_of": "2019"}, "history.0"),
    ],
)
def test_a_value_a_date_or_a_basis_that_is_none_is_told_at_its_place(tmp_path: Path, wrong: Table, field: str) -> None:
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(write_catalogue(tmp_path, projects=[project_table(history=[wrong]), railway_table()]))
    (finding,) = refused.value.findings
    assert (finding.file, finding.record) == CABLE
    assert finding.field.startswith(field.split(".", maxsplit=1)[0])
    assert finding.message


def test_every_line_of_a_history_in_the_atlas_names_what_it_rests_on(real: Catalogue) -> None:
    holders = [*real.projects.values(), *real.routes.values()]
    statuses = [status for holder in holders for status in holder.history]
    assert len(statuses) > 40
    assert all(status.source or status.fact for status in statuses)
