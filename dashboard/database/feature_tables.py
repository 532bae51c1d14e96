"""The collections of the OGC API as tables, one row a feature: for servers that do not load the catalogue.

Statements have their lines and their points apart, for each of three collections has its own of them.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import geopandas
import shapely
from geoalchemy2 import Geometry
from sqlalchemy import Column, Computed, Double, ForeignKeyConstraint, Index, Integer, MetaData, Table, Text

from dashboard.atlas import Atlas
from dashboard.catalogue.tables import Frame
from dashboard.database.connection import SRID, STORE
from dashboard.database.stored_records import Row
from dashboard.exports.collections import DAYS, ID, SOURCES, URL, fields_of, make_collections, time_of

COLUMN_TYPES: Final = {"string": Text, "integer": Integer, "number": Double}
"""By the type of a field of the catalogue."""
EXTENT: Final = "extent"
"""The column with the box round all that a row has."""
_PARTS: Final = {"statements": {"lines": "statement-lines", "points": "statement-points"}}
"""By table, its geometry columns, and the collection that has each; else ``geometry`` is the only one."""


def feature_table(name: str, metadata: MetaData) -> Table:
    """The table of the collections that are made of the table ``name``."""
    shapes, any_shape = shape_columns(name), Geometry("GEOMETRY", srid=SRID, spatial_index=False)
    return Table(
        f"features_of_{name}",
        metadata,
        Column("version", Integer, primary_key=True),
        *(Column(field, COLUMN_TYPES[type_], primary_key=field == ID) for field, type_ in _columns(name).items()),
        *(Column(shape, any_shape) for shape in shapes),
        Column(EXTENT, any_shape, Computed(f"ST_Envelope(ST_Collect(ARRAY[{', '.join(shapes)}]))", persisted=True)),
        ForeignKeyConstraint(["version"], [f"{STORE}.versions.number"]),
        Index(f"features_of_{name}_in_order", "version", "number"),
        Index(f"features_of_{name}_by_place", EXTENT, postgresql_using="gist"),
        comment="What the OGC API answers from",
    )


def add_feature_tables(metadata: MetaData) -> None:
    """Declare the table of each source of collections."""
    for name in _tables():
        feature_table(name, metadata)


def shape_columns(name: str) -> tuple[str, ...]:
    """The geometry columns of the table of a collection's source."""
    return tuple(_PARTS.get(name, ("geometry",)))


def shapes_of(collection: str) -> tuple[str, ...]:
    """Those of its table's geometry columns that are a collection's."""
    table = SOURCES[collection].table
    own = [shape for shape, name in _PARTS.get(table, {}).items() if name == collection]
    return tuple(own) or shape_columns(table)


def collection_rows(atlas: Atlas) -> Iterator[tuple[str, list[str], Iterator[Row]]]:
    """Name, columns and rows of each of these tables."""
    collections = make_collections(atlas)
    for name in _tables():
        frame = collections[name].assign(number=range(len(collections[name])))
        parts = [collections[part].set_index(ID) for part in _PARTS.get(name, {}).values()] or [frame.set_index(ID)]
        shapes = [part.geometry.reindex(frame[ID]) for part in parts]
        yield f"features_of_{name}", [*_columns(name), *shape_columns(name)], rows_of(frame[[*_columns(name)]], shapes)


def rows_of(frame: Frame, shapes: Iterable[geopandas.GeoSeries]) -> Iterator[Row]:
    """The rows of ``frame`` with None for what is missing, and behind them each of ``shapes`` as hexadecimal EWKB."""
    plain = frame.astype("object")
    rows = plain.where(plain.notna(), None).itertuples(index=False, name=None)
    located = [shapely.to_wkb(shapely.set_srid(s.to_numpy(), SRID), hex=True, include_srid=True) for s in shapes]
    return (row + ends for row, ends in zip(rows, zip(*located, strict=True), strict=True)) if located else rows


def _tables() -> list[str]:
    return [name for name, source in SOURCES.items() if source.table == name]


def _columns(name: str) -> dict[str, str]:
    """Name and type of each column but the geometries."""
    days = dict.fromkeys(DAYS if time_of(name) else (), "string")
    return {"number": "integer", **{field.name: field.type for field in fields_of(name) if field != URL}, **days}
