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
from dashboard.http.compression import Compressed, compress_once
from dashboard.http.origins import origin_of_request
from dashboard.http.responses import encode
from dashboard.map.camera import CLOSEST_ZOOM, Padding, box_camera, framing
from dashboard.map.figure import GRAPH_CONFIG
from dashboard.map.style.own_basemap import OwnBasemap
from dashboard.map.svg.map_picture import FirstPicture
from dashboard.map.svg.shapes import basemap_of
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
from dashboard.views.header import header
from dashboard.views.legend import legend
from dashboard.views.notices import notice_list
from dashboard.views.page import Parts, page
from dashboard.views.panel.corridor import corridor_form
from dashboard.views.panel.take_away import embed_caption
from dashboard.views.story.cards import story_cards
from dashboard.views.time_bar import panel_note, time_bar
from dashboard.web.pages.address_repair import repair_of
from dashboard.web.pages.dock_views import dock_of
from dashboard.web.pages.embed import PREFIX, split_embedded
from dashboard.web.pages.html_shell import MapCamera, PageView, Panel
from dashboard.web.pages.languages import contexts_of, page_language, preferred_language
from dashboard.web.pages.link_preview import linked_page, preview_of
from dashboard.web.pages.map_figure import figure_json
from dashboard.web.pages.metadata import PageAddress, head_tags
from dashboard.web.pages.page_index import Json, filter_index, page_start, selection_data
from dashboard.web.pages.panels import build_panel, corridor_ends, heading_of, panel_address
from dashboard.web.pages.past_records import PastRecords
from dashboard.web.pages.render_html import as_html, for_renderer
from dashboard.web.pages.stories import finding_of, sentence_writer
from dashboard.web.reference.oembed import LinkedPage

CACHE_BYTES: Final = 6_000_000
"""The most bytes that a worker caches: of pictures, of panels as HTML, of compressed panels, and of stills.

A page takes the HTML of its panel, a click the compressed form. To compress takes longer than to build (21 ms and 13 ms
in the median), so neither cache can do the other's work.
"""


