"""The numbers of growth as the table of ``docs/PERFORMANCE.md``."""

from collections.abc import Mapping
from typing import Any

from benchmarks.report import PAGE

START, END = "<!-- growth: start (written by `python -m benchmarks.growth`) -->", "<!-- growth: end -->"
Results = Mapping[str, Mapping[str, Any]]
ROWS = (
    ("first", "load_cpu_s", "first start: read, check, measure, keep (s of processor)", "{:,.1f}"),
    ("first", "index_cpu_s", "first start: the search's index and map files (s of processor)", "{:,.1f}"),
    ("first", "first_peak_mb", "first start, most memory meanwhile (MB)", "{:,}"),
    ("next", "start_cpu_s", "next start, without the page (s of processor)", "{:,.1f}"),
    ("next", "start_s", "next start, without the page (s of the clock)", "{:,.1f}"),
    ("next", "start_mb", "memory of one process after it (MB)", "{:,}"),
    ("workers", "worker_rss_mb", "a worker of two, resident (MB)", "{:,}"),
    ("workers", "worker_pss_mb", "a worker of two, shared pages by their share (MB)", "{:,}"),
    ("workers", "worker_own_mb", "a worker of two, its own pages alone (MB)", "{:,}"),
    ("next", "search_ms", "search, median of all queries (ms)", "{:,.1f}"),
    ("next", "search_worst_ms", "search, slowest query (ms)", "{:,.1f}"),
    ("next", "panel_ms", "panel of the most spoken-of project (ms)", "{:,.1f}"),
    ("next", "filter_ms", "what passes two filters, on the server (ms)", "{:,.1f}"),
    ("next", "list_ms", "a page of the list of places (ms)", "{:,.1f}"),
    ("next", "map_bytes", "the map's whole files, brotli (bytes)", "{:,}"),
    ("next", "tiles_bytes", "twelve tiles of a first view, gzip (bytes)", "{:,}"),
    ("next", "tile_ms", "making a tile, median (ms)", "{:,.1f}"),
    ("next", "index_first_bytes", "index, the piece of the first view, brotli (bytes)", "{:,}"),
    ("next", "index_rest_bytes", "index, the rest, brotli (bytes)", "{:,}"),
    ("next", "list_bytes", "a page of a list, brotli (bytes)", "{:,}"),
    ("page", "page_bytes", "the page itself as it is today, brotli (bytes)", "{:,}"),
    ("page", "page_ms", "making that page (ms)", "{:,.0f}"),
    ("page", "app_cpu_s", "making the application with its first page (s of processor)", "{:,.1f}"),
)


def write_report(results: Results) -> str:
    """Put the table into the page, between its marks; the table."""
    table = make_table(results)
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(START)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{START}\n{table}\n{END}{after}", encoding="utf-8")
    return table


def make_table(results: Results) -> str:
    """A column a size; in brackets how many times as much as at size 1."""
    sizes = sorted(results, key=int)
    loads = [results[size]["machine"]["load"] for size in sizes if "load" in results[size]["machine"]]
    counts = [results[size]["first"].get("counts", {}) for size in sizes]
    lines = [
        f"{max(results[size]['when'] for size in sizes)[:10]}, {results[sizes[0]]['machine']['cores']} cores, "
        f"load average {min(loads)} to {max(loads)} (other work ran on the machine: trust the processor's time).",
        "",
        f"| | {' | '.join(f'×{size}' for size in sizes)} |",
        f"|---|{'---:|' * len(sizes)}",
        f"| documents · facts · segments · places | {' | '.join(map(_counted, counts))} |",
    ]
    for phase, key, words, form in ROWS:
        cells = [_cell(results, size, phase, key, form) for size in sizes]
        if any(cell != "–" for cell in cells):
            lines.append(f"| {words} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _counted(counts: Mapping[str, int]) -> str:
    return " · ".join(f"{counts[one]:,}" for one in ("documents", "facts", "segments", "places")) if counts else "–"


def _cell(results: Results, size: str, phase: str, key: str, form: str) -> str:
    found = results[size].get(phase, {})
    if key not in found:
        failed = found.get("failed") or found.get("page_failed")
        return str(failed) if failed else "–"
    least = results.get("1", {}).get(phase, {}).get(key)
    ratio = f" ({found[key] / least:,.1f})" if least and size != "1" else ""
    return form.format(found[key]) + ratio
