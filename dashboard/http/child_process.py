"""Makes costly answers in a child process of the worker, so that other readers do not wait for them.

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
_POLL_SECONDS: Final = 0.01
_KILLED_FIRST: Final = "500"

# The system's functions: gevent replaces them by functions of its loop, which a child never runs.
_fork, _wait, _close = os.fork, os.waitpid, os.close


class ChildProcess:
    """Makes answers in child processes and caches them; a server has one such object."""

    def __init__(self, cache_bytes: int = CACHE_BYTES, budget: float = BUDGET_SECONDS) -> None:
        self._cache: LRUCache[Hashable, bytes] = LRUCache(cache_bytes, getsizeof=len)
        self._budget = budget
        self._lock = BoundedSemaphore(1)
        self._waiting = 0

    def answer(self, name: Hashable, make: Callable[[], bytes]) -> bytes:
        """The result of ``make``, which must be the same each time for ``name``.

        Raises
        ------
        ServiceUnavailable
            Too many requests wait already, or it took too long; the answer says when to try again.
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
            if not self._lock.acquire(timeout=PATIENCE_SECONDS):
                raise _busy()
        finally:
            self._waiting -= 1
        try:
            cached = self._cache.get(name)  # an earlier request may have made it meanwhile
            return cached if cached is not None else self._store(name, _run_in_child(make, self._budget))
        finally:
            self._lock.release()

    def _store(self, name: Hashable, body: bytes) -> bytes:
        with suppress(ValueError):  # larger than the cache
            self._cache[name] = body
        return body


def _busy() -> ServiceUnavailable:
    return ServiceUnavailable("too much is asked for at the moment", retry_after=RETRY_SECONDS)


def _run_in_child(make: Callable[[], bytes], budget: float) -> bytes:
    """Run ``make`` in a fork of this process. Raises its exception, or ServiceUnavailable where it does not end."""
    parent_end, child_end = socket.socketpair()
    try:
        pid = _fork()
    except OSError as error:  # no memory for another process
        logging.getLogger(__name__).exception("no child could be made")
        raise _busy() from error
    if not pid:
        _run_child(make, child_end, budget)
    child_end.close()
    try:
        with parent_end:
            message = _read_all(parent_end, time.monotonic() + budget)
    finally:
        os.kill(pid, signal.SIGKILL)  # it has ended, or must end now
        while not _wait(pid, os.WNOHANG)[0]:
            time.sleep(_POLL_SECONDS)  # on a busy machine a process takes a while to end
    if not message:
        logging.getLogger(__name__).error("a child was given up", extra={"fields": {"seconds": budget}})
        raise _busy()
    result: bytes | Exception = pickle.loads(message)  # from a fork of this process
    if isinstance(result, Exception):
        raise result
    return result


def _read_all(connection: socket.socket, until: float) -> bytes:
    """All bytes until the other side closes; empty if it has not closed by ``until``."""
    parts: list[bytes] = []
    while (remaining := until - time.monotonic()) > 0:
        connection.settimeout(remaining)
        try:
            part = connection.recv(1 << 16)
        except TimeoutError:
            return b""
        if not part:
            return b"".join(parts)
        parts.append(part)
    return b""


def _run_child(make: Callable[[], bytes], out: socket.socket, budget: float) -> NoReturn:
    """Make the answer, send it to the parent, and exit without the parent's cleanup."""
    try:
        _limit_resources(ceil(budget))
        _close_connections(out.fileno())
        try:
            message = pickle.dumps(make())
        except Exception as error:
            error.add_note(f"In a child:\n{format_exc()}")
            message = pickle.dumps(error)
        os.set_blocking(out.fileno(), True)
        while message:  # not through ``out``, which gevent binds to the parent's loop
            message = message[os.write(out.fileno(), message) :]
    finally:
        os._exit(0)


def _limit_resources(seconds: int) -> None:
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # the parent may end before it
    with suppress(OSError):  # there is no /proc
        Path("/proc/self/oom_score_adj").write_text(_KILLED_FIRST, encoding="ascii")


def _close_connections(excluded: int) -> None:
    """Close the copies of all sockets but ``excluded``: a connection ends only with the last copy of its socket."""
    for fd in [int(path.name) for path in Path("/dev/fd").iterdir()]:
        with suppress(OSError):
            if fd != excluded and stat.S_ISSOCK(os.fstat(fd).st_mode):
                _close(fd)
