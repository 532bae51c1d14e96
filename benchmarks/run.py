"""``make bench``: the atlas beside what people would use instead, in the same minutes, on the same machine.

Rounds are interleaved, so that what else the machine does falls on all alike; told are medians and ratios. Nothing here
asserts a time. ``python -m benchmarks.run [--rounds 5] [--only atlas floor]``.
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

from benchmarks.contenders import Contender, named
from benchmarks.data import Spot, prepare
from benchmarks.measure import visit
from benchmarks.once import look_once
from benchmarks.report import write_report
from benchmarks.serving import Served, served
from tests.browser.conftest import FLAGS, find_browser

RESULTS = Path(__file__).parent / "results"
WORKERS = 2


def main() -> None:
    """Measure, write the numbers and the table, say where they are."""
    parser = argparse.ArgumentParser("python -m benchmarks.run")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[], help="names of contenders; the floor belongs to any ratio")
    parser.add_argument("--selections", type=int, default=50, help="between two looks at the heap")
    chosen = parser.parse_args()
    spots = prepare()
    with ExitStack() as stack:
        at, missing = start(stack, named(chosen.only))
        contenders = [peer for peer in named(chosen.only) if peer.name in at]
        servers = {name: {"started_ms": own.started_ms, "memory_mb": own.memory_mb()} for name, own in at.items()}
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=find_browser(), args=FLAGS)
        version = browser.version
        once = {peer.name: look_once(browser, peer, at[peer.name], spots, chosen.selections) for peer in contenders}
        rounds = [run_round(browser, contenders, at, spots[0], number) for number in range(chosen.rounds)]
        browser.close()
    result = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "browser": version, "gl": "software"},
        "titles": {peer.name: peer.title for peer in named(chosen.only)},
        "missing": missing,
        "once": once,
        "rounds": rounds,
        "server": servers,
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(write_report(result))


def start(stack: ExitStack, contenders: list[Contender]) -> tuple[dict[str, Served], dict[str, str]]:
    """The servers of those that can be measured here, by name, and why the others cannot."""
    missing: dict[str, str] = {}
    at: dict[str, Served] = {}
    for peer in contenders:
        try:
            at[peer.name] = stack.enter_context(served(peer, WORKERS))
        except (RuntimeError, OSError) as error:
            missing[peer.name] = f"does not start: {error}"
    return at, missing


def run_round(
    browser: Browser, contenders: list[Contender], at: dict[str, Served], spot: Spot, number: int
) -> dict[str, Any]:
    """One visit of each, the order turning from round to round."""
    turned = contenders[number % len(contenders) :] + contenders[: number % len(contenders)]
    times: dict[str, Any] = {peer.name: visit(browser, peer, at[peer.name].address, spot) for peer in turned}
    for peer in turned:
        print(number, peer.name, times[peer.name], flush=True)
    return {"load": os.getloadavg()[0], "times": times}


if __name__ == "__main__":
    main()
