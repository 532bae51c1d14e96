"""Thousands of bad requests to the real application, the same each time: it never fails, and stores nothing of them."""

import functools
import gc
import logging
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import pytest
from dash import Dash

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.settings import Settings
from tests.commands import ROOT
from tests.hostile import MARKER, Answer, Hostile, ask, to_callbacks, to_routes

ROUTE_REQUESTS = 1_500
CALLS = 2_500
GOOD_VALUES: dict[str, Any] = {
    "dock-request.data": {"address": "/?tab=table&country=GE", "language": "en"},
}
"""A valid value for every input of a callback on the server."""


@pytest.fixture(scope="module")
def app(atlas: Atlas) -> Dash:
    """The complete application without limits by address, so that every bad request reaches its route."""
    return create_app(atlas, Settings(root=ROOT, searches_a_minute=0, exports_a_minute=0))


@pytest.fixture(scope="module")
def known_ids(atlas: Atlas) -> list[str]:
    catalogue = atlas.catalogue
    ids = [*catalogue.projects, *list(catalogue.facts)[:9], *catalogue.documents, *list(catalogue.places)[:9]]
    files = [
        "facts.json",
        "facts.csv",
        "atlas.css",
        "dash",
        "dash_renderer",
        "segments",
        "ground",
        "GE",
        "rail",
        "table",
    ]
    return [*ids, *files, *(tiles.version for tiles in atlas.tiles.values()), "4", "9"]


def good_calls(app: Dash) -> list[dict[str, Any]]:
    """The calls that the page itself sends, one for each callback on the server."""
    calls = []
    for output, callback in app.callback_map.items():
        if "callback" in callback:
            inputs = [
                {**field, "value": GOOD_VALUES[f"{field['id']}.{field['property']}"]} for field in callback["inputs"]
            ]
            identity, name = output.rsplit(".", 1)
            changed = [f"{field['id']}.{field['property']}" for field in inputs]
            calls.append(
                {
                    "output": output,
                    "outputs": {"id": identity, "property": name},
                    "inputs": inputs,
                    "changedPropIds": changed,
                }
            )
    return calls


def faults_of(answer: Answer) -> list[str]:
    """The faults that no answer may have."""
    faults = []
    if answer.status >= 500:
        faults.append(f"status {answer.status}")
    if b"Traceback (most recent call last)" in answer.body:
        faults.append("a trace")
    if answer.headers.get("x-content-type-options") != "nosniff" or "content-security-policy" not in answer.headers:
        faults.append("no security headers")
    if answer.headers.get("content-type", "").startswith("text/html") and MARKER.encode() in answer.body:
        faults.append("what was sent stands in the page as it came")
    location = answer.headers.get("location", "/")
    if not location.startswith("/") or location.startswith("//"):
        faults.append(f"sends on to {location}")
    if "access-control-allow-credentials" in answer.headers:
        faults.append("credentials for other origins")
    return faults


def count_statuses(app: Dash, requests: Iterable[Hostile]) -> Counter[int]:
    """The number of answers with each status. The first faulty answer fails the test, with its request."""
    statuses: Counter[int] = Counter()
    for request in requests:
        answer = ask(app.server, request)
        assert not faults_of(answer), (faults_of(answer), request, answer.body[:300])
        statuses[answer.status] += 1
    return statuses


def test_what_the_page_sends_is_answered(app: Dash) -> None:
    calls = good_calls(app)
    assert calls
    client = app.server.test_client()
    for call in calls:
        assert client.post("/_dash-update-component", json=call).status_code == 200, call["output"]


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The errors of the server; Playwright, in the same process, leaves tasks to asyncio that are no part of it."""
    return [record.getMessage() for record in caplog.records if record.name != "asyncio"]


def test_no_bad_request_is_a_failure_of_the_server(
    app: Dash, known_ids: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        statuses = count_statuses(app, to_routes(app.server, known_ids, seed=1, number=ROUTE_REQUESTS))
    assert errors(caplog) == []
    # The generator must reach valid answers and every kind of refusal.
    assert {200, 400, 404, 405, 413} <= set(statuses), statuses


def test_no_bad_call_reaches_a_callback_and_each_is_told_why(app: Dash, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        statuses = count_statuses(app, to_callbacks(good_calls(app), seed=2, number=CALLS))
    assert errors(caplog) == []
    assert set(statuses) <= {200, 204, 400, 413, 415}, statuses
    assert statuses[400] > CALLS // 2


def test_nothing_is_kept_of_a_bad_request(app: Dash, known_ids: list[str]) -> None:
    """If the server stored something of each request, it would allocate at least one block of memory for each.

    After two rounds the caches are full. pandas keeps some hundred dead references to a table before it clears them, so
    one round is not enough.
    """
    number = 300
    requests = [
        *to_callbacks(good_calls(app), seed=3, number=number), *to_routes(app.server, known_ids, seed=3, number=number)
    ]  # fmt: skip
    count_statuses(app, requests)
    count_statuses(app, requests)
    blocks = [allocated_blocks()]
    sizes = unbounded_caches()  # without those of other tests' servers, which are garbage now
    for _ in range(3):
        count_statuses(app, requests)
        blocks.append(allocated_blocks())
    assert min(after - before for before, after in pairwise(blocks)) < len(requests) // 2
    assert unbounded_caches() == sizes


def allocated_blocks() -> int:
    gc.collect()
    return sys.getallocatedblocks()


def unbounded_caches() -> dict[str, int]:
    """The sizes of our caches without a limit, by name. They must not grow with the requests."""
    caches = (cache for cache in gc.get_objects() if isinstance(cache, functools._lru_cache_wrapper))
    return {
        f"{cache.__module__}.{cache.__qualname__}": cache.cache_info().currsize
        for cache in caches
        if (cache.__module__ or "").startswith("dashboard.") and cache.cache_info().maxsize is None
    }
