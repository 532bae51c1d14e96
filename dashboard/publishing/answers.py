"""How a machine is answered: JSON with an ETag that the next request can send back, refusals as JSON too."""

import json

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.atlas import version_of
from dashboard.publishing.compression import Compressed, answer_with
from dashboard.publishing.headers import open_to_all

REVALIDATE = "no-cache"  # may be kept, must be asked about: a 304 is cheap, stale data is not
FOREVER = "public, max-age=31536000, immutable"
NEVER = "no-store"


def encode(payload: object) -> bytes:
    """``payload`` as compact UTF-8 JSON, letters as they are."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def json_answer(payload: object, mimetype: str = "application/json") -> Response:
    """``payload`` for anyone's use, or 304 where the asker has it already.

    There is no Last-Modified: the time of a file differs from clone to clone, the hash of its content does not.
    """
    return revalidated(encode(payload), mimetype)


def revalidated(body: bytes, mimetype: str) -> Response:
    """``body`` for anyone's use, with its hash as ETag, or 304."""
    response = Response(body, mimetype=mimetype)
    response.set_etag(version_of(body))
    response.headers["Cache-Control"] = REVALIDATE
    response.make_conditional(request)
    return open_to_all(response)


def kept(content: Compressed, caching: str = FOREVER) -> Response:
    """``content``, or 304 where the asker has it already; to be kept for a year unless ``caching`` says otherwise."""
    response = answer_with(content)
    response.headers["Cache-Control"] = caching
    response.make_conditional(request)
    return response


def moved(address: str) -> AnyResponse:
    """To what it is now: a page opened before an update, or served by a neighbour, still gets what it asks for."""
    response = redirect(address, code=302)
    response.headers["Cache-Control"] = NEVER
    return response


def refusal(status: int, error: str, **details: object) -> Response:
    """An answer that says what is wrong, as JSON: ``error`` in words, and what helps to put it right."""
    response = Response(encode({"error": error, **details}), status=status, mimetype="application/json")
    response.headers["Cache-Control"] = NEVER
    return open_to_all(response)
