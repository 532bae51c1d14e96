"""The changes of the record from day to day, so that a browser can show the record of any day by itself."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.past.record_on import RecordOn, change_days, record_on
from dashboard.catalogue.relations import Relations

Json = dict[str, Any]
Values = list[tuple[int, Any]]
"""The number of a day and the value from that day on, in order."""
CHANGING_FILTERS: Final = ("status", "document")
"""The filters whose values of a record change from day to day."""


def timeline(catalogue: Catalogue, relations: Relations) -> Json:
    """The record of every day, as JSON.

    ``days`` are the days on which the record changed; the first stands for all days before. Other members number them
    from 0. ``statuses`` has ``Values`` by segment, ``facets`` by entity and filter. ``said`` has for each day how many
    statements of how many documents were published.
    """
    days = (date.min, *change_days(catalogue))
    records = [record_on(catalogue, relations, day) for day in days]
    entities = (*catalogue.segments, *catalogue.places, *catalogue.projects)
    return {
        "days": [day.isoformat() for day in days],
        "statuses": {
            segment: _runs(record.catalogue.segments[segment].status.value for record in records)
            for segment in catalogue.segments
        },
        "facets": {entity: _facets(records, entity) for entity in entities},
        "said": [_published_counts(record, relations) for record in records],
    }


def _facets(records: Iterable[RecordOn], entity: str) -> Mapping[str, Values]:
    return {name: _runs(record.facets[entity].values(name) for record in records) for name in CHANGING_FILTERS}


def _runs(values: Iterable[Hashable]) -> Values:
    """The values that differ from the value before."""
    runs: Values = []
    for place, value in enumerate(values):
        if not runs or runs[-1][1] != value:
            runs.append((place, value))
    return runs


def _published_counts(record: RecordOn, relations: Relations) -> tuple[int, int]:
    return sum(len(relations.facts_in_document[document]) for document in record.documents), len(record.documents)
