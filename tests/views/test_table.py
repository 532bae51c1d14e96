"""Rows, columns, their order, and the download of the same."""

from collections.abc import Callable

import pytest

from dashboard.catalogue.load import Catalogue
from dashboard.views.context import Context
from dashboard.views.dock import COLUMNS, ROWS
from dashboard.views.table import Asked, table_view
from dashboard.views.table_cells import CELLS, alphabetical
from tests.views.conftest import by_class, context_of, everything, links, parts, text


def asked(rows: str, sort: str | None = None, hide: tuple[str, ...] = (), **filters: list[str]) -> Asked:
    return Asked(rows, sort, frozenset(hide), filters)


def names(view: object) -> list[str]:
    rows = [one for one in parts(view) if getattr(one, "_type", "") == "Tr"]
    return [text(row.children[0]) for row in rows[1:]]


def heads(view: object) -> list[str]:
    return [text(one) for one in parts(view) if getattr(one, "scope", "") == "col"]


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_every_record_has_its_row_and_every_column_its_cell(
    real_context: Callable[[str], Context], rows: str, language: str
) -> None:
    context = real_context(language)
    passing = everything(context)
    view = table_view(context, passing, asked(rows))
    assert len(names(view)) == len(getattr(passing, rows))
    assert len(heads(view)) == len(COLUMNS[rows]) == len(CELLS[rows])


def test_sorting_turns_round_and_what_is_empty_stays_last(tiny: Catalogue) -> None:
    context = context_of(tiny)
    assert names(table_view(context, everything(context), asked("routes", "length"))) == ["Sea cable", "North line"]
    assert names(table_view(context, everything(context), asked("routes", "-length"))) == ["North line", "Sea cable"]
    for order in ("number", "-number"):
        view = table_view(context, everything(context), asked("facts", order))
        by_number = [row.children[-2] for row in parts(view) if getattr(row, "_type", "") == "Tr"][1:]
        shown = [text(cell).replace(" ,", ",") for cell in by_number]
        assert sorted(shown, key=lambda words: not words) == shown
        assert shown[0] == (
            "from 1 million tonnes, target 5 million tonnes" if order == "number" else "15 million tonnes"
        )


def test_the_heading_says_how_it_sorts_and_offers_the_other_way(tiny: Catalogue) -> None:
    context = context_of(tiny)
    view = table_view(context, everything(context), asked("routes", "length"))
    (head,) = [one for one in parts(view) if getattr(one, "aria-sort", None)]
    assert (getattr(head, "aria-sort"), getattr(head.children, "data-table-sort")) == ("ascending", "-length")


def test_columns_can_be_taken_away_but_not_the_name(tiny: Catalogue) -> None:
    context = context_of(tiny)
    view = table_view(context, everything(context), asked("places", hide=("lat", "lon", "name")))
    assert heads(view) == ["Name", "Kind", "Countries", "Precision", "Projects"]


def test_the_download_has_the_same_filters(tiny: Catalogue) -> None:
    context = context_of(tiny)
    view = table_view(context, everything(context), asked("facts", country=["AZ", "GE"], mode=[]))
    (anchor,) = by_class(view, "download")
    assert links(anchor) == ["/data/facts.csv?country=AZ,GE"]


def test_each_language_sorts_by_its_own_alphabet() -> None:
    def ordered(language: str, *words: str) -> list[str]:
        return sorted(words, key=lambda word: alphabetical(language, word))

    assert ordered("az", "Şuşa", "Zəngilan", "Çin", "Dağ", "Cənub", "İran", "Xəzər", "Hind", "Iğdır", "Əli", "Ev") == [
        "Cənub", "Çin", "Dağ", "Ev", "Əli", "Hind", "Xəzər", "Iğdır", "İran", "Şuşa", "Zəngilan",
    ]  # fmt: skip
    assert ordered("en", "Zhetysu", "Ärzi", "alat") == ["alat", "Ärzi", "Zhetysu"]
    assert ordered("ar", "الميناء", "باكو", "اليابان") == ["باكو", "الميناء", "اليابان"]
