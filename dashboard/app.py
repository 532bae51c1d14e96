"""The Dash application: one page that opens at any of the atlas's addresses.

The page is HTML from the server, its map a Plotly figure that ``assets/map_start.js`` begins at once; Dash's renderer
is for the views of the dock, and comes when the first of them is opened.
"""

from pathlib import Path
from typing import Any

from dash import Dash
from dash._utils import to_json
from flask import Flask

from dashboard.atlas import Atlas
from dashboard.document import html_document, no_such_page
from dashboard.interaction import callbacks
from dashboard.interaction.incoming import INCOMING
from dashboard.loading_order import head_parts
from dashboard.pages import Pages
from dashboard.panels_route import panel_blueprint
from dashboard.publishing import publish
from dashboard.publishing.callback_bounds import guard_callbacks
from dashboard.publishing.index_files import index_blueprint
from dashboard.publishing.languages import say_language
from dashboard.publishing.preview import preview_blueprint, preview_version
from dashboard.publishing.static_files import StaticFiles, static_blueprint
from dashboard.settings import Settings
from dashboard.views.dock import live_dock


def create_app(atlas: Atlas, settings: Settings) -> Dash:
    """The application serving ``atlas``; it keeps nothing between requests but what can be made again."""
    flask = Flask("dashboard", static_folder=None)
    pages = Pages(atlas, settings)
    static = StaticFiles(settings.root, lambda: app.registered_paths)
    flask.register_blueprint(static_blueprint(static))
    flask.register_blueprint(panel_blueprint(pages))
    flask.register_blueprint(preview_blueprint(pages.preview, preview_version(atlas, settings.version)))
    app = AtlasDash(pages, flask, static, settings.root / "assets")
    flask.register_blueprint(index_blueprint(pages.index_files, pages.list_page, atlas.version))
    app.layout = live_dock()
    callbacks.register(app, pages.dock)
    publish(flask, atlas, settings, app.csp_hashes)
    guard_callbacks(flask, app.callback_map, INCOMING)
    # Dash gets ready during its first request, and answers others meanwhile as if it were: the first is ours.
    flask.test_client().get("/")
    return app


class AtlasDash(Dash):
    """Dash with the atlas's own HTML around it; everything that Dash offers for this is overridden here."""

    def __init__(self, pages: Pages, flask: Flask, static: StaticFiles, assets: Path) -> None:
        self._pages = pages
        self._static = static
        super().__init__(
            __name__,
            server=flask,  # type: ignore[arg-type]  # Dash takes a Flask, its annotation does not say so
            assets_folder=str(assets),
            include_assets_files=False,
            title="Trans-Caspian Atlas",
            update_title="",
            serve_locally=True,
            suppress_callback_exceptions=True,
            compress=False,
        )

    def _config(self) -> dict[str, Any]:
        # Without Dash's token of background jobs, which the atlas has none of: it would make each visit's page another.
        config: dict[str, Any] = super()._config()  # type: ignore[no-untyped-call]
        return {name: value for name, value in config.items() if name not in ("end_id", "python_version")}

    def interpolate_index(self, **kwargs: str) -> str:  # type: ignore[override]  # Dash gives all by name
        """The whole HTML page of the present request."""
        opened = self._pages.opened()
        say_language(opened.words.language)
        if opened.state.missing is not None:
            no_such_page()
        seen = self._pages.seen(opened)
        start = {"atlas-index": str(to_json(opened.index)), "atlas-map": self._pages.map_of(opened, seen)}
        parts = head_parts(self._static, self._pages.map_data, kwargs)
        return html_document(opened, self._pages.page_of(opened, seen), start, parts)