class Pages:
    """The page of each address, and the parts that an open page loads later."""

    def __init__(self, atlas: Atlas, settings: Settings, own_basemap: OwnBasemap | None = None) -> None:
        self.atlas = atlas
        self._settings = settings
        self.base = settings.base_path
        self._urls = map_urls(atlas, self.base)
        self._html = partial(as_html, base=self.base)
        self.version = atlas.version
        features = () if self._urls.feature_tiles else (self._urls.segments, self._urls.places)
        self.map_data: tuple[str, ...] = (self._urls.basemap, *features)
        self.repair = repair_of(atlas)
        self.known = self.repair.known
        self.contexts = contexts_of(atlas, settings, own_basemap)
        # Each cached function below depends on its arguments alone.
        self._everything = box_camera(*atlas.catalogue.box, Padding.CHOSEN, CLOSEST_ZOOM)
        segments, places = (json.loads(atlas.layers[name].body) for name in ("segments", "places"))
        self._picture = FirstPicture(basemap_of(atlas.layers["ground"].body), segments, places, self.base)
        self._cached_picture = cached(LRUCache(CACHE_BYTES, len))(self._picture.html)
        self._cached_panel_html = cached(LRUCache(CACHE_BYTES, len))(self._make_panel_html)
        self._cached_panel = cached(LRUCache(CACHE_BYTES, lambda panel: panel.content.size))(self._compressed_panel)
        self._cached_still = cached(LRUCache(CACHE_BYTES, lambda still: still.size))(self._draw_still)
        self._cached_parts = lru_cache(maxsize=len(LANGUAGES))(self._common_parts)
        self.figure = lru_cache(maxsize=len(LANGUAGES))(partial(figure_json, atlas, self._urls, own_basemap))
        self.index = lru_cache(maxsize=len(LANGUAGES))(self._index)
        self.past = PastRecords(atlas)

    def panel(self, path: str, query: str, language: str) -> Panel:
        """The panel of an address; its citations name the host of the present request."""
        state, _ = self._parsed(path, query)
        make = self._compressed_panel if state.filters else self._cached_panel  # filters have endless combinations
        return make(panel_address(state), language, _origin())

    def _compressed_panel(self, address: str, language: str, origin: str) -> Panel:
        state = self._state(address)
        body = self._panel_html(state, language, origin).encode()
        return Panel(compress_once(body, "text/html"), missing=state.missing is not None)

    def _panel_html(self, state: ViewState, language: str, origin: str) -> str:
        make = self._make_panel_html if state.filters else self._cached_panel_html
        return make(panel_address(state), language, origin)

    def _make_panel_html(self, address: str, language: str, origin: str) -> str:
        state = self._state(address)
        record = self.past.record(state)
        context = replace(self.contexts[language], origin=origin, catalogue=record.catalogue)
        nearest = () if state.missing is None else self.repair.nearest(state.missing)
        return self._html(build_panel(context, state, self._settings.version, nearest, record.facets, record.documents))

    def _state(self, address: str) -> ViewState:
        path, _, query = address.partition("?")
        return self._parsed(path, query)[0]

    def _parsed(self, path: str, query: str) -> tuple[ViewState, tuple[Notice, ...]]:
        """The meaning of an address, and notices of the parts of it that were ignored."""
        state, notices = parse(path, query, self.known)
        return without_walks(state, notices, path) if self.atlas.catalogue.large else (state, notices)

    def dock(self, address: str, language: str) -> list[Component]:
        """The view below the map that an address opens, as of today."""
        return list(for_renderer(self._dock(self._state(address), self.contexts[language], live=True), self.base))

    def _dock(self, state: ViewState, context: Context, *, live: bool) -> list[Component]:
        return dock_of(context, self.past.record(state), state, datetime.now(UTC).date(), live=live)

    def _index(self, language: str) -> Compressed:
        """The index for filtering in the browser, in one language."""
        return compress_once(encode(filter_index(self.contexts[language], self.atlas.facets)), "application/json")

    def index_address(self, language: str) -> str:
        """The address of the index in a language; it changes with the content."""
        return f"{self.base}/index/{self.index(language).version}/{language}.json"

    def _start(self, language: str) -> Json:
        large = self.atlas.catalogue.large
        address = "" if large else self.index_address(language)
        start = page_start(self.contexts[language], self.atlas.stats, address)
        return {**start, "version": self.version, **({"large": True} if large else {})}

    def right_address(self, path: str, query: str) -> str | None:
        """The corrected address; None where it is right already, or cannot be corrected with certainty."""
        first, _, rest = path.strip("/").partition("/")
        if (language := page_language(first)) and self._is_page(f"/{rest}"):  # "/ar", as other sites have it
            return f"{self.base}/{rest}?lang={language}{f'&{query}' if query else ''}"
        page_path, embedded = split_embedded(path)
        right_path, right_query = self.repair.right_path(page_path), self.repair.right_query(query)
        if right_path is None and (right_query is None or not self._is_page(page_path)):
            return None
        corrected = f"{self.base}{PREFIX if embedded else ''}{right_path or page_path}"
        query = query if right_query is None else right_query
        return f"{corrected}?{query}" if query else corrected

    def _is_page(self, path: str) -> bool:
        return self._parsed(path, "")[0].missing is None

    def knows(self, path: str) -> bool:
        """Whether ``path`` is the path of a page, or can be corrected to one."""
        return self._is_page(split_embedded(path)[0]) or self.right_address(path, "") is not None

    def nearest_paths(self, path: str) -> list[str]:
        """The addresses of the records that are most like ``path``."""
        return [self.base + format_path(ViewState(entity=candidate)) for candidate in self.repair.nearest(path)]

    def page_view(self, path: str, query: str) -> PageView:
        """The view of an address in the language of the present request, or in English without a request."""
        path, embedded = split_embedded(path)
        state, notices = self._parsed(path, query)
        language = state.language or (preferred_language(request) if has_request_context() else LANGUAGES[0])
        context = self.contexts[language]
        heading = heading_of(context, state)
        missing, finding = state.missing is not None, finding_of(context, state)
        address = PageAddress(_origin(), path, state.language, embedded, missing, finding)
        head = head_tags(self.atlas, address, context.words, heading, self._settings.version)
        return PageView(state, notices, context.words, heading, self._start(language), head, embedded, self.base)

    def map_camera(self, page_view: PageView) -> MapCamera:
        """The camera of an address's map, and the selection."""
        map_state = state_shown_by_map(page_view.state, self.atlas.catalogue.stories)
        record = self.past.record(map_state if map_state.home else ViewState())  # what is selected is as of today
        context = replace(self.contexts[page_view.words.language], catalogue=record.catalogue)
        selected = selection_data(context, map_state, record.facets)
        return MapCamera(view_of(map_state, selected, self.atlas.catalogue.first_view), selected)

    def body_html(self, page_view: PageView, camera: MapCamera) -> str:
        """The body of the page as HTML, with a picture of its map."""
        state, words = page_view.state, page_view.words
        context, common = self.contexts[words.language], self._cached_parts(words.language)
        panel, record = self._panel_html(state, words.language, _origin()), self.past.record(state)
        large = self.atlas.catalogue.large  # then no part may need a walk over all records
        day = None if large else self.past.day(state)
        dock_view = self._dock(state, context, live=False)
        parts = Parts(
            header=common["header"],
            panel=[Markup(panel)],
            filters=self._filters(context, state) if state.filters else [common["filters"]],
            corridor=[] if large else corridor_form(context, corridor_ends(state), planned=state.planned),
            feature_list=[common["feature_list"]],
            legend=common["legend"] if state.dock.on is None else self._legend(context, record),
            time=[time_bar(context, day)] if day else [],
            panel_note=[panel_note(context, day, followed=state.home and bool(state.filters))] if day else [],
            switches=switches(context, state.switches),
            notices=notice_list(words, page_view.notices),
            dock=dock(context, state.dock.tab, dock_view, tabs=TABS_OF_LARGE if large else TABS, full=state.dock.full),
            home=state.home,
            address=_origin() + "?".join(filter(None, (format_path(state), format_query(state)))),
            caption=(self._caption(context, page_view),) if page_view.embedded else (),
            stories=[stories] if (stories := common["stories"]) and state.home and not page_view.embedded else (),
        )
        drawn = {"segments": context.catalogue.segments, "places": context.catalogue.places}
        map_view = state_shown_by_map(state, context.catalogue.stories)
        map_state = map_state_of(map_view, camera.selected, drawn, record.facets, self.past.statuses(record))
        linked = not page_view.embedded  # a frame has no panel to link to
        picture = self._cached_picture(camera.view, words.language, words("map.title"), map_state, linked=linked)
        return self._html(page(context, parts), {MAP: picture})

    @staticmethod
    def _caption(context: Context, page_view: PageView) -> Component:
        entity = page_view.state.entity
        fact = context.catalogue.facts[entity.id] if entity is not None and entity.kind == "fact" else None
        return embed_caption(context, page_view.heading, format_path(page_view.state), fact)

    def _common_parts(self, language: str) -> Mapping[str, Markup]:
        """The parts that are the same at all addresses, as HTML."""
        context, large = self.contexts[language], self.atlas.catalogue.large
        parts = {
            "header": header(context),
            "filters": self._filters(context, ViewState()),
            "feature_list": [] if large else feature_list(context),
            "stories": [] if large else story_cards(context, sentence_writer(context)),
            "legend": self._legend(context, self.past.record(ViewState())),
        }
        return {name: Markup(self._html(part)) for name, part in parts.items()}

    def _legend(self, context: Context, record: RecordOn) -> Component:
        return legend(context.words, self.past.looks(record), self.past.statuses_ever)

    def _filters(self, context: Context, state: ViewState) -> list[Component]:
        values = self.atlas.stats.values
        offered = {name: sorted({*values[name], *state.filters.get(name, ())}) for name in values}
        return filter_panel(context, offered, state.filters)

    def map_start(self, page_view: PageView, camera: MapCamera) -> str:
        """The start data of the map as JSON: Plotly's figure and configuration, and the camera of the first picture."""
        cameras = {
            **camera.view.as_camera(),
            "noted": page_view.state.view is not None,
            "everything": self._everything.as_camera(),
            "first": box_camera(*self.atlas.catalogue.first_view, Padding.FIRST, CLOSEST_ZOOM).as_camera(),
            **framing(),
        }
        figure = self.figure(page_view.words.language)
        return f'{{"figure":{figure},"config":{to_json(GRAPH_CONFIG)},"camera":{to_json(cameras)}}}'

    def preview(self, path: str, language: str) -> Callable[[], str] | None:
        """A function that draws the picture of a link to ``path``, as SVG; None where the atlas has no such page."""
        state = self._state(path)
        if state.missing is not None:
            return None
        return partial(preview_of, self._picture, self.contexts[language], state, self.atlas.facets)

    def still(self, path: str, language: str) -> Compressed | None:
        """The map of ``path`` as an SVG that stands alone; None where the atlas has no such page."""
        return self._cached_still(path, language) if self._is_page(path) else None

    def _draw_still(self, path: str, language: str) -> Compressed:
        state = state_shown_by_map(self._state(path), self.atlas.catalogue.stories)
        selected = selection_data(self.contexts[language], state, self.atlas.facets)
        map_state = map_state_of(state, selected, {}, self.atlas.facets)
        view = view_of(state, selected, self.atlas.catalogue.first_view)
        return compress_once(still_svg(self._picture, view, map_state, language).encode(), "image/svg+xml")

    def linked(self, path: str, query: str) -> LinkedPage | None:
        """The page at an address as other sites show a link to it; None where the atlas has no such page."""
        return linked_page(self.contexts, self._parsed(path, query)[0], self.atlas, self._settings.version)


FindPages = Callable[[str, str], Pages]
"""Returns the pages that contain the page at an address, by path and query."""


def _origin() -> str:
    """Scheme and host of the present request; empty without a request."""
    return origin_of_request() if has_request_context() else ""
