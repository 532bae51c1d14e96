"""Responses for programs: JSON with an ETag that the next request can send back; errors as JSON too."""

import json

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.atlas import version_of
from dashboard.http.caching import FOREVER, NO_STORE, REVALIDATE
from dashboard.http.compression import Compressed, answer_with


def encode(payload: object) -> bytes:
    """``payload`` as compact UTF-8 JSON, letters as they are."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def json_response(payload: object, mimetype: str = "application/json") -> Response:
    """``payload`` for anyone's use, or 304 where the client has it already.

    There is no Last-Modified: the time of a file differs from clone to clone, the hash of its content does not.
    """
    return revalidated(encode(payload), mimetype)


def revalidated(body: bytes, mimetype: str) -> Response:
    """``body`` for anyone's use, with its hash as ETag: whole, a range of it, or 304."""
    response = Response(body, mimetype=mimetype)
    response.set_etag(version_of(body))
    response.headers["Cache-Control"] = REVALIDATE
    return _conditional(response, len(body))


def immutable_response(content: Compressed, caching: str = FOREVER) -> Response:
    """``content``: whole, a range of it, or 304; to be kept for a year unless ``caching`` says otherwise."""
    response = answer_with(content)
    response.headers["Cache-Control"] = caching
    return _conditional(response, response.content_length or 0)


def _conditional(response: Response, length: int) -> Response:
    """Make ``response``, which has an ETag and ``length`` bytes, answer the request's conditions and range.

    A client that has it already gets 304, even if it asks for a range. HEAD has no ranges. A Range header that names
    several, or a unit other than bytes, is ignored (RFC 9110, 13.2.2 and 14.2).

    Raises
    ------
    RequestedRangeNotSatisfiable
        The range begins beyond the end.
    """
    response.make_conditional(request)
    response.accept_ranges = "bytes"
    asked = request.range
    single = asked is not None and asked.units == "bytes" and len(asked.ranges) == 1
    if single and request.method == "GET" and response.status_code == 200:
        response.make_conditional(request, accept_ranges=True, complete_length=length)
    return response


def redirect_temporarily(address: str) -> AnyResponse:
    """Redirect to the current version, so that a page from before an update, or from another server, gets its file."""
    response = redirect(address, code=302)
    response.headers["Cache-Control"] = NO_STORE
    return response


def redirect_permanently(address: str) -> AnyResponse:
    """Redirect to the right address, which links and search engines should keep."""
    response = redirect(address, code=301)
    response.headers["Cache-Control"] = REVALIDATE
    return response


def error_response(status: int, error: str, **details: object) -> Response:
    """An answer that says what is wrong, as JSON: ``error`` in words, and what helps to put it right."""
    response = Response(encode({"error": error, **details}), status=status, mimetype="application/json")
    response.headers["Cache-Control"] = NO_STORE
    return response


def add_not_found(blueprint: Blueprint, *prefixes: str, error: str = "nothing here") -> None:
    """Answer 404 to each address below ``prefixes`` that has no other route: it must not come to the page."""

    def not_found(rest: str) -> Response:  # noqa: ARG001 (the route's variable)
        return error_response(404, error)

    for prefix in prefixes:
        blueprint.add_url_rule(f"{prefix}/<path:rest>", f"not found below {prefix}", not_found)
