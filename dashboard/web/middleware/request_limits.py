"""What a request may be at all, before anything reads it: its path, its host, its body.

The server bounds the length of its first line and of its headers (``web/worker.py``).

Every refusal is JSON with a reason. What is asked for by name is held against the catalogue where it is answered;
``web/pages/callbacks.py`` checks the inputs of the callbacks.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import gevent
from dash.exceptions import DependencyException
from flask import Flask, request
from flask.wrappers import Response
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from dashboard.http.responses import error_response

LARGEST_BODY: Final = 16 * 1024
"""Bytes; the largest body that the page sends is a callback's: one address, with the names of one callback."""
THROWN_AWAY: Final = 1024 * 1024
"""Bytes of a body that is too large which are still read; who sends more may find the connection closed."""
BODY_SECONDS: Final = 10
"""So long a body may take to come whole; a client that sends a byte now and then gets no longer."""

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
    rules: tuple[Callable[[], Response | None], ...] = (_host, _path, _body)
    return next((answer for rule in rules if (answer := rule()) is not None), None)


def _host() -> Response | None:
    """The host stands in citations and in the head of the page; werkzeug gives none where the header can be no host."""
    if not request.host:
        return error_response(400, "the Host header names no host")
    return None


def _path() -> Response | None:
    rule = request.url_rule
    # What Dash has no route for would be answered with the page, as would any path.
    to_dash = request.path.startswith(_DASH) and rule is not None and not rule.rule.startswith(_DASH)
    if to_dash or _NEVER_IN_A_PATH.search(request.path) or _CLIMBS.search(request.path):
        return error_response(404, "no such path")
    return None


def _body() -> Response | None:
    """Read the body whole, so that whatever is wrong with it is known before anything else is done."""
    length = request.content_length or 0
    chunked = "Transfer-Encoding" in request.headers
    if (length or chunked) and request.method in _NO_BODY:
        return error_response(400, f"{request.method} takes no body")
    if not length and not chunked:
        return None
    try:
        with gevent.Timeout(BODY_SECONDS):
            body = b"" if length > LARGEST_BODY else request.get_data(cache=True)
            if max(length, len(body)) > LARGEST_BODY - chunked:  # of chunks werkzeug reads so far and no further
                return _too_large()
    except gevent.Timeout:
        return error_response(408, f"a body comes whole within {BODY_SECONDS} seconds")
    except RequestEntityTooLarge:
        return _too_large()
    except HTTPException:  # werkzeug's own, in words
        raise
    except Exception:  # whatever the server's parser raises at chunks that are none
        return error_response(400, "the body is not what its headers say")
    return None


def _too_large() -> Response:
    """Read some more before refusing: if the connection closed at once, the client would not receive the answer."""
    with suppress(Exception), gevent.Timeout(BODY_SECONDS, False):  # False: in silence
        for _ in range(THROWN_AWAY // LARGEST_BODY):
            if not request.environ["wsgi.input"].read(LARGEST_BODY):
                break
    return error_response(413, f"a body has at most {LARGEST_BODY} bytes")


def _as_json(error: HTTPException) -> AnyResponse | HTTPException:
    """An HTTP error as JSON, without a trace; a redirect, which is no error, stays as it is."""
    if error.code is None or error.code < 400 or error.response is not None:
        return error
    answer = error_response(error.code, error.description or error.name)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            answer.headers[name] = value
    return answer


def _no_such_library(_: DependencyException) -> Response:
    return error_response(404, "no such file")
