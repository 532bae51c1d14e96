"""Starts a contender's server on a free port, waits for it, measures its memory, and stops it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contenders import Contender
from benchmarks.environment import ROOT

START_SECONDS = 90
STOP_SECONDS = 30
POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Served:
    """The address of a contender, the time to its first answer, and the process that was started."""

    address: str
    started_ms: float
    process: int

    @property
    def port(self) -> int:
        """The port of ``address``."""
        return int(self.address.rsplit(":", 1)[1])

    def memory_mb(self) -> float:
        """The memory of the process and all its children, with shared pages divided among them (PSS). Linux only."""
        return sum(_pss_kb(pid) for pid in _family(self.process)) / 1024


@contextmanager
def serve(contender: Contender, workers: int) -> Iterator[Served]:
    """Run the contender's server within the block; ``workers`` is for servers that have workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, *(part.format(port=port) for part in contender.command)]
    environment = {**os.environ, "PORT": port, "HOST": "127.0.0.1", "WEB_CONCURRENCY": str(workers)}
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the end of this process ends the server too
    began, address = time.monotonic(), f"http://127.0.0.1:{port}"
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_ready(address, process)
        yield Served(address, (time.monotonic() - began) * 1000, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_SECONDS)
        signal.signal(signal.SIGTERM, before)


def _wait_until_ready(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while not answers(address):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        if time.monotonic() > until:
            raise TimeoutError(f"the server was not ready within {START_SECONDS} s")
        time.sleep(POLL_SECONDS)


def answers(address: str) -> bool:
    """Whether ``address`` answers without an error."""
    try:
        urllib.request.urlopen(address, timeout=30).close()
    except OSError:
        return False
    return True


def _pss_kb(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _family(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task")
    children = [int(child) for task in tasks.glob("*/children") for child in task.read_text().split()]
    return [process, *(each for child in children for each in _family(child))]
