"""``make bench``: the atlas beside what people would use instead, in the same minutes, on the same machine.

Rounds are interleaved, so that what else the machine does falls on all alike; told are medians and ratios.
Nothing here asserts a time. ``python -m benchmarks.run [--rounds 5] [--only atlas floor]``.
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

from benchmarks.contenders import Contender, named, served
from benchmarks.measure import visit
from benchmarks.report import write_report
from benchmarks.weigh import relay
from tests.browser.conftest import FLAGS, find_browser

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Measure, write the numbers and the table, say where they are."""
    parser = argparse.ArgumentParser("python -m benchmarks.run")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[])
    chosen = parser.parse_args()
    contenders = named(chosen.only)
    with ExitStack() as stack:
        addresses = {one.name: stack.enter_context(served(one)) for one in contenders}
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=find_browser(), args=FLAGS)
        weights = {one.name: weigh(browser, one, addresses[one.name]) for one in contenders}
        rounds = [run_round(browser, contenders, addresses, number) for number in range(chosen.rounds)]
        version = browser.version
        browser.close()
    result = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "browser": version, "gl": "software"},
        "weights": weights,
        "rounds": rounds,
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(write_report(result, {one.name: one.title for one in contenders}))


def run_round(browser: Browser, contenders: list[Contender], addresses: dict[str, str], number: int) -> dict[str, Any]:
    """One visit of each, the order turning from round to round."""
    turned = contenders[number % len(contenders) :] + contenders[: number % len(contenders)]
    found: dict[str, Any] = {}
    for one in turned:
        try:
            found[one.name] = visit(browser, one, addresses[one.name])
        except Exception as error:  # a visit that fails is told, the others go on
            found[one.name] = {"failed": str(error).splitlines()[0][:200]}
        print(number, one.name, found[one.name], flush=True)
    return {"load": os.getloadavg()[0], "times": found}


def weigh(browser: Browser, contender: Contender, address: str) -> dict[str, int]:
    """Bytes and requests of a first visit, until the map is live and all that follows at once has come."""
    with relay(int(address.rsplit(":", 1)[1])) as (through, weight):
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
        page = context.new_page()
        page.goto(through)
        page.wait_for_function(f"() => {contender.live}?.areTilesLoaded?.()", timeout=90_000)
        page.wait_for_timeout(4_000)
        context.close()
        return {"bytes": weight.received_bytes, "requests": weight.requests}


if __name__ == "__main__":
    main()
