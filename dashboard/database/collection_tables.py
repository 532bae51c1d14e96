"""The collections of the OGC API as tables, one row a feature: for servers that do not load the catalogue.

The table of statements has their lines and their points in two columns, because each of three collections has its own
geometry of them.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import geopandas
import shapely
from geoalchemy2 import Geometry
from sqlalchemy import Column, Computed, Index, MetaData, Table

from dashboard.atlas import Atlas
from dashboard.catalogue.tables import Frame
from dashboard.database.connection import SRID, Row, TableRows
from dashboard.database.versioned_table import COLUMN_TYPES, versioned_table
from dashboard.exports.collections import DAYS, ID, SOURCES, URL, fields_of, make_collections, time_of

EXTENT: Final = "extent"
"""The column with the box round all geometries of a row."""
_PARTS: Final = {"statements": {"lines": "statement-lines", "points": "statement-points"}}
"""By table, its geometry columns, each with its collection; other tables have ``geometry`` alone."""


def collection_table(name: str, metadata: MetaData) -> Table:
    """Declare the table of the collections that are made of the table ``name``."""
    shapes, any_shape = shape_columns(name), Geometry("GEOMETRY", srid=SRID, spatial_index=False)
    return versioned_table(
        f"features_of_{name}",
        metadata,
        *(Column(field, COLUMN_TYPES[type_], primary_key=field == ID) for field, type_ in _columns(name).items()),
        *(Column(shape, any_shape) for shape in shapes),
        Column(EXTENT, any_shape, Computed(f"ST_Envelope(ST_Collect(ARRAY[{', '.join(shapes)}]))", persisted=True)),
        Index(f"features_of_{name}_in_order", "version", "number"),
        Index(f"features_of_{name}_by_place", EXTENT, postgresql_using="gist"),
        comment="What the OGC API answers from",
    )


def add_collection_tables(metadata: MetaData) -> None:
    """Declare the table of each source of collections."""
    for name in _sources():
        collection_table(name, metadata)


def shape_columns(name: str) -> tuple[str, ...]:
    """The geometry columns of the table of a collection's source."""
    return tuple(_PARTS.get(name, ("geometry",)))


def shapes_of(collection: str) -> tuple[str, ...]:
    """The geometry columns of its table that belong to a collection."""
    table = SOURCES[collection].table
    columns = [shape for shape, name in _PARTS.get(table, {}).items() if name == collection]
    return tuple(columns) or shape_columns(table)


def collection_rows(atlas: Atlas) -> Iterator[TableRows]:
    """The rows of each of these tables."""
    collections = make_collections(atlas)
    for name in _sources():
        frame = collections[name].assign(number=range(len(collections[name])))
        parts = [collections[part].set_index(ID) for part in _PARTS.get(name, {}).values()] or [frame.set_index(ID)]
        shapes = [part.geometry.reindex(frame[ID]) for part in parts]
        yield f"features_of_{name}", [*_columns(name), *shape_columns(name)], rows_of(frame[[*_columns(name)]], shapes)


def rows_of(frame: Frame, shapes: Iterable[geopandas.GeoSeries]) -> Iterator[Row]:
    """The rows of ``frame`` with None for missing cells, followed by each of ``shapes`` as hexadecimal EWKB."""
    plain = frame.astype("object")
    rows = plain.where(plain.notna(), None).itertuples(index=False, name=None)
    encoded = [shapely.to_wkb(shapely.set_srid(s.to_numpy(), SRID), hex=True, include_srid=True) for s in shapes]
    return (row + ends for row, ends in zip(rows, zip(*encoded, strict=True), strict=True)) if encoded else rows


def _sources() -> list[str]:
    return [name for name, source in SOURCES.items() if source.table == name]


def _columns(name: str) -> dict[str, str]:
    """Name and type of each column but the geometries."""
    days = dict.fromkeys(DAYS if time_of(name) else (), "string")
    return {"number": "integer", **{field.name: field.type for field in fields_of(name) if field != URL}, **days}
