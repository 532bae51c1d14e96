"""The security headers of every answer.

The content policy is as strict as the page allows: MapLibre's worker and pictures of the map are blobs, and components
add style elements to the page. Nothing may come from another origin.
"""

from collections.abc import Callable, Sequence
from functools import cache

from flask import Flask, request
from flask.wrappers import Response

from dashboard.web.middleware.route_groups import PUBLIC_PATH
from dashboard.web.pages.embed import split_embedded

ScriptHashes = Callable[[], Sequence[str]]

_REFUSED_FEATURES = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)

ALWAYS: tuple[tuple[str, str], ...] = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _REFUSED_FEATURES)),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
"""The headers of an answer that has not set them itself."""


def content_security_policy(script_hashes: Sequence[str], *, framed: bool = False) -> str:
    """The policy's text; ``script_hashes`` are the page's inline scripts as ``'sha256-…'``, quotes included.

    ``framed`` lets other pages show the answer in a frame.
    """
    directives = (
        ("default-src", "'none'"),
        ("script-src", " ".join(["'self'", *script_hashes])),
        ("style-src-elem", "'self' 'unsafe-inline'"),
        ("style-src-attr", "'none'"),
        ("img-src", "'self' data: blob:"),
        ("connect-src", "'self'"),
        ("worker-src", "blob:"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
        *(() if framed else (("frame-ancestors", "'none'"),)),  # "*" would refuse pages from files and in sandboxes
    )
    return "; ".join(f"{name} {value}" for name, value in directives)


def send_security_headers(server: Flask, script_hashes: ScriptHashes) -> None:
    """Put the headers on every answer of ``server``.

    ``script_hashes`` is called at the first answers only: Dash's inline scripts depend on all callbacks.
    """

    @cache
    def policy(framed: bool) -> str:
        return content_security_policy(script_hashes(), framed=framed)

    @server.after_request
    def add(response: Response) -> Response:
        if PUBLIC_PATH.fullmatch(request.path):
            response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin")
        for name, value in ALWAYS:
            response.headers.setdefault(name, value)
        framed = split_embedded(request.path)[1]
        response.headers.setdefault("Content-Security-Policy", policy(framed))
        if not framed:  # for browsers without frame-ancestors; this header has no value for "any page"
            response.headers.setdefault("X-Frame-Options", "DENY")
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response
