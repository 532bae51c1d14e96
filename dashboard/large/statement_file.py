"""The statements that pass the filters as one CSV file, row by row from the database."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Final

from flask import Blueprint, Response, request

from dashboard.api.query_filters import read_filter_query
from dashboard.catalogue.filters import ALL_FILTERS
from dashboard.catalogue.schema import STATEMENTS
from dashboard.catalogue.tables import TYPES, Frame
from dashboard.exports.csv_files import csv_bytes
from dashboard.large.filtered_records import Selection, filter_condition, filter_parameters
from dashboard.large.store import Store, from_table

FILE: Final = f"{STATEMENTS.file}.csv"
ROWS_AT_A_TIME: Final = 2_000


def add_statement_file(blueprint: Blueprint, store: Store, values: Mapping[str, Collection[str]]) -> None:
    """Add the route ``/data/facts.csv``, which takes the filters of the page and of its list of statements.

    ``values`` has by filter the values that exist.
    """

    @blueprint.get(f"/data/{FILE}")
    def statement_file() -> Response:
        query = read_filter_query(request.args.items(multi=True), values, ALL_FILTERS)
        parts = statement_rows(store, query.filters)
        first = next(parts)  # an error of the database is raised before the answer begins
        headers = {"Content-Disposition": f'attachment; filename="{FILE}"', "Cache-Control": "no-cache"}
        return Response(chain([first], parts), mimetype="text/csv", headers=headers)


def statement_rows(store: Store, selection: Selection) -> Iterator[bytes]:
    """The file in parts of ``ROWS_AT_A_TIME`` rows, in the order of the statements' ids."""
    names = STATEMENTS.columns
    columns = ", ".join(f'"{name}"' for name in names)
    query = (
        f'SELECT {columns} {from_table("statements")} AND id COLLATE "C" > %(after)s'
        f' AND {filter_condition("facts", "statements.id", selection)} ORDER BY id COLLATE "C" LIMIT {ROWS_AT_A_TIME}'
    )
    after, begun = "", False
    while True:
        rows = store.rows(query, {**filter_parameters(selection), "after": after})
        if rows or not begun:
            frame = Frame(rows, columns=names).astype({field.name: TYPES[field.type] for field in STATEMENTS.fields})
            yield csv_bytes(frame, bom=not begun, header=not begun)
        begun = True
        if len(rows) < ROWS_AT_A_TIME:
            return
        after = rows[-1][names.index("id")]
