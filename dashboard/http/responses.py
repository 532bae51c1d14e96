"""Responses for programs: JSON with an ETag for conditional requests, and errors as JSON."""

import json

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.atlas import version_of
from dashboard.http.caching import FOREVER, NO_STORE, REVALIDATE
from dashboard.http.compression import Compressed, answer_with


def encode(payload: object) -> bytes:
    """``payload`` as compact JSON in UTF-8."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def json_response(payload: object, mimetype: str = "application/json") -> Response:
    """``payload`` for public caches, or 304 where the client has it already.

    There is no Last-Modified: the time of a file differs between clones, the hash of its content does not.
    """
    return revalidated(encode(payload), mimetype)


def revalidated(body: bytes, mimetype: str) -> Response:
    """``body`` for public caches, with its hash as ETag: complete, a range, or 304."""
    response = Response(body, mimetype=mimetype)
    response.set_etag(version_of(body))
    response.headers["Cache-Control"] = REVALIDATE
    return _conditional(response, len(body))


def immutable_response(content: Compressed, caching: str = FOREVER) -> Response:
    """``content``: complete, a range, or 304; caches keep it for a year by default (``caching``)."""
    response = answer_with(content)
    response.headers["Cache-Control"] = caching
    return _conditional(response, response.content_length or 0)


def _conditional(response: Response, length: int) -> Response:
    """Apply the request's conditions and range to ``response``, which has an ETag and ``length`` bytes.

    A client that has it already gets 304, even if it asks for a range. HEAD has no ranges. A Range header with several
    ranges, or a unit other than bytes, is ignored (RFC 9110, 13.2.2 and 14.2).

    Raises
    ------
    RequestedRangeNotSatisfiable
        The range begins beyond the end.
    """
    response.make_conditional(request)
    response.accept_ranges = "bytes"
    ranges = request.range
    single = ranges is not None and ranges.units == "bytes" and len(ranges.ranges) == 1
    if single and request.method == "GET" and response.status_code == 200:
        response.make_conditional(request, accept_ranges=True, complete_length=length)
    return response


def redirect_temporarily(address: str) -> AnyResponse:
    """Redirect to the present version, for pages from before an update or from another server."""
    response = redirect(address, code=302)
    response.headers["Cache-Control"] = NO_STORE
    return response


def redirect_permanently(address: str) -> AnyResponse:
    """Redirect to the right address, which links and search engines should use from now on."""
    response = redirect(address, code=301)
    response.headers["Cache-Control"] = REVALIDATE
    return response


def as_attachment(response: Response, name: str) -> Response:
    """``response`` as a file that browsers save under ``name``."""
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def error_response(status: int, error: str, **details: object) -> Response:
    """A refusal as JSON: ``error`` is the reason in words, ``details`` help to correct the request."""
    response = Response(encode({"error": error, **details}), status=status, mimetype="application/json")
    response.headers["Cache-Control"] = NO_STORE
    return response


def add_not_found(blueprint: Blueprint, *prefixes: str, error: str = "nothing here") -> None:
    """Answer 404 to each address below ``prefixes`` that has no other route: it must not come to the page."""

    def not_found(rest: str) -> Response:  # noqa: ARG001 (the route's variable)
        return error_response(404, error)

    for prefix in prefixes:
        blueprint.add_url_rule(f"{prefix}/<path:rest>", f"not found below {prefix}", not_found)
