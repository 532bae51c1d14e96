"""Bytes that are no valid request, sent to the real server. Its parser refuses them as the application would."""

import random
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from dashboard.web.middleware.request_limits import LARGEST_BODY
from tests.steady.running import SECONDS, Running, running

NUMBER = 1_500
HOST = b"Host: 127.0.0.1\r\n"
CALL = b"POST /_dash-update-component HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
CHUNKED = CALL + b"Transfer-Encoding: chunked\r\n\r\n"
BAD_CHUNKS = (
    b"zz\r\n",
    b"-1\r\n",
    b"\r\n\r\n",
    b"5\r\nabcdefg\r\n0\r\n\r\n",
    b"5 \r\nabcde\r\n0\r\n\r\n",
    b"0x5\r\nabcde\r\n0\r\n\r\n",
    b"5\nabcde\n0\n\n",
    b"5;a=\x00\r\nabcde\r\n0\r\n\r\n",
    b"5;\rb\r\nabcde\r\n0\r\n\r\n",
    b"ffffffffffffffffffff\r\nabc",
    b"5" * 9_000,
    b"2\r\n{}\r\n0\r\nContent-Length: 3\r\n\r\n",
    b"2\r\n{}\r\n0\r\nno header\r\n\r\n",
    b"2\r\n{}\r\n0\r\nX: a\nY: b\r\n\r\n",
    b"2\r\n{}",
)
REFUSED = {
    b"": 0,
    b"\r\n\r\n": 400,
    b"NO REQUEST\r\n\r\n": 400,
    b"GET / HTTP/9.9\r\n\r\n": 400,
    b"get / HTTP/1.1\r\n" + HOST + b"\r\n": 400,
    b"GET  / HTTP/1.1\r\n" + HOST + b"\r\n": 400,
    b"GET /\x00 HTTP/1.1\r\n" + HOST + b"\r\n": 400,
    b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n": 405,
    b"GET /about?x=" + b"a" * 4_066 + b" HTTP/1.1\r\n" + HOST + b"\r\n": 200,
    b"GET /about?x=" + b"a" * 4_090 + b" HTTP/1.1\r\n" + HOST + b"\r\n": 414,
    b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n": 414,
    b"GET /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\nX: " + b"a" * 8_000 + b"\r\n\r\n": 200,
    b"GET / HTTP/1.1\r\n" + HOST + (b"X: " + b"a" * 6_000 + b"\r\n") * 3 + b"\r\n": 431,
    b"GET / HTTP/1.1\r\n" + HOST + (b"X: " + b"a" * 6_000 + b"\r\n") * 60: 431,
    b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 9_000 + b"\r\n\r\n": 431,
    b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n" * 70 + b"\r\n": 431,
    b"GET / HTTP/1.1\r\n" + HOST + b"bad header\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\n" + HOST + b"X : a\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n b\r\n\r\n": 400,
    b"GET / HTTP/1.1\r\n" + HOST + b"Expect: much\r\n\r\n": 417,
    CALL + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n": 400,
    CALL + b"Content-Length: -5\r\n\r\n": 400,
    CALL + b"Content-Length: 5, 6\r\n\r\nabcdef": 400,
    CALL + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n": 400,
    CALL + b"Transfer-Encoding: brotli\r\n\r\n": 501,
    CALL + b"Content-Length: 20000\r\n\r\n" + b"a" * 20_000: 413,
    CHUNKED + b"1000\r\n" + (b"a" * 4_096 + b"\r\n1000\r\n") * (LARGEST_BODY // 4_096 + 1): 413,
}
"""Requests, and the status of the answer to each; 0 is no answer."""


@pytest.fixture(scope="module")
def server(copy: Path) -> Iterator[Running]:
    with running(copy, workers=1) as started:
        yield started


def answer_to(server: Running, raw_request: bytes) -> bytes:
    """Send a request on a new connection, close the sending side, and return the complete answer."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as client:
        answer = b""
        try:
            client.sendall(raw_request)
            with suppress(OSError):  # the server may have closed it
                client.shutdown(socket.SHUT_WR)
            while part := client.recv(65_536):
                answer += part
        except (ConnectionResetError, BrokenPipeError):
            pass  # the server refused before the request was complete; its answer counts
        return answer


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


def faults_of(answer: bytes) -> list[str]:
    head, _, body = answer.partition(b"\r\n\r\n")
    names = {line.partition(b":")[0].lower(): line.partition(b":")[2].strip() for line in head.split(b"\r\n")[1:]}
    faults = [f"no {name.decode()}" for name in (b"content-security-policy", b"referrer-policy") if name not in names]
    if names.get(b"x-content-type-options") != b"nosniff":
        faults.append("sniffed")
    if status_of(answer) >= 500 and status_of(answer) != 501:
        faults.append("a failure of the server")
    if status_of(answer) >= 400 and names[b"content-type"] != b"application/json" and b"<html>" in body:
        faults.append("the server's own page")
    if b"Traceback" in body:
        faults.append("a trace")
    return faults


@pytest.mark.parametrize(
    ("raw_request", "status"), REFUSED.items(), ids=[raw_request[:60].decode("latin-1") for raw_request in REFUSED]
)
def test_what_is_no_request_is_refused_like_everything_else(server: Running, raw_request: bytes, status: int) -> None:
    answer = answer_to(server, raw_request)
    assert status_of(answer) == status, answer[:200]
    if status:
        assert faults_of(answer) == []


@pytest.mark.parametrize("chunks", BAD_CHUNKS, ids=[chunk[:30].decode("latin-1") for chunk in BAD_CHUNKS])
def test_a_body_in_bad_chunks_is_a_bad_request(server: Running, chunks: bytes) -> None:
    answer = answer_to(server, CHUNKED + chunks)
    assert (status_of(answer), faults_of(answer)) == (400, [])


def damaged_request(chance: random.Random) -> bytes:
    """One or two valid requests with a few bytes changed, removed or doubled."""
    good_requests = (
        b"GET /search.json?q=Bak\xc4\xb1 HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET /data/projects.json HTTP/1.1\r\n" + HOST + b"Accept-Encoding: br, gzip\r\nRange: bytes=0-9\r\n\r\n",
        CALL + b"Content-Length: 2\r\n\r\n{}",
        CHUNKED + b"2;a=b\r\n{}\r\n0\r\nX-Trailer: a\r\n\r\n",
    )
    raw_request = bytearray(b"".join(chance.choices(good_requests, k=chance.choice((1, 1, 2)))))
    for _ in range(chance.randrange(1, 5)):
        position = chance.randrange(len(raw_request))
        match chance.randrange(4):
            case 0:
                raw_request[position] = chance.randrange(256)
            case 1:
                del raw_request[position : position + chance.randrange(1, 9)]
            case 2:
                raw_request[position:position] = raw_request[position : position + chance.randrange(1, 9)]
            case _:
                raw_request[position:position] = chance.choice(
                    (b"\r\n", b"\n", b"\x00", b"\xff\xfe", b": ", b"%zz", b"Transfer-Encoding: x")
                )
        if not raw_request:
            return b""
    return bytes(raw_request)


def test_spoilt_requests_by_the_thousand_are_no_failure_of_the_server(server: Running) -> None:
    chance, statuses = random.Random(7), Counter[int]()
    for _ in range(NUMBER):
        raw_request = damaged_request(chance)
        answer = answer_to(server, raw_request)
        statuses[status_of(answer)] += 1
        assert not answer or faults_of(answer) == [], (raw_request, answer[:300])
    assert {200, 400, 404, 405} <= set(statuses), statuses
    assert server.traces() == []
    assert server.get("/healthz").status == 200


def test_letters_that_were_not_encoded_are_understood_and_no_query_is_logged(server: Running) -> None:
    raw = b"GET /search.json?lang=az&q=%s HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
    bodies = [answer_to(server, raw % letters).partition(b"\r\n\r\n")[2] for letters in ("Bakı".encode(), b"Bak%C4%B1")]
    assert bodies[0] == bodies[1]
    assert "Bakı".encode() in bodies[0]
    log_length = len(server.log)
    answer_to(server, b"GET /search.json?q=Secretword \xc4 HTTP/1.1\r\n" + HOST + b"\r\n")
    answer_to(server, b"GET /search.json?q=Secretword\x01 HTTP/1.1\r\n" + HOST + b"\r\n")
    assert server.get("/healthz").status == 200
    assert len(server.log) > log_length
    assert "Secretword" not in str(server.log) + str(server.other_lines)
