"""What is asked of a collection, and what answers it: rows in memory (``loaded``), or in a database."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import shapely

from dashboard.catalogue.schema import Field
from dashboard.web.ogc.parameters import CRS84

Json = dict[str, Any]
Geometry = Any
"""One of shapely's, which has no types."""
WORLD = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True)
class Conditions:
    """What features must meet: a ``filter`` in CQL2 text with geometries in ``filter_crs``, and ``values`` of columns.

    Their time lies between two ``days`` (ISO dates), of which None is open; they meet ``box``, a geometry in CRS84.
    """

    filter: str = ""
    filter_crs: str = CRS84
    days: tuple[str | None, str | None] | None = None
    values: tuple[tuple[str, str | float], ...] = ()
    box: Geometry | None = None


@dataclass(frozen=True)
class Part:
    """Which of the features that meet the conditions are wanted, and what of them.

    ``order`` has columns, and whether each goes down; without ``columns`` all are wanted.
    """

    offset: int = 0
    limit: int = 1
    order: tuple[tuple[str, bool], ...] = ()
    columns: tuple[str, ...] = ()
    geometry: bool = True


class Collection(Protocol):
    """Features of one kind. ``time`` is the column that ``datetime`` asks for, where there is one."""

    name: str
    fields: tuple[Field, ...]
    time: str | None

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and the last day (ISO dates) of all rows; None where no row is dated."""

    @property
    def box(self) -> Sequence[float]:
        """West, south, east, north of all rows; ``WORLD`` where none has a geometry."""

    def features(self, conditions: Conditions, part: Part) -> tuple[list[Json], int]:
        """The features of ``part`` as GeoJSON, and how many meet the conditions."""


def features_of(
    ids: Iterable[str], properties: Iterable[Mapping[str, Any]], shapes: Sequence[Geometry | None]
) -> list[Json]:
    """Features of GeoJSON."""
    return [
        {"type": "Feature", "id": identity, "geometry": json.loads(shape) if shape else None, "properties": dict(told)}
        for identity, told, shape in zip(ids, properties, shapely.to_geojson(shapes), strict=True)
    ]
