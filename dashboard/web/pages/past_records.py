"""The record of a day that an address names, for pages; and all days at once, for browsers."""

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

KEPT: Final = 16
"""Days whose record a worker keeps."""


class PastRecords:
    """The records of an atlas as they stood on other days."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._on = lru_cache(KEPT)(lambda day: record_on(atlas.catalogue, atlas.relations, day))

    def record(self, state: ViewState) -> RecordOn:
        """The record as it stood on the day that an address names; as it stands where it names none."""
        if state.dock.on is None:
            return RecordOn(self._atlas.catalogue, self._atlas.facets, frozenset(self._atlas.catalogue.documents))
        return self._on(counts_from(state.dock.on))

    def statuses(self, record: RecordOn) -> frozenset[tuple[str, Status]]:
        """Of the segments that had another status in ``record``, that one."""
        now = self._atlas.catalogue.segments
        then = record.catalogue.segments.values()
        return frozenset((past.id, past.status) for past in then if past.status is not now[past.id].status)

    def looks(self, record: RecordOn) -> Mapping[str, Collection[str]]:
        """What the legend explains of ``record``; all that lines are, where it is the record as it stands."""
        looks = self._atlas.tally.looks
        if record.catalogue is self._atlas.catalogue:
            return looks
        return {**looks, "status": {segment.status for segment in record.catalogue.segments.values()}}

    @cached_property
    def statuses_ever(self) -> Collection[str]:
        """The statuses that lines had at any time; ``unknown`` is theirs before the first that is on record."""
        routes = self._atlas.catalogue.routes.values()
        return {Status.UNKNOWN, *(status.value for route in routes for status in route.history)}

    def day(self, state: ViewState) -> RecordDay:
        """The day that an address names, as the page tells of it."""
        documents, facts = self.record(state).documents, self._atlas.relations.facts_in_document
        said = sum(len(facts[document]) for document in documents)
        return RecordDay(state.dock.on, said, len(documents), self._changes[0], self._changes[-1])

    @cached_property
    def _changes(self) -> tuple[date, ...]:
        return change_days(self._atlas.catalogue) or (datetime.now(UTC).date(),)

    @cached_property
    def timeline(self) -> Compressed:
        """What a browser needs to show the record of any day."""
        body = encode(timeline(self._atlas.catalogue, self._atlas.relations))
        return compress_once(body, "application/json", self._atlas.version)
