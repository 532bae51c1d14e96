"""What is counted over the whole catalogue, once, whatever the language."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from dashboard.catalogue.facets import FILTERS, Facets, options
from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.vocabulary import WITHDRAWN

MOST_CHOICES: Final = 60
"""Values of a filter that the first view offers at once, the most frequent ones; further ones come with the rest."""
LOOKS: Final = ("mode", "status", "precision")
"""What of a segment is seen on the map, and explained by its legend."""


@dataclass(frozen=True)
class Tally:
    """How many routes each value of each filter finds by itself, how many there are of each kind, what is drawn.

    ``values`` gives by filter all its values, sorted; ``looks`` by property all the values that segments have.
    ``drawn`` is the entries of the legend, as ``mode:rail``, that something not withdrawn has. ``box`` is the least and
    the greatest longitude and latitude of all lines: west, south, east, north in degrees on WGS84.
    """

    values: Mapping[str, Sequence[str]]
    routes: Mapping[str, Mapping[str, int]]
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
                counts[name].update({value for one in route.segments for value in facets[one.id].of(name)})
        standing = sum(any(s.status not in WITHDRAWN for s in one.segments) for one in catalogue.routes.values())
        segments = catalogue.segments.values()
        seen = {tuple(getattr(one, look) for look in LOOKS) for one in segments if one.status not in WITHDRAWN}
        return cls(
            values=options(facets),
            routes={name: dict(found) for name, found in counts.items()},
            totals={
                "routes": len(catalogue.routes),
                "standing": standing,
                "places": len(catalogue.places),
                "projects": len(catalogue.projects),
            },
            looks={look: frozenset(getattr(one, look) for one in segments) for look in LOOKS},
            drawn=sorted({f"{look}:{value.value}" for one in seen for look, value in zip(LOOKS, one, strict=True)}),
            box=box,
        )

    def first(self, name: str, chosen: Iterable[str] = ()) -> list[str]:
        """At most ``MOST_CHOICES`` of a filter's values, those that find most; and all that are ``chosen``."""
        found = self.routes[name]
        ordered = sorted(self.values[name], key=lambda value: (-found.get(value, 0), value))
        return [*ordered[:MOST_CHOICES], *(one for one in chosen if one in ordered[MOST_CHOICES:])]
