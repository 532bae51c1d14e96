"""The pages of a catalogue that is not loaded: each address gets the pages of the atlas around its subject."""

import json
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final

from cachetools import LRUCache
from dash.development.base_component import Component

from dashboard.atlas import Atlas
from dashboard.catalogue.filter_result import asks_for_withdrawn
from dashboard.catalogue.load.catalogue import FilteredTotals
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.database.lookup_rows import LAYERS
from dashboard.http.responses import encode
from dashboard.large import filtered_records
from dashboard.large.filter_counts import FilterCounts
from dashboard.large.records import Records
from dashboard.large.related_records import RelatedRecords
from dashboard.large.subject_atlas import SharedData, subject_atlas
from dashboard.map.style.own_basemap import OwnBasemap
from dashboard.settings import Settings
from dashboard.state.large_catalogue import without_walks
from dashboard.state.view_state import Entity, ViewState, parse
from dashboard.views.context import Context
from dashboard.views.dock.statements import StatementList, statement_view
from dashboard.views.panel.passing import UNFOLDED
from dashboard.web.pages.embed import split_embedded
from dashboard.web.pages.page import Pages
from dashboard.web.pages.page_index import entity_selection

CACHED_SUBJECTS: Final = 24
"""The most subjects whose pages one worker caches."""
MOST_DOCUMENTS: Final = 20
MOST_STATEMENTS: Final = 200
"""The most statements of the list below the map; the file that it offers has all."""
_ORDERS: Final = tuple(order for order in filtered_records.ORDERS if order)

Filters = Mapping[str, Sequence[str]]


class SubjectPages(Pages):
    """The pages of one subject; the list of statements below the map comes from the database."""

    def __init__(
        self, atlas: Atlas, settings: Settings, own_basemap: OwnBasemap | None, records: Records, counts: FilterCounts
    ) -> None:
        super().__init__(atlas, settings, own_basemap)
        self._records, self._counts = records, counts

    def _dock(self, state: ViewState, context: Context, *, live: bool) -> list[Component]:  # noqa: ARG002 (plain HTML)
        if state.dock.tab is None:
            return []
        selection = {**state.filters, **state.statements}
        sort = state.dock.sort if state.dock.sort in filtered_records.ORDERS else None
        ids = filtered_records.statements(self._records.store, selection, sort, MOST_STATEMENTS)
        by_id = {fact.id: fact for fact in RelatedRecords(self._records).statements(ids)}
        by_value = self._counts.statements_by_value(selection)
        number = self._counts.totals(selection)["facts"]
        return statement_view(context, StatementList([by_id[fact] for fact in ids], by_value, number), state, _ORDERS)

    def selected_features(self, path: str) -> bytes:
        """The lines and places that ``path`` selects, as GeoJSON with the properties of the map's files."""
        selected = entity_selection(self.contexts[LANGUAGES[0]], path)
        ids = {*selected["routes"], *selected["places"]}
        layers = (json.loads(self.atlas.layers[layer].body)["features"] for layer in LAYERS)
        features = [
            feature
            for feature in chain.from_iterable(layers)
            if feature["properties"].get("route", feature["properties"]["fid"]) in ids
        ]
        return encode({"type": "FeatureCollection", "features": features})


class LargePages:
    """Gives each address the pages of its subject."""

    def __init__(
        self, records: Records, shared: SharedData, own_basemap: OwnBasemap | None, settings: Settings
    ) -> None:
        self._records, self._shared, self._own_basemap, self._settings = records, shared, own_basemap, settings
        self._cache: LRUCache[object, SubjectPages] = LRUCache(CACHED_SUBJECTS)
        self._related = RelatedRecords(records)
        self.counts = FilterCounts(records.store, shared.basemap.shapes.bounds, shared.stats.values)
        self.first = self._make_pages(None, {})

    def at(self, path: str, query: str) -> SubjectPages:
        """The pages of the subject of an address, or of the records that pass its filters."""
        page_path, _ = split_embedded(path)
        state, _ = without_walks(*parse(page_path, query, self.first.known), page_path)
        subject, filters = state.entity, state.filters if state.home else {}
        if not subject and not filters:
            return self.first
        key = subject, tuple((name, tuple(values)) for name, values in filters.items())
        if key not in self._cache:
            pages = self._make_pages(subject, filters)
            pages.figure = self.first.figure  # the map's layers do not depend on the subject
            self._cache[key] = pages
        return self._cache[key]

    def _make_pages(self, subject: Entity | None, filters: Filters) -> SubjectPages:
        atlas = self._atlas(subject, filters)
        return SubjectPages(atlas, self._settings, self._own_basemap, self._records, self.counts)

    def _atlas(self, subject: Entity | None, filters: Filters) -> Atlas:
        """The atlas around a subject, around the first records that pass the filters, or else of the first page."""
        store, shared = self._records.store, self._shared
        if subject:
            return subject_atlas(self._records, shared, self._related.of_subject(subject))
        offered = shared.stats.values["project"]
        if filters:
            facts = filtered_records.statements(store, filters, None, UNFOLDED)
            projects = filtered_records.projects(store, filters, len(offered), shared.top_projects)
            related = self._related.of_filtered(facts, projects)
            return subject_atlas(self._records, shared, related, self._filtered_totals(filters))
        documents = filtered_records.newest_documents(store, MOST_DOCUMENTS)
        return subject_atlas(self._records, shared, self._related.of_records((), offered, documents))

    def _filtered_totals(self, filters: Filters) -> FilteredTotals:
        extent = self.counts.extent(filters, withdrawn=asks_for_withdrawn(filters))
        box, totals = extent["bounds"], extent["totals"]
        return FilteredTotals(totals["facts"], totals["projects"], box and (box[0], box[1], box[2], box[3]))
