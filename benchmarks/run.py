"""``make bench``: measures the atlas and its alternatives, in the same minutes, on the same machine.

Rounds are interleaved, so that other work of the machine affects all alike. The report has medians and ratios. Nothing
here asserts a time. ``python -m benchmarks.run [--rounds 5] [--only atlas floor]``.
"""

import argparse
import json
import os
import platform
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.contenders import Contender, contenders
from benchmarks.data import Spot, prepare
from benchmarks.footprint import measure_footprint
from benchmarks.measure import visit
from benchmarks.report import write_report
from benchmarks.serving import Served, serve
from tests.browser.conftest import FLAGS, find_browser

RESULTS = Path(__file__).parent / "results"
WORKERS = 2


def main() -> None:
    """Measure, write the numbers and the table, and print the table."""
    parser = argparse.ArgumentParser("python -m benchmarks.run")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[], help="names of contenders; the floor belongs to any ratio")
    parser.add_argument("--selections", type=int, default=50, help="between two looks at the heap")
    options = parser.parse_args()
    spots, requested = prepare(), contenders(options.only)
    with ExitStack() as stack:
        at, missing = start(stack, requested)
        started = [contender for contender in requested if contender.name in at]
        servers = {name: {"started_ms": own.started_ms, "memory_mb": own.memory_mb()} for name, own in at.items()}
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=find_browser(), args=FLAGS)
        version = browser.version
        footprints = {
            contender.name: measure_footprint(browser, contender, at[contender.name], spots, options.selections)
            for contender in started
        }
        rounds = [run_round(browser, started, at, spots[0], number) for number in range(options.rounds)]
        browser.close()
    result = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "browser": version, "gl": "software"},
        "titles": {contender.name: contender.title for contender in requested},
        "missing": missing,
        "once": footprints,
        "rounds": rounds,
        "server": servers,
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(write_report(result))


def start(stack: ExitStack, requested: list[Contender]) -> tuple[dict[str, Served], dict[str, str]]:
    """The servers of the contenders that start here, by name, and the reasons why the others do not."""
    missing: dict[str, str] = {}
    at: dict[str, Served] = {}
    for contender in requested:
        try:
            at[contender.name] = stack.enter_context(serve(contender, WORKERS))
        except (RuntimeError, OSError) as error:
            missing[contender.name] = f"does not start: {error}"
    return at, missing


def run_round(
    browser: Browser, started: list[Contender], at: dict[str, Served], spot: Spot, number: int
) -> dict[str, Any]:
    """One visit of each contender; each round begins with another one."""
    turned = started[number % len(started) :] + started[: number % len(started)]
    times = {contender.name: visit(browser, contender, at[contender.name].address, spot) for contender in turned}
    for name, measured in times.items():
        print(number, name, measured, flush=True)
    return {"load": os.getloadavg()[0], "times": times}


if __name__ == "__main__":
    main()
