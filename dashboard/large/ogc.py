"""Collections of the OGC API that are asked of the database; ``web/ogc/loaded.py`` has those of a loaded catalogue."""

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

from dashboard.database.connection import STORE
from dashboard.database.errors import WrongQueryError
from dashboard.database.feature_tables import EXTENT, feature_table, shapes_of
from dashboard.exports.collections import DAYS, ID, SOURCES, URL, fields_of, time_of
from dashboard.large.ogc_columns import Expression, SqlColumns, by_code_points
from dashboard.large.store import Store
from dashboard.web.ogc.filters import meeting
from dashboard.web.ogc.parameters import RefusedError
from dashboard.web.ogc.questions import WORLD, Conditions, Geometry, Json, Part, features_of

LONGEST_MS: Final = 3_000
"""A query that takes longer is ended; an answer takes two at the most."""
MOST_CONNECTIONS: Final = 3
"""Of one process: questions that take long hold up no page."""
KEPT_COUNTS: Final = 1_000
"""Of each collection: a page that follows another need not count again."""
_DIALECT: Final = dialect()  # type: ignore[no-untyped-call]  # its arguments have no types


def stored_collections(store: Store) -> Mapping[str, "StoredCollection"]:
    """All collections of the version that ``store`` is about, by name."""
    apart = store.apart(longest_ms=LONGEST_MS, most_connections=MOST_CONNECTIONS)
    return MappingProxyType({name: StoredCollection(apart, name) for name in SOURCES})


class StoredCollection:
    """A ``Collection`` of the rows of a table of the database."""

    def __init__(self, store: Store, name: str) -> None:
        self.name, self._store, self._origin = name, store, ""
        self.fields, self.time = fields_of(name), time_of(name)
        self._source = SOURCES[name]
        self._table = table = feature_table(self._source.table, MetaData(schema=STORE))
        self._shapes = [table.c[shape] for shape in shapes_of(name)]
        # A table of statements has those too that have no such geometry.
        own = [shape.is_not(None) for shape in self._shapes] if name != self._source.table else []
        self._own = and_(table.c.version == store.version.number, *own)
        self.box, self.days = self._box(), self._days()
        self._count = cached(LRUCache(KEPT_COUNTS), key=lambda *asked: asked[:2], lock=Lock())(self._counted)

    def at(self, origin: str) -> "StoredCollection":
        """The same with addresses of pages that begin with ``origin``."""
        placed = copy(self)
        placed._origin = origin
        return placed

    def _columns(self) -> dict[str, Expression]:
        url = literal(f"{self._origin}/{self._source.page}/", Text) + self._table.c[self._source.of]
        return {**{column.name: column for column in self._table.columns}, URL.name: url}

    def _days(self) -> tuple[str, str] | None:
        if self.time is None:
            return None
        first, last = (by_code_points(self._table.c[day]) for day in DAYS)
        [[begin, end]] = self._rows(select(func.min(first), func.max(last)).where(self._own))
        return begin and (begin, end)

    def _box(self) -> Sequence[float]:
        whole = func.ST_Extent(self._shapes[0] if len(self._shapes) == 1 else self._table.c[EXTENT])
        sides = [getattr(func, f"ST_{side}")(whole) for side in ("XMin", "YMin", "XMax", "YMax")]
        [row] = self._rows(select(*sides).where(self._own))
        return WORLD if row[0] is None else row

    def features(self, conditions: Conditions, part: Part) -> tuple[list[Json], int]:
        """As ``Collection.features``."""
        columns, names = self._columns(), part.columns or [field.name for field in self.fields]
        met = self._meeting(conditions, columns)
        shapes = [func.ST_AsBinary(shape) for shape in self._shapes] if part.geometry else []
        query = select(columns[ID], *(columns[name] for name in names), *shapes).where(met)
        order = [_key(columns[name], down=down) for name, down in part.order]
        rows = self._rows(query.order_by(*order, columns["number"]).offset(part.offset).limit(part.limit))
        properties = [dict(zip(names, row[1:], strict=False)) for row in rows]
        located = [_together(row[1 + len(names) :]) for row in rows]
        features = features_of([row[0] for row in rows], properties, located)
        if len(rows) < part.limit and (rows or not part.offset):
            return features, part.offset + len(rows)
        return features, self._count(self._origin, conditions, met)

    def _meeting(self, conditions: Conditions, columns: Mapping[str, Expression]) -> Expression:
        numbers = {name: cast(column, Double) for name, column in columns.items() if isinstance(column.type, Integer)}
        sql = SqlColumns({**columns, **numbers}, self._shapes, self._table.c[EXTENT])
        met = [self._own]
        if conditions.box is not None and conditions.box.covers(shapely.box(*self.box)):
            met.append(~sql.missing(sql.column("geometry")))  # then each that has a geometry meets it
            conditions = replace(conditions, box=None)
        names = [field.name for field in self.fields]
        return and_(*met, meeting(sql, names, conditions, dated=self.time is not None))

    def _counted(self, _: str, __: Conditions, met: Expression) -> int:
        [[number]] = self._rows(select(func.count()).where(met))
        return int(number)

    def _rows(self, query: Select[Any]) -> list[TupleRow]:
        try:
            compiled = query.compile(dialect=_DIALECT)
            return self._store.rows(str(compiled), compiled.params)
        except (WrongQueryError, RecursionError) as error:
            raise RefusedError("this cannot be worked out: a number is too large, or a condition too long") from error


def _key(column: Expression, *, down: bool) -> Expression:
    """What sorts by a column; what is missing is last."""
    key = by_code_points(column) if isinstance(column.type, Text) else column
    return (key.desc() if down else key.asc()).nulls_last()


def _together(shapes: Sequence[bytes | None]) -> Geometry | None:
    """One geometry of those that are there, as ``exports/collections.py`` makes it."""
    parts = [shapely.from_wkb(shape) for shape in shapes if shape is not None]
    return shapely.GeometryCollection(parts) if len(parts) > 1 else next(iter(parts), None)
