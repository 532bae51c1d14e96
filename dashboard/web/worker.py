"""Gunicorn's gevent worker, with the atlas's form for refusals by the server itself, and its log."""

import logging
import re
import sys
from email.utils import formatdate
from functools import partial
from http import HTTPStatus
from logging.config import dictConfig
from types import SimpleNamespace
from typing import Any, Final

from gevent.server import StreamServer
from gunicorn.glogging import Logger
from gunicorn.http import errors
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser
from gunicorn.workers.ggevent import GeventWorker

from dashboard.http.caching import NO_STORE
from dashboard.http.responses import encode
from dashboard.web.middleware.headers import ALWAYS, content_security_policy
from dashboard.web.middleware.log_format import log_settings

LONGEST_LINE: Final = 4_094
"""The most bytes of a request's first line: a little more than the longest address of the page."""
LARGEST_HEADERS: Final = 16 * 1024
"""The most bytes of all headers together. Gunicorn's own limit, of a header times their number, is half a megabyte."""

_STATUS: Final[dict[type[Exception], tuple[HTTPStatus, str]]] = {
    errors.LimitRequestLine: (HTTPStatus.REQUEST_URI_TOO_LONG, f"a request line has at most {LONGEST_LINE} bytes"),
    errors.LimitRequestHeaders: (
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
        f"headers have at most {LARGEST_HEADERS} bytes together",
    ),
    errors.UnsupportedTransferCoding: (HTTPStatus.NOT_IMPLEMENTED, "a body comes whole or in chunks"),
    errors.ExpectationFailed: (HTTPStatus.EXPECTATION_FAILED, "nothing but 100-continue can be expected"),
}
"""The status and the reason for a request that cannot be read."""
_UNREADABLE: Final = (HTTPStatus.BAD_REQUEST, "this is no request in HTTP/1.1")

MOST_ACCEPTED: Final = 32
"""The most connections that are accepted between two answers; the others are left for another worker."""
REFUSAL_SECONDS: Final = 2
_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]")


class _Listener(StreamServer):  # type: ignore[misc]  # gevent has no types here
    """Accepts all waiting connections before it stops to listen: a closed socket would drop them."""

    def close(self) -> None:
        """Called when the worker must stop."""
        while not self.closed and (connection := self.do_read()):
            self.do_handle(*connection)
        super().close()


class AtlasWorker(GeventWorker):  # type: ignore[misc]  # gunicorn has no types
    """Refuses an unreadable request in the form of all other refusals, and logs nothing of its content."""

    def server_class(self, listener: Any, *, spawn: Any, **_: Any) -> StreamServer:  # noqa: ANN401 (gunicorn's, gevent's)
        """The server that listens for this worker; gunicorn calls this."""
        socket_name = listener.getsockname()  # gunicorn needs it for each connection, also when the listener is closed
        handle = partial(self.handle, SimpleNamespace(getsockname=lambda: socket_name))
        listening = _Listener(listener, handle=handle, spawn=spawn)
        listening.max_accept = MOST_ACCEPTED
        return listening

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:  # noqa: ANN401, ARG002
        """Called where a request could not be read, or its answer could not be written."""
        if isinstance(exc, errors.ParseException):
            status, error = _STATUS.get(type(exc), _UNREADABLE)
            fields = {"remote": addr[0] if addr else "", "status": status.value, "why": type(exc).__name__}
            logging.getLogger(__name__).warning("an invalid request", extra={"fields": fields})
        else:
            status, error = HTTPStatus.INTERNAL_SERVER_ERROR, ""
            logging.getLogger(__name__).error("a request failed in the server", exc_info=exc)
        try:
            client.settimeout(REFUSAL_SECONDS)
            client.sendall(raw_refusal(status, error))
        except OSError:
            logging.getLogger(__name__).debug("the client has disconnected")


def raw_refusal(status: HTTPStatus, error: str = "") -> bytes:
    """A complete answer as bytes, with the headers of every answer; it repeats nothing of the request."""
    body = encode({"error": error or status.phrase.lower()})
    headers = (
        ("Date", formatdate(usegmt=True)),
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", NO_STORE),
        ("Connection", "close"),
        ("Content-Security-Policy", content_security_policy(())),
        ("X-Frame-Options", "DENY"),
        *ALWAYS,
    )
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return f"HTTP/1.1 {status.value} {status.phrase}\r\n{head}\r\n".encode("ascii") + body


class _BoundedRequest(Request):  # type: ignore[misc]
    """A request whose headers end at ``LARGEST_HEADERS``.

    It accepts letters in an address that should be percent-encoded (``curl '…?q=Bakı'``), as proxies do.
    """

    def parse(self, unreader: Any) -> bytes:  # noqa: ANN401 (gunicorn's)
        self.max_buffer_headers = LARGEST_HEADERS
        read: bytes = super().parse(unreader)
        return read

    def parse_request_line(self, line_bytes: bytes) -> None:
        super().parse_request_line(_NOT_ASCII.sub(lambda byte: b"%%%02X" % byte[0][0], line_bytes))


RequestParser.mesg_class = _BoundedRequest  # gunicorn reads this attribute; there is no setting for it


class JsonLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's log in the atlas's format, without requests: ``web/middleware/access_log.py`` logs these."""

    def setup(self, cfg: Any) -> None:  # noqa: ANN401 (gunicorn's settings)
        """Called at the start and at each reload."""
        super().setup(cfg)
        dictConfig(log_settings())

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """A client that stops to read is not a failure of the server; the line of its request says so."""
        if not isinstance(sys.exc_info()[1], TimeoutError):
            super().exception(msg, *args, **kwargs)

    def access(self, *_: Any) -> None:  # noqa: ANN401
        """Log nothing."""
