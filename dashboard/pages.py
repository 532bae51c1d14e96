"""The page at each of the atlas's addresses, in the reader's language: made of the views, written as HTML."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from dash._utils import to_json
from dash.development.base_component import Component
from flask import has_request_context, request
from markupsafe import Markup

from dashboard.atlas import Atlas, version_of
from dashboard.cartography.figure import GRAPH_CONFIG, build_figure
from dashboard.cartography.first_picture import FirstPicture
from dashboard.cartography.picture_view import PictureView
from dashboard.cartography.style import build_style, is_tiles
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.document import Opened
from dashboard.interaction.dock import dock_of
from dashboard.interaction.ids import MAP
from dashboard.interaction.index_pieces import Piece, first_piece, offered_of, rest_piece, selection_piece
from dashboard.interaction.lists import lists_of
from dashboard.interaction.panels import corridor_ends, heading_of, panel_of
from dashboard.interaction.picture import shown_of, view_of
from dashboard.interaction.preview import preview_of
from dashboard.interaction.state import Known, ViewState, format_path, parse
from dashboard.publishing.answers import encode
from dashboard.publishing.compression import Compressed, compress_once
from dashboard.publishing.embed import split_embedded
from dashboard.publishing.exports import origin_of_request
from dashboard.publishing.index_files import IndexFiles
from dashboard.publishing.languages import preferred_language
from dashboard.publishing.metadata import Address, head_tags
from dashboard.publishing.urls import map_urls
from dashboard.settings import Settings
from dashboard.static_page import as_html
from dashboard.views.context import Context
from dashboard.views.corridor import corridor_form
from dashboard.views.dock import dock
from dashboard.views.filters import filter_panel, switches, twin_list
from dashboard.views.legend import legend
from dashboard.views.notices import notice_list
from dashboard.views.page import Parts, header, page
from dashboard.views.take_away import embed_caption
from dashboard.wording import words_in


@dataclass(frozen=True)
class Panel:
    """A panel as HTML, compressed; ``missing`` where its address names nothing that the atlas knows."""

    content: Compressed
    missing: bool


@dataclass(frozen=True)
class Seen:
    """Where a map looks, and what of it is selected."""

    view: PictureView
    selected: Piece


class Pages:
    """The page of each address, and its parts that are asked for later."""

    def __init__(self, atlas: Atlas, settings: Settings) -> None:
        self._atlas = atlas
        self._settings = settings
        self._urls = map_urls(atlas)
        self.version = atlas.version
        sources = (self._urls.ground, self._urls.segments, self._urls.places)
        self.map_data = tuple(url for url in sources if not is_tiles(url))
        values = atlas.tally.values
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
        self._contexts = {code: self._context(code) for code in LANGUAGES}
        # Everything below is a pure function of its arguments: a worker may keep what it has made.
        drawn = (json.loads(atlas.layers[name].body) for name in ("ground", "segments", "places"))
        self._picture = FirstPicture(*drawn)
        self._drawn_picture = lru_cache(maxsize=64)(self._picture.html)
        self._kept_panel = lru_cache(maxsize=500)(self._panel)
        self._packed_panel = lru_cache(maxsize=500)(self._pack_panel)
        self._kept_parts = lru_cache(maxsize=len(LANGUAGES))(self._parts_of_every_page)
        self._figure = lru_cache(maxsize=len(LANGUAGES))(self._build_figure)
        self._lists = lists_of(self._contexts)
        self.index_files = IndexFiles(LANGUAGES, self._rest_of_index, atlas.kept)

    def _context(self, language: str) -> Context:
        atlas = self._atlas
        contact = self._settings.contact_url
        return Context(atlas.catalogue, atlas.relations, atlas.measures, words_in(language), contact_url=contact)

    def panel(self, path: str, language: str, planned: bool) -> Panel:
        """The panel of an address; its citations name the host that the present request came to."""
        return self._packed_panel(path, language, planned, _origin())

    def _pack_panel(self, path: str, language: str, planned: bool, origin: str) -> Panel:
        state, _ = parse(path, "", self._known)
        body = self._kept_panel(path, language, planned, origin).encode()
        return Panel(compress_once(body, "text/html", version_of(body)), missing=state.missing is not None)

    def _panel(self, path: str, language: str, planned: bool, origin: str) -> str:
        state, _ = parse(path, "planned=yes" if planned else "", self._known)
        context = replace(self._contexts[language], origin=origin)
        return as_html(panel_of(context, state, self._settings.version))

    def dock(self, address: str, language: str) -> list[Component]:
        """The view below the map that an address opens, for a reader of today."""
        path, _, query = address.partition("?")
        state, _ = parse(path, query, self._known)
        return self._dock(state, self._contexts[language], live=True)

    def _dock(self, state: ViewState, context: Context, *, live: bool) -> list[Component]:
        return dock_of(context, self._atlas.facets, state, datetime.now(UTC).date(), live=live)

    def _start_of_index(self, language: str, state: ViewState) -> Piece:
        rest = self.index_files.address(language)
        piece = first_piece(self._contexts[language], self._atlas.tally, state.filters, rest)
        return {**piece, "version": self.version}

    def _rest_of_index(self, language: str) -> bytes:
        return encode(rest_piece(self._contexts[language], self._atlas.facets, self._atlas.tally.values))

    def list_page(self, language: str, kind: str, after: str | None, size: int) -> dict[str, Any]:
        """A page of a list of everything of one kind, by name."""
        return asdict(self._lists(language).page(kind, after, size))

    def opened(self) -> Opened:
        """What the present request asks for; the first page in English where there is no request."""
        path, query = (
            (request.path, request.query_string.decode("utf-8", "replace")) if has_request_context() else ("/", "")
        )
        path, embedded = split_embedded(path)
        state, notices = parse(path, query, self._known)
        language = state.language or (preferred_language(request) if has_request_context() else LANGUAGES[0])
        context = self._contexts[language]
        heading = heading_of(context, state)
        address = Address(_origin(), path, state.language, embedded, missing=state.missing is not None)
        head = head_tags(self._atlas, address, context.words, heading, self._settings.version)
        return Opened(state, notices, context.words, heading, self._start_of_index(language, state), head, embedded)

    def seen(self, opened: Opened) -> Seen:
        """Where the map of an address looks, and at what."""
        selected = selection_piece(self._contexts[opened.words.language], format_path(opened.state))
        return Seen(view_of(opened.state, selected), selected)

    def page_of(self, opened: Opened, seen: Seen) -> str:
        """The body of the page for what an address asks for, as HTML, with a picture of its map."""
        state, context = opened.state, self._contexts[opened.words.language]
        kept = self._kept_parts(opened.words.language)
        panel = self._kept_panel(format_path(state), opened.words.language, state.planned, _origin())
        parts = Parts(
            header=kept["header"],
            panel=[Markup(panel)],
            filters=self._filters(context, state) if state.filters else [kept["filters"]],
            corridor=corridor_form(context, corridor_ends(state), planned=state.planned),
            twin=[kept["twin"]],
            legend=kept["legend"],
            switches=switches(context, state.switches),
            notices=notice_list(context.words, opened.notices),
            dock=dock(context, state.dock.tab, self._dock(state, context, live=False)),
            home=state.home,
            caption=(embed_caption(context, opened.heading, format_path(state)),) if opened.embedded else (),
        )
        drawn = {"segments": context.catalogue.segments, "places": context.catalogue.places}
        shown = shown_of(state, seen.selected, drawn, self._atlas.facets)
        picture = self._drawn_picture(seen.view, opened.words.language, opened.words("map.title"), shown)
        return as_html(page(context, parts), {MAP: picture})

    def _parts_of_every_page(self, language: str) -> Mapping[str, Markup]:
        """What is the same at all addresses, as HTML."""
        context = self._contexts[language]
        parts = {
            "header": header(context),
            "filters": self._filters(context, ViewState()),
            "twin": twin_list(context),
            "legend": legend(context.words, self._atlas.tally.looks),
        }
        return {name: Markup(as_html(part)) for name, part in parts.items()}

    def _filters(self, context: Context, state: ViewState) -> list[Component]:
        return filter_panel(context, offered_of(self._atlas.tally, state.filters), state.filters)

    def map_of(self, opened: Opened, seen: Seen) -> str:
        """What the map starts with, as JSON: Plotly's figure and configuration, and the view that the picture has."""
        camera = to_json({"box": seen.view.box, "maxZoom": seen.view.max_zoom, "room": seen.view.room})
        return f'{{"figure":{self._figure(opened.words.language)},"config":{to_json(GRAPH_CONFIG)},"camera":{camera}}}'

    def preview(self, path: str, language: str) -> str | None:
        """The picture of a link to ``path``, as SVG; None where the atlas has no such page."""
        state, _ = parse(path, "", self._known)
        if state.missing is not None:
            return None
        return preview_of(self._picture, self._contexts[language], state, self._atlas.facets)

    def _build_figure(self, language: str) -> str:
        own = {place.names.en for place in self._atlas.catalogue.places.values()}
        style = build_style(self._urls, language, without_towns=own & self._atlas.tiles["ground"].towns)
        return str(to_json(build_figure(style).to_plotly_json()))  # checked and written once, then only sent


def _origin() -> str:
    """Scheme and host of the present request; nothing where there is none."""
    return origin_of_request() if has_request_context() else ""
