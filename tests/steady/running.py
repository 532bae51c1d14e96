"""A real gunicorn with real workers, its log, and people who ask it things."""

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

ROOT = Path(__file__).parent.parent.parent
SECONDS = 120  # to wait for what must come; nothing here asserts how long it took
WITHOUT_LIMITS = {f"ATLAS_{what}_A_MINUTE": "0" for what in ("SEARCHES", "EXPORTS", "PREVIEWS")}
PAUSE = 0.03
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
    """A server that has said where it is; ``log`` is what it wrote, line by line."""

    def __init__(self, process: "subprocess.Popen[str]", workers: int) -> None:
        assert process.stdout is not None
        self.process = process
        self.said = process.stdout.readline()
        assert self.said.startswith("The atlas is at "), (self.said, process.stdout.read())
        self.port = int(self.said.split()[4].rsplit(":", 1)[1])
        self.log: list[Line] = []
        self.other: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()
        until(lambda: len(self.workers()) == workers)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for text in self.process.stdout:
            try:
                self.log.append(json.loads(text))
            except ValueError:
                self.other.append(text)

    def get(self, path: str, method: str = "GET", source: str = "127.0.0.1", **headers: str) -> Answer:
        """One request on a connection of its own, from an address of this machine."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS, source_address=(source, 0))
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers={"Connection": "close", **names})
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def lines(self, **wanted: object) -> list[Line]:
        """The log's lines with these values."""
        return [line for line in list(self.log) if all(line.get(name) == value for name, value in wanted.items())]

    def line(self, **wanted: object) -> Line:
        """The first line with these values, waited for."""
        return until(lambda: next(iter(self.lines(**wanted)), None))

    def traces(self) -> list[Line]:
        return [line for line in list(self.log) if "trace" in line]

    def workers(self) -> set[int]:
        """The living workers' process numbers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return {int(child) for child in children.split()}

    def memory(self) -> dict[int, int]:
        """By process, the master's included: bytes, of a page that several share each one's part (PSS)."""
        bytes_of = {}
        for pid in (self.process.pid, *self.workers()):
            told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
            bytes_of[pid] = 1024 * int(next(line for line in told.splitlines() if line.startswith("Pss:")).split()[1])
        return bytes_of

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def hang_up(self) -> Line:
        """Send SIGHUP; the log's line that says what came of it."""
        old, told = len(self.log), ("new data taken", "new data refused, the old is kept")
        self.signal(signal.SIGHUP)
        return until(lambda: next((line for line in self.log[old:] if line["event"] in told), None))

    def reload(self) -> Line:
        """The same, after the last of the workers that were there before has gone."""
        before = self.workers()
        said = self.hang_up()
        self.renewed(before)
        return said

    def renewed(self, before: set[int]) -> None:
        """Wait until there are as many workers as ``before``, and none of those."""
        until(lambda: len(self.workers()) == len(before) and not self.workers() & before)


def until(there: Callable[[], Any]) -> Any:  # noqa: ANN401 (what is waited for)
    """What ``found`` gives as soon as that is something."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        value = there()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError("it did not come")


@contextmanager
def running(root: Path, command: Sequence[str] = GUNICORN, workers: int = 2, **environment: str) -> Iterator[Running]:
    """A server on the data below ``root``, on a port of the system's choosing, for as long as it is needed."""
    own = {"PORT": "0", "HOST": "127.0.0.1", "WEB_CONCURRENCY": str(workers), "ATLAS_ROOT": str(root), **WITHOUT_LIMITS}
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **own, "PYTHONUNBUFFERED": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Running(process, workers)
    finally:
        process.kill()  # how it stops by itself is what tests are about; workers see that their parent is gone
        process.wait(SECONDS)


@dataclass
class People:
    """Readers who ask for one thing after another, each on connections of its own."""

    server: Running
    paths: Sequence[str]
    answered: list[int] = field(default_factory=list)
    failed: list[list[str]] = field(default_factory=list)

    @contextmanager
    def asking(self, number: int = 4) -> Iterator["People"]:
        """``number`` readers ask until the block ends."""
        enough = threading.Event()
        self.failed = [[] for _ in range(number)]
        threads = [threading.Thread(target=self._ask, args=(failures, enough)) for failures in self.failed]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            enough.set()
            for thread in threads:
                thread.join()

    def _ask(self, failed: list[str], enough: threading.Event) -> None:
        asked = 0
        while not enough.is_set():
            enough.wait(PAUSE)
            path = self.paths[asked % len(self.paths)]
            asked += 1
            try:
                status = self.server.get(path).status
            except (OSError, http.client.HTTPException) as error:
                failed.append(f"{path}: {error!r}")
                continue
            self.answered.append(status)
            if status != 200:
                failed.append(f"{path}: {status}")
