"""Readers lose nothing when a worker dies, when a server stops, and when another server replaces it."""

import errno
import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.steady.conftest import BIG_BYTES
from tests.steady.running import ROOT, SECONDS, People, Running, children, running, until
from tests.steady.slowly import big_file_address, connection, count_remaining_bytes, read_first_bytes, request_for

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
CHANGING_HEADERS = {"Date", "X-Request-ID"}


def test_a_worker_that_is_killed_costs_nobody_more_than_one_request(server: Running) -> None:
    before = server.workers()
    counted = total_requests(server)
    with People(server, PATHS).asking() as people:
        until(lambda: len(people.answered) > 20)
        victim = min(before)
        os.kill(victim, signal.SIGKILL)
        until(lambda: len(server.workers()) == len(before) and victim not in server.workers())
        number_answered = len(people.answered)
        until(lambda: len(people.answered) > number_answered + 20)
    assert max(len(failures) for failures in people.failed) <= 1, people.failed
    assert set(people.answered) == {200}
    assert server.workers() & before == before - {victim}
    # The numbers of the dead worker are not lost. A request is counted after its answer was sent, so at most the last
    # answer of the dead worker to each reader is missing.
    until(lambda: total_requests(server) >= counted + len(people.answered) - len(people.failed))


def test_an_export_has_no_connection_of_its_worker_and_ends_with_it(server: Running) -> None:
    with connection(server, request_for("/data/atlas.gpkg?document=aliyev-astana-speech")):
        worker, export = until(
            lambda: next(((pid, child) for pid in server.workers() for child in children(pid)), None)
        )
        own = until(lambda: (sockets := sockets_of(export)) and len(sockets) == 1 and sockets)
        assert not own & sockets_of(worker)
        os.kill(worker, signal.SIGKILL)
    until(lambda: not Path(f"/proc/{export}").exists())
    until(lambda: len(server.workers()) == 2)


def sockets_of(pid: int) -> set[str]:
    with suppress(FileNotFoundError):
        targets = {str(fd.readlink()) for fd in Path(f"/proc/{pid}/fd").iterdir()}
        return {target for target in targets if target.startswith("socket:")}
    return set()


def total_requests(server: Running) -> int:
    """The number of counted requests, without the requests for the metrics."""
    text = server.get("/metrics").body.decode()
    counts = re.findall(r'^atlas_requests_total\{kind="(?!watch).*\} (\S+)$', text, re.MULTILINE)
    return sum(int(number) for number in counts)


def settled_total(server: Running) -> int:
    """The total after it has stopped growing. A request is counted only after its answer was sent completely."""
    previous, current = -1, total_requests(server)
    while current != previous:
        time.sleep(0.5)
        previous, current = current, total_requests(server)
    return current


def test_every_worker_tells_the_same_numbers(server: Running) -> None:
    counted = settled_total(server)
    for _ in range(20):
        server.get("/data/projects.json")
    until(lambda: total_requests(server) == counted + 20)  # a request is counted after its answer was sent
    assert {total_requests(server) for _ in range(12)} == {counted + 20}
    assert len({line["pid"] for line in server.lines(path="/metrics")}) > 1, "only one worker was ever asked"


@pytest.fixture(scope="module")
def second_server(copy: Path) -> Iterator[Running]:
    with running(copy) as started:
        yield started


def test_a_second_server_serves_the_same_links_byte_for_byte(server: Running, second_server: Running) -> None:
    """A load balancer can send each request to another server, because no process stores state."""
    same = {"Host": "atlas.example"}  # exports and citations contain the host of their request
    for link in LINKS:
        first_answer, second_answer = server.get(link, **same), second_server.get(link, **same)
        assert (first_answer.status, first_answer.body) == (second_answer.status, second_answer.body), link
        headers = [
            [item for item in answer.headers.items() if item[0] not in CHANGING_HEADERS]
            for answer in (first_answer, second_answer)
        ]
        assert headers[0] == headers[1], link


def test_told_to_stop_it_finishes_what_is_under_way_and_takes_nothing_new(second_server: Running) -> None:
    address = big_file_address(second_server)
    with connection(second_server, request_for(address)) as slow:
        first_bytes = read_first_bytes(slow)
        second_server.signal(signal.SIGTERM)
        until(lambda: is_refused(second_server.port))
        assert second_server.process.poll() is None
        assert len(first_bytes) + count_remaining_bytes(slow) > BIG_BYTES - 7
    assert second_server.process.wait(SECONDS) == 0
    line = second_server.line(path=address)
    assert (line["status"], "cut" in line) == (200, False)
    assert second_server.traces() == []


@pytest.mark.parametrize("workers", [1, 2])
def test_told_to_stop_under_load_it_loses_no_request(workers: int) -> None:
    """Each request is answered, or its connection is refused: a load balancer then uses the next server."""
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


def is_refused(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == errno.ECONNREFUSED
