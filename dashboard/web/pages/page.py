"""The page at each of the atlas's addresses, in the reader's language: made of the views, written as HTML."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Final

from cachetools import LRUCache, cached
from dash.development.base_component import Component
from flask import has_request_context, request
from markupsafe import Markup
from plotly.io.json import to_json_plotly as to_json

from dashboard.api.map_urls import map_urls
from dashboard.atlas import Atlas
from dashboard.catalogue.past.record_on import RecordOn
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.exports.downloads import origin_of_request
from dashboard.http.compression import Compressed, compress_once
from dashboard.http.responses import encode
from dashboard.map.camera import CLOSEST_ZOOM, Padding, fitted, framing
from dashboard.map.figure import GRAPH_CONFIG
from dashboard.map.style.own_basemap import OwnBasemap
from dashboard.map.svg.map_picture import FirstPicture
from dashboard.map.svg.shapes import Basemap
from dashboard.map.svg.still import still_svg
from dashboard.settings import Settings
from dashboard.state.dock_address import TABS
from dashboard.state.large_catalogue import TABS_OF_LARGE, without_walks
from dashboard.state.map_state import map_state_of, view_of
from dashboard.state.story_map import state_shown_by_map
from dashboard.state.view_state import Notice, ViewState, format_path, format_query, parse
from dashboard.views.component_ids import MAP
from dashboard.views.context import Context
from dashboard.views.dock.dock import dock
from dashboard.views.filters import feature_list, filter_panel, switches
from dashboard.views.legend import legend
from dashboard.views.notices import notice_list
from dashboard.views.page import Parts, header, page
from dashboard.views.panel.corridor import corridor_form
from dashboard.views.panel.take_away import embed_caption
from dashboard.views.time_bar import panel_note, time_bar
from dashboard.web.pages.address_repair import AddressRepair, file_paths, known_of, names_of
from dashboard.web.pages.dock_views import dock_of
from dashboard.web.pages.embed import PREFIX, split_embedded
from dashboard.web.pages.html_shell import MapCamera, OpenedPage, Panel
from dashboard.web.pages.languages import contexts_of, preferred_language
from dashboard.web.pages.link_preview import linked_page, preview_of
from dashboard.web.pages.map_figure import figure_json
from dashboard.web.pages.metadata import PageAddress, head_tags
from dashboard.web.pages.page_index import Json, filter_index, page_start, selection_data
from dashboard.web.pages.panels import build_panel, corridor_ends, heading_of, panel_address
from dashboard.web.pages.past_records import PastRecords
from dashboard.web.pages.render_html import as_html, for_renderer
from dashboard.web.pages.stories import finding_of, opening_of
from dashboard.web.reference.oembed import LinkedPage

KEPT_BYTES: Final = 6_000_000
"""Of pictures, of panels, and of panels compressed, that a worker keeps."""


class Pages:
    """The page of each address, and its parts that are asked for later."""

    def __init__(
        self,
        atlas: Atlas,
        settings: Settings,
        own_basemap: OwnBasemap | None = None,
        basemap: Basemap | None = None,
    ) -> None:
        """``basemap`` is that of the atlas, for who has made it already."""
        self.atlas = atlas
        self._settings = settings
        self.base = settings.base_path
        self._urls = map_urls(atlas, self.base)
        self._html = partial(as_html, base=self.base)
        self.version = atlas.version
        features = () if self._urls.feature_tiles else (self._urls.segments, self._urls.places)
        self.map_data: tuple[str, ...] = (self._urls.basemap, *features)
        self.known = known_of(atlas)
        self.repair = AddressRepair(self.known, names_of(atlas.catalogue), file_paths(atlas.catalogue))
        self.contexts = contexts_of(atlas, settings, own_basemap)
        # Everything below is a pure function of its arguments: a worker may keep what it has made.
        self._everything = fitted(*atlas.catalogue.box, Padding.CHOSEN, CLOSEST_ZOOM)
        segments, places = (json.loads(atlas.layers[name].body) for name in ("segments", "places"))
        drawn = basemap or Basemap(json.loads(atlas.layers["ground"].body))
        self._picture = FirstPicture(drawn, segments, places, self.base)
        self._drawn_picture = cached(LRUCache(KEPT_BYTES, len))(self._picture.html)
        self._kept_panel = cached(LRUCache(KEPT_BYTES, len))(self._panel)
        self._packed_panel = cached(LRUCache(KEPT_BYTES, lambda panel: panel.content.size))(self._pack_panel)
        self._kept_still = cached(LRUCache(KEPT_BYTES, lambda still: still.size))(self._draw_still)
        self._kept_parts = lru_cache(maxsize=len(LANGUAGES))(self._parts_of_every_page)
        self.figure = lru_cache(maxsize=len(LANGUAGES))(partial(figure_json, atlas, self._urls, own_basemap))
        self.index = lru_cache(maxsize=len(LANGUAGES))(self._index)
        self.past = PastRecords(atlas)

    def panel(self, path: str, query: str, language: str) -> Panel:
        """The panel of an address; its citations name the host that the present request came to."""
        state, _ = self._parsed(path, query)
        make = self._pack_panel if state.filters else self._packed_panel  # filters combine without end
        return make(panel_address(state), language, _origin())

    def _pack_panel(self, address: str, language: str, origin: str) -> Panel:
        state = self._state(address)
        body = self._panel_html(state, language, origin).encode()
        return Panel(compress_once(body, "text/html"), missing=state.missing is not None)

    def _panel_html(self, state: ViewState, language: str, origin: str) -> str:
        make = self._panel if state.filters else self._kept_panel
        return make(panel_address(state), language, origin)

    def _panel(self, address: str, language: str, origin: str) -> str:
        state = self._state(address)
        record = self.past.record(state)
        context = replace(self.contexts[language], origin=origin, catalogue=record.catalogue)
        nearest = () if state.missing is None else self.repair.nearest(state.missing)
        return self._html(build_panel(context, state, self._settings.version, nearest, record.facets, record.documents))

    def _state(self, address: str) -> ViewState:
        path, _, query = address.partition("?")
        return self._parsed(path, query)[0]

    def _parsed(self, path: str, query: str) -> tuple[ViewState, tuple[Notice, ...]]:
        """What an address means, and what of it was left aside."""
        state, notices = parse(path, query, self.known)
        return without_walks(state, notices, path) if self.atlas.catalogue.large else (state, notices)

    def dock(self, address: str, language: str) -> list[Component]:
        """The view below the map that an address opens, for a reader of today."""
        return list(for_renderer(self._dock(self._state(address), self.contexts[language], live=True), self.base))

    def _dock(self, state: ViewState, context: Context, *, live: bool) -> list[Component]:
        return dock_of(context, self.past.record(state), state, datetime.now(UTC).date(), live=live)

    def _index(self, language: str) -> Compressed:
        """The index that filtering in the browser takes, in one language."""
        body = encode(filter_index(self.contexts[language], self.atlas.facets))
        return compress_once(body, "application/json")

    def index_address(self, language: str) -> str:
        """Where the index of a language is; changes with its content."""
        return f"{self.base}/index/{self.index(language).version}/{language}.json"

    def _start(self, language: str) -> Json:
        large = self.atlas.catalogue.large
        address = "" if large else self.index_address(language)
        start = page_start(self.contexts[language], self.atlas.tally, address)
        return {**start, "version": self.version, **({"large": True} if large else {})}

    def right_address(self, path: str, query: str) -> str | None:
        """The corrected address; None if it is right, or cannot be corrected with certainty."""
        own, embedded = split_embedded(path)
        right_path, right_query = self.repair.right_path(own), self.repair.right_query(query)
        if right_path is None and (right_query is None or not self._is_page(own)):
            return None
        whole = f"{self.base}{PREFIX if embedded else ''}{right_path or own}"
        query = query if right_query is None else right_query
        return f"{whole}?{query}" if query else whole

    def _is_page(self, path: str) -> bool:
        return self._parsed(path, "")[0].missing is None

    def knows(self, path: str) -> bool:
        """Whether ``path`` is the path of a page, or can be corrected to one."""
        return self._is_page(split_embedded(path)[0]) or self.right_address(path, "") is not None

    def nearest_paths(self, path: str) -> list[str]:
        """The addresses of the records that are most like ``path``."""
        return [self.base + format_path(ViewState(entity=candidate)) for candidate in self.repair.nearest(path)]

    def opened(self) -> OpenedPage:
        """What the present request asks for; the first page in English where there is no request."""
        path, query = (
            (request.path, request.query_string.decode("utf-8", "replace")) if has_request_context() else ("/", "")
        )
        path, embedded = split_embedded(path)
        state, notices = self._parsed(path, query)
        language = state.language or (preferred_language(request) if has_request_context() else LANGUAGES[0])
        context = self.contexts[language]
        heading = heading_of(context, state)
        lost, finding = state.missing is not None, finding_of(context, state)
        address = PageAddress(_origin(), path, state.language, embedded, lost, finding)
        head = head_tags(self.atlas, address, context.words, heading, self._settings.version)
        return OpenedPage(state, notices, context.words, heading, self._start(language), head, embedded, self.base)

    def seen(self, opened: OpenedPage) -> MapCamera:
        """Where the map of an address looks, and at what."""
        shown = state_shown_by_map(opened.state, self.atlas.catalogue.stories)
        selected = selection_data(self.contexts[opened.words.language], shown, self.atlas.facets)
        return MapCamera(view_of(shown, selected, self.atlas.catalogue.first_view), selected)

    def page_of(self, opened: OpenedPage, seen: MapCamera) -> str:
        """The body of the page for what an address asks for, as HTML, with a picture of its map."""
        state, context = opened.state, self.contexts[opened.words.language]
        kept = self._kept_parts(opened.words.language)
        panel, record = self._panel_html(state, opened.words.language, _origin()), self.past.record(state)
        large = self.atlas.catalogue.large  # then there is nothing whose making walks over all records
        day = None if large else self.past.day(state)
        parts = Parts(
            header=kept["header"],
            panel=[Markup(panel)],
            filters=self._filters(context, state) if state.filters else [kept["filters"]],
            corridor=[] if large else corridor_form(context, corridor_ends(state), planned=state.planned),
            feature_list=[kept["feature_list"]],
            legend=kept["legend"] if state.dock.on is None else self._legend(context, record),
            time=[time_bar(context, day)] if day else [],
            panel_note=[panel_note(context, day, home=state.home)] if day else [],
            switches=switches(context, state.switches),
            notices=notice_list(context.words, opened.notices),
            dock=dock(
                context,
                state.dock.tab,
                self._dock(state, context, live=False),
                tabs=TABS_OF_LARGE if large else TABS,
                full=state.dock.full,
            ),
            home=state.home,
            address=_origin() + "?".join(filter(None, (format_path(state), format_query(state)))),
            caption=(self._caption(context, opened),) if opened.embedded else (),
            stories=opening_of(context, state) if not opened.embedded and not large else (),
        )
        drawn = {"segments": context.catalogue.segments, "places": context.catalogue.places}
        asked_map = state_shown_by_map(state, context.catalogue.stories)
        shown = map_state_of(asked_map, seen.selected, drawn, record.facets, self.past.statuses(record))
        asked = seen.view, opened.words.language, opened.words("map.title"), shown
        picture = self._drawn_picture(*asked, linked=not opened.embedded)  # a frame shows no panel
        return self._html(page(context, parts), {MAP: picture})

    @staticmethod
    def _caption(context: Context, opened: OpenedPage) -> Component:
        entity = opened.state.entity
        fact = context.catalogue.facts[entity.id] if entity is not None and entity.kind == "fact" else None
        return embed_caption(context, opened.heading, format_path(opened.state), fact)

    def _parts_of_every_page(self, language: str) -> Mapping[str, Markup]:
        """What is the same at all addresses, as HTML."""
        context = self.contexts[language]
        parts = {
            "header": header(context),
            "filters": self._filters(context, ViewState()),
            "feature_list": [] if self.atlas.catalogue.large else feature_list(context),
            "legend": self._legend(context, self.past.record(ViewState())),
        }
        return {name: Markup(self._html(part)) for name, part in parts.items()}

    def _legend(self, context: Context, record: RecordOn) -> Component:
        return legend(context.words, self.past.looks(record), self.past.statuses_ever)

    def _filters(self, context: Context, state: ViewState) -> list[Component]:
        values = self.atlas.tally.values
        offered = {name: sorted({*values[name], *state.filters.get(name, ())}) for name in values}
        return filter_panel(context, offered, state.filters)

    def map_of(self, opened: OpenedPage, seen: MapCamera) -> str:
        """What the map starts with, as JSON: Plotly's figure and configuration, and the view that the picture has."""
        camera = {
            **seen.view.as_camera(),
            "noted": opened.state.view is not None,
            "everything": self._everything.as_camera(),
            "first": fitted(*self.atlas.catalogue.first_view, Padding.FIRST, CLOSEST_ZOOM).as_camera(),
            **framing(),
        }
        figure = self.figure(opened.words.language)
        return f'{{"figure":{figure},"config":{to_json(GRAPH_CONFIG)},"camera":{to_json(camera)}}}'

    def preview(self, path: str, language: str) -> Callable[[], str] | None:
        """What draws the picture of a link to ``path``, as SVG; None where the atlas has no such page."""
        state, _ = self._parsed(path, "")
        drawn = partial(preview_of, self._picture, self.contexts[language], state, self.atlas.facets)
        return None if state.missing is not None else drawn

    def still(self, path: str, language: str) -> Compressed | None:
        """The map of ``path`` as an SVG that stands alone; None where the atlas has no such page."""
        return self._kept_still(path, language) if self._is_page(path) else None

    def _draw_still(self, path: str, language: str) -> Compressed:
        shown = state_shown_by_map(self._state(path), self.atlas.catalogue.stories)
        selected = selection_data(self.contexts[language], shown, self.atlas.facets)
        drawn = map_state_of(shown, selected, {}, self.atlas.facets)
        view = view_of(shown, selected, self.atlas.catalogue.first_view)
        body = still_svg(self._picture, view, drawn, language).encode()
        return compress_once(body, "image/svg+xml")

    def linked(self, path: str, query: str) -> LinkedPage | None:
        """The page at an address as a link to it is shown; None where the atlas has no such page."""
        return linked_page(self.contexts, self._parsed(path, query)[0], self.atlas, self._settings.version)


FindPages = Callable[[str, str], Pages]
"""Gives, by path and query, the pages that have the page at that address."""


def _origin() -> str:
    """Scheme and host of the present request; nothing where there is none."""
    return origin_of_request() if has_request_context() else ""
