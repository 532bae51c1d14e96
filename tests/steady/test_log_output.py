"""The target of the log does not affect readers: a full disk and a full pipe stop no answer."""

import http.client
import json
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest

from dashboard.web.middleware.log_format import JsonLines, LineWriter
from tests.steady.running import GUNICORN, ROOT, SECONDS, until

REQUESTS = 1_000  # with lines of some 250 bytes, several times the size of a pipe
Ask = Callable[[], int]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def writing_to(output: int) -> Iterator[Ask]:
    """Run a server whose standard output is a file descriptor; yield a function that requests ``/healthz``."""
    port = free_port()
    environment = {**os.environ, "PORT": str(port), "WEB_CONCURRENCY": "1"}
    process = subprocess.Popen(
        [sys.executable, *GUNICORN], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.DEVNULL
    )
    os.close(output)

    def ask() -> int:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        with suppress(OSError):
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        return 0

    try:
        assert until(ask) == 200
        yield ask
    finally:
        process.kill()
        process.wait(SECONDS)


def test_a_full_disk_stops_neither_the_start_nor_an_answer() -> None:
    with writing_to(os.open("/dev/full", os.O_WRONLY)) as ask:
        assert {ask() for _ in range(20)} == {200}


def test_a_pipe_that_nobody_empties_stops_no_answer() -> None:
    read, write = os.pipe()
    with ExitStack() as closed:
        closed.callback(os.close, read)
        with writing_to(write) as ask:
            assert {ask() for _ in range(REQUESTS)} == {200}
            while len(os.read(read, 1 << 16)) == 1 << 16:
                pass
            ask()
            last = os.read(read, 1 << 16).decode().splitlines()[-1]
    assert json.loads(last)["lost"] > 0


@pytest.mark.parametrize("letters", [10, 3 * 4096])
def test_the_next_line_says_how_many_were_lost(letters: int) -> None:
    read, write = os.pipe()
    writer = LineWriter(write)
    writer.setFormatter(JsonLines())

    def write_line() -> None:
        writer.handle(logging.LogRecord("dashboard", logging.INFO, "", 0, "x" * letters, None, None))

    os.set_blocking(write, False)
    with suppress(BlockingIOError):
        while True:
            os.write(write, b"y" * 1024)
    os.set_blocking(write, True)
    write_line()
    write_line()
    os.read(read, 1 << 20)
    write_line()
    write_line()
    lines = [json.loads(text) for text in os.read(read, 1 << 20).decode().splitlines()]
    assert [line.get("lost") for line in lines] == [2, None]
    os.close(read)
    os.close(write)
