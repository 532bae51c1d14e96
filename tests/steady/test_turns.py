"""One reader with forty connections and the most costly requests does not slow other readers down."""

import itertools
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import gevent
import pytest

from dashboard.web.middleware.turns import Turns
from tests.steady.running import ROOT, Answer, Running, running

CONNECTIONS = 40
OTHER_ADDRESS = "127.0.0.2"
ENDS = (
    "kars-station",
    "baku-station",
    "alat-station",
    "tbilisi-station",
    "aktau-port",
    "poti-port",
    "almaty",
    "astana",
)
PAIRS = tuple(itertools.permutations(ENDS, 2))
COUNTRIES, MODES = ("AZ", "GE", "KZ", "TR"), ("rail", "sea")
COSTLY = {
    "ways": lambda number: "/corridor/{}/{}?lang=az".format(*PAIRS[number % len(PAIRS)]),
    "views": lambda number: f"/?view={3 + number % 60 / 10:.1f}/{35 + number % 17}/{40 + number % 23}",
    "previews": lambda number: "/preview/corridor/{}/{}.png".format(*PAIRS[number % len(PAIRS)]),
    "files": lambda number: f"/data/atlas.gpkg?country={COUNTRIES[number % 4]}&mode={MODES[number % 2]}",
}


@pytest.fixture(scope="module")
def one_worker() -> Iterator[Running]:
    """A warm server of one worker, so that no other worker answers for it."""
    with running(ROOT, workers=1) as server:
        for language in ("en", "az", "ar"):
            server.get(f"/?lang={language}")
            server.get(f"/project/tasim?lang={language}")
        yield server


@contextmanager
def forty_connections(server: Running, path: Callable[[int], str]) -> Iterator[list[tuple[Answer, float]]]:
    """Let forty connections request paths, each time another one; yield the answers with their seconds."""
    stop, number, answers = threading.Event(), itertools.count(), list[tuple[Answer, float]]()

    def request_costly() -> None:
        while not stop.is_set():
            began = time.perf_counter()
            answer = server.get(path(next(number)))
            answers.append((answer, time.perf_counter() - began))
            if answer.status == 503:
                stop.wait(0.2)

    threads = [threading.Thread(target=request_costly) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    try:
        yield answers
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def median_seconds(server: Running, path: str, seconds: float = 1) -> float:
    """The median time of an answer to another reader who sends one request after another."""
    seconds_of, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end or len(seconds_of) < 5:
        began = time.perf_counter()
        assert server.get(path, source=OTHER_ADDRESS).status == 200
        seconds_of.append(time.perf_counter() - began)
    return statistics.median(seconds_of)


@pytest.mark.parametrize("kind", ["previews", "files"])
def test_what_is_made_apart_keeps_nobody_waiting(one_worker: Running, kind: str) -> None:
    with forty_connections(one_worker, COSTLY[kind]) as answers:
        assert median_seconds(one_worker, "/healthz") < 0.2
        assert median_seconds(one_worker, "/project/tasim?lang=en") < 0.4
    assert {answer.status for answer, _ in answers} == {200, 503}
    busy = [answer for answer, _ in answers if answer.status == 503]
    assert all(int(answer.headers["Retry-After"]) > 0 and "too much" in answer.json["error"] for answer in busy)
    assert one_worker.traces() == []


@pytest.mark.parametrize("kind", ["ways", "views"])
def test_each_address_has_its_turn(one_worker: Running, kind: str) -> None:
    """Another reader waits for one or two pages, not for forty."""
    with forty_connections(one_worker, COSTLY[kind]) as answers:
        health, page = median_seconds(one_worker, "/healthz"), median_seconds(one_worker, "/project/tasim?lang=en")
    costly_seconds = statistics.median(seconds for answer, seconds in answers if answer.status == 200)
    assert health < costly_seconds / 8
    assert page < costly_seconds / 4


def test_turns_go_round_the_addresses_and_each_keeps_its_order() -> None:
    turns, done = Turns(), list[str]()
    turns.take("a")

    def wait(address: str, number: int) -> None:
        turns.take(address)
        done.append(f"{address}{number}")
        turns.give()

    waiting = [("a", 1), ("a", 2), ("a", 3), ("b", 1), ("c", 1), ("b", 2)]
    greenlets = [gevent.spawn(wait, *address) for address in waiting]
    gevent.sleep(0.01)
    turns.give()
    gevent.joinall(greenlets, timeout=5)
    assert done == ["a1", "b1", "c1", "a2", "b2", "a3"]
    turns.take("d")  # nobody has the turn any more
