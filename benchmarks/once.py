"""What is looked at once: bytes and requests, what an action asks of the server, the heap."""

import time
from functools import partial
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Request

from benchmarks.contenders import Contender
from benchmarks.data import Spot
from benchmarks.measure import SETTLE_MS, Times, apply_filter, attempt, click, fresh, load
from benchmarks.serving import Served
from benchmarks.weigh import relay

MOST_SECONDS = 120
AFTER_LIVE_MS = 4_000
"""What a page still fetches by itself when its map is live belongs to the first view."""


def look_once(browser: Browser, contender: Contender, at: Served, spots: list[Spot], selections: int) -> Times:
    """``bytes``, ``requests``; ``asked`` of the server by a filter; ``heap`` in MB before and after selections."""
    seen: Times = {"problems": {}}
    with relay(at.port) as (through, weight), fresh(browser, contender) as context:
        page = context.new_page()
        if not attempt(seen, "load", lambda: load(page, through)):
            return seen
        page.wait_for_timeout(AFTER_LIVE_MS)
        seen |= {"bytes": weight.received_bytes, "requests": weight.requests}
        seen["asked"] = {}
        attempt(seen, "filter", lambda: _record(page, seen, "filter", lambda: apply_filter(page, contender, on=True)))
        attempt(seen, "unfilter", lambda: apply_filter(page, contender, on=False))
        page.wait_for_timeout(SETTLE_MS)
        attempt(seen, "selection", lambda: click(page, spots[0]))
        attempt(seen, "heap", lambda: seen.update(heap=_heap(page, spots, selections)))
    print("once", contender.name, {key: value for key, value in seen.items() if key != "asked"}, flush=True)
    return seen


def _record(page: Page, seen: Times, name: str, act: Any) -> None:  # noqa: ANN401
    """What the page asks of the server while it does something, as far as that goes by HTTP."""
    asked: list[Request] = []
    note = partial(asked.append)
    page.on("request", note)
    try:
        act()
        page.wait_for_timeout(SETTLE_MS)
    finally:
        page.remove_listener("request", note)
    seen["asked"][name] = [request.url for request in asked if request.url.startswith("http")]


def _heap(page: Page, spots: list[Spot], selections: int) -> dict[str, float]:
    """Megabytes of JavaScript's heap, garbage collected, before and after selections of two lines in turn."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    before, until, done = _used_mb(session), time.monotonic() + MOST_SECONDS, 0
    while done < selections and time.monotonic() < until:
        click(page, spots[(done + 1) % len(spots)])  # the first is selected already
        done += 1
    return {"before": before, "after": _used_mb(session), "selections": done}


def _used_mb(session: CDPSession) -> float:
    session.send("HeapProfiler.collectGarbage")
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["JSHeapUsedSize"]) / 1e6
