"""What a request may be at all, before anything reads it: its length, its path, its host, its body.

Every refusal is JSON with a reason. What is asked for by name is held against the catalogue where it is answered;
the callbacks' own inputs are the matter of ``callback_bounds.py``.
"""

import re
from collections.abc import Callable
from typing import Final

from dash.exceptions import DependencyException
from flask import Flask, request
from flask.wrappers import Response
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from dashboard.publishing.answers import refusal

LONGEST_ADDRESS: Final = 4_000
"""Bytes of path and query, as they came; gunicorn refuses by itself what is twice as long."""
LARGEST_HEADERS: Final = 16 * 1024
"""Bytes of all headers together."""
LARGEST_BODY: Final = 16 * 1024
"""Bytes; the largest body that the page sends is a callback's: one address, with the names of one callback."""

# Control characters, backslashes, and what is left of bytes that are no UTF-8 (overlong forms among them).
_NEVER_IN_A_PATH = re.compile("[\x00-\x1f\x7f-\x9f\\\\\ufffd]")
_CLIMBS = re.compile(r"(?:^|/)\.{1,2}(?:/|$)")
_DASH: Final = "/_dash"
_NO_BODY: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def bound_requests(server: Flask) -> None:
    """Refuse, on every route of ``server``, what no reader and no program of good will sends.

    Any other refusal that Flask or werkzeug make (404, 405, 415 …) is put into the same form.
    """
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    server.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_BODY
    server.before_request(_refused)
    server.register_error_handler(HTTPException, _as_json)
    server.register_error_handler(DependencyException, _no_such_library)  # Dash's own route would answer 500


def _refused() -> Response | None:
    """The refusal of the present request, by the first of the rules that it breaks."""
    rules: tuple[Callable[[], Response | None], ...] = (_address, _headers, _host, _path, _body)
    return next((answer for rule in rules if (answer := rule()) is not None), None)


def _address() -> Response | None:
    length = len(request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or request.full_path)
    if length > LONGEST_ADDRESS:
        return refusal(414, f"an address has at most {LONGEST_ADDRESS} bytes", length=length)
    return None


def _headers() -> Response | None:
    size = sum(len(name) + len(value) for name, value in request.headers.items())
    if size > LARGEST_HEADERS:
        return refusal(431, f"the headers have at most {LARGEST_HEADERS} bytes together", size=size)
    return None


def _host() -> Response | None:
    """The host stands in citations and in the head of the page; werkzeug gives none where the header can be no host."""
    if not request.host:
        return refusal(400, "the Host header names no host")
    return None


def _path() -> Response | None:
    rule = request.url_rule
    # What Dash has no route for would be answered with the page, as would any path.
    to_dash = request.path.startswith(_DASH) and rule is not None and not rule.rule.startswith(_DASH)
    if to_dash or _NEVER_IN_A_PATH.search(request.path) or _CLIMBS.search(request.path):
        return refusal(404, "no such path")
    return None


def _body() -> Response | None:
    length = request.content_length or 0
    if length > LARGEST_BODY:
        return refusal(413, f"a body has at most {LARGEST_BODY} bytes", length=length)
    if length and request.method in _NO_BODY:
        return refusal(400, f"{request.method} takes no body")
    return None


def _as_json(error: HTTPException) -> AnyResponse | HTTPException:
    """An HTTP error in words, without a trace; what is no error (a redirect) stays what it is."""
    if error.code is None or error.code < 400 or error.response is not None:
        return error
    answer = refusal(error.code, error.description or error.name)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            answer.headers[name] = value
    return answer


def _no_such_library(_: DependencyException) -> Response:
    return refusal(404, "no such file")
