"""A contender's server: started, waited for, weighed, stopped."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contenders import Contender
from benchmarks.environment import VENV
from benchmarks.processes import answers, free_port, memory_kb, running, wait_until

START_SECONDS = 90
POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Served:
    """Where a contender answers, after how many milliseconds it first did, and the process that was started."""

    address: str
    started_ms: float
    process: int

    @property
    def port(self) -> int:
        """The port of ``address``."""
        return int(self.address.rsplit(":", 1)[1])

    def memory_mb(self) -> float:
        """What the process and all that it has started hold now, shared pages shared out (PSS). Linux only."""
        return sum(memory_kb(pid)["Pss"] for pid in _family(self.process)) / 1024


@contextmanager
def served(contender: Contender, workers: int) -> Iterator[Served]:
    """The contender's server, for as long as it is needed; ``workers`` counts for those that know workers."""
    port = free_port()
    python = VENV / "bin" / "python" if contender.peer else Path(sys.executable)
    command = [str(python), *(part.format(port=port) for part in contender.command)]
    environment = {"PORT": port, "HOST": "127.0.0.1", "WEB_CONCURRENCY": str(workers)}
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # whoever ends us ends the servers too
    began = time.monotonic()
    try:
        with running(command, environment, silent=True) as process:
            address = f"http://127.0.0.1:{port}"
            wait_until(lambda: answers(address), process, START_SECONDS, POLL_SECONDS)
            yield Served(address, (time.monotonic() - began) * 1000, process.pid)
    finally:
        signal.signal(signal.SIGTERM, before)


def _family(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task")
    children = [int(one) for task in tasks.glob("*/children") for one in task.read_text().split()]
    return [process, *(each for child in children for each in _family(child))]
