"""Makes costly answers in a child process of the worker, so that no other reader waits for them.

A child is a fork: it shares the atlas without a copy, and its own memory is freed when it exits. A worker has one child
at a time, with a lower priority than the readers, killed first by the system, and with a time budget. A few requests
may wait for it; beyond that, the answer asks to come again. Finished answers are cached, up to a number of bytes.
"""

import logging
import os
import pickle
import resource
import signal
import socket
import stat
import time
from collections.abc import Callable, Hashable
from contextlib import suppress
from math import ceil
from pathlib import Path
from traceback import format_exc
from typing import Final, NoReturn

from cachetools import LRUCache
from gevent.lock import BoundedSemaphore
from werkzeug.exceptions import ServiceUnavailable

CACHE_BYTES: Final = 12_000_000
MOST_WAITING: Final = 8
PATIENCE_SECONDS: Final = 10
"""The longest that a request waits for those before it."""
BUDGET_SECONDS: Final = 20
"""The most time that a child may take, and the most processor time."""
RETRY_SECONDS: Final = 5
_NICE: Final = 10
_LOOK_SECONDS: Final = 0.01
_KILLED_FIRST: Final = "500"

# Those of the system: gevent puts its own in their place, which belong to its loop, and a child never comes to that.
_fork, _wait = os.fork, os.waitpid


class ChildProcess:
    """Makes answers in children and keeps them; one object a server."""

    def __init__(self, cache_bytes: int = CACHE_BYTES, budget: float = BUDGET_SECONDS) -> None:
        self._cache: LRUCache[Hashable, bytes] = LRUCache(cache_bytes, getsizeof=len)
        self._budget = budget
        self._alone = BoundedSemaphore(1)
        self._waiting = 0

    def answer(self, name: Hashable, make: Callable[[], bytes]) -> bytes:
        """The result of ``make``, which must be the same each time for ``name``.

        Raises
        ------
        ServiceUnavailable
            Too many wait already, or it took too long; the answer says when to come again.
        Exception
            What ``make`` raises in the child.
        """
        cached = self._cache.get(name)
        if cached is not None:
            return cached
        if self._waiting >= MOST_WAITING:
            raise _busy()
        self._waiting += 1
        try:
            if not self._alone.acquire(timeout=PATIENCE_SECONDS):
                raise _busy()
        finally:
            self._waiting -= 1
        try:
            cached = self._cache.get(name)  # who waited before may have asked for the same
            return cached if cached is not None else self._keep(name, _of_a_child(make, self._budget))
        finally:
            self._alone.release()

    def _keep(self, name: Hashable, body: bytes) -> bytes:
        with suppress(ValueError):  # larger than all that is kept
            self._cache[name] = body
        return body


def _busy() -> ServiceUnavailable:
    return ServiceUnavailable("too much is asked for at the moment", retry_after=RETRY_SECONDS)


def _of_a_child(make: Callable[[], bytes], budget: float) -> bytes:
    """Run ``make`` in a fork of this process. Raises what it raises; ServiceUnavailable where it comes to no end."""
    ours, childs = socket.socketpair()
    try:
        pid = _fork()
    except OSError as error:  # no room for another process
        logging.getLogger(__name__).exception("no child could be made")
        raise _busy() from error
    if not pid:
        _be_the_child(make, childs, budget)
    childs.close()
    try:
        with ours:
            told = _all_of(ours, time.monotonic() + budget)
    finally:
        os.kill(pid, signal.SIGKILL)  # it has ended, or shall
        while not _wait(pid, os.WNOHANG)[0]:
            time.sleep(_LOOK_SECONDS)  # where much is going on, ending takes it a while too
    if not told:
        logging.getLogger(__name__).error("a child was given up", extra={"fields": {"seconds": budget}})
        raise _busy()
    made: bytes | Exception = pickle.loads(told)  # from a fork of ourselves
    if isinstance(made, Exception):
        raise made
    return made


def _all_of(connection: socket.socket, until: float) -> bytes:
    """All bytes until the other side closes; none if it has not closed by ``until``."""
    parts: list[bytes] = []
    while (left := until - time.monotonic()) > 0:
        connection.settimeout(left)
        try:
            part = connection.recv(1 << 16)
        except TimeoutError:
            return b""
        if not part:
            return b"".join(parts)
        parts.append(part)
    return b""


def _be_the_child(make: Callable[[], bytes], out: socket.socket, budget: float) -> NoReturn:
    """Make the answer, send it to the parent, exit; do not run the parent's cleanup."""
    try:
        _step_back(ceil(budget))
        _let_go_of_connections(out.fileno())
        try:
            told = pickle.dumps(make())
        except Exception as error:
            error.add_note(f"In a child:\n{format_exc()}")
            told = pickle.dumps(error)
        os.set_blocking(out.fileno(), True)
        while told:  # not through ``out``: under gevent that would come to the parent's loop
            told = told[os.write(out.fileno(), told) :]
    finally:
        os._exit(0)


def _step_back(seconds: int) -> None:
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # the parent may not be there to end it
    with suppress(OSError):  # where there is no /proc
        Path("/proc/self/oom_score_adj").write_text(_KILLED_FIRST, encoding="ascii")


def _let_go_of_connections(but: int) -> None:
    """Close the copies of all sockets: a reader's connection would end only when the last of them is closed."""
    for fd in [int(path.name) for path in Path("/dev/fd").iterdir()]:
        with suppress(OSError):
            if fd != but and stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.close(fd)
