"""Each request gets an id, a line in the log and its place in the numbers; nothing that fails leaves as a trace.

It stands before everything else, so it sees what proxies were believed about (they change the environment it handed
on), refusals of the framework, and answers that a reader did not wait for.
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
"""Where a request's id is kept in its WSGI environment."""

HEADER: Final = "X-Request-ID"
LONGEST_PATH: Final = 1000  # letters in the log: a line stays one write, which no other worker's can break
PIECE_BYTES: Final = 32 * 1024
"""An answer goes out in such pieces; the server bounds how long a reader may take over each (``gunicorn_conf.py``)."""
LONGEST_ADDRESS: Final = 64  # letters; a proxy may hand on what is none
LOGGER: Final = "dashboard.requests"
_WELL_FORMED: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_RAW: Final = re.compile("[\x80-\xff]")
_HOSTS: Final = frozenset({"HTTP_HOST", "HTTP_X_FORWARDED_HOST"})
_FINAL_DOT: Final = re.compile(r"[.](?=:\d+$|$)")
"""How a name is written that no search domain is added to."""
_METHOD: Final = re.compile(r"[A-Z]{1,20}")


class RequestLine:
    """WSGI middleware. The path is logged, the query is not: what people search for is theirs."""

    def __init__(self, application: "WSGIApplication", server_state: ServerState) -> None:
        self._application = application
        self._server_state = server_state

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        answer = _Answer(environ, self._server_state)
        environ[REQUEST_ID] = answer.id
        start = answer.noting(start_response)
        try:
            _put_right(environ)
            answer.body = self._application(environ, start)
        except Exception:
            _failed("an answer failed", answer.id)
            answer.body = _plain_failure(answer, start)
        return answer


def _put_right(environ: "WSGIEnvironment") -> None:
    """Read letters that nobody encoded as if somebody had, and a host as one name, however it is spelt.

    Bytes that are no letters must not fail in the framework.
    """
    environ["QUERY_STRING"] = _RAW.sub(lambda byte: f"%{ord(byte[0]):02X}", environ.get("QUERY_STRING", ""))
    for name in _HOSTS & environ.keys():
        environ[name] = _FINAL_DOT.sub("", environ[name].lower())


class _Answer:
    """One answer on its way; closed by the server when it is sent or given up."""

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
        self._whole = False

    def noting(self, start_response: "StartResponse") -> "StartResponse":
        """``start_response`` that notes the status and puts the id on the answer."""

        def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> Any:  # noqa: ANN401 (WSGI's own)
            self._status = int(status[:3])
            headers = [header for header in headers if header[0].lower() != HEADER.lower()]
            return start_response(status, [*headers, (HEADER, self.id)], error)

        return start

    @property
    def begun(self) -> bool:
        """Whether a status was given already."""
        return self._status != 0

    def __iter__(self) -> Iterator[bytes]:
        try:
            for part in self.body:
                for start in range(0, len(part), PIECE_BYTES):
                    piece = part[start : start + PIECE_BYTES]
                    self._bytes += len(piece)
                    yield piece
        except Exception:
            _failed("an answer broke off", self.id)
            raise  # the connection must end here, or half an answer would pass for a whole one
        self._whole = True

    def close(self) -> None:
        """Let the answer go, and write its line. WSGI servers call it however the answer ends."""
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
        if not self._whole:
            line["cut"] = True  # the reader went away before the end; ``bytes`` is what was on its way
        logging.getLogger(LOGGER).info("request", extra={"fields": line})
        kind = kind_of(self._path)
        self._server_state.counters.add(kind, self._status, seconds, self._bytes, cut=not self._whole)


def _failed(event: str, request_id: str) -> None:
    logging.getLogger(LOGGER).exception(event, extra={"fields": {"id": request_id}})


def _plain_failure(answer: _Answer, start: "StartResponse") -> list[bytes]:
    """The answer where even the framework's own error page cannot be made."""
    body = json.dumps({"error": "something went wrong here; it has been noted", "id": answer.id}).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
    start("500 Internal Server Error", headers, sys.exc_info() if answer.begun else None)
    return [body]
