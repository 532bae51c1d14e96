"""Servers of a benchmark's own: a free port, a process started, waited for and stopped, and what it holds in memory."""

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.environment import ROOT

ATLAS = ("-m", "gunicorn", "--config", "python:dashboard.gunicorn_conf", "dashboard.server:server")
"""What a Python is asked in order to serve the atlas as it is deployed."""
STOP_SECONDS = 30
Process = subprocess.Popen[bytes]


def free_port() -> str:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str], *, silent: bool = False) -> Iterator[Process]:
    """The process of ``command``, with ``environment`` added to ours, for as long as it is needed.

    Nobody sees what it prints; ``silent`` hides its errors too.
    """
    errors = subprocess.DEVNULL if silent else None
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=errors
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_SECONDS)


def wait_until(ready: Callable[[], bool], process: Process, seconds: float, every: float) -> None:
    """Return when ``ready`` says so; it is asked ``every`` so many seconds.

    Raises:
        RuntimeError: the process has ended.
        TimeoutError: it was not ready within ``seconds``.
    """
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if ready():
            return
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        time.sleep(every)
    raise TimeoutError(f"the server was not ready within {seconds} s")


def answers(address: str) -> bool:
    """Whether ``address`` gives an answer that is no error."""
    try:
        urllib.request.urlopen(address, timeout=30).close()
    except OSError:
        return False
    return True


def memory_kb(process: int) -> dict[str, int]:
    """The kernel's sums of a process's memory by name (``Rss``, ``Pss``, ``Private_Dirty`` …), in kB. Linux only."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    return {name.rstrip(":"): int(number) for name, number, *_ in map(str.split, lines)}
