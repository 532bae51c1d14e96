"""Gunicorn's threaded worker, made steadier: it says at once that it is closing, and slow readers hold no threads."""

import logging
import socket
import struct
import time
from logging.config import dictConfig
from typing import Any, Final

from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from dashboard.publishing.log_lines import log_settings

REQUEST_SECONDS: Final = 10
"""So long a client may take to send its request line and headers."""

STALL_SECONDS: Final = 30
"""So long a client may send nothing of a body, or take nothing of an answer."""

_STALL: Final = struct.pack("ll", STALL_SECONDS, 0)  # a C timeval


class SteadyWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Differs from its parent in two ways.

    Told to stop, it closes the listening socket at once. Its parent only stops accepting, so that connections made
    while the last requests are finished would wait and then be thrown away; now they are refused, and whoever
    balances between several servers tries the next one. (While the master or other workers listen, they take them.)

    A thread waits for one client's request for ten seconds at most, and for one that neither sends nor takes for
    thirty, so a few clients on dead lines cannot stop the rest.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 (the parent's own)
        super().__init__(*arguments, **named)
        self._reading: dict[Any, float] = {}

    def set_accept_enabled(self, enabled: bool) -> None:
        """As the parent does; and a worker that is stopping listens no longer."""
        super().set_accept_enabled(enabled)
        if not self.alive:
            for listener in self.sockets:
                listener.close()

    def handle(self, conn: Any) -> Any:  # noqa: ANN401 (gunicorn's connection, and its word for what is next)
        """Read and answer one request."""
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            conn.sock.setsockopt(socket.SOL_SOCKET, option, _STALL)
        self._reading[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            self._reading.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:  # noqa: ANN401
        """Answer a request that has come whole, but for its body."""
        self._reading.pop(conn, None)
        return super().handle_request(req, conn)

    def murder_keepalived(self, force: bool = False) -> None:
        """Called each second: also ends the reading of requests that take too long."""
        super().murder_keepalived(force)
        now = time.monotonic()
        for conn, began in list(self._reading.items()):
            if now - began > REQUEST_SECONDS:
                _end(conn.sock)


def _end(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        logging.getLogger(__name__).debug("a slow client was gone already")


class JsonLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's log in the form of ours. It writes no line a request: ``publishing/request_line.py`` does."""

    def setup(self, cfg: Any) -> None:  # noqa: ANN401 (gunicorn's settings)
        """Called at the start and at each reload."""
        super().setup(cfg)
        dictConfig(log_settings())

    def access(self, *_: Any) -> None:  # noqa: ANN401
        """Nothing."""
