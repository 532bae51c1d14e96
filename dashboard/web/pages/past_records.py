"""The record of the day in an address, for pages, and the record of all days, for browsers."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from typing import Final

from dashboard.atlas import Atlas
from dashboard.catalogue.dates import counts_from
from dashboard.catalogue.past.record_on import RecordOn, change_days, record_on
from dashboard.catalogue.past.timeline import timeline
from dashboard.catalogue.vocabulary import Status
from dashboard.http.compression import Compressed, compress_once
from dashboard.http.responses import encode
from dashboard.state.view_state import ViewState
from dashboard.views.time_bar import RecordDay

CACHED_DAYS: Final = 16
"""The most days whose records a worker caches."""


class PastRecords:
    """The records of an atlas as they stood on other days."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._record_on = lru_cache(CACHED_DAYS)(lambda day: record_on(atlas.catalogue, atlas.relations, day))

    def record(self, state: ViewState) -> RecordOn:
        """The record as it stood on the day in an address; the present record where the address has no day."""
        if state.dock.on is None:
            return RecordOn(self._atlas.catalogue, self._atlas.facets, frozenset(self._atlas.catalogue.documents))
        return self._record_on(counts_from(state.dock.on))

    def statuses(self, record: RecordOn) -> frozenset[tuple[str, Status]]:
        """The statuses in ``record`` that differ from today's, each with the id of its segment."""
        now = self._atlas.catalogue.segments
        then = record.catalogue.segments.values()
        return frozenset((past.id, past.status) for past in then if past.status is not now[past.id].status)

    def looks(self, record: RecordOn) -> Mapping[str, Collection[str]]:
        """The values that the legend explains for ``record``; for the present record, all values of lines."""
        looks = self._atlas.stats.looks
        if record.catalogue is self._atlas.catalogue:
            return looks
        return {**looks, "status": {segment.status for segment in record.catalogue.segments.values()}}

    @cached_property
    def statuses_ever(self) -> Collection[str]:
        """The statuses that lines had at any time; before its first recorded status a line's is ``unknown``."""
        routes = self._atlas.catalogue.routes.values()
        return {Status.UNKNOWN, *(status.value for route in routes for status in route.history)}

    def day(self, state: ViewState) -> RecordDay:
        """The day in an address, as the page describes it."""
        documents, facts = self.record(state).documents, self._atlas.relations.facts_in_document
        number = sum(len(facts[document]) for document in documents)
        return RecordDay(state.dock.on, number, len(documents), self._changes[0], self._changes[-1])

    @cached_property
    def _changes(self) -> tuple[date, ...]:
        return change_days(self._atlas.catalogue) or (datetime.now(UTC).date(),)

    @cached_property
    def timeline(self) -> Compressed:
        """The data by which a browser shows the record of any day."""
        body = encode(timeline(self._atlas.catalogue, self._atlas.relations))
        return compress_once(body, "application/json", self._atlas.version)
