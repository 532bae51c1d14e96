"""The Dash application: one page that opens at any of the atlas's addresses, in the reader's language."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from dash import Dash
from dash.development.base_component import Component
from flask import Flask, has_request_context, request

from dashboard.atlas import Atlas
from dashboard.cartography.figure import GRAPH_CONFIG, View, build_figure
from dashboard.cartography.first_picture import FirstPicture
from dashboard.cartography.style import build_style
from dashboard.catalogue.facets import options
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.document import Opened, html_document, no_such_page
from dashboard.interaction import callbacks
from dashboard.interaction.dock import dock_of
from dashboard.interaction.index import build_index
from dashboard.interaction.panels import corridor_ends, heading_of, panel_of
from dashboard.interaction.picture import shown_of, view_of
from dashboard.interaction.state import Known, MapView, ViewState, format_path, parse
from dashboard.loading_order import head_parts
from dashboard.publishing import publish
from dashboard.publishing.embed import split_embedded
from dashboard.publishing.exports import origin_of_request
from dashboard.publishing.metadata import Address, head_tags
from dashboard.publishing.static_files import StaticFiles, static_blueprint
from dashboard.publishing.urls import map_urls
from dashboard.settings import Settings
from dashboard.static_page import as_html, lighten
from dashboard.views.context import Context
from dashboard.views.corridor import corridor_form
from dashboard.views.dock import dock
from dashboard.views.filters import choices, filter_panel, switches, twin_list
from dashboard.views.legend import legend
from dashboard.views.notices import notice_list
from dashboard.views.page import Parts, page
from dashboard.views.take_away import embed_caption
from dashboard.wording import words_in


def create_app(atlas: Atlas, settings: Settings) -> Dash:
    """The application serving ``atlas``; it keeps nothing between requests but what can be made again."""
    flask = Flask("dashboard", static_folder=None)
    pages = Pages(atlas, settings)
    static = StaticFiles(settings.root, lambda: app.registered_paths)
    flask.register_blueprint(static_blueprint(static))
    app = AtlasDash(pages, flask, static, settings.root / "assets")
    app.layout = pages.layout
    callbacks.register(app, pages.panel, pages.dock)
    publish(flask, atlas, settings, app.csp_hashes)
    # Dash gets ready during its first request, and answers others meanwhile as if it were: the first is ours.
    flask.test_client().get("/")
    return app


class Pages:
    """The page of each address: what Dash shows, and what stands around it in the HTML."""

    def __init__(self, atlas: Atlas, settings: Settings) -> None:
        self._atlas = atlas
        self._settings = settings
        self._urls = map_urls(atlas)
        self.map_data = (self._urls.ground, self._urls.segments, self._urls.places)
        values = options(atlas.facets)
        self._known = Known(
            ids={
                "project": atlas.catalogue.projects,
                "route": atlas.catalogue.routes,
                "place": atlas.catalogue.places,
                "country": frozenset(values["country"]),
                "fact": atlas.catalogue.facts,
                "document": atlas.catalogue.documents,
            },
            values={name: frozenset(found) for name, found in values.items()},
        )
        segments = atlas.catalogue.segments.values()
        self._drawn = {word: {getattr(one, word) for one in segments} for word in ("mode", "status", "precision")}
        self._options = {name: tuple(found) for name, found in values.items()}
        self._contexts = {code: self._context(code) for code in LANGUAGES}
        # Everything below is a pure function of its arguments: a worker may keep what it has made.
        drawn = (json.loads(atlas.layers[name].body) for name in ("ground", "segments", "places"))
        self._picture = FirstPicture(*drawn)
        self._kept_panel = lru_cache(maxsize=2_000)(self._panel)
        self._index = lru_cache(maxsize=len(LANGUAGES))(self._build_index)
        self._figure = lru_cache(maxsize=64)(self._build_figure)

    def _context(self, language: str) -> Context:
        atlas = self._atlas
        contact = self._settings.contact_url
        return Context(atlas.catalogue, atlas.relations, atlas.measures, words_in(language), contact_url=contact)

    def _context_here(self, language: str, origin: str) -> Context:
        return replace(self._contexts[language], origin=origin)

    def panel(self, path: str, language: str, planned: bool) -> list[Component]:
        """The panel of an address; its citations name the host that the present request came to."""
        return self._kept_panel(path, language, planned, _origin())

    def _panel(self, path: str, language: str, planned: bool, origin: str) -> list[Component]:
        state, _ = parse(path, "planned=yes" if planned else "", self._known)
        return panel_of(self._context_here(language, origin), state, self._settings.version)

    def dock(self, address: str, language: str) -> list[Component]:
        """The view below the map that an address opens, for a reader of today."""
        path, _, query = address.partition("?")
        state, _ = parse(path, query, self._known)
        return self._dock(state, self._contexts[language], live=True)

    def _dock(self, state: ViewState, context: Context, *, live: bool) -> list[Component]:
        return dock_of(context, self._atlas.facets, state, datetime.now(UTC).date(), live=live)

    def _build_index(self, language: str) -> dict[str, Any]:
        context = self._contexts[language]
        labels = {name: choices(context, name, self._options[name]) for name in ("country", "project", "document")}
        return {**build_index(context, self._atlas.facets), "options": self._options, "labels": labels}

    def opened(self) -> Opened:
        """What the present request asks for; the first page in English where there is no request."""
        path, query = (
            (request.path, request.query_string.decode("utf-8", "replace")) if has_request_context() else ("/", "")
        )
        if path.startswith("/_dash"):
            path, query = "/", ""
        path, embedded = split_embedded(path)
        state, notices = parse(path, query, self._known)
        language = state.language or _preferred_language()
        context = self._contexts[language]
        heading = heading_of(context, state)
        address = Address(_origin(), path, state.language, embedded, missing=state.missing is not None)
        head = head_tags(self._atlas, address, context.words, heading, self._settings.version)
        return Opened(state, notices, context.words, heading, self._index(language), head, embedded)

    def layout(self) -> Component:
        """The page for the present request."""
        return self.layout_of(self.opened())

    def layout_of(self, opened: Opened, *, live: bool = True) -> Component:
        """The page for what an address asks for; without ``live`` all of it can be written as HTML."""
        state, context = opened.state, self._context_here(opened.words.language, _origin())
        parts = Parts(
            panel=panel_of(context, state, self._settings.version),
            filters=filter_panel(context, self._options, state.filters),
            corridor=corridor_form(context, corridor_ends(state), planned=state.planned),
            twin=twin_list(context),
            legend=legend(context.words, self._drawn),
            switches=switches(context, state.switches),
            notices=notice_list(context.words, opened.notices),
            dock=dock(context, state.dock.tab, self._dock(state, context, live=live)),
            figure=self._figure(state.view, opened.words.language),
            config=GRAPH_CONFIG,
            caption=(embed_caption(context, opened.heading, format_path(state)),) if opened.embedded else (),
        )
        return page(context, parts)

    def still(self, opened: Opened, layout: Component) -> str:
        """``layout`` as HTML, with a picture of the map in it."""
        state, words = opened.state, opened.words
        shown = shown_of(state, opened.index, self._atlas.facets)
        picture = self._picture.html(view_of(state, opened.index), words.language, words("map.title"), shown)
        return as_html(layout, picture)

    def _build_figure(self, at: MapView | None, language: str) -> dict[str, Any]:
        towns = {place.names.en for place in self._atlas.catalogue.places.values()}
        style = build_style(self._urls, language, without_towns=sorted(towns))
        view = View(at.zoom, at.lat, at.lon) if at else None
        figure: dict[str, Any] = build_figure(style, view).to_plotly_json()  # checked once, then only sent
        return figure


def _origin() -> str:
    """Scheme and host of the present request; nothing where there is none."""
    return origin_of_request() if has_request_context() else ""


def _preferred_language() -> str:
    """The language remembered in a cookie, else the browser's choice among the page's, else the first."""
    if not has_request_context():
        return LANGUAGES[0]
    remembered = request.cookies.get("lang")
    if remembered in LANGUAGES:
        return str(remembered)
    return request.accept_languages.best_match(LANGUAGES, LANGUAGES[0]) or LANGUAGES[0]


class AtlasDash(Dash):
    """Dash with the atlas's own HTML around it; everything that Dash offers for this is overridden here."""

    def __init__(self, pages: Pages, flask: Flask, static: StaticFiles, assets: Path) -> None:
        self._pages = pages
        self._static = static
        super().__init__(
            __name__,
            server=flask,  # type: ignore[arg-type]  # Dash takes a Flask, its annotation does not say so
            assets_folder=str(assets),
            assets_ignore=r"boot\.js",
            title="Trans-Caspian Atlas",
            update_title="",
            serve_locally=True,
            suppress_callback_exceptions=True,
            compress=False,
        )

    def interpolate_index(self, **kwargs: str) -> str:  # type: ignore[override]  # Dash gives all by name
        """The whole HTML page of the present request, with its layout and callbacks in it."""
        opened = self._pages.opened()
        if opened.state.missing is not None:
            no_such_page()
        parts = head_parts(self._static, self._pages.map_data, kwargs)
        layout = self._pages.layout_of(opened)
        tab = opened.state.dock.tab
        still = self._pages.still(opened, self._pages.layout_of(opened, live=False) if tab else layout)
        lighten(layout)
        return html_document(opened, layout, still, self._callback_list, parts)
