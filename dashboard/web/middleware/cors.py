"""Cross-origin reads: pages of any origin may read public answers, and send preflight requests.

Flask-CORS implements https://fetch.spec.whatwg.org/#http-cors-protocol. The embedded page needs this too: in a frame
with ``sandbox="allow-scripts"`` it has no origin of its own.
"""

from typing import Final

from flask import Flask
from flask_cors import CORS

from dashboard.web.middleware.route_groups import PUBLIC_PATH

METHODS: Final = ["GET", "HEAD", "OPTIONS"]
REQUEST_HEADERS: Final = ["Accept", "Accept-Language", "If-Modified-Since", "If-None-Match", "If-Range", "Range"]
RESPONSE_HEADERS: Final = [
    "Accept-Ranges",
    "Atlas-Data-Version",
    "Content-Crs",
    "Content-Disposition",
    "Content-Length",
    "Content-Range",
    "ETag",
    "Link",
    "Retry-After",
    "X-Request-ID",
]
"""The headers that a script of another origin may read, besides those that it always may."""
PREFLIGHT_SECONDS: Final = 86_400


def allow_cross_origin_reads(server: Flask) -> None:
    """Put CORS headers on every public answer of ``server``, refusals and preflights included."""
    CORS(
        server,
        resources={PUBLIC_PATH: {}},
        origins="*",
        send_wildcard=True,
        methods=METHODS,
        allow_headers=REQUEST_HEADERS,
        expose_headers=RESPONSE_HEADERS,
        max_age=PREFLIGHT_SECONDS,
    )
