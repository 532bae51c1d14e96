"""Cross-origin reads: pages and programs of any origin may read what is public, and ask beforehand whether they may.

https://fetch.spec.whatwg.org/#http-cors-protocol, answered by Flask-CORS. The embedded page needs this too: in a frame
with ``sandbox="allow-scripts"`` it has no origin of its own.
"""

from typing import Final

from flask import Flask
from flask_cors import CORS

from dashboard.web.middleware.route_groups import PUBLIC_PATH

READ: Final = ["GET", "HEAD", "OPTIONS"]
ASKED_WITH: Final = ["Accept", "Accept-Language", "If-Modified-Since", "If-None-Match", "If-Range", "Range"]
TOLD: Final = [
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
"""Headers that a script of another origin may read besides the few that it always may."""
PREFLIGHT_SECONDS: Final = 86_400


def allow_cross_origin_reads(server: Flask) -> None:
    """Put CORS headers on every public answer of ``server``, refusals and preflights included."""
    CORS(
        server,
        resources={PUBLIC_PATH: {}},
        origins="*",
        send_wildcard=True,
        methods=READ,
        allow_headers=ASKED_WITH,
        expose_headers=TOLD,
        max_age=PREFLIGHT_SECONDS,
    )
