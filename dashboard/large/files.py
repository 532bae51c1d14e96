"""The statements that pass the filters as one CSV file, row by row from the database."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from flask import Blueprint, Response, request

from dashboard.api.query_filters import read_filter_query
from dashboard.catalogue.filters import ALL_FILTERS
from dashboard.catalogue.schema import STATEMENTS
from dashboard.catalogue.tables import TYPES, Frame
from dashboard.database.connection import STORE
from dashboard.exports.csv_files import csv_bytes
from dashboard.large.listing import Selection, passing_condition, values_of
from dashboard.large.store import Store

FILE: Final = f"{STATEMENTS.file}.csv"
ROWS_AT_A_TIME: Final = 2_000


def add_statement_file(blueprint: Blueprint, store: Store, values: Mapping[str, Collection[str]]) -> None:
    """The route ``/data/facts.csv`` with the page's filters and those of the list; ``values`` has their values."""

    @blueprint.get(f"/data/{FILE}")
    def statement_file() -> Response:
        filter_query = read_filter_query(request.args.items(multi=True), values, ALL_FILTERS)
        parts = statement_rows(store, filter_query.filters)
        first = next(parts)  # an error of the database is told before the answer begins
        headers = {"Content-Disposition": f'attachment; filename="{FILE}"', "Cache-Control": "no-cache"}
        return Response(_chained(first, parts), mimetype="text/csv", headers=headers)


def _chained(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from others


def statement_rows(store: Store, selection: Selection) -> Iterator[bytes]:
    """The file in parts of ``ROWS_AT_A_TIME`` rows, in the order of the statements' ids."""
    names = STATEMENTS.columns
    columns = ", ".join(f'"{name}"' for name in names)
    condition = passing_condition("facts", "statements.id", selection)
    query = (
        f"SELECT {columns} FROM {STORE}.statements WHERE version = %(version)s"
        f' AND id COLLATE "C" > %(after)s AND {condition} ORDER BY id COLLATE "C" LIMIT {ROWS_AT_A_TIME}'
    )
    after, begun = "", False
    while True:
        rows = store.rows(query, {**values_of(selection), "after": after})
        if rows or not begun:
            frame = Frame(rows, columns=names).astype({field.name: TYPES[field.type] for field in STATEMENTS.fields})
            yield csv_bytes(frame, bom=not begun, header=not begun)
        begun = True
        if len(rows) < ROWS_AT_A_TIME:
            return
        after = rows[-1][names.index("id")]
