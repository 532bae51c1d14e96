"""A real gunicorn with real workers, its log, and readers who send it requests."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.commands import ROOT

SECONDS = 120  # the longest wait; no test here asserts a duration with it
WITHOUT_LIMITS = {f"ATLAS_{kind}_A_MINUTE": "0" for kind in ("SEARCHES", "EXPORTS", "PREVIEWS")}
PAUSE_SECONDS = 0.03
GUNICORN = ("-m", "gunicorn", "--config", "python:dashboard.gunicorn_conf", "dashboard.server:server")
Line = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 (JSON)
        return json.loads(self.body)


class Running:
    """A server that has printed its address. ``log`` has the JSON lines that it writes, ``other_lines`` all others."""

    def __init__(self, process: "subprocess.Popen[str]", workers: int) -> None:
        assert process.stdout is not None
        self.process = process
        self.start_line = process.stdout.readline()
        assert self.start_line.startswith("The atlas is at "), (self.start_line, process.stdout.read())
        self.port = int(self.start_line.split()[4].rsplit(":", 1)[1])
        self.log: list[Line] = []
        self.other_lines: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()
        until(lambda: len(self.workers()) == workers)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for text in self.process.stdout:
            try:
                self.log.append(json.loads(text))
            except ValueError:
                self.other_lines.append(text)

    def get(self, path: str, method: str = "GET", source: str = "127.0.0.1", **headers: str) -> Answer:
        """Send one request on a new connection, from the address ``source`` of this machine."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS, source_address=(source, 0))
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers={"Connection": "close", **names})
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def lines(self, **values: object) -> list[Line]:
        """The lines of the log with these values."""
        return [line for line in list(self.log) if all(line.get(name) == value for name, value in values.items())]

    def line(self, **values: object) -> Line:
        """Wait for a line with these values; return the first."""
        return until(lambda: next(iter(self.lines(**values)), None))

    def traces(self) -> list[Line]:
        return [line for line in list(self.log) if "trace" in line]

    def workers(self) -> set[int]:
        """The process numbers of the living workers."""
        return set(children(self.process.pid))

    def memory(self) -> dict[int, int]:
        """The memory of the master and of each worker, in bytes. Shared memory is divided among its processes (PSS)."""
        bytes_of = {}
        for pid in (self.process.pid, *self.workers()):
            report = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
            bytes_of[pid] = 1024 * int(next(line for line in report.splitlines() if line.startswith("Pss:")).split()[1])
        return bytes_of

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def request_reload(self) -> Line:
        """Send SIGHUP; return the line of the log with the outcome."""
        earlier, outcomes = len(self.log), ("new data taken", "new data refused, the old is kept")
        self.signal(signal.SIGHUP)
        return until(lambda: next((line for line in self.log[earlier:] if line["event"] in outcomes), None))

    def reload(self) -> Line:
        """Send SIGHUP, wait until all old workers have ended, and return the line of the log with the outcome."""
        before = self.workers()
        outcome = self.request_reload()
        self.wait_for_new_workers(before)
        return outcome

    def wait_for_new_workers(self, before: set[int]) -> None:
        """Wait until there are as many workers as ``before``, and all of them are new."""
        until(lambda: len(self.workers()) == len(before) and not self.workers() & before)


def children(pid: int) -> list[int]:
    """The process numbers of the living children of a process."""
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in text.split()]


def until(condition: Callable[[], Any]) -> Any:  # noqa: ANN401 (what is waited for)
    """Wait until ``condition`` returns a true value; return this value."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError("it did not come")


@contextmanager
def running(root: Path, command: Sequence[str] = GUNICORN, workers: int = 2, **environment: str) -> Iterator[Running]:
    """Run a server with the data below ``root`` on a free port while the block runs."""
    settings = {
        "PORT": "0",
        "HOST": "127.0.0.1",
        "WEB_CONCURRENCY": str(workers),
        "ATLAS_ROOT": str(root),
        **WITHOUT_LIMITS,
    }
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **settings, "PYTHONUNBUFFERED": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Running(process, workers)
    finally:
        process.kill()  # the workers stop when their parent is gone
        process.wait(SECONDS)


@dataclass
class People:
    """Readers who send one request after another, each on a new connection."""

    server: Running
    paths: Sequence[str]
    answered: list[int] = field(default_factory=list)
    failed: list[list[str]] = field(default_factory=list)

    @contextmanager
    def asking(self, number: int = 4) -> Iterator["People"]:
        """Let ``number`` readers send requests until the block ends."""
        enough = threading.Event()
        self.failed = [[] for _ in range(number)]
        threads = [threading.Thread(target=self._request_until, args=(failures, enough)) for failures in self.failed]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            enough.set()
            for thread in threads:
                thread.join()

    def _request_until(self, failed: list[str], enough: threading.Event) -> None:
        count = 0
        while not enough.is_set():
            enough.wait(PAUSE_SECONDS)
            path = self.paths[count % len(self.paths)]
            count += 1
            try:
                status = self.server.get(path).status
            except (OSError, http.client.HTTPException) as error:
                failed.append(f"{path}: {error!r}")
                continue
            self.answered.append(status)
            if status != 200:
                failed.append(f"{path}: {status}")
