"""Counts over the complete catalogue, made once, whatever the language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from dashboard.catalogue.filters import FILTERS, Facets, options
from dashboard.catalogue.identity import Box
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.vocabulary import WITHDRAWN

OTHER_RECORD_KINDS: Final = ("projects", "places", "statements")
"""The kinds that are counted for a value of a filter that finds no route: the first of them that it finds."""
LOOKS: Final = ("mode", "status", "precision")
"""The fields of a segment that the map shows and its legend explains."""


@dataclass(frozen=True)
class CatalogueStats:
    """Counts of the catalogue.

    Parameters
    ----------
    values
        By filter, all its values, sorted.
    routes
        By filter and value, the number of routes that the value finds by itself. Withdrawn segments are found by
        their own status only (``filter_result.asks_for_withdrawn``).
    other_records
        By filter and value, for values that find no route: one of ``OTHER_RECORD_KINDS`` that it finds, and how many.
    totals
        The number of records by kind; ``current`` counts the routes that are not withdrawn.
    looks
        By field of ``LOOKS``, all values that segments have.
    drawn
        The entries of the legend, as ``mode:rail``, that a segment has that is not withdrawn.
    box
        West, south, east and north of all lines, in degrees on WGS84.
    """

    values: Mapping[str, Sequence[str]]
    routes: Mapping[str, Mapping[str, int]]
    other_records: Mapping[str, Mapping[str, tuple[str, int]]]
    totals: Mapping[str, int]
    looks: Mapping[str, frozenset[StrEnum]]
    drawn: Sequence[str]
    box: Box

    @classmethod
    def build(cls, catalogue: Catalogue, facets: Mapping[str, Facets], box: Box) -> Self:
        """Count a catalogue whose lines are in ``box``."""
        counts: dict[str, Counter[str]] = {name: Counter() for name in FILTERS}
        for route in catalogue.routes.values():
            current = [segment for segment in route.segments if segment.status not in WITHDRAWN]
            for name in FILTERS:
                segments = route.segments if name == "status" else current
                counts[name].update({value for segment in segments for value in facets[segment.id].values(name)})
        all_segments = catalogue.segments.values()
        current = [segment for segment in all_segments if segment.status not in WITHDRAWN]
        return cls(
            values=options(facets),
            routes={name: dict(sorted(values.items())) for name, values in counts.items()},  # the same page each start
            other_records=_other_records(catalogue, facets, counts),
            totals={**catalogue.counts, "current": len({segment.route for segment in current})},
            looks={look: frozenset(getattr(segment, look) for segment in all_segments) for look in LOOKS},
            drawn=sorted({f"{look}:{getattr(segment, look).value}" for segment in current for look in LOOKS}),
            box=box,
        )


def _other_records(
    catalogue: Catalogue, facets: Mapping[str, Facets], routes: Mapping[str, Mapping[str, int]]
) -> Mapping[str, Mapping[str, tuple[str, int]]]:
    numbers: dict[str, dict[str, tuple[str, int]]] = {name: {} for name in FILTERS}
    records = zip(OTHER_RECORD_KINDS, (catalogue.projects, catalogue.places, catalogue.facts), strict=True)
    for kind, ids in records:
        for name in FILTERS:
            counts = Counter(value for record in ids for value in facets[record].values(name))
            for value in sorted(counts.keys() - routes[name].keys() - numbers[name].keys()):
                numbers[name][value] = kind, counts[value]
    return numbers
