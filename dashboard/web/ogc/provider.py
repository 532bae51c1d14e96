"""Where pygeoapi has its features from: a ``Collection``, one of the atlas's tables with its geometry."""

import json
from collections.abc import Sequence
from typing import Any, Final

import geopandas
import pandas
import shapely
from flask import request
from pygeoapi.provider.base import BaseProvider, ProviderInvalidQueryError, ProviderItemNotFoundError
from pygeoapi.util import crs_transform

from dashboard.web.ogc.collections import ID, Collection
from dashboard.web.ogc.filters import chosen_rows
from dashboard.web.ogc.parameters import CRS84, RefusedError, read_interval

Json = dict[str, Any]
NAME: Final = f"{__name__}.AtlasProvider"
"""By which pygeoapi finds it."""


class AtlasProvider(BaseProvider):  # type: ignore[misc]  # pygeoapi has no types
    """Reads one collection, which its definition holds as ``data``; pygeoapi makes one for each question."""

    def __init__(self, provider_def: Json) -> None:
        super().__init__(provider_def)
        self._collection: Collection = provider_def["data"]
        self.get_fields()

    def get_fields(self) -> dict[str, Json]:
        """By name, type and meaning of each column; new for each provider, because pygeoapi writes into it."""
        self._fields = {
            field.name: {"type": field.type, "description": field.description} for field in self._collection.fields
        }
        return self._fields

    @crs_transform  # type: ignore[untyped-decorator]
    def query(
        self,
        offset: int = 0,
        limit: int = 10,
        bbox: Sequence[float] = (),
        datetime_: str | None = None,
        properties: Sequence[tuple[str, str]] = (),
        sortby: Sequence[dict[str, str]] = (),
        select_properties: Sequence[str] = (),
        skip_geometry: bool = False,
        **_: object,
    ) -> Json:
        """The features that pass everything that is asked, as GeoJSON.

        The filter is read from the request itself: pygeoapi's own parser lets AND and OR bind alike.
        """
        rows = self._passing(bbox, datetime_, properties)
        if sortby:
            names, down = [key["property"] for key in sortby], [key["order"] == "-" for key in sortby]
            rows = rows.sort_values(names, ascending=[not descending for descending in down], kind="stable")
        page = rows.iloc[offset : offset + limit]
        features = features_of(page, tuple(select_properties), with_geometry=not skip_geometry)
        return {
            "type": "FeatureCollection",
            "features": features,
            "numberMatched": len(rows),
            "numberReturned": len(features),
        }

    def _passing(
        self, bbox: Sequence[float], datetime_: str | None, properties: Sequence[tuple[str, str]]
    ) -> geopandas.GeoDataFrame:
        rows = self._collection.frame
        try:
            if text := request.args.get("filter"):
                rows = rows[chosen_rows(self._collection, text, request.args.get("filter-crs", CRS84))]
            if datetime_:
                rows = rows[rows.index.isin(self._at(datetime_))]
        except RefusedError as error:
            raise ProviderInvalidQueryError(user_msg=str(error)) from error
        for name, value in properties:
            rows = rows[(rows[name] == self._typed(name, value)).fillna(False)]
        return rows[shapely.intersects(rows.geometry.to_numpy(), _box(bbox))] if bbox else rows

    def _at(self, text: str) -> Any:  # noqa: ANN401 (an index of pandas)
        first, last = read_interval(text)
        dates = self._collection.dates
        after = dates["last"] >= first if first else True
        before = dates["first"] <= last if last else True
        return dates[pandas.Series(True, index=dates.index) & after & before].index

    def _typed(self, name: str, value: str) -> str | float:
        if self._fields[name]["type"] == "string":
            return value
        try:
            return float(value)
        except ValueError as error:
            raise ProviderInvalidQueryError(user_msg=f"{name}: {value!r} is no number") from error

    @crs_transform  # type: ignore[untyped-decorator]
    def get(self, identifier: str, **_: object) -> Json:
        """The feature with this id, as GeoJSON."""
        row = self._collection.frame[self._collection.frame[ID] == identifier]
        if row.empty:
            raise ProviderItemNotFoundError(user_msg=f"there is no item {identifier!r} in {self._collection.name}")
        return features_of(row)[0]


def features_of(
    rows: geopandas.GeoDataFrame, columns: tuple[str, ...] = (), *, with_geometry: bool = True
) -> list[Json]:
    """``rows`` as features of GeoJSON, with these ``columns`` (none: all) as properties."""
    shown = rows.drop(columns="geometry")[list(columns)] if columns else rows.drop(columns="geometry")
    records: list[Json] = shown.astype("object").where(shown.notna(), None).to_dict("records")
    geometries = shapely.to_geojson(rows.geometry.to_numpy()) if with_geometry else [None] * len(rows)
    return [
        {"type": "Feature", "id": identity, "geometry": json.loads(geometry) if geometry else None, "properties": told}
        for identity, geometry, told in zip(rows[ID], geometries, records, strict=True)
    ]


def _box(bbox: Sequence[float]) -> Any:  # noqa: ANN401 (shapely's are untyped)
    """The box, without heights; two where it goes over the line of 180°.

    Raises
    ------
    ProviderInvalidQueryError
        Its corners lie nowhere on the earth.
    """
    west, south, east, north = (*bbox[:2], *bbox[3:5]) if len(bbox) == 6 else bbox
    if not all(-1e9 < side < 1e9 for side in (west, south, east, north)):
        raise ProviderInvalidQueryError(user_msg="bbox: its corners lie outside of its coordinate reference system")
    if west <= east:
        return shapely.box(west, south, east, north)
    return shapely.MultiPolygon([shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)])
