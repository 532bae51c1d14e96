"""The pages of a catalogue that is not loaded: for each address those of the atlas around its subject."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from cachetools import LRUCache
from dash.development.base_component import Component
from flask import has_request_context, request

from dashboard.atlas import Atlas
from dashboard.catalogue.filter_result import asks_for_withdrawn
from dashboard.catalogue.load.catalogue import Passing
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.database.stored_records import LAYERS
from dashboard.http.compression import Compressed
from dashboard.http.responses import encode
from dashboard.large import listing
from dashboard.large.around import Around
from dashboard.large.passing import PassingRecords
from dashboard.large.records import Records
from dashboard.large.subject_atlas import Frame, subject_atlas
from dashboard.map.style.own_basemap import OwnBasemap
from dashboard.map.svg.shapes import Basemap
from dashboard.settings import Settings
from dashboard.state.large_catalogue import without_walks
from dashboard.state.view_state import ViewState, parse
from dashboard.views.context import Context
from dashboard.views.dock.statements import StatementList, statement_view
from dashboard.views.panel.passing import FIRST
from dashboard.web.pages.embed import split_embedded
from dashboard.web.pages.html_shell import MapCamera, OpenedPage, Panel
from dashboard.web.pages.page import Pages
from dashboard.web.pages.page_index import entity_selection
from dashboard.web.reference.oembed import LinkedPage

MOST_KEPT: Final = 24
"""Subjects whose pages a worker keeps ready."""
MOST_DOCUMENTS: Final = 20
MOST_STATEMENTS: Final = 200
"""Statements in the list below the map; the file beside it has all."""
_ORDERS: Final = tuple(order for order in listing.ORDERS if order)

Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Basemaps:
    """The atlas's own basemap, and that of the deployment, if it has one."""

    coarse: Basemap
    own: OwnBasemap | None


class SubjectPages(Pages):
    """The pages of one subject; the list of statements below the map is asked of the database."""

    def __init__(
        self, atlas: Atlas, settings: Settings, basemaps: Basemaps, records: Records, passing: PassingRecords
    ) -> None:
        super().__init__(atlas, settings, basemaps.own, basemaps.coarse)
        self._records, self._passing = records, passing

    def _dock(self, state: ViewState, context: Context, *, live: bool) -> list[Component]:  # noqa: ARG002 (plain HTML)
        if state.dock.tab is None:
            return []
        selection = {**state.filters, **state.statements}
        sort = state.dock.sort if state.dock.sort in listing.ORDERS else None
        ids = listing.statements(self._records.store, selection, sort, MOST_STATEMENTS)
        by_id = {fact.id: fact for fact in Around(self._records).statements(ids)}
        left = self._passing.statements_by_value(selection)
        whole = self._passing.numbers(selection)["facts"]
        return statement_view(context, StatementList([by_id[fact] for fact in ids], left, whole), state, _ORDERS)

    def selected_features(self, path: str) -> bytes:
        """The lines and places that ``path`` selects, as GeoJSON with the properties of the map's files."""
        selected = entity_selection(self.contexts[LANGUAGES[0]], path)
        wanted = {*selected["routes"], *selected["places"]}
        layers = (json.loads(self.atlas.layers[layer].body)["features"] for layer in LAYERS)
        features = [
            feature
            for feature in chain.from_iterable(layers)
            if feature["properties"].get("route", feature["properties"]["fid"]) in wanted
        ]
        return encode({"type": "FeatureCollection", "features": features})


