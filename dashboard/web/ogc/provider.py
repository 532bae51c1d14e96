"""The provider through which pygeoapi reads the features of a ``Collection``."""

from collections.abc import Sequence
from typing import Final

import shapely
from flask import request
from pygeoapi.provider.base import BaseProvider, ProviderInvalidQueryError, ProviderItemNotFoundError
from pygeoapi.util import crs_transform

from dashboard.exports.collections import ID
from dashboard.web.ogc.collection import Collection, Conditions, FeatureRequest, Geometry, Json
from dashboard.web.ogc.filters import rectangle
from dashboard.web.ogc.parameters import CRS84, RefusedError, read_interval

NAME: Final = f"{__name__}.AtlasProvider"
"""By which pygeoapi finds it."""


class AtlasProvider(BaseProvider):  # type: ignore[misc]  # pygeoapi has no types
    """Reads the collection in ``data`` of its definition; pygeoapi makes a provider for each request."""

    def __init__(self, provider_def: Json) -> None:
        super().__init__(provider_def)
        self._collection: Collection = provider_def["data"]()
        self.get_fields()

    def get_fields(self) -> dict[str, Json]:
        """By name, the type and the meaning of each column; a new dict each time, because pygeoapi changes it."""
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
        """The features that meet all conditions, as GeoJSON.

        The filter comes from the request itself: pygeoapi's own parser gives AND and OR the same precedence.
        """
        conditions = Conditions(
            filter=request.args.get("filter", ""),
            filter_crs=request.args.get("filter-crs", CRS84),
            days=read_interval(datetime_) if datetime_ else None,
            values=tuple((name, self._typed(name, value)) for name, value in properties),
            box=_box(bbox) if bbox else None,
        )
        order = tuple((key["property"], key["order"] == "-") for key in sortby)
        feature_request = FeatureRequest(offset, limit, order, tuple(select_properties), not skip_geometry)
        try:
            features, matched = self._collection.features(conditions, feature_request)
        except RefusedError as error:
            raise ProviderInvalidQueryError(user_msg=str(error)) from error
        return {
            "type": "FeatureCollection",
            "features": features,
            "numberMatched": matched,
            "numberReturned": len(features),
        }

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
        conditions = Conditions(values=((ID, identifier),))
        features = [] if "\0" in identifier else self._collection.features(conditions, FeatureRequest())[0]
        if not features:
            raise ProviderItemNotFoundError(user_msg=f"there is no item {identifier!r} in {self._collection.name}")
        return features[0]


def _box(bbox: Sequence[float]) -> Geometry:
    """The box without heights; two boxes where it crosses 180° of longitude.

    Raises
    ------
    ProviderInvalidQueryError
        A corner is far outside the coordinate reference system.
    """
    west, south, east, north = (*bbox[:2], *bbox[3:5]) if len(bbox) == 6 else bbox
    if not all(-1e9 < side < 1e9 for side in (west, south, east, north)):
        raise ProviderInvalidQueryError(user_msg="bbox: its corners lie outside of its coordinate reference system")
    if west <= east:
        return rectangle(west, south, east, north)
    return shapely.MultiPolygon([shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)])
