"""Hundreds of clients that send nothing, or a byte now and then, do not slow other readers down."""

import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from dashboard.web.middleware.request_limits import BODY_SECONDS
from tests.steady.conftest import BIG_BYTES
from tests.steady.running import Running, running, until
from tests.steady.slowly import big_file_address, connection, count_remaining_bytes, read_first_bytes, request_for

MUTE_CLIENTS = 500
TRICKLING_CLIENTS = 40
HEAD = "POST /_dash-update-component HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
UNFINISHED_REQUESTS = {
    "silent": "",
    "half a raw_request line": "GET /da",
    "headers without an end": "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "large headers without an end": f"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Large: {'a' * 9_000}",
}


@pytest.fixture(scope="module")
def one_worker(copy: Path) -> Iterator[Running]:
    """A server of one worker, so that no other worker answers for it."""
    with running(copy, workers=1) as server:
        server.get("/?lang=en")
        yield server


@contextmanager
def waiting_times_beside(server: Running, number: int, raw_request: str) -> Iterator[list[float]]:
    """Open ``number`` connections with this request; yield the waiting times of twenty other readers, in seconds."""
    with ExitStack() as stack:
        for _ in range(number):
            stack.enter_context(connection(server, raw_request))
        waited = []
        for _ in range(20):
            began = time.perf_counter()
            assert server.get("/healthz").status == 200
            waited.append(time.perf_counter() - began)
        yield waited


@pytest.mark.parametrize("raw_request", UNFINISHED_REQUESTS.values(), ids=list(UNFINISHED_REQUESTS))
def test_hundreds_of_mute_clients_cost_a_reader_nothing(one_worker: Running, raw_request: str) -> None:
    with waiting_times_beside(one_worker, MUTE_CLIENTS, raw_request) as waited:
        assert statistics.median(waited) < 0.1
        assert max(waited) < 1


def test_bodies_that_trickle_cost_a_reader_nothing_and_have_an_end(one_worker: Running) -> None:
    body_headers = ("Content-Length: 400\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n190\r\n")
    with ExitStack() as stack:
        clients = [
            stack.enter_context(connection(one_worker, HEAD + body_headers[number % 2]))
            for number in range(TRICKLING_CLIENTS)
        ]
        began = time.monotonic()
        waited = []
        while time.monotonic() - began < BODY_SECONDS - 2:
            for client in clients:
                client.sendall(b" ")
            request_began = time.perf_counter()
            assert one_worker.get("/project/tasim?lang=en").status == 200
            waited.append(time.perf_counter() - request_began)
            time.sleep(0.5)
        assert statistics.median(waited) < 0.2
        assert all(read_first_bytes(client).startswith(b"HTTP/1.1 408 ") for client in clients)
        assert time.monotonic() - began < BODY_SECONDS + 5
    assert one_worker.traces() == []


def test_who_never_ends_a_request_or_takes_nothing_of_an_answer_is_sent_away(one_worker: Running) -> None:
    """All clients are tested together, because each waits for its own time limit."""
    address = big_file_address(one_worker)
    with ExitStack() as stack:
        not_reading = stack.enter_context(connection(one_worker, request_for(address)))
        read_first_bytes(not_reading)
        mute = [
            stack.enter_context(connection(one_worker, UNFINISHED_REQUESTS[name]))
            for name in ("silent", "headers without an end")
        ]
        assert [client.recv(1) for client in mute] == [b"", b""]
        assert until(lambda: one_worker.lines(path=address, cut=True))
    assert one_worker.traces() == []


def test_who_takes_an_answer_slowly_gets_all_of_it(one_worker: Running) -> None:
    with connection(one_worker, request_for(big_file_address(one_worker))) as reader:
        first_bytes = read_first_bytes(reader)
        for _ in range(3):
            assert one_worker.get("/healthz").status == 200
            time.sleep(1)
        assert len(first_bytes) + count_remaining_bytes(reader) > BIG_BYTES - 7
