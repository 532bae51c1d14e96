"""The record on the days of ``tests/cases/days.json``; a browser test runs the script on the same cases."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue.dates import counts_from
from dashboard.catalogue.filter_result import asks_for_withdrawn, filter_result
from dashboard.catalogue.filters import facets
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.past.record_on import change_days, record_on
from dashboard.catalogue.past.timeline import timeline
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.vocabulary import Status
from tests.factories import make_measures
from tests.filter_cases import DAYS, catalogue_of_days


@pytest.mark.parametrize("case", DAYS, ids=lambda case: f"{case['on']} {case['filters']}")
def test_the_record_of_a_day_is_what_the_table_says(case: dict[str, Any], tmp_path: Path) -> None:
    catalogue = catalogue_of_days(tmp_path)
    relations = Relations.build(catalogue, make_measures(catalogue))
    record = record_on(catalogue, relations, counts_from(case["on"]))
    withdrawn = case["withdrawn"] or asks_for_withdrawn(case["filters"])
    result = filter_result(
        record.catalogue, relations, record.facets, case["filters"], withdrawn=withdrawn, documents=record.documents
    )
    assert {name: sorted(getattr(result, name)) for name in case["passes"]} == case["passes"]
    for segment, status in case.get("statuses", {}).items():
        assert record.catalogue.segments[segment].status == status
    if "said" in case and not case["filters"]:
        assert [len(result.facts), len(result.documents)] == case["said"]


def test_from_the_last_change_on_the_record_is_the_record_as_it_stands(real: Catalogue) -> None:
    relations = Relations.build(real, make_measures(real))
    assert real.changed_on is not None
    record = record_on(real, relations, counts_from(real.changed_on))
    assert (record.catalogue, record.facets) == (real, facets(real, relations))
    assert record.documents == set(real.documents)


def test_what_a_source_gave_later_is_not_in_the_record(real: Catalogue) -> None:
    relations = Relations.build(real, make_measures(real))
    then = record_on(real, relations, date(2023, 6, 30)).catalogue
    cable = then.projects["trans-caspian-cable"]
    assert cable.status.value is Status.PROPOSED
    assert [status.value for status in cable.history] == [Status.PROPOSED, Status.CONSTRUCTION]
    ids = [figure.id for figure in cable.figures if figure.id and figure.id.startswith("due-")]
    assert ids == ["due-2021", "due-2024"]
    assert then.projects["bsec"].status.value is Status.UNKNOWN
    assert {segment.status for segment in then.routes["sumgayit-aktau-cable"].segments} == {Status.UNKNOWN}
    assert {segment.status for segment in then.routes["siyazan-aktau-cable"].segments} == {Status.PROPOSED}


def test_the_timeline_has_each_day_on_which_the_record_changed(real: Catalogue) -> None:
    relations = Relations.build(real, make_measures(real))
    days_json = timeline(real, relations)
    days = change_days(real)
    assert days_json["days"] == ["0001-01-01", *(day.isoformat() for day in days)]
    assert len(days_json["said"]) == len(days_json["days"])
    runs = days_json["statuses"]["siyazan-aktau-cable-01"]
    assert [(days_json["days"][place], status) for place, status in runs] == [
        ("0001-01-01", "unknown"),
        ("2019-03-19", "proposed"),
        ("2019-11-19", "construction"),
        ("2023-01-10", "proposed"),
        ("2025-08-06", "retired"),
    ]
