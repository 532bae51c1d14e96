"""The interface of a collection of features, whose rows are in memory (``loaded_collection``) or in a database."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import shapely

from dashboard.catalogue.schema import Field
from dashboard.web.ogc.parameters import CRS84

Json = dict[str, Any]
Geometry = Any
"""A geometry of shapely, which has no types."""
WORLD = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True)
class Conditions:
    """The conditions on features: a ``filter`` in CQL2 with geometries in ``filter_crs``, and ``values`` of columns.

    Their time is between two ``days`` (ISO dates; None is an open end). They intersect ``box``, a geometry in CRS84.
    """

    filter: str = ""
    filter_crs: str = CRS84
    days: tuple[str | None, str | None] | None = None
    values: tuple[tuple[str, str | float], ...] = ()
    box: Geometry | None = None


@dataclass(frozen=True)
class FeatureRequest:
    """The page of the matching features, their order, and their columns; no ``columns`` means all.

    ``order`` has pairs of a column and whether it is descending.
    """

    offset: int = 0
    limit: int = 1
    order: tuple[tuple[str, bool], ...] = ()
    columns: tuple[str, ...] = ()
    geometry: bool = True


class Collection(Protocol):
    """Features of one kind. ``time`` is the column for the parameter ``datetime``, or None."""

    name: str
    fields: tuple[Field, ...]
    time: str | None

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and the last day (ISO dates) of all rows; None where no row has a date."""

    @property
    def box(self) -> Sequence[float]:
        """West, south, east, north of all rows; ``WORLD`` where none has a geometry."""

    def features(self, conditions: Conditions, feature_request: FeatureRequest) -> tuple[list[Json], int]:
        """The features of ``part`` as GeoJSON, and the number of all matching features."""


def features_of(
    ids: Iterable[str], properties: Iterable[Mapping[str, Any]], shapes: Sequence[Geometry | None]
) -> list[Json]:
    """GeoJSON features."""
    return [
        {"type": "Feature", "id": feature_id, "geometry": json.loads(shape) if shape else None, "properties": dict(row)}
        for feature_id, row, shape in zip(ids, properties, shapely.to_geojson(shapes), strict=True)
    ]
