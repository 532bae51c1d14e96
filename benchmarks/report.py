"""The numbers of a run as the table of ``docs/PERFORMANCE.md``."""

from pathlib import Path
from statistics import median
from typing import Any

PAGE = Path(__file__).parent.parent / "docs" / "PERFORMANCE.md"
START, END = "<!-- table: start (written by `make bench`) -->", "<!-- table: end -->"
ROWS = (
    ("cold_picture", "empty cache: navigation → routes and land seen", "ms"),
    ("cold_live", "empty cache: navigation → live map idle with routes", "ms"),
    ("warm_picture", "warm cache: navigation → routes and land seen", "ms"),
    ("warm_live", "warm cache: navigation → live map idle with routes", "ms"),
    ("filter", "filter by mode → map idle", "ms"),
    ("click", "click on a line → its facts", "ms"),
    ("cold_long", "empty cache: time in long tasks beyond 50 ms each", "ms"),
)


def write_report(result: dict[str, Any], titles: dict[str, str]) -> str:
    """Put the table into the page, between its marks; the table."""
    table = make_table(result, titles)
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(START)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{START}\n{table}\n{END}{after}", encoding="utf-8")
    return table


def make_table(result: dict[str, Any], titles: dict[str, str]) -> str:
    """Medians over the rounds, and in brackets the ratio to the floor, itself the median of each round's own ratio."""
    names = list(titles)
    loads = [one["load"] for one in result["rounds"]]
    machine = result["machine"]
    lines = [
        f"{result['when'][:10]}, interleaved rounds: {len(result['rounds'])}, Chromium {machine['browser']} "
        f"on {machine['cores']} cores, software GL, "
        f"load average {min(loads):.1f} to {max(loads):.1f} (other work ran on the machine).",
        "",
        f"| | {' | '.join(titles.values())} |",
        f"|---|{'---:|' * len(names)}",
    ]
    for key, words, unit in ROWS:
        cells = [_cell(result, key, name) for name in names]
        lines.append(f"| {words} ({unit}) | {' | '.join(cells)} |")
    for key, words in (("bytes", "first view, bytes over the wire"), ("requests", "first view, requests")):
        weights = [result["weights"][name][key] for name in names]
        floor = result["weights"].get("floor", {}).get(key)
        cells = [f"{value:,}" + (f" ({value / floor:.2f})" if floor else "") for value in weights]
        lines.append(f"| {words} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(result: dict[str, Any], key: str, name: str) -> str:
    own = [times[name][key] for times in _times(result) if key in times.get(name, {})]
    if not own:
        return "failed"
    pairs = [
        (t[name][key], t["floor"][key])
        for t in _times(result)
        if key in t.get(name, {}) and t.get("floor", {}).get(key)
    ]
    ratio = f" ({median(mine / floor for mine, floor in pairs):.2f})" if pairs else ""
    return f"{median(own):,.0f}{ratio}"


def _times(result: dict[str, Any]) -> list[dict[str, dict[str, float]]]:
    return [one["times"] for one in result["rounds"]]
