"""Rows, columns, their order, and the download of the same."""

from collections.abc import Callable
from typing import Any

import pytest
from dash.development.base_component import Component
from dash_ag_grid import AgGrid

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.state.dock_address import COLUMNS, ROWS
from dashboard.views.context import Context
from dashboard.views.dock.table import TableRequest, table_view
from dashboard.views.dock.table_cells import CELLS
from tests.views.conftest import by_class, context_of, everything, links, parts, text


def asked(rows: str, sort: str | None = None, hide: tuple[str, ...] = (), **filters: list[str]) -> TableRequest:
    return TableRequest(rows, sort, frozenset(hide), filters)


def plain(context: Context, wanted: TableRequest) -> list[Component]:
    return table_view(context, everything(context), wanted, live=False)


def grid(context: Context, wanted: TableRequest) -> Any:  # noqa: ANN401 (dash-ag-grid has no types)
    (row,) = [
        part for part in parts(table_view(context, everything(context), wanted, live=True)) if isinstance(part, AgGrid)
    ]
    return row


def names(view: object) -> list[str]:
    rows = [part for part in parts(view) if getattr(part, "_type", "") == "Tr"]
    return [text(row.children[0]) for row in rows[1:]]


def heads(view: object) -> list[str]:
    return [text(part) for part in parts(view) if getattr(part, "scope", "") == "col"]


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_every_record_has_its_row_and_every_column_its_cell(
    real_context: Callable[[str], Context], rows: str, language: str
) -> None:
    context = real_context(language)
    records = getattr(everything(context), rows)
    view, live = plain(context, asked(rows)), grid(context, asked(rows))
    assert len(names(view)) == len(records)
    assert len(heads(view)) == len(COLUMNS[rows]) == len(CELLS[rows])
    assert [row["id"] for row in live.rowData] == list(records)
    assert [column["headerName"] for column in live.columnDefs] == heads(view)
    assert live.dashGridOptions["enableRtl"] == (language == "ar")
    # What is read in a cell is the same in both.
    lines = [part.children for part in parts(view) if getattr(part, "_type", "") == "Tr"][1:]
    for cells, row in zip(lines, live.rowData, strict=True):
        shown = [text(cell).replace(" · ", " ") for cell in cells]
        assert shown == [" ".join(row[name]["t"].replace(" · ", " ").split()) for name in COLUMNS[rows]]


def test_sorting_turns_round_and_what_is_empty_stays_last(tiny: Catalogue) -> None:
    context = context_of(tiny)
    assert names(plain(context, asked("routes", "length"))) == ["Sea cable", "North line"]
    assert names(plain(context, asked("routes", "-length"))) == ["North line", "Sea cable"]
    for order in ("number", "-number"):
        rows = [part for part in parts(plain(context, asked("facts", order))) if getattr(part, "_type", "") == "Tr"][1:]
        shown = [text(row.children[-2]) for row in rows]
        assert sorted(shown, key=lambda words: not words) == shown
        assert shown[0] == (
            "from 1 million tonnes, target 5 million tonnes" if order == "number" else "15 million tonnes"
        )


def test_the_grid_sorts_by_the_same_order(tiny: Catalogue) -> None:
    context = context_of(tiny)
    live = grid(context, asked("facts", "-number"))
    (column,) = [definition for definition in live.columnDefs if definition["sort"]]
    assert (column["field"], column["sort"]) == ("number", "desc")
    places = {row["number"]["t"]: row["number"]["k"] for row in live.rowData}
    assert places["from 1 million tonnes, target 5 million tonnes"] < places["15 million tonnes"]
    assert {place for words, place in places.items() if not words} == {None}


def test_columns_can_be_taken_away_but_not_the_name(tiny: Catalogue) -> None:
    context = context_of(tiny)
    wanted = asked("places", hide=("lat", "lon", "name"))
    assert heads(plain(context, wanted)) == ["Name", "Kind", "Countries", "Precision", "Projects"]
    live = grid(context, wanted)
    assert [definition["headerName"] for definition in live.columnDefs if not definition["hide"]] == heads(
        plain(context, wanted)
    )


def test_the_download_has_the_same_filters(tiny: Catalogue) -> None:
    context = context_of(tiny)
    view = plain(context, asked("facts", country=["AZ", "GE"], mode=[]))
    (anchor,) = by_class(view, "download")
    assert links(anchor) == ["/data/facts.csv?country=AZ,GE"]
