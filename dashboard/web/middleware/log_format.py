"""The log: one JSON object per line, on standard output."""

import json
import logging
import os
import select
from datetime import UTC, datetime
from typing import Any, Final

from flask import has_request_context, request

from dashboard.web.middleware.access_log import REQUEST_ID

STDOUT: Final = 1
_select = select.select  # the system's, before gevent replaces it by one that switches to other requests


class JsonLines(logging.Formatter):
    """A record as one line: time, level, event, its own fields (``extra={"fields": {…}}``), and a trace if it has one.

    A record that is logged during a request has the id of the request.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        if has_request_context():
            line |= {"id": request.environ.get(REQUEST_ID), "path": request.path}
        line |= {**getattr(record, "fields", {}), "pid": record.process}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str).encode("utf-8", "replace").decode()


class LineWriter(logging.Handler):
    """Writes lines to a file descriptor and never waits: an unread log must not stop the server.

    A line for which there is no room (a full disk, a full pipe) is lost. The next written line has the number of lost
    lines.
    """

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._lost = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line; it is lost where there is no room."""
        if self._lost:
            record.fields = {**getattr(record, "fields", {}), "lost": self._lost}
        try:
            self._write(f"{self.format(record)}\n".encode())
        except OSError:
            self._lost += 1
        else:
            self._lost = 0

    def _write(self, line: bytes) -> None:
        """Raises OSError where there is no room: a writable descriptor takes ``PIPE_BUF`` bytes at once."""
        for start in range(0, len(line), select.PIPE_BUF):
            if not _select([], [self._descriptor], [], 0)[1]:
                raise BlockingIOError
            os.write(self._descriptor, line[start : start + select.PIPE_BUF])


def log_settings() -> dict[str, Any]:
    """The settings for ``logging.config.dictConfig``: level info for requests and reloads, warning for all else."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"out": {"()": LineWriter, "descriptor": STDOUT, "formatter": "json"}},
        "root": {"level": "WARNING", "handlers": ["out"]},
        "loggers": {"dashboard": {"level": "INFO"}, "gunicorn.error": {"level": "WARNING", "propagate": True}},
    }