class LargePages:
    """Gives each address to the pages of its subject."""

    def __init__(self, records: Records, frame: Frame, basemaps: Basemaps, settings: Settings) -> None:
        self._records, self._frame, self._basemaps, self._settings = records, frame, basemaps, settings
        self._kept: LRUCache[object, SubjectPages] = LRUCache(MOST_KEPT)
        self._around = Around(records)
        self._passing = PassingRecords(records.store, frame.basemap.shapes.bounds, frame.tally.values)
        self._first: SubjectPages | None = None
        self._first = first = self._pages(None, {})
        self.known, self.atlas = first.known, first.atlas
        self.version, self.base = first.version, first.base
        self.map_data: tuple[str, ...] = first.map_data

    def of(self, path: str, query: str) -> SubjectPages:
        """The pages of the subject of an address, or of what passes its filters."""
        own, _ = split_embedded(path)
        state, _ = without_walks(*parse(own, query, self.known), own)
        filters = state.filters if state.home else {}
        return self._pages(state, filters)

    def _pages(self, state: ViewState | None, filters: Filters) -> SubjectPages:
        subject = state.entity if state else None
        key = subject, tuple((name, tuple(values)) for name, values in filters.items())
        if key not in self._kept:
            atlas = self._atlas(state, filters)
            pages = SubjectPages(atlas, self._settings, self._basemaps, self._records, self._passing)
            if self._first is not None:
                pages.figure = self._first.figure  # the map's layers do not depend on the subject
            self._kept[key] = pages
        return self._kept[key]

    def _atlas(self, state: ViewState | None, filters: Filters) -> Atlas:
        store, frame = self._records.store, self._frame
        if state and state.entity:
            return subject_atlas(self._records, frame, self._around.subject(state.entity))
        offered = frame.tally.values["project"]
        if filters:
            facts = listing.statements(store, filters, None, FIRST)
            listed = self._around.passing(facts, listing.projects(store, filters, len(offered), frame.most_spoken))
            return subject_atlas(self._records, frame, listed, self._passed(filters))
        documents = listing.newest_documents(store, MOST_DOCUMENTS)
        return subject_atlas(self._records, frame, self._around.records((), offered, documents))

    def _passed(self, filters: Filters) -> Passing:
        counted = self._passing.extent(filters, withdrawn=asks_for_withdrawn(filters))
        box, totals = counted["bounds"], counted["totals"]
        return Passing(totals["facts"], totals["projects"], box and (box[0], box[1], box[2], box[3]))

    def selected_features(self, path: str) -> bytes:
        """As ``SubjectPages.selected_features``; nothing where ``path`` selects nothing."""
        return self.of(path, "").selected_features(path)

    def _here(self) -> SubjectPages:
        """The pages for the present request; the first page's where there is none."""
        if not has_request_context():
            return self._pages(None, {})
        return self.of(request.path, request.query_string.decode("utf-8", "replace"))

    def opened(self) -> OpenedPage:
        """As ``Pages.opened``."""
        return self._here().opened()

    def seen(self, opened: OpenedPage) -> MapCamera:
        """As ``Pages.seen``."""
        return self._here().seen(opened)

    def page_of(self, opened: OpenedPage, seen: MapCamera) -> str:
        """As ``Pages.page_of``."""
        return self._here().page_of(opened, seen)

    def map_of(self, opened: OpenedPage, seen: MapCamera) -> str:
        """As ``Pages.map_of``."""
        return self._here().map_of(opened, seen)

    def panel(self, path: str, query: str, language: str) -> Panel:
        """As ``Pages.panel``."""
        return self.of(path, query).panel(path, query, language)

    def dock(self, address: str, language: str) -> list[Component]:
        """As ``Pages.dock``."""
        path, _, query = address.partition("?")
        return self.of(path, query).dock(address, language)

    def right_address(self, path: str, query: str) -> str | None:
        """As ``Pages.right_address``."""
        return self.of(path, query).right_address(path, query)

    def knows(self, path: str) -> bool:
        """As ``Pages.knows``."""
        return self.of(path, "").knows(path)

    def nearest_paths(self, path: str) -> list[str]:
        """As ``Pages.nearest_paths``."""
        return self.of(path, "").nearest_paths(path)

    def preview(self, path: str, language: str) -> Callable[[], str] | None:
        """As ``Pages.preview``."""
        return self.of(path, "").preview(path, language)

    def still(self, path: str, language: str) -> Compressed | None:
        """As ``Pages.still``."""
        return self.of(path, "").still(path, language)

    def linked(self, path: str, query: str) -> LinkedPage | None:
        """As ``Pages.linked``."""
        return self.of(path, query).linked(path, query)
