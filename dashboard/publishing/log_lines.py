"""The log: one JSON object a line, on standard output."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from flask import has_request_context, request

from dashboard.publishing.request_line import REQUEST_ID


class JsonLines(logging.Formatter):
    """A record as one line: time, level, event, its own fields, and a trace, where there is one, in a field of its own.

    A record may bring fields of its own (``extra={"fields": {…}}``). What is logged during a request gets its id.
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
        line |= getattr(record, "fields", {})
        line["pid"] = record.process
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str).encode("utf-8", "replace").decode()


def log_settings() -> dict[str, Any]:
    """The settings for ``logging.config.dictConfig``: requests and reloads from info on, all else from warning on."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
        "root": {"level": "WARNING", "handlers": ["out"]},
        "loggers": {
            "dashboard": {"level": "INFO", "handlers": [], "propagate": True},
            "gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True},
        },
    }
