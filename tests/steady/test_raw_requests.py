"""Bytes that are no request, sent to the real server: what its parser refuses is refused as the application does."""

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
"""What is sent, and the status of the answer; 0: none is given."""


@pytest.fixture(scope="module")
def server(copy: Path) -> Iterator[Running]:
    with running(copy, workers=1) as started:
        yield started


def answer_to(server: Running, sent: bytes) -> bytes:
    """All that comes back on one connection, whose sending side is closed behind ``sent``."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS) as client:
        got = b""
        try:
            client.sendall(sent)
            with suppress(OSError):  # it may be closed from the other side
                client.shutdown(socket.SHUT_WR)
            while part := client.recv(65_536):
                got += part
        except (ConnectionResetError, BrokenPipeError):
            pass  # the server had enough before all was sent; what it said first is what counts
        return got


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


def wrong_with(answer: bytes) -> list[str]:
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


@pytest.mark.parametrize(("sent", "status"), REFUSED.items(), ids=[sent[:60].decode("latin-1") for sent in REFUSED])
def test_what_is_no_request_is_refused_like_everything_else(server: Running, sent: bytes, status: int) -> None:
    answer = answer_to(server, sent)
    assert status_of(answer) == status, answer[:200]
    if status:
        assert wrong_with(answer) == []


@pytest.mark.parametrize("chunks", BAD_CHUNKS, ids=[chunk[:30].decode("latin-1") for chunk in BAD_CHUNKS])
def test_a_body_in_bad_chunks_is_a_bad_request(server: Running, chunks: bytes) -> None:
    answer = answer_to(server, CHUNKED + chunks)
    assert (status_of(answer), wrong_with(answer)) == (400, [])


def spoilt(chance: random.Random) -> bytes:
    """A good request, or several, with a few bytes of them changed, left out or doubled."""
    good = (
        b"GET /search.json?q=Bak\xc4\xb1 HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET /data/projects.json HTTP/1.1\r\n" + HOST + b"Accept-Encoding: br, gzip\r\nRange: bytes=0-9\r\n\r\n",
        CALL + b"Content-Length: 2\r\n\r\n{}",
        CHUNKED + b"2;a=b\r\n{}\r\n0\r\nX-Trailer: a\r\n\r\n",
    )
    sent = bytearray(b"".join(chance.choices(good, k=chance.choice((1, 1, 2)))))
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(sent))
        match chance.randrange(4):
            case 0:
                sent[at] = chance.randrange(256)
            case 1:
                del sent[at : at + chance.randrange(1, 9)]
            case 2:
                sent[at:at] = sent[at : at + chance.randrange(1, 9)]
            case _:
                sent[at:at] = chance.choice(
                    (b"\r\n", b"\n", b"\x00", b"\xff\xfe", b": ", b"%zz", b"Transfer-Encoding: x")
                )
        if not sent:
            return b""
    return bytes(sent)


def test_spoilt_requests_by_the_thousand_are_no_failure_of_the_server(server: Running) -> None:
    chance, seen = random.Random(7), Counter[int]()
    for _ in range(NUMBER):
        sent = spoilt(chance)
        answer = answer_to(server, sent)
        seen[status_of(answer)] += 1
        assert not answer or wrong_with(answer) == [], (sent, answer[:300])
    assert {200, 400, 404, 405} <= set(seen), seen
    assert server.traces() == []
    assert server.get("/healthz").status == 200


def test_letters_that_were_not_encoded_are_understood_and_no_query_is_logged(server: Running) -> None:
    raw = b"GET /search.json?lang=az&q=%s HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
    said = [answer_to(server, raw % letters).partition(b"\r\n\r\n")[2] for letters in ("Bakı".encode(), b"Bak%C4%B1")]
    assert said[0] == said[1]
    assert "Bakı".encode() in said[0]
    before = len(server.log)
    answer_to(server, b"GET /search.json?q=Secretword \xc4 HTTP/1.1\r\n" + HOST + b"\r\n")
    answer_to(server, b"GET /search.json?q=Secretword\x01 HTTP/1.1\r\n" + HOST + b"\r\n")
    assert server.get("/healthz").status == 200
    assert len(server.log) > before
    assert "Secretword" not in str(server.log) + str(server.other)
