"""The numbers of a run as the tables of ``docs/PERFORMANCE.md``."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.numbers import Result, footprint, footprint_ratio, median_of, ratio, values, verdicts

PAGE = Path(__file__).parent.parent / "docs" / "PERFORMANCE.md"
TIMES = (
    ("cold_picture", "empty cache: navigation → routes and land seen (ms)"),
    ("cold_live", "empty cache: navigation → live map idle with routes (ms)"),
    ("warm_picture", "warm cache: navigation → routes and land seen (ms)"),
    ("warm_live", "warm cache: navigation → live map idle with routes (ms)"),
    ("filter", "filter by mode → map idle (ms)"),
    ("click", "click on a line → its facts (ms)"),
    ("lit", "fact → its sentence lit in the document (ms)"),
    ("language", "other language → its page seen (ms)"),
    ("theme", "other theme → map idle in its colours (ms)"),
    ("cold_long_tasks", "empty cache: tasks over 50 ms"),
    ("cold_long", "empty cache: time of these beyond 50 ms each (ms)"),
)
ONLY_ATLAS = {"lit", "language", "theme"}


def write_report(result: Result) -> str:
    """Write the tables between their marks in the page, and give them."""
    tables = "\n\n".join((foreword(result), browser_table(result), budget_table(result)))
    put("table", "make bench", tables)
    return tables


def put(mark: str, command: str, words: str) -> None:
    """Replace the text between the two comments named ``mark``. Raises ValueError where they are missing."""
    start, end = f"<!-- {mark}: start (written by `{command}`) -->", f"<!-- {mark}: end -->"
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(start)
    PAGE.write_text(f"{before}{start}\n{words}\n{end}{rest.split(end)[1]}", encoding="utf-8")


def foreword(result: Result) -> str:
    """The time and place of the run, and the contenders that could not be measured."""
    loads, machine = [turn["load"] for turn in result["rounds"]], result["machine"]
    lines = [
        f"{result['when'][:10]}, interleaved rounds: {len(loads)}, Chromium {machine['browser']} on "
        f"{machine['cores']} cores, software GL, load average {min(loads):.1f} to {max(loads):.1f} "
        "(the benchmark itself makes about 2).",
    ]
    lines += [f"Not measured: {result['titles'][name]} ({reason})." for name, reason in result["missing"].items()]
    return "\n".join(lines)


def browser_table(result: Result) -> str:
    """Medians over the rounds, and in brackets the medians of the ratios to the floor in each round."""
    rows = [_row(result, words, partial(_time, result, key)) for key, words in TIMES]
    for key, words in (("bytes", "first view, bytes over the wire"), ("requests", "first view, requests")):
        rows.append(_row(result, words, partial(_footprint, result, key)))
    rows.append(_row(result, "heap before and after selections (MB; how many)", partial(_heap, result)))
    for key, words in (("started_ms", "start → first answer (ms)"), ("memory_mb", "memory after the start (MB)")):
        rows.append(_row(result, words, partial(_server, result, key)))
    titles = result["titles"].values()
    return "\n".join([f"| | {' | '.join(titles)} |", f"|---|{'---:|' * len(titles)}", *rows])


def budget_table(result: Result) -> str:
    """The budgets with the measured values."""
    lines = ["| budget of the atlas | at most | measured | |", "|---|---:|---:|---|"]
    for verdict in verdicts(result):
        measured = "–" if verdict.measured is None else f"{verdict.measured:,.2f}"
        lines.append(f"| {verdict.words} | {verdict.limit:g} | {measured} | {verdict.outcome} |")
    return "\n".join(lines)


def _row(result: Result, words: str, cell: Callable[[str], str]) -> str:
    cells = ["not here" if name in result["missing"] else cell(name) for name in result["titles"]]
    return f"| {words} | {' | '.join(cells)} |"


def _time(result: Result, key: str, name: str) -> str:
    value = median_of(values(result, key, name))
    if value is None:
        measured = any(values(result, key, other) for other in result["titles"])
        return "failed" if measured and key not in ONLY_ATLAS else "–"
    return _with(value, ratio(result, key, name))


def _with(value: float | None, share: float | None = None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" + (f" ({share:.2f})" if share is not None else "")


def _footprint(result: Result, key: str, name: str) -> str:
    return _with(footprint(result, key, name), footprint_ratio(result, key, name))


def _server(result: Result, key: str, name: str) -> str:
    return _with(result["server"].get(name, {}).get(key))


def _heap(result: Result, name: str) -> str:
    heap = result["once"].get(name, {}).get("heap")
    if not heap:
        return "failed"
    return f"{heap['before']:.1f} → {heap['after']:.1f} ({heap['selections']})"
