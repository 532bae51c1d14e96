"""Gives each request an id, a line in the log and a place in the counters; no failure is answered with a trace.

This middleware is the outermost, so it sees the address that ProxyFix wrote into the environment, the framework's own
refusals, and answers that a reader did not wait for.
"""

import json
import logging
import re
import sys
import time
import uuid
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from dashboard.web.middleware.route_groups import kind_of
from dashboard.web.server_state import ServerState

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

REQUEST_ID: Final = "atlas.request_id"
"""The key of a request's id in its WSGI environment."""

HEADER: Final = "X-Request-ID"
LONGEST_PATH: Final = 1000  # characters in the log: then a line is one write, which no other worker interrupts
PIECE_BYTES: Final = 32 * 1024
"""The size of the pieces of an answer; ``gunicorn_conf.py`` limits the time that a reader may take for each."""
LONGEST_ADDRESS: Final = 64  # characters; a proxy may send any text as an address
LOGGER: Final = "dashboard.requests"
_WELL_FORMED: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_RAW: Final = re.compile("[\x80-\xff]")
_HOSTS: Final = frozenset({"HTTP_HOST", "HTTP_X_FORWARDED_HOST"})
_FINAL_DOT: Final = re.compile(r"[.](?=:\d+$|$)")
"""The dot after a complete domain name, which means the same host."""
_METHOD: Final = re.compile(r"[A-Z]{1,20}")


class RequestLine:
    """WSGI middleware. It logs the path but not the query: what people search for is private."""

    def __init__(self, application: "WSGIApplication", server_state: ServerState) -> None:
        self._application = application
        self._server_state = server_state

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        answer = _Answer(environ, self._server_state)
        environ[REQUEST_ID] = answer.id
        start = answer.recording(start_response)
        try:
            _normalize(environ)
            answer.body = self._application(environ, start)
        except Exception:
            _log_failure("an answer failed", answer.id)
            answer.body = _plain_failure(answer, start)
        return answer


def _normalize(environ: "WSGIEnvironment") -> None:
    """Percent-encode raw bytes of the query, on which the framework would fail, and write a host in one way."""
    environ["QUERY_STRING"] = _RAW.sub(lambda byte: f"%{ord(byte[0]):02X}", environ.get("QUERY_STRING", ""))
    for name in _HOSTS & environ.keys():
        environ[name] = _FINAL_DOT.sub("", environ[name].lower())


class _Answer:
    """One answer; the server closes it when it is sent or given up."""

    def __init__(self, environ: "WSGIEnvironment", server_state: ServerState) -> None:
        sent = environ.get("HTTP_X_REQUEST_ID", "")
        self.id = sent if _WELL_FORMED.fullmatch(sent) else uuid.uuid4().hex
        self.body: Iterable[bytes] = ()
        self._environ = environ
        self._server_state = server_state
        self._began = time.perf_counter()
        self._path = environ.get("PATH_INFO", "").encode("latin-1", "replace").decode("utf-8", "replace")
        self._status = 0
        self._bytes = 0
        self._complete = False

    def recording(self, start_response: "StartResponse") -> "StartResponse":
        """``start_response`` that also records the status and puts the id on the answer."""

        def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> Any:  # noqa: ANN401 (WSGI's own)
            self._status = int(status[:3])
            headers = [header for header in headers if header[0].lower() != HEADER.lower()]
            return start_response(status, [*headers, (HEADER, self.id)], error)

        return start

    @property
    def started(self) -> bool:
        """Whether the status was sent already."""
        return self._status != 0

    def __iter__(self) -> Iterator[bytes]:
        try:
            for part in self.body:
                for start in range(0, len(part), PIECE_BYTES):
                    piece = part[start : start + PIECE_BYTES]
                    self._bytes += len(piece)
                    yield piece
        except Exception:
            _log_failure("an answer broke off", self.id)
            raise  # to end the connection: otherwise half an answer would look complete
        self._complete = True

    def close(self) -> None:
        """Close the answer and write its line. WSGI servers call this however the answer ends."""
        close = getattr(self.body, "close", None)
        if close is not None:
            close()
        if self._server_state.serving:
            self._write()

    def _write(self) -> None:
        seconds = time.perf_counter() - self._began
        method = self._environ.get("REQUEST_METHOD", "")
        line = {
            "id": self.id,
            "method": method if _METHOD.fullmatch(method) else "?",
            "path": self._path[:LONGEST_PATH],
            "status": self._status,
            "bytes": self._bytes,
            "ms": round(seconds * 1000, 1),
            "remote": self._environ.get("REMOTE_ADDR", "")[:LONGEST_ADDRESS],
        }
        if not self._complete:
            line["cut"] = True  # the reader left before the end; ``bytes`` had been sent by then
        logging.getLogger(LOGGER).info("request", extra={"fields": line})
        kind = kind_of(self._path)
        self._server_state.counters.add(kind, self._status, seconds, self._bytes, cut=not self._complete)


def _log_failure(event: str, request_id: str) -> None:
    logging.getLogger(LOGGER).exception(event, extra={"fields": {"id": request_id}})


def _plain_failure(answer: _Answer, start: "StartResponse") -> list[bytes]:
    """The answer where even the framework's error page failed."""
    body = json.dumps({"error": "something went wrong here; it has been noted", "id": answer.id}).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
    start("500 Internal Server Error", headers, sys.exc_info() if answer.started else None)
    return [body]
