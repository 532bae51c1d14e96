"""Hundreds of clients that send nothing, or a byte now and then: readers beside them do not notice."""

import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from dashboard.web.middleware.request_limits import BODY_SECONDS
from tests.steady.conftest import BIG_BYTES
from tests.steady.running import Running, running, until
from tests.steady.slowly import asking_for, begun, big, connection, rest

MUTE = 500
TRICKLING = 40
HEAD = "POST /_dash-update-component HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
UNFINISHED = {
    "silent": "",
    "half a request line": "GET /da",
    "headers without an end": "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "large headers without an end": f"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Large: {'a' * 9_000}",
}


@pytest.fixture(scope="module")
def alone(copy: Path) -> Iterator[Running]:
    """A server of one worker, so that nobody else answers for it."""
    with running(copy, workers=1) as server:
        server.get("/?lang=en")
        yield server


@contextmanager
def beside(server: Running, number: int, sent: str) -> Iterator[list[float]]:
    """While ``number`` clients have sent just that: the seconds that twenty readers waited, one after another."""
    with ExitStack() as stack:
        for _ in range(number):
            stack.enter_context(connection(server, sent))
        waited = []
        for _ in range(20):
            began = time.perf_counter()
            assert server.get("/healthz").status == 200
            waited.append(time.perf_counter() - began)
        yield waited


@pytest.mark.parametrize("sent", UNFINISHED.values(), ids=list(UNFINISHED))
def test_hundreds_of_mute_clients_cost_a_reader_nothing(alone: Running, sent: str) -> None:
    with beside(alone, MUTE, sent) as waited:
        assert statistics.median(waited) < 0.1
        assert max(waited) < 1


def test_bodies_that_trickle_cost_a_reader_nothing_and_have_an_end(alone: Running) -> None:
    framed = ("Content-Length: 400\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n190\r\n")
    with ExitStack() as stack:
        slow = [stack.enter_context(connection(alone, HEAD + framed[number % 2])) for number in range(TRICKLING)]
        began = time.monotonic()
        waited = []
        while time.monotonic() - began < BODY_SECONDS - 2:
            for client in slow:
                client.sendall(b" ")
            asked = time.perf_counter()
            assert alone.get("/project/tasim?lang=en").status == 200
            waited.append(time.perf_counter() - asked)
            time.sleep(0.5)
        assert statistics.median(waited) < 0.2
        assert all(begun(client).startswith(b"HTTP/1.1 408 ") for client in slow)
        assert time.monotonic() - began < BODY_SECONDS + 5
    assert alone.traces() == []


def test_who_never_ends_a_request_or_takes_nothing_of_an_answer_is_sent_away(alone: Running) -> None:
    """All at once: each has a time of its own to wait for."""
    address = big(alone)
    with ExitStack() as stack:
        deaf = stack.enter_context(connection(alone, asking_for(address)))
        begun(deaf)
        mute = [
            stack.enter_context(connection(alone, UNFINISHED[what])) for what in ("silent", "headers without an end")
        ]
        assert [client.recv(1) for client in mute] == [b"", b""]
        assert until(lambda: alone.lines(path=address, cut=True))
    assert alone.traces() == []


def test_who_takes_an_answer_slowly_gets_all_of_it(alone: Running) -> None:
    with connection(alone, asking_for(big(alone))) as reader:
        first = begun(reader)
        for _ in range(3):
            assert alone.get("/healthz").status == 200
            time.sleep(1)
        assert len(first) + rest(reader) > BIG_BYTES - 7
