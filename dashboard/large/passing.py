"""What passes the filters, counted by the database: totals, counts beside the filters' values, legend and bounds.

The rule is that of ``catalogue/filter_result.py``; ``tests/cases/filters.json`` holds both. Projects, documents and
speakers are asked of the fine groups of ``filter_groups``, all else of the coarse ones.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from threading import Lock
from types import MappingProxyType
from typing import Any, Final

from cachetools import LRUCache, cached
from flask import Blueprint, request
from psycopg.rows import TupleRow
from werkzeug.wrappers import Response as AnyResponse

from dashboard.api.data import answer_unknown_filters
from dashboard.api.query_filters import FilterQuery, read_filter_query
from dashboard.catalogue.catalogue_stats import OTHER_RECORD_KINDS
from dashboard.catalogue.filter_result import asks_for_withdrawn
from dashboard.catalogue.filters import ALL_FILTERS, FILTERS, RECORD_FILTERS, STATEMENT_FILTERS
from dashboard.database.connection import STORE
from dashboard.database.filter_groups import SIDES
from dashboard.http.responses import json_response
from dashboard.large.listing import Selection, groups, values_of
from dashboard.large.store import Store
from dashboard.web.pages.page_index import clip_box

KEPT_ANSWERS: Final = 2_000
"""That a worker keeps; each is a few kilobytes at the most."""
MOST_ALLOWED: Final = 100
"""Values that a refusal names."""

Json = dict[str, Any]
Countries = Mapping[str, tuple[float, float, float, float]]


class StoredValues(Collection[str]):
    """The values of a filter, each looked up when it is asked for; a list of them has the first ``MOST_ALLOWED``."""

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._name = store, name

    def __contains__(self, value: object) -> bool:
        return bool(self._rows("AND value = %(value)s LIMIT 1", value=value))

    def __iter__(self) -> Iterator[str]:
        return (value for (value,) in self._rows(f"ORDER BY value LIMIT {MOST_ALLOWED}"))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _rows(self, which: str, **values: object) -> list[TupleRow]:
        query = f"SELECT DISTINCT value FROM {STORE}.filter_values WHERE version = %(version)s AND filter = %(filter)s"
        return self._store.rows(f"{query} {which}", {"filter": self._name, **values})


class PassingRecords:
    """Counts what passes in the version that ``store`` is about.

    ``countries`` has the bounds of each by its code. ``offered`` has by filter the values that a page offers: of
    projects and documents these are counted, and those that are chosen.
    """

    def __init__(
        self, store: Store, countries: Countries, offered: Mapping[str, Sequence[str]] = MappingProxyType({})
    ) -> None:
        self._store, self._countries, self._offered = store, countries, offered
        self.options = {name: StoredValues(store, name) for name in ALL_FILTERS}

    def of(self, filter_query: FilterQuery) -> Json:
        """What the page shows of a choice: its ``extent``, and by filter and value the ``counts`` of routes.

        ``beside`` is what offered values find that find no route (``CatalogueStats.other_records``).

        Raises
        ------
        DatabaseError
            The database does not answer.
        """
        filters = filter_query.filters
        withdrawn = filter_query.withdrawn or asks_for_withdrawn(filters)
        counts = {name: self._counts("segments", name, filters, withdrawn=withdrawn) for name in FILTERS}
        beside = {name: self._beside(name, filters, counts[name]) for name in FILTERS}
        return {**self.extent(filters, withdrawn=withdrawn), "counts": counts, "beside": beside}

    def extent(self, filters: Selection, *, withdrawn: bool) -> Json:
        """Of what passes, the ``totals``, what of the legend is ``drawn``, and the ``bounds``."""
        routes, drawn, *lines = self._lines(filters, withdrawn=withdrawn)
        numbers, points = self._others(filters)
        box = _union(lines, points)
        countries = [self._countries[code] for code in filters.get("country", ()) if code in self._countries]
        return {
            "totals": {"routes": routes, **numbers},
            "drawn": drawn or [],
            "bounds": clip_box(box, countries) if box else None,
        }

    def numbers(self, filters: Selection) -> dict[str, int]:
        """How many ``places``, ``projects`` and statements (``facts``) pass."""
        return self._others(filters)[0]

    def statements_by_value(self, filters: Selection) -> dict[str, dict[str, int]]:
        """By filter of the list of statements and value, how many statements it would leave under the other filters."""
        return {name: self._counts("facts", name, filters) for name in STATEMENT_FILTERS}

    def _beside(self, name: str, filters: Selection, routes: Mapping[str, int]) -> dict[str, tuple[str, int]]:
        """What the offered values of a filter find that find no route, of the first kind that there is."""
        left = {*self._offered.get(name, ()), *filters.get(name, ())} - routes.keys()
        found: dict[str, tuple[str, int]] = {}
        for kind, group in zip(OTHER_RECORD_KINDS, ("projects", "places", "facts"), strict=True):
            if left:
                numbers = self._counts(group, name, filters)
                found |= {value: (kind, numbers[value]) for value in sorted(left & numbers.keys())}
                left -= numbers.keys()
        return found

    def _lines(self, filters: Selection, *, withdrawn: bool) -> TupleRow:
        """How many routes pass, the entries of the legend that explain them, and their four sides."""
        sides = ", ".join(f"(SELECT {_FARTHEST[side]}({side}) FROM passing)" for side in SIDES)
        query = f"""
            WITH passing AS MATERIALIZED ({groups("segments", filters, FILTERS, withdrawn=withdrawn)})
            SELECT (SELECT coalesce(sum(routes), 0)::int FROM (SELECT DISTINCT line, routes FROM passing) AS lines),
                (SELECT array_agg(DISTINCT look ORDER BY look) FROM passing, unnest(looks) AS look), {sides}
        """
        [row] = self._store.rows(query, values_of(filters))
        return row

    def _others(self, filters: Selection) -> tuple[dict[str, int], list[float | None]]:
        """How many places, projects and statements pass, and the four sides of the places."""
        sides = ", ".join(f"{_FARTHEST[side]}({side})" for side in SIDES)
        rows = {}
        for kind in ("places", "projects", "facts"):
            passing = groups(kind, filters, ALL_FILTERS if kind == "facts" else FILTERS)
            query = f"SELECT coalesce(sum(records), 0)::int, {sides} FROM ({passing}) AS passing"
            [rows[kind]] = self._store.rows(query, values_of(filters))
        return {kind: number for kind, (number, *_) in rows.items()}, list(rows["places"][1:])

    def _counts(self, kind: str, name: str, filters: Selection, *, withdrawn: bool = False) -> dict[str, int]:
        """By value of a filter, how many records pass with it, the other filters as they are; of segments, the routes.

        A status that is withdrawn asks for itself.
        """
        asked = {other: values for other, values in filters.items() if other != name}
        which = ""
        if name in RECORD_FILTERS:
            asked[name] = sorted({*self._offered.get(name, ()), *filters.get(name, ())})
            which = f"WHERE value = ANY(%({name})s::text[])"
        if kind == "segments":
            passing = groups(kind, asked, FILTERS, withdrawn=withdrawn or name == "status")
        else:
            passing = groups(kind, asked, ALL_FILTERS if kind == "facts" else FILTERS)
        number = "DISTINCT value, line, routes" if kind == "segments" else "value, records"
        query = f"""
            SELECT value, sum(number)::int FROM (
                SELECT {number} AS number FROM ({passing}) AS passing, unnest(filter_{name}) AS value {which}
            ) AS found GROUP BY value ORDER BY value
        """
        return dict(self._store.rows(query, values_of(asked)))


_FARTHEST: Final = {"west": "min", "south": "min", "east": "max", "north": "max"}


def _union(*boxes: Sequence[float | None]) -> list[float] | None:
    """The box that holds all boxes, to a hundredth of a degree; None where all are none."""
    there = [box for box in boxes if box[0] is not None]
    if not there:
        return None
    sides = zip(SIDES, zip(*there, strict=True), strict=True)
    return [round((min if _FARTHEST[side] == "min" else max)(values), 2) for side, values in sides]


def passing_blueprint(
    store: Store, countries: Countries, offered: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Blueprint:
    """``/passing.json``, with the filters of the page's address; the arguments are those of ``PassingRecords``."""
    blueprint = Blueprint("passing", __name__)
    answer_unknown_filters(blueprint)
    records = PassingRecords(store, countries, offered)

    @cached(LRUCache(KEPT_ANSWERS), lock=Lock())
    def answer(*pairs: tuple[str, str]) -> Json:
        return records.of(read_filter_query(pairs, records.options, ALL_FILTERS))

    @blueprint.get("/passing.json")
    def passing() -> AnyResponse:
        return json_response(answer(*sorted(request.args.items(multi=True))))

    return blueprint
