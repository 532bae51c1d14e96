"""The cases of ``tests/cases/filters.json`` by Python's rule; a browser test runs the script on the same cases."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue.catalogue_stats import CatalogueStats
from dashboard.catalogue.filter_result import filter_result
from dashboard.catalogue.filters import facets
from dashboard.catalogue.relations import Relations
from tests.factories import make_measures
from tests.filter_cases import CASES, catalogue_of_cases


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['filters']} {case['withdrawn']}")
def test_what_passes_is_what_the_table_says(case: dict[str, Any], tmp_path: Path) -> None:
    catalogue = catalogue_of_cases(tmp_path)
    relations = Relations.build(catalogue, make_measures(catalogue))
    facts = facets(catalogue, relations)
    result = filter_result(catalogue, relations, facts, case["filters"], withdrawn=case["withdrawn"])
    assert {name: sorted(getattr(result, name)) for name in case["passes"]} == case["passes"]


def test_what_values_find_by_themselves_is_what_the_table_says(tmp_path: Path) -> None:
    catalogue = catalogue_of_cases(tmp_path)
    relations = Relations.build(catalogue, make_measures(catalogue))
    stats = CatalogueStats.build(catalogue, facets(catalogue, relations), (0, 0, 0, 0))
    [expected] = [case["counts"] for case in CASES if not case["filters"] and not case["withdrawn"]]
    for name, counts in expected.items():
        routes = {value: ("routes", number) for value, number in stats.routes[name].items()}
        assert {value: list(count) for value, count in {**routes, **stats.other_records[name]}.items()} == counts
