"""Collections of the OGC API in the database; ``web/ogc/loaded_collection.py`` has those of a loaded catalogue."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from threading import Lock
from types import MappingProxyType
from typing import Any, Final

import shapely
from cachetools import LRUCache, cached
from psycopg.rows import TupleRow
from sqlalchemy import Double, Integer, MetaData, Select, Text, and_, cast, func, literal, select
from sqlalchemy.dialects.postgresql.psycopg import dialect

from dashboard.database.collection_tables import EXTENT, collection_table, shapes_of
from dashboard.database.connection import STORE
from dashboard.database.errors import WrongQueryError
from dashboard.exports.collections import DAYS, ID, SOURCES, URL, fields_of, time_of
from dashboard.large.ogc_columns import Expression, SqlColumns, by_code_points
from dashboard.large.store import Store
from dashboard.web.ogc.collection import WORLD, Conditions, FeatureRequest, Geometry, Json, features_of
from dashboard.web.ogc.filters import matching_rows
from dashboard.web.ogc.parameters import RefusedError

LONGEST_MS: Final = 3_000
"""A query that takes longer is ended; an answer takes two queries at the most."""
MOST_CONNECTIONS: Final = 3
"""The most connections of one process; they are separate, so that slow queries delay no page."""
CACHED_COUNTS: Final = 1_000
"""The most counts that one worker caches of each collection, so that the next page of a result need not count again."""
_DIALECT: Final = dialect()  # type: ignore[no-untyped-call]  # its arguments have no types


def stored_collections(store: Store) -> Mapping[str, "StoredCollection"]:
    """All collections of the version that ``store`` is about, by name."""
    separate = store.separate(longest_ms=LONGEST_MS, most_connections=MOST_CONNECTIONS)
    return MappingProxyType({name: StoredCollection(separate, name) for name in SOURCES})


class StoredCollection:
    """A ``Collection`` of the rows of a table of the database."""

    def __init__(self, store: Store, name: str) -> None:
        self.name, self._store, self._origin = name, store, ""
        self.fields, self.time = fields_of(name), time_of(name)
        self._source = SOURCES[name]
        self._table = table = collection_table(self._source.table, MetaData(schema=STORE))
        self._shapes = [table.c[shape] for shape in shapes_of(name)]
        # The table of statements also has those that are without the geometry of the collection.
        with_shape = [shape.is_not(None) for shape in self._shapes] if name != self._source.table else []
        self._is_own = and_(table.c.version == store.version.number, *with_shape)
        self.box, self.days = self._box(), self._days()
        self._cached_count = cached(LRUCache(CACHED_COUNTS), key=lambda *keys: keys[:2], lock=Lock())(self._count)

    def at(self, origin: str) -> "StoredCollection":
        """The same with addresses of pages that begin with ``origin``."""
        collection = copy(self)
        collection._origin = origin
        return collection

    def _columns(self) -> dict[str, Expression]:
        url = literal(f"{self._origin}/{self._source.page}/", Text) + self._table.c[self._source.page_id]
        return {**{column.name: column for column in self._table.columns}, URL.name: url}

    def _days(self) -> tuple[str, str] | None:
        if self.time is None:
            return None
        first, last = (by_code_points(self._table.c[day]) for day in DAYS)
        [[begin, end]] = self._rows(select(func.min(first), func.max(last)).where(self._is_own))
        return begin and (begin, end)

    def _box(self) -> Sequence[float]:
        box = func.ST_Extent(self._shapes[0] if len(self._shapes) == 1 else self._table.c[EXTENT])
        sides = [getattr(func, f"ST_{side}")(box) for side in ("XMin", "YMin", "XMax", "YMax")]
        [row] = self._rows(select(*sides).where(self._is_own))
        return WORLD if row[0] is None else row

    def features(self, conditions: Conditions, page: FeatureRequest) -> tuple[list[Json], int]:
        """As ``Collection.features``."""
        columns, names = self._columns(), page.columns or [field.name for field in self.fields]
        condition = self._condition(conditions, columns)
        shapes = [func.ST_AsBinary(shape) for shape in self._shapes] if page.geometry else []
        query = select(columns[ID], *(columns[name] for name in names), *shapes).where(condition)
        order = [_sort_key(columns[name], down=down) for name, down in page.order]
        rows = self._rows(query.order_by(*order, columns["number"]).offset(page.offset).limit(page.limit))
        properties = [dict(zip(names, row[1:], strict=False)) for row in rows]
        geometries = [_joined(row[1 + len(names) :]) for row in rows]
        features = features_of([row[0] for row in rows], properties, geometries)
        if len(rows) < page.limit and (rows or not page.offset):
            return features, page.offset + len(rows)
        return features, self._cached_count(self._origin, conditions, condition)

    def _condition(self, conditions: Conditions, columns: Mapping[str, Expression]) -> Expression:
        numbers = {name: cast(column, Double) for name, column in columns.items() if isinstance(column.type, Integer)}
        sql = SqlColumns({**columns, **numbers}, self._shapes, self._table.c[EXTENT])
        required = [self._is_own]
        if conditions.box is not None and conditions.box.covers(shapely.box(*self.box)):
            required.append(~sql.missing(sql.column("geometry")))  # every geometry lies in such a box
            conditions = replace(conditions, box=None)
        names = [field.name for field in self.fields]
        return and_(*required, matching_rows(sql, names, conditions, dated=self.time is not None))

    def _count(self, _: str, __: Conditions, condition: Expression) -> int:
        [[number]] = self._rows(select(func.count()).where(condition))
        return int(number)

    def _rows(self, query: Select[Any]) -> list[TupleRow]:
        try:
            compiled = query.compile(dialect=_DIALECT)
            return self._store.rows(str(compiled), compiled.params)
        except (WrongQueryError, RecursionError) as error:
            raise RefusedError("this cannot be worked out: a number is too large, or a condition too long") from error


def _sort_key(column: Expression, *, down: bool) -> Expression:
    """The SQL key that sorts by a column, with missing values last."""
    key = by_code_points(column) if isinstance(column.type, Text) else column
    return (key.desc() if down else key.asc()).nulls_last()


def _joined(shapes: Sequence[bytes | None]) -> Geometry | None:
    """The geometries of a row as one, in the form that ``exports/collections.py`` gives it."""
    parts = [shapely.from_wkb(shape) for shape in shapes if shape is not None]
    return shapely.GeometryCollection(parts) if len(parts) > 1 else next(iter(parts), None)
