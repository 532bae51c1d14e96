"""Registers all routes and all middleware on one Flask server."""

from collections.abc import Callable

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard.api.data import data_blueprint
from dashboard.api.map_files import map_blueprint
from dashboard.api.previews import PREFIX as PREVIEWS
from dashboard.api.search import SEARCH, search_blueprint
from dashboard.atlas import Atlas
from dashboard.exports.downloads import COSTLY, EXPORTS, add_exports
from dashboard.http.caching import ASSET_SECONDS, REVALIDATE
from dashboard.http.child_process import ChildProcess
from dashboard.http.compression import compress_answers
from dashboard.http.origins import BASE_URL, OWN_ADDRESS
from dashboard.settings import Settings
from dashboard.web.discovery import discovery_blueprint
from dashboard.web.feeds import feed_blueprint
from dashboard.web.health import health_blueprint
from dashboard.web.middleware.access_log import RequestLine
from dashboard.web.middleware.cors import allow_cross_origin_reads
from dashboard.web.middleware.counters import Counters
from dashboard.web.middleware.headers import ScriptHashes, send_security_headers
from dashboard.web.middleware.metrics import metrics_blueprint
from dashboard.web.middleware.path_prefix import PathPrefix
from dashboard.web.middleware.rate_limits import limit_costly
from dashboard.web.middleware.request_limits import limit_requests
from dashboard.web.middleware.turns import take_turns
from dashboard.web.ogc.operations import PREFIX as OGC
from dashboard.web.ogc.routes import ogc_blueprint
from dashboard.web.pages.server_errors import answer_errors
from dashboard.web.reference.routes import MADE_IN_CHILD, reference_blueprint
from dashboard.web.server_state import EXTENSION, ServerState

AddRoutes = Callable[[Flask, Atlas, Settings, ChildProcess], None]


def register_all(
    server: Flask,
    atlas: Atlas,
    settings: Settings,
    script_hashes: ScriptHashes = tuple,
    child_process: ChildProcess | None = None,
    add_routes: AddRoutes | None = None,
) -> None:
    """Register data, documents, map files, health, metrics, errors, headers and compression on ``server``.

    Parameters
    ----------
    server
        A Flask server, with or without the page on it; the routes here take precedence over the page's.
    atlas
        The published data.
    settings
        The deployment's choices; ``trusted_proxies`` decide about address, host and scheme.
    script_hashes
        The hashes of the page's inline scripts (``app.csp_hashes``), called at the first answer.
    child_process
        Makes costly downloads; a new one where none is given.
    add_routes
        Registers the routes; by default all routes of a loaded catalogue.
    """
    server.config[BASE_URL], server.config[OWN_ADDRESS] = settings.base_url, settings.address
    server.config["TRUSTED_HOSTS"] = settings.hosts.split(",") if settings.hosts else None
    (add_routes or _add_all_routes)(server, atlas, settings, child_process or ChildProcess())
    state = ServerState(atlas.version, Counters())
    server.after_request(lambda response: _with_version(response, atlas.version))
    limit_requests(server)
    _limit_costly_requests(server, settings, state, large=atlas.catalogue.large)
    allow_cross_origin_reads(server)
    send_security_headers(server, script_hashes)
    _cache_assets(server)
    compress_answers(server)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        proxied = ProxyFix(server.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
        server.wsgi_app = proxied  # type: ignore[method-assign]
    server.extensions[EXTENSION] = state
    logged = RequestLine(server.wsgi_app, state)
    server.wsgi_app = PathPrefix(logged, settings.base_path)  # type: ignore[method-assign]


def _with_version(response: Response, version: str) -> Response:
    """Name the version of the data on an answer: behind a load balancer servers may differ for some seconds."""
    response.headers["Atlas-Data-Version"] = version
    return response


def _add_all_routes(server: Flask, atlas: Atlas, settings: Settings, child_process: ChildProcess) -> None:
    data = data_blueprint(atlas, tuple(EXPORTS))
    add_exports(data, atlas, settings.version, child_process)
    server.register_blueprint(data)
    add_common_routes(server, atlas, settings)
    server.register_blueprint(reference_blueprint(atlas, settings.version, settings.base_path, child_process))
    server.register_blueprint(ogc_blueprint(atlas, settings.version, settings.base_path))
    server.register_blueprint(search_blueprint(atlas, settings.base_path))


def add_common_routes(server: Flask, atlas: Atlas, settings: Settings) -> None:
    """Register the routes of every server, whether its catalogue is loaded or not."""
    server.register_blueprint(map_blueprint(atlas, settings.base_path))
    server.register_blueprint(feed_blueprint(atlas))
    server.register_blueprint(health_blueprint(atlas, settings.version))
    server.register_blueprint(metrics_blueprint(atlas, settings.version))
    answer_errors(server, atlas.catalogue.identity)
    server.register_blueprint(discovery_blueprint(atlas, settings.security_contact))


def _limit_costly_requests(server: Flask, settings: Settings, state: ServerState, *, large: bool) -> None:
    """Limit searches (also in the OGC API), downloads and pictures of links by address; let readers take turns."""
    exports, made_in_child = (
        frozenset(f"/data/{name}" for name in names) | MADE_IN_CHILD for names in (EXPORTS, COSTLY)
    )
    costly: tuple[tuple[int, Callable[[str], bool]], ...] = (
        (settings.searches_a_minute, lambda path: path == SEARCH or path.startswith(f"{OGC}/")),
        (settings.exports_a_minute, exports.__contains__),
        (settings.previews_a_minute, lambda path: path.startswith(f"{PREVIEWS}/")),
    )
    limit_costly(server, settings, costly)
    elsewhere = (f"{PREVIEWS}/", f"{OGC}/") if large else f"{PREVIEWS}/"  # for a large catalogue the database computes
    take_turns(server, lambda: state.serving, lambda path: path.startswith(elsewhere) or path in made_in_child)


def _cache_assets(server: Flask) -> None:
    """Let browsers cache an asset for an hour where its address has its time (``?m=…``), else revalidate each time."""
    server.config["SEND_FILE_MAX_AGE_DEFAULT"] = ASSET_SECONDS

    @server.after_request
    def revalidate(response: Response) -> Response:
        if request.path.startswith("/assets/") and "m" not in request.args:
            response.headers["Cache-Control"] = REVALIDATE
        elif response.mimetype == "text/html":  # in one reader's language: shared caches must not give it to others
            response.headers.setdefault("Cache-Control", f"private, {REVALIDATE}")
        return response
