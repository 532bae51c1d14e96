"""Everything that is published, put on one Flask server."""

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard.atlas import Atlas
from dashboard.publishing.answers import REVALIDATE
from dashboard.publishing.bounds import bound_requests
from dashboard.publishing.compression import compress_answers
from dashboard.publishing.counters import Counters
from dashboard.publishing.data import data_blueprint
from dashboard.publishing.discovery import discovery_blueprint
from dashboard.publishing.error_pages import answer_errors
from dashboard.publishing.exports import EXPORTS, add_exports
from dashboard.publishing.headers import ScriptHashes, send_security_headers
from dashboard.publishing.health import health_blueprint
from dashboard.publishing.limits import limit_costly
from dashboard.publishing.map_files import map_blueprint
from dashboard.publishing.measured import metrics_blueprint, names
from dashboard.publishing.request_line import RequestLine
from dashboard.publishing.search import SEARCH, search_blueprint
from dashboard.publishing.standing import EXTENSION, Standing
from dashboard.settings import Settings

ASSET_SECONDS = 3600


def publish(server: Flask, atlas: Atlas, settings: Settings, script_hashes: ScriptHashes = tuple) -> None:
    """Put data, documents, map files, health, numbers, errors, headers and compression on ``server``.

    Args:
        server: a Flask server, with or without the page on it; the routes here go before the page's.
        atlas: what is published.
        settings: the deployment's choices; its ``trusted_proxies`` are believed about address, host and scheme.
        script_hashes: gives the hashes of the page's inline scripts (``app.csp_hashes``), asked at the first answer.
    """
    data = data_blueprint(atlas, tuple(EXPORTS))
    add_exports(data, atlas, settings.version)
    server.register_blueprint(data)
    server.register_blueprint(map_blueprint(atlas))
    server.register_blueprint(search_blueprint(atlas))
    server.register_blueprint(health_blueprint(atlas, settings.version))
    server.register_blueprint(metrics_blueprint(atlas, settings.version))
    answer_errors(server)
    server.register_blueprint(discovery_blueprint(atlas))
    bound_requests(server)
    server.config["TRUSTED_HOSTS"] = settings.hosts.split(",") if settings.hosts else None
    costly = (
        (settings.searches_a_minute, {SEARCH}),
        (settings.exports_a_minute, {f"/data/{name}" for name in EXPORTS}),
    )
    limit_costly(server, settings, ((allowed, frozenset(paths)) for allowed, paths in costly))
    send_security_headers(server, script_hashes)
    _cache_assets(server)
    compress_answers(server)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        proxied = ProxyFix(server.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
        server.wsgi_app = proxied  # type: ignore[method-assign]
    standing = Standing(atlas.version, Counters(names()))
    server.extensions[EXTENSION] = standing
    server.wsgi_app = RequestLine(server.wsgi_app, standing)  # type: ignore[method-assign]


def _cache_assets(server: Flask) -> None:
    """Let browsers keep an asset for an hour where its address carries its time (``?m=…``), else ask each time."""
    server.config["SEND_FILE_MAX_AGE_DEFAULT"] = ASSET_SECONDS

    @server.after_request
    def revalidate(response: Response) -> Response:
        if request.path.startswith("/assets/") and "m" not in request.args:
            response.headers["Cache-Control"] = REVALIDATE
        elif response.mimetype == "text/html":  # in the language of one reader: no cache between may give it to another
            response.headers.setdefault("Cache-Control", f"private, {REVALIDATE}")
        return response
