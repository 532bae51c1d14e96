"""The Dash application: one page that opens at any of the atlas's addresses.

The page is HTML from the server, its map a Plotly figure that ``assets/src/map/start.js`` begins at once; Dash's
renderer is for the views of the dock, and comes when the first of them is opened.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from dash import Dash
from dash.development.base_component import Component
from flask import Blueprint, Flask, has_request_context, request
from plotly.io.json import to_json_plotly as to_json
from werkzeug.wrappers import Response as AnyResponse

from dashboard.api.map_files import own_tiles_blueprint
from dashboard.api.previews import preview_blueprint, preview_version
from dashboard.atlas import Atlas
from dashboard.http.child_process import ChildProcess
from dashboard.http.responses import error_response, redirect_permanently
from dashboard.load_own_basemap import load_own_basemap
from dashboard.settings import Settings
from dashboard.views.dock.dock import live_dock
from dashboard.web.pages import callbacks
from dashboard.web.pages.html_shell import html_document, no_such_page
from dashboard.web.pages.languages import say_language
from dashboard.web.pages.page import FindPages, Pages
from dashboard.web.pages.panel_routes import catalogue_blueprint, panel_blueprint
from dashboard.web.pages.resource_order import head_parts
from dashboard.web.pages.server_errors import prefers_json
from dashboard.web.reference.routes import oembed_blueprint
from dashboard.web.registration import AddRoutes, register_all
from dashboard.web.static_files import StaticFiles, static_blueprint


def create_app(atlas: Atlas, settings: Settings) -> Dash:
    """The application that serves ``atlas``; all that it caches between requests can be made again."""
    own_basemap = load_own_basemap(settings, atlas.catalogue.first_view)
    pages = Pages(atlas, settings, own_basemap and own_basemap.basemap)
    own_tiles = () if own_basemap is None else (own_tiles_blueprint(own_basemap.tiles),)
    return app_with(lambda *_: pages, atlas, settings, (catalogue_blueprint(pages), *own_tiles))


def app_with(
    find_pages: FindPages,
    atlas: Atlas,
    settings: Settings,
    blueprints: Iterable[Blueprint],
    add_routes: AddRoutes | None = None,
) -> Dash:
    """The application with these pages.

    Parameters
    ----------
    find_pages
        The pages of an address, by path and query.
    atlas
        The data that is published beside the pages.
    settings
        The deployment's choices.
    blueprints
        Routes that these pages ask for, beside the panels.
    add_routes
        As for ``registration.register_all``.
    """
    flask = Flask("dashboard", static_folder=None)
    child_process = ChildProcess()
    static = StaticFiles(settings.assets_root, lambda: app.registered_paths, settings.base_path)
    flask.register_blueprint(static_blueprint(static))
    flask.register_blueprint(panel_blueprint(find_pages, atlas.version))
    for blueprint in blueprints:
        flask.register_blueprint(blueprint)
    flask.register_blueprint(oembed_blueprint(lambda path, query: find_pages(path, query).linked(path, query)))
    flask.register_blueprint(
        preview_blueprint(
            lambda path, language: find_pages(path, "").preview(path, language),
            preview_version(atlas, settings.version),
            child_process,
        )
    )
    app = AtlasDash(find_pages, flask, static, settings)
    flask.before_request(lambda: _redirect_to_right_address(find_pages))
    app.layout = live_dock()
    callbacks.register(app, partial(_show_dock, find_pages))
    register_all(flask, atlas, settings, app.csp_hashes, child_process, add_routes)
    callbacks.guard_call(flask)
    # Dash finishes its setup during the first request and answers others wrongly meanwhile, so the first one is ours.
    flask.test_client().get("/", headers={"Host": settings.own_host})
    return app


def _show_dock(find_pages: FindPages, address: str, language: str) -> list[Component]:
    path, _, query = address.partition("?")
    return find_pages(path, query).dock(address, language)


PAGE_ENDPOINT = "/<path:path>"
"""The endpoint of Dash's own route, which answers every address of a page."""


def _redirect_to_right_address(find_pages: FindPages) -> AnyResponse | None:
    """A redirect where the present request's address is slightly wrong; else None."""
    if request.method not in ("GET", "HEAD"):
        return None
    path, query = _requested_address()
    pages = find_pages(path, query)
    if request.endpoint == PAGE_ENDPOINT and not pages.knows(path) and prefers_json():
        return error_response(404, "no such page", nearest=pages.nearest_paths(path))
    right = pages.right_address(path, query)
    return None if right is None else redirect_permanently(right)


def _requested_address() -> tuple[str, str]:
    """Path and query of the present request; those of the first page where there is no request."""
    if not has_request_context():
        return "/", ""
    return request.path, request.query_string.decode("utf-8", "replace")


class AtlasDash(Dash):
    """Dash with the atlas's own HTML around it; all overrides of Dash's methods stand here."""

    def __init__(self, find_pages: FindPages, flask: Flask, static: StaticFiles, settings: Settings) -> None:
        self._find_pages = find_pages
        self._static = static
        super().__init__(
            __name__,
            server=flask,  # type: ignore[arg-type]  # Dash takes a Flask, its annotation does not say so
            assets_folder=str(settings.assets_root / "assets"),
            include_assets_files=False,
            routes_pathname_prefix="/",
            requests_pathname_prefix=f"{settings.base_path}/",
            title="Atlas",
            update_title="",
            serve_locally=True,
            suppress_callback_exceptions=True,
            compress=False,
        )

    def _config(self) -> dict[str, Any]:
        # Without Dash's token of background jobs: the atlas has none, and the token would differ from visit to visit.
        config: dict[str, Any] = super()._config()  # type: ignore[no-untyped-call]
        return {name: value for name, value in config.items() if name not in ("end_id", "python_version")}

    def interpolate_index(self, **kwargs: str) -> str:  # type: ignore[override]  # Dash gives all by name
        """The complete HTML page of the present request."""
        path, query = _requested_address()
        pages = self._find_pages(path, query)
        page_view = pages.page_view(path, query)
        say_language(page_view.words.language)
        if page_view.state.missing is not None:
            no_such_page()
        camera = pages.map_camera(page_view)
        start = {"atlas-index": str(to_json(page_view.start)), "atlas-map": pages.map_start(page_view, camera)}
        saves_data = has_request_context() and request.headers.get("Save-Data", "").lower() == "on"
        parts = head_parts(self._static, pages.map_data, kwargs, saves_data=saves_data)
        return html_document(page_view, pages.body_html(page_view, camera), start, parts)
