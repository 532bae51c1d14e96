"""Measures once for each contender: bytes and requests, the requests of a filter, and the heap."""

import time
from functools import partial

from playwright.sync_api import Browser, CDPSession, Page, Request

from benchmarks.contenders import Contender
from benchmarks.data import Spot
from benchmarks.measure import SETTLE_MS, Times, apply_filter, attempt, click, fresh_context, load
from benchmarks.serving import Served
from benchmarks.weigh import relay

MOST_SECONDS = 120
AFTER_LIVE_MS = 4_000
"""The time after the live map in which the requests of a page still belong to the first view."""


def measure_footprint(browser: Browser, contender: Contender, at: Served, spots: list[Spot], selections: int) -> Times:
    """The ``bytes``, ``requests``, requests of a filter (``asked``), and ``heap`` in MB before and after selections."""
    footprint: Times = {"problems": {}}
    with relay(at.port) as (through, weight), fresh_context(browser, contender) as context:
        page = context.new_page()
        if not attempt(footprint, "load", lambda: load(page, through)):
            return footprint
        page.wait_for_timeout(AFTER_LIVE_MS)
        footprint |= {"bytes": weight.received_bytes, "requests": weight.requests}
        footprint["asked"] = {}
        attempt(footprint, "filter", lambda: footprint["asked"].update(filter=_filter_requests(page, contender)))
        attempt(footprint, "unfilter", lambda: apply_filter(page, contender, on=False))
        page.wait_for_timeout(SETTLE_MS)
        attempt(footprint, "selection", lambda: click(page, spots[0]))
        attempt(footprint, "heap", lambda: footprint.update(heap=_heap(page, spots, selections)))
    print("once", contender.name, {key: value for key, value in footprint.items() if key != "asked"}, flush=True)
    return footprint


def _filter_requests(page: Page, contender: Contender) -> list[str]:
    """The addresses that the page requests by HTTP while it applies the filter."""
    requests: list[Request] = []
    note = partial(requests.append)
    page.on("request", note)
    try:
        apply_filter(page, contender, on=True)
        page.wait_for_timeout(SETTLE_MS)
    finally:
        page.remove_listener("request", note)
    return [request.url for request in requests if request.url.startswith("http")]


def _heap(page: Page, spots: list[Spot], selections: int) -> dict[str, float]:
    """The heap of JavaScript in MB, after garbage collection, before and after selections of two lines in turn."""
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
