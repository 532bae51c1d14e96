"""Counts the records that pass the filters in the database: totals, counts by filter value, legend and bounds.

The rule is that of ``catalogue/filter_result.py``; ``tests/cases/filters.json`` tests both. The fine groups of
``filter_groups`` answer for projects, documents and speakers, the coarse ones for all else.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from threading import Lock
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
from dashboard.database.filter_groups import SIDES
from dashboard.http.responses import json_response
from dashboard.large.filtered_records import Selection, filter_parameters, groups_query
from dashboard.large.store import Store, from_table
from dashboard.web.pages.page_index import clip_box

CACHED_ANSWERS: Final = 2_000
"""The most answers that one worker caches; each is a few kilobytes at the most."""
MOST_ALLOWED: Final = 100
"""The most values that a refusal names."""

Json = dict[str, Any]
Countries = Mapping[str, tuple[float, float, float, float]]


class StoredFilterValues(Collection[str]):
    """The values of a filter, each looked up when needed; a walk over them gives the first ``MOST_ALLOWED``."""

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._name = store, name

    def __contains__(self, value: object) -> bool:
        return bool(self._values("AND value = %(value)s LIMIT 1", value=value))

    def __iter__(self) -> Iterator[str]:
        return iter(self._values(f"ORDER BY value LIMIT {MOST_ALLOWED}"))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _values(self, restriction: str, **parameters: object) -> list[str]:
        query = f"SELECT DISTINCT value {from_table('filter_values')} AND filter = %(filter)s {restriction}"
        return self._store.column(query, {"filter": self._name, **parameters})


class FilterCounts:
    """Counts what passes in the version that ``store`` is about.

    Parameters
    ----------
    store
        Answers queries about the version.
    countries
        By country code, its west, south, east and north in degrees on WGS84.
    offered
        By filter, the values that a page offers. Of projects and documents only these are counted, and the chosen ones.
    """

    def __init__(self, store: Store, countries: Countries, offered: Mapping[str, Sequence[str]]) -> None:
        self._store, self._countries, self._offered = store, countries, offered
        self.options = {name: StoredFilterValues(store, name) for name in ALL_FILTERS}

    def summary(self, query: FilterQuery) -> Json:
        """The answer of ``/passing.json``: the ``extent``, and by filter and value the ``counts`` of routes.

        ``beside`` has what the offered values without a route find instead (``CatalogueStats.other_records``).

        Raises
        ------
        DatabaseError
            The database does not answer.
        """
        filters = query.filters
        withdrawn = query.withdrawn or asks_for_withdrawn(filters)
        counts = {name: self._counts("segments", name, filters, withdrawn=withdrawn) for name in FILTERS}
        other_records = {name: self._other_records(name, filters, counts[name]) for name in FILTERS}
        return {**self.extent(filters, withdrawn=withdrawn), "counts": counts, "beside": other_records}

    def extent(self, filters: Selection, *, withdrawn: bool) -> Json:
        """The ``totals`` of what passes, the entries of the legend that it has (``drawn``), and its ``bounds``."""
        routes, drawn, *line_sides = self._lines(filters, withdrawn=withdrawn)
        totals, place_sides = self._record_totals(filters)
        box = _union(line_sides, place_sides)
        countries = [self._countries[code] for code in filters.get("country", ()) if code in self._countries]
        return {
            "totals": {"routes": routes, **totals},
            "drawn": drawn or [],
            "bounds": clip_box(box, countries) if box else None,
        }

    def totals(self, filters: Selection) -> dict[str, int]:
        """How many ``places``, ``projects`` and statements (``facts``) pass."""
        return self._record_totals(filters)[0]

    def statements_by_value(self, filters: Selection) -> dict[str, dict[str, int]]:
        """By filter of the list of statements and value, how many statements it would leave under the other filters."""
        return {name: self._counts("facts", name, filters) for name in STATEMENT_FILTERS}

    def _other_records(self, name: str, filters: Selection, routes: Mapping[str, int]) -> dict[str, tuple[str, int]]:
        """The first kind of which an offered value without a route has records, and how many; by value."""
        open_values = {*self._offered.get(name, ()), *filters.get(name, ())} - routes.keys()
        other_records: dict[str, tuple[str, int]] = {}
        for kind, group in zip(OTHER_RECORD_KINDS, ("projects", "places", "facts"), strict=True):
            if open_values:
                numbers = self._counts(group, name, filters)
                other_records |= {value: (kind, numbers[value]) for value in sorted(open_values & numbers.keys())}
                open_values -= numbers.keys()
        return other_records

    def _lines(self, filters: Selection, *, withdrawn: bool) -> TupleRow:
        """How many routes pass, the entries of the legend that explain them, and their four sides."""
        sides = ", ".join(f"(SELECT {_FARTHEST[side]}({side}) FROM passing_groups)" for side in SIDES)
        query = f"""
            WITH passing_groups AS MATERIALIZED ({groups_query("segments", filters, withdrawn=withdrawn)})
            SELECT
                (SELECT coalesce(sum(routes), 0)::int FROM (SELECT DISTINCT line, routes FROM passing_groups) AS lines),
                (SELECT array_agg(DISTINCT look ORDER BY look) FROM passing_groups, unnest(looks) AS look), {sides}
        """
        [row] = self._store.rows(query, filter_parameters(filters))
        return row

    def _record_totals(self, filters: Selection) -> tuple[dict[str, int], list[float | None]]:
        """How many places, projects and statements pass, and the four sides of the places."""
        sides = ", ".join(f"{_FARTHEST[side]}({side})" for side in SIDES)
        rows = {}
        for kind in ("places", "projects", "facts"):
            query = (
                f"SELECT coalesce(sum(records), 0)::int, {sides} FROM ({groups_query(kind, filters)}) AS passing_groups"
            )
            [rows[kind]] = self._store.rows(query, filter_parameters(filters))
        return {kind: number for kind, (number, *_) in rows.items()}, list(rows["places"][1:])

    def _counts(self, kind: str, name: str, filters: Selection, *, withdrawn: bool = False) -> dict[str, int]:
        """By value of a filter, how many records pass with it and the other filters; of segments, how many routes.

        The filter by status counts withdrawn segments too: a withdrawn status asks for itself.
        """
        selection = {other: values for other, values in filters.items() if other != name}
        condition = ""
        if name in RECORD_FILTERS:
            selection[name] = sorted({*self._offered.get(name, ()), *filters.get(name, ())})
            condition = f"WHERE value = ANY(%({name})s::text[])"
        groups = groups_query(kind, selection, withdrawn=withdrawn or name == "status")
        number = "DISTINCT value, line, routes" if kind == "segments" else "value, records"
        query = f"""
            SELECT value, sum(number)::int FROM (
                SELECT {number} AS number FROM ({groups}) AS passing_groups, unnest(filter_{name}) AS value {condition}
            ) AS counted GROUP BY value ORDER BY value
        """
        return dict(self._store.rows(query, filter_parameters(selection)))


_FARTHEST: Final = {"west": "min", "south": "min", "east": "max", "north": "max"}


def _union(*boxes: Sequence[float | None]) -> list[float] | None:
    """The box that holds all boxes, to a hundredth of a degree; None where all are none."""
    boxes = tuple(box for box in boxes if box[0] is not None)
    if not boxes:
        return None
    sides = zip(SIDES, zip(*boxes, strict=True), strict=True)
    return [round((min if _FARTHEST[side] == "min" else max)(values), 2) for side, values in sides]


def filter_counts_blueprint(counts: FilterCounts) -> Blueprint:
    """``/passing.json``: the ``summary`` of the filters of the page's address."""
    blueprint = Blueprint("passing", __name__)
    answer_unknown_filters(blueprint)

    @cached(LRUCache(CACHED_ANSWERS), lock=Lock())
    def answer(*pairs: tuple[str, str]) -> Json:
        return counts.summary(read_filter_query(pairs, counts.options, ALL_FILTERS))

    @blueprint.get("/passing.json")
    def filter_counts() -> AnyResponse:
        return json_response(answer(*sorted(request.args.items(multi=True))))

    return blueprint
