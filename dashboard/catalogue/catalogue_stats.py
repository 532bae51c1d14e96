"""What is counted over the whole catalogue, once, whatever the language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from dashboard.catalogue.filters import FILTERS, Facets, options
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.vocabulary import WITHDRAWN

COUNTED_BESIDE: Final = ("projects", "places", "statements")
"""What is counted of a filter's value that no route passes with, each where there is nothing of the one before."""
LOOKS: Final = ("mode", "status", "precision")
"""What of a segment is seen on the map, and explained by its legend."""


@dataclass(frozen=True)
class CatalogueStats:
    """How many routes each value of each filter finds by itself, how many there are of each kind, what is drawn.

    What is withdrawn is found by its own status only, which asks for it (``filter_result.asks_for_withdrawn``).

    ``beside`` has the values that find no route: what they find instead, of ``COUNTED_BESIDE``, and how many.
    ``values`` gives by filter all its values, sorted; ``looks`` by property all the values that segments have.
    ``drawn`` is the entries of the legend, as ``mode:rail``, that something not withdrawn has. ``box`` is the least and
    the greatest longitude and latitude of all lines: west, south, east, north in degrees on WGS84.
    """

    values: Mapping[str, Sequence[str]]
    routes: Mapping[str, Mapping[str, int]]
    beside: Mapping[str, Mapping[str, tuple[str, int]]]
    totals: Mapping[str, int]
    looks: Mapping[str, frozenset[StrEnum]]
    drawn: Sequence[str]
    box: tuple[float, float, float, float]

    @classmethod
    def of(cls, catalogue: Catalogue, facets: Mapping[str, Facets], box: tuple[float, float, float, float]) -> Self:
        """Counted for a catalogue whose lines are in ``box``."""
        counts: dict[str, Counter[str]] = {name: Counter() for name in FILTERS}
        for route in catalogue.routes.values():
            for name in FILTERS:
                counted = [segment for segment in route.segments if name == "status" or segment.status not in WITHDRAWN]
                counts[name].update({value for segment in counted for value in facets[segment.id].of(name)})
        current = sum(any(s.status not in WITHDRAWN for s in route.segments) for route in catalogue.routes.values())
        segments = catalogue.segments.values()
        looks = {
            tuple(getattr(segment, look) for look in LOOKS) for segment in segments if segment.status not in WITHDRAWN
        }
        return cls(
            values=options(facets),
            routes={name: dict(sorted(values.items())) for name, values in counts.items()},  # the same page each start
            beside=_beside(catalogue, facets, counts),
            totals={**catalogue.counts, "current": current},
            looks={look: frozenset(getattr(segment, look) for segment in segments) for look in LOOKS},
            drawn=sorted({f"{look}:{value.value}" for key in looks for look, value in zip(LOOKS, key, strict=True)}),
            box=box,
        )


def _beside(
    catalogue: Catalogue, facets: Mapping[str, Facets], routes: Mapping[str, Mapping[str, int]]
) -> Mapping[str, Mapping[str, tuple[str, int]]]:
    found: dict[str, dict[str, tuple[str, int]]] = {name: {} for name in FILTERS}
    records = zip(COUNTED_BESIDE, (catalogue.projects, catalogue.places, catalogue.facts), strict=True)
    for kind, ids in records:
        for name in FILTERS:
            numbers = Counter(value for record in ids for value in facets[record].of(name))
            for value in sorted(numbers.keys() - routes[name].keys() - found[name].keys()):
                found[name][value] = kind, numbers[value]
    return found
