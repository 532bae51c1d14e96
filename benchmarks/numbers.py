"""Medians, ratios to the floor and budgets, computed from the rounds of a run without input or output."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

Result = dict[str, Any]
FLOOR, ATLAS = "floor", "atlas"


@dataclass(frozen=True)
class Verdict:
    """One budget and the measured value, which is None where there is none."""

    words: str
    limit: float
    measured: float | None

    @property
    def outcome(self) -> str:
        """Whether the budget is met, or by which share of the limit it is missed."""
        if self.measured is None:
            return "not measured"
        if self.measured <= self.limit:
            return "met"
        if not self.limit:
            return f"missed by {self.measured:g}"
        return f"missed by {(self.measured - self.limit) / self.limit:.0%}"


def values(result: Result, key: str, name: str) -> list[float]:
    """The values of one contender, one for each round that did not fail."""
    times = (turn["times"].get(name, {}) for turn in result["rounds"])
    return [own[key] for own in times if own.get(key) is not None]


def median_of(values_: Iterable[float]) -> float | None:
    """The median; None where there are no values."""
    numbers = list(values_)
    return median(numbers) if numbers else None


def ratio(result: Result, key: str, name: str, against: str = FLOOR) -> float | None:
    """The median of each round's own ratio; None where no round has both."""
    pairs = (
        (turn["times"].get(name, {}).get(key), turn["times"].get(against, {}).get(key)) for turn in result["rounds"]
    )
    return median_of(mine / floor for mine, floor in pairs if mine is not None and floor)


def footprint(result: Result, key: str, name: str) -> float | None:
    """A value of the footprint, which is measured once."""
    measured: float | None = result["once"].get(name, {}).get(key)
    return measured


def footprint_ratio(result: Result, key: str, name: str) -> float | None:
    """A value of the footprint, divided by that of the floor."""
    mine, floor = footprint(result, key, name), footprint(result, key, FLOOR)
    return mine / floor if mine is not None and floor else None


def verdicts(result: Result) -> list[Verdict]:
    """The budgets of the atlas, each with the value of the run."""
    peers = (name for name in result["titles"] if name not in (FLOOR, ATLAS))
    clicks = [(share, name) for name in peers if (share := ratio(result, "click", ATLAS, name)) is not None]
    worst, quickest = max(clicks, default=(None, "?"))
    requests = result["once"].get(ATLAS, {}).get("asked", {}).get("filter")
    title = result["titles"].get(quickest, quickest)
    return [
        Verdict("first picture, empty cache, ÷ floor's", 0.5, ratio(result, "cold_picture", ATLAS)),
        Verdict("map live, empty cache, ÷ floor's", 1.2, ratio(result, "cold_live", ATLAS)),
        Verdict("filter → map idle, ÷ floor's", 1.1, ratio(result, "filter", ATLAS)),
        Verdict("click → facts, ÷ floor's", 2.0, ratio(result, "click", ATLAS)),
        Verdict(f"click → facts, ÷ the quickest peer's ({title})", 1.0, worst),
        Verdict("bytes of the first view, ÷ floor's", 1.5, footprint_ratio(result, "bytes", ATLAS)),
        Verdict("requests that a filter sends to the server", 0, None if requests is None else len(requests)),
    ]
