"""The report says what follows from the numbers, no more: ratios within a round, budgets met or missed by how much."""

from typing import Any

import pytest

from benchmarks.numbers import Verdict, ratio, verdicts
from benchmarks.report import browser_table, budget_table

Numbers = dict[str, Any]


def run_of(rounds: list[dict[str, Numbers]], **more: Numbers) -> Numbers:
    titles = {"floor": "the floor", "atlas": "the atlas", "shiny": "Shiny", "panel": "Panel"}
    result = {"titles": titles, "missing": {}, "once": {}, "server": {}, "rounds": [{"times": turn} for turn in rounds]}
    return {**result, **more}


def verdict_of(result: Numbers, words: str) -> Verdict:
    (matching,) = [verdict for verdict in verdicts(result) if verdict.words.startswith(words)]
    return matching


def test_a_ratio_is_the_median_of_each_rounds_own() -> None:
    # The medians' ratio would be 30 / 20; a round without the floor's number counts for nothing.
    rounds = [
        {"floor": {"click": 10}, "atlas": {"click": 30}},
        {"floor": {"click": 20}, "atlas": {"click": 20}},
        {"floor": {"click": 100}, "atlas": {"click": 90}},
        {"floor": {}, "atlas": {"click": 1_000}},
    ]
    assert ratio(run_of(rounds), "click", "atlas") == pytest.approx(1.0)


@pytest.mark.parametrize(("atlas", "outcome"), [(50, "met"), (100, "met"), (150, "missed by 50%")])
def test_a_click_is_held_against_twice_the_floor(atlas: float, outcome: str) -> None:
    result = run_of([{"floor": {"click": 50}, "atlas": {"click": atlas}}])
    assert verdict_of(result, "click → facts, ÷ floor's").outcome == outcome


def test_a_click_is_held_against_the_quickest_peer() -> None:
    result = run_of([{"floor": {"click": 50}, "atlas": {"click": 90}, "shiny": {"click": 60}, "panel": {"click": 900}}])
    verdict = verdict_of(result, "click → facts, ÷ the quickest peer")
    assert ("Shiny" in verdict.words, verdict.measured, verdict.outcome) == (True, pytest.approx(1.5), "missed by 50%")


@pytest.mark.parametrize(("asked", "outcome"), [([], "met"), ([{}, {}], "missed by 2"), (None, "not measured")])
def test_a_filter_costs_the_server_nothing(asked: list[Numbers] | None, outcome: str) -> None:
    result = run_of([], once={} if asked is None else {"atlas": {"asked": {"filter": asked}}})
    assert verdict_of(result, "requests that a filter sends").outcome == outcome


def test_who_failed_and_who_is_not_here_is_told() -> None:
    times = {"floor": {"click": 20.0}, "atlas": {"click": 30.0}, "shiny": {"problems": {"click": "no facts came"}}}
    table = browser_table(run_of([times], missing={"panel": "not installed"}))
    (row,) = [line for line in table.splitlines() if line.startswith("| click")]
    assert row.split(" | ")[1:] == ["20 (1.00)", "30 (1.50)", "failed", "not here |"]


def test_nothing_measured_is_no_budget_met() -> None:
    lines = budget_table(run_of([])).splitlines()[2:]
    assert len(lines) == len(verdicts(run_of([])))
    assert all(line.endswith("| – | not measured |") for line in lines)
