"""From the rounds of a run: medians, ratios to the floor, and what the budgets make of them. No input, no output."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

Result = dict[str, Any]
FLOOR, ATLAS = "floor", "atlas"


@dataclass(frozen=True)
class Verdict:
    """One budget beside what was measured; ``measured`` is None where nothing was."""

    words: str
    limit: float
    measured: float | None

    @property
    def told(self) -> str:
        """Met, or missed and by how much of the limit."""
        if self.measured is None:
            return "not measured"
        if self.measured <= self.limit:
            return "met"
        by = (self.measured - self.limit) / self.limit if self.limit else self.measured
        return f"missed by {by:.0%}" if self.limit else f"missed by {by:g}"


def values(result: Result, key: str, name: str) -> list[float]:
    """What the rounds measured of one contender; fewer than the rounds where some failed."""
    measured = (turn["times"].get(name, {}).get(key) for turn in result["rounds"])
    return [value for value in measured if value is not None]


def middle(values_: Iterable[float]) -> float | None:
    """The median; None of nothing."""
    numbers = list(values_)
    return median(numbers) if numbers else None


def ratio(result: Result, key: str, name: str, against: str = FLOOR, against_key: str = "") -> float | None:
    """The median of each round's own ratio; None where no round has both."""
    other = against_key or key
    pairs = (
        (turn["times"].get(name, {}).get(key), turn["times"].get(against, {}).get(other)) for turn in result["rounds"]
    )
    return middle(mine / floor for mine, floor in pairs if mine is not None and floor)


def once(result: Result, key: str, name: str) -> float | None:
    """What was looked at once."""
    measured: float | None = result["once"].get(name, {}).get(key)
    return measured


def once_ratio(result: Result, key: str, name: str) -> float | None:
    """The same as a share of the floor's."""
    mine, floor = once(result, key, name), once(result, key, FLOOR)
    return mine / floor if mine is not None and floor else None


def verdicts(result: Result) -> list[Verdict]:
    """The budgets of the atlas, each beside what the run found."""
    peers = (name for name in result["titles"] if name not in (FLOOR, ATLAS))
    clicks = [(share, name) for name in peers if (share := ratio(result, "click", ATLAS, name)) is not None]
    worst, quickest = max(clicks, default=(None, "?"))
    asked = result["once"].get(ATLAS, {}).get("asked", {}).get("filter")
    title = result["titles"].get(quickest, quickest)
    return [
        Verdict("first picture, empty cache, ÷ floor's", 0.5, ratio(result, "cold_picture", ATLAS)),
        Verdict("map live, empty cache, ÷ floor's", 1.2, ratio(result, "cold_live", ATLAS)),
        Verdict("filter → map idle, ÷ floor's", 1.1, ratio(result, "filter", ATLAS)),
        Verdict("click → facts, ÷ floor's", 2.0, ratio(result, "click", ATLAS)),
        Verdict(f"click → facts, ÷ the quickest peer's ({title})", 1.0, worst),
        Verdict("bytes of the first view, ÷ floor's", 1.5, once_ratio(result, "bytes", ATLAS)),
        Verdict("requests that a filter sends to the server", 0, None if asked is None else len(asked)),
    ]
