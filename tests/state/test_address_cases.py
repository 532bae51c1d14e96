"""Python reads the addresses of ``tests/cases/addresses.json``; a browser test reads them with the script."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.state.view_state import KnownNames, format_path, format_query, parse

TABLE: dict[str, Any] = json.loads((Path(__file__).parent.parent / "cases" / "addresses.json").read_text("utf-8"))


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["address"])
def test_an_address_means_what_the_table_says(case: dict[str, Any]) -> None:
    path, _, query = case["address"].partition("?")
    state, _ = parse(path, query, KnownNames(**TABLE["known"]))
    chosen = {**state.filters, **state.statements}
    assert {name: list(values) for name, values in chosen.items()} == case["filters"]
    assert sorted(state.switches) == case["switches"]
    written = format_query(state)
    assert format_path(state) + (f"?{written}" if written else "") == case["means"]
