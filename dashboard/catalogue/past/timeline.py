"""How what filters and map see changed from day to day, for a browser that shows the record of any day by itself."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.past.record_on import RecordOn, change_days, record_on
from dashboard.catalogue.relations import Relations

Json = dict[str, Any]
Values = list[tuple[int, Any]]
CHANGING: Final = ("status", "document")
"""The filters under which a record was found otherwise on other days."""


def timeline(catalogue: Catalogue, relations: Relations) -> Json:
    """The ``days`` on which the record changed, the first of all days before them; other members name them by place.

    ``statuses`` has by segment, and ``facets`` by entity and filter, from which of the days on it had which value;
    ``said`` how many statements, of how many documents, were out from each.
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
        "said": [_said(record, relations) for record in records],
    }


def _facets(records: Iterable[RecordOn], entity: str) -> Mapping[str, Values]:
    return {name: _runs(record.facets[entity].values(name) for record in records) for name in CHANGING}


def _runs(values: Iterable[Hashable]) -> Values:
    """Where a value differs from the one before: its place, and what it is."""
    runs: Values = []
    for place, value in enumerate(values):
        if not runs or runs[-1][1] != value:
            runs.append((place, value))
    return runs


def _said(record: RecordOn, relations: Relations) -> tuple[int, int]:
    return sum(len(relations.facts_in_document[document]) for document in record.documents), len(record.documents)
