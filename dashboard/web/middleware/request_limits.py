"""Checks the host, the path and the body of a request before anything else reads it.

``web/worker.py`` limits the length of its first line and of its headers. Every refusal is JSON with a reason. The
routes check ids against the catalogue; ``web/pages/callbacks.py`` checks the inputs of the callbacks.
"""

import re
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
DISCARDED_BYTES: Final = 1024 * 1024
"""The most bytes that are still read of a body that is too large; after more, the connection may close."""
BODY_SECONDS: Final = 10
"""The longest that a complete body may take, however slowly its bytes arrive."""

# Control characters, backslashes, and the replacement of bytes that are not UTF-8 (overlong forms among them).
_NEVER_IN_A_PATH = re.compile("[\x00-\x1f\x7f-\x9f\\\\\ufffd]")
_CLIMBS = re.compile(r"(?:^|/)\.{1,2}(?:/|$)")
_DASH: Final = "/_dash"
_NO_BODY: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def limit_requests(server: Flask) -> None:
    """Refuse malformed requests on every route of ``server``.

    Any other refusal by Flask or werkzeug (404, 405, 415 …) gets the same form.
    """
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    server.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_BODY
    server.before_request(_refusal)
    server.register_error_handler(HTTPException, _as_json)
    # Dash's own route would answer 500.
    server.register_error_handler(DependencyException, lambda _: error_response(404, "no such file"))


def _refusal() -> Response | None:
    """The refusal of the present request, by the first rule that it breaks."""
    return _refuse_host() or _refuse_path() or _refuse_body()


def _refuse_host() -> Response | None:
    """Citations and the head of the page need the host; werkzeug gives none where the header is not a host name."""
    if not request.host:
        return error_response(400, "the Host header names no host")
    return None


def _refuse_path() -> Response | None:
    rule = request.url_rule
    # Without this, the page would answer every path of Dash's that has no route.
    to_dash = request.path.startswith(_DASH) and rule is not None and not rule.rule.startswith(_DASH)
    if to_dash or _NEVER_IN_A_PATH.search(request.path) or _CLIMBS.search(request.path):
        return error_response(404, "no such path")
    return None


def _refuse_body() -> Response | None:
    """Read the complete body, so that its errors are known before anything else happens."""
    length = request.content_length or 0
    chunked = "Transfer-Encoding" in request.headers
    if (length or chunked) and request.method in _NO_BODY:
        return error_response(400, f"{request.method} takes no body")
    if not length and not chunked:
        return None
    try:
        with gevent.Timeout(BODY_SECONDS):
            body = b"" if length > LARGEST_BODY else request.get_data(cache=True)
            if max(length, len(body)) > LARGEST_BODY - chunked:  # werkzeug reads no more chunks than this
                return _too_large()
    except gevent.Timeout:
        return error_response(408, f"a body comes whole within {BODY_SECONDS} seconds")
    except RequestEntityTooLarge:
        return _too_large()
    except HTTPException:  # werkzeug's own, which has a description
        raise
    except Exception:  # anything that the server's parser raises at malformed chunks
        return error_response(400, "the body is not what its headers say")
    return None


def _too_large() -> Response:
    """Read on before the refusal: after an immediate close, the client would not receive the answer."""
    with suppress(Exception), gevent.Timeout(BODY_SECONDS, False):  # False: raise nothing
        for _ in range(DISCARDED_BYTES // LARGEST_BODY):
            if not request.environ["wsgi.input"].read(LARGEST_BODY):
                break
    return error_response(413, f"a body has at most {LARGEST_BODY} bytes")


def _as_json(error: HTTPException) -> AnyResponse | HTTPException:
    """An HTTP error as JSON, without a trace; redirects and finished answers stay as they are."""
    if error.code is None or error.code < 400 or error.response is not None:
        return error
    answer = error_response(error.code, error.description or error.name)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            answer.headers[name] = value
    return answer
