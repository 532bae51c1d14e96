"""What happens to readers when a worker dies, when a server is told to stop, and when another one takes over."""

import errno
import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.steady.conftest import BIG_BYTES
from tests.steady.running import ROOT, SECONDS, People, Running, running, until
from tests.steady.slowly import asking_for, begun, big, connection, rest

PATHS = ("/data/projects.json", "/project/tasim?lang=en", "/search.json?q=alat")
LINKS = (
    "/?lang=en",
    "/project/tasim?lang=az&mode=rail",
    "/fact/btk-capacity-target?lang=ar",
    "/corridor/khorgos-china-station/poti-port?lang=en",
    "/?country=GE&view=6.5/41.9/44.1&lang=en",
    "/embed/route/tasim-main?lang=en",
    "/no/such/page?lang=en",
    "/data/facts.json?country=GE",
    "/data/atlas.zip?mode=rail",
    "/data/atlas.gpkg?mode=rail",
    "/data/annotations.jsonld?country=AZ",
    "/search.json?q=al%C9%99t&lang=az",
)
OF_THE_ANSWER = {"Date", "X-Request-ID"}


def test_a_worker_that_is_killed_costs_nobody_more_than_one_request(server: Running) -> None:
    before = server.workers()
    counted = total(server)
    with People(server, PATHS).asking() as people:
        until(lambda: len(people.answered) > 20)
        victim = min(before)
        os.kill(victim, signal.SIGKILL)
        until(lambda: len(server.workers()) == len(before) and victim not in server.workers())
        asked = len(people.answered)
        until(lambda: len(people.answered) > asked + 20)
    assert max(len(failures) for failures in people.failed) <= 1, people.failed
    assert set(people.answered) == {200}
    assert server.workers() & before == before - {victim}
    # What the dead one counted is not lost. An answer is counted when it has gone: what each reader had just got of the
    # dead one may be missing, and no more.
    until(lambda: total(server) >= counted + len(people.answered) - len(people.failed))


def total(server: Running) -> int:
    """How many requests were counted, those for the numbers themselves left out."""
    text = server.get("/metrics").body.decode()
    counts = re.findall(r'^atlas_requests_total\{kind="(?!watch).*\} (\S+)$', text, re.MULTILINE)
    return sum(int(number) for number in counts)


def settled(server: Running) -> int:
    """The total once it stands still: what was asked before is counted only when its answer has wholly gone."""
    before, now = -1, total(server)
    while now != before:
        time.sleep(0.5)
        before, now = now, total(server)
    return now


def test_every_worker_tells_the_same_numbers(server: Running) -> None:
    counted = settled(server)
    for _ in range(20):
        server.get("/data/projects.json")
    until(lambda: total(server) == counted + 20)  # a request is counted when its answer has gone
    assert {total(server) for _ in range(12)} == {counted + 20}
    assert len({line["pid"] for line in server.lines(path="/metrics")}) > 1, "only one worker was ever asked"


@pytest.fixture(scope="module")
def second(copy: Path) -> Iterator[Running]:
    with running(copy) as started:
        yield started


def test_a_second_server_serves_the_same_links_byte_for_byte(server: Running, second: Running) -> None:
    """Whoever balances between several may send each request elsewhere: nothing is kept in a process."""
    same = {"Host": "atlas.example"}  # exports and citations carry the address that they were asked under
    for link in LINKS:
        here, there = server.get(link, **same), second.get(link, **same)
        assert (here.status, here.body) == (there.status, there.body), link
        headers = [
            [item for item in answer.headers.items() if item[0] not in OF_THE_ANSWER] for answer in (here, there)
        ]
        assert headers[0] == headers[1], link


def test_told_to_stop_it_finishes_what_is_under_way_and_takes_nothing_new(second: Running) -> None:
    address = big(second)
    with connection(second, asking_for(address)) as slow:
        first = begun(slow)
        second.signal(signal.SIGTERM)
        until(lambda: refused(second.port))
        assert second.process.poll() is None
        assert len(first) + rest(slow) > BIG_BYTES - 7
    assert second.process.wait(SECONDS) == 0
    line = second.line(path=address)
    assert (line["status"], "cut" in line) == (200, False)
    assert second.traces() == []


@pytest.mark.parametrize("workers", [1, 2])
def test_told_to_stop_under_load_it_loses_no_request(workers: int) -> None:
    """Each request is answered, or refused before it is made: whoever balances then asks the next server."""
    with running(ROOT, workers=workers) as server:
        people = People(server, PATHS)
        with people.asking(16):
            until(lambda: len(people.answered) > 100)
            server.signal(signal.SIGTERM)
            assert server.process.wait(SECONDS) == 0
    failed = [text for failures in people.failed for text in failures]
    assert failed
    assert [text for text in failed if "ConnectionRefusedError" not in text] == []
    assert server.traces() == []


def refused(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == errno.ECONNREFUSED
