"""The pages of a catalogue that is not loaded: for each address those of the atlas around its subject."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from cachetools import LRUCache
from dash.development.base_component import Component

from dashboard.atlas import Atlas
from dashboard.catalogue.filter_result import asks_for_withdrawn
from dashboard.catalogue.load.catalogue import FilteredTotals
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.database.stored_records import LAYERS
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
from dashboard.state.view_state import Entity, ViewState, parse
from dashboard.views.context import Context
from dashboard.views.dock.statements import StatementList, statement_view
from dashboard.views.panel.passing import UNFOLDED
from dashboard.web.pages.embed import split_embedded
from dashboard.web.pages.page import Pages
from dashboard.web.pages.page_index import entity_selection

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
        self.first = self._new(None, {})

    def of(self, path: str, query: str) -> SubjectPages:
        """The pages of the subject of an address, or of what passes its filters."""
        own, _ = split_embedded(path)
        state, _ = without_walks(*parse(own, query, self.first.known), own)
        filters = state.filters if state.home else {}
        return self._pages(state, filters)

    def _pages(self, state: ViewState, filters: Filters) -> SubjectPages:
        if not state.entity and not filters:
            return self.first
        key = state.entity, tuple((name, tuple(values)) for name, values in filters.items())
        if key not in self._kept:
            pages = self._new(state.entity, filters)
            pages.figure = self.first.figure  # the map's layers do not depend on the subject
            self._kept[key] = pages
        return self._kept[key]

    def _new(self, subject: Entity | None, filters: Filters) -> SubjectPages:
        atlas = self._atlas(subject, filters)
        return SubjectPages(atlas, self._settings, self._basemaps, self._records, self._passing)

    def _atlas(self, subject: Entity | None, filters: Filters) -> Atlas:
        store, frame = self._records.store, self._frame
        if subject:
            return subject_atlas(self._records, frame, self._around.subject(subject))
        offered = frame.tally.values["project"]
        if filters:
            facts = listing.statements(store, filters, None, UNFOLDED)
            listed = self._around.passing(facts, listing.projects(store, filters, len(offered), frame.most_spoken))
            return subject_atlas(self._records, frame, listed, self._passed(filters))
        documents = listing.newest_documents(store, MOST_DOCUMENTS)
        return subject_atlas(self._records, frame, self._around.records((), offered, documents))

    def _passed(self, filters: Filters) -> FilteredTotals:
        counted = self._passing.extent(filters, withdrawn=asks_for_withdrawn(filters))
        box, totals = counted["bounds"], counted["totals"]
        return FilteredTotals(totals["facts"], totals["projects"], box and (box[0], box[1], box[2], box[3]))
