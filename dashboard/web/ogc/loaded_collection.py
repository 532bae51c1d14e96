"""Collections of a loaded catalogue, with their rows in pandas."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import cast

import geopandas
import numpy as np
import pandas
import shapely

from dashboard.atlas import Atlas
from dashboard.exports.collections import DAYS, ID, fields_of, make_collections, time_of
from dashboard.web.ogc.collection import WORLD, Conditions, FeatureRequest, Geometry, Json, features_of
from dashboard.web.ogc.columns import Value
from dashboard.web.ogc.filters import matching_rows


def loaded_collections(atlas: Atlas, origin: str) -> Mapping[str, "LoadedCollection"]:
    """All collections by name; addresses of pages begin with ``origin``."""
    frames = make_collections(atlas, origin)
    return MappingProxyType({name: LoadedCollection(name, frame) for name, frame in frames.items()})


class LoadedCollection:
    """A ``Collection`` of the rows of ``frame``."""

    def __init__(self, name: str, frame: geopandas.GeoDataFrame) -> None:
        self.name, self._frame = name, frame
        self.fields, self.time = fields_of(name), time_of(name)
        self._names = [field.name for field in self.fields]

    @cached_property
    def days(self) -> tuple[str, str] | None:
        """As ``Collection.days``."""
        if self.time is None or self._frame[DAYS[0]].isna().all():
            return None
        return self._frame[DAYS[0]].min(), self._frame[DAYS[1]].max()

    @cached_property
    def box(self) -> Sequence[float]:
        """As ``Collection.box``."""
        box = [float(side) for side in self._frame.total_bounds]
        return box if all(side == side for side in box) else WORLD

    @cached_property
    def _records(self) -> list[Json]:
        """The values of each row; a missing value is None. pandas takes long for this, so it does it once."""
        values = self._frame[self._names]
        return cast(list[Json], values.astype("object").where(values.notna(), None).to_dict("records"))

    def features(self, conditions: Conditions, feature_request: FeatureRequest) -> tuple[list[Json], int]:
        """As ``Collection.features``."""
        matches = matching_rows(_FrameColumns(self._frame), self._names, conditions, dated=self.time is not None)
        rows = self._frame[matches.fillna(False).astype(bool)]
        if feature_request.order:
            by, down = zip(*feature_request.order, strict=True)
            rows = rows.sort_values([*by], ascending=[not descending for descending in down], kind="stable")
        page = rows.iloc[feature_request.offset : feature_request.offset + feature_request.limit]
        names = feature_request.columns or self._names
        records = [{name: row[name] for name in names} for row in map(self._records.__getitem__, page.index)]
        shapes = page.geometry.to_numpy() if feature_request.geometry else [None] * len(page)
        return features_of(page[ID], records, shapes), len(rows)


class _FrameColumns:
    """The ``Columns`` of a frame."""

    def __init__(self, frame: geopandas.GeoDataFrame) -> None:
        self._frame = frame

    def column(self, name: str) -> Value:
        return self._frame[name]

    def kind(self, value: Value) -> str:
        if not isinstance(value, pandas.Series):
            return ""
        if value.dtype == "geometry":
            return "geometry"
        return "truth" if value.dtype == "boolean" else "number" if pandas.api.types.is_numeric_dtype(value) else "text"

    def truth(self, value: Value) -> Value:
        return pandas.Series(value, index=self._frame.index, dtype="boolean")

    def compared(self, operation: Callable[[Value, Value], Value], left: Value, right: Value) -> Value:
        return self.truth(operation(left, right))

    def without_zero(self, column: Value) -> Value:
        return column.mask(column == 0)

    def missing(self, column: Value) -> Value:
        return self.truth(column.isna())

    def like(self, column: Value, pattern: str) -> Value:
        return self.truth(column.str.fullmatch(like_expression(pattern)))

    def casefolded(self, column: Value) -> Value:
        return column.str.casefold()

    def meets(self, name: str, geometry: Geometry) -> Value:
        shapes = self._frame.geometry.to_numpy()
        mixed = shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION
        lines, points = (np.where(mixed, shapely.get_geometry(shapes, part), shapes) for part in (0, 1))
        of_lines, of_points = (getattr(shapely, name)(parts, geometry) for parts in (lines, points))
        matches = of_lines & of_points if name == "within" else of_lines | of_points
        return self.truth(matches).mask(self._frame.geometry.isna())


def like_expression(pattern: str) -> str:
    r"""A regular expression for a pattern with ``%`` (any characters), ``_`` (one) and ``\`` as the escape character.

    The text between two ``%`` matches at its first position only, without backtracking: no pattern takes long.
    """
    parts: list[str] = [""]
    for sign in re.findall(r"\\.|.", pattern, re.DOTALL):
        if sign == "%":
            parts.append("")
        else:
            parts[-1] += "." if sign == "_" else re.escape(sign[-1])
    first, *rest = parts
    if not rest:
        return f"(?s:{first})"
    *between, last = rest
    return f"(?s:{first}{''.join(f'(?>.*?{part})' for part in between)}.*{last})"
