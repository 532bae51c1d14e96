"""Two projects in two columns."""

from collections.abc import Callable

import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.views.context import Context
from dashboard.views.dock.compare import compare_view
from tests.views.conftest import context_of, parts, text


def rows(view: object) -> dict[str, list[str]]:
    lines = [part for part in parts(view) if getattr(part, "_type", "") == "Tr"]
    return {text(name): [text(cell) for cell in cells] for name, *cells in (line.children for line in lines[1:])}


def test_each_column_has_its_own(tiny: Catalogue) -> None:
    compared = rows(compare_view(context_of(tiny), ("cable", "railway")))
    assert compared["Project"] == ["The cable Cable", "The railway Railway"]
    assert compared["Length, drawn"][0].startswith("about 100 km")
    assert compared["Length, drawn"][1].startswith("about 200 km")
    assert compared["Countries"] == ["Azerbaijan · Kazakhstan", "Azerbaijan · Georgia"]
    assert compared["Mode"] == ["cable under the sea", "railway"]
    assert [words.split()[0] for words in compared["What the documents say"]] == ["1", "2"]


@pytest.mark.parametrize(("chosen", "columns"), [((), []), (("railway",), ["railway", ""])])
def test_a_side_not_chosen_is_empty(tiny: Catalogue, chosen: tuple[str, ...], columns: list[str]) -> None:
    view = compare_view(context_of(tiny), chosen)
    assert rows(view).get("Mode", []) == columns
    assert "Choose two projects." in text(view)


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_every_project_can_be_compared(real_context: Callable[[str], Context], language: str) -> None:
    context = real_context(language)
    for project in context.catalogue.projects:
        compared = rows(compare_view(context, (project,)))
        assert len(compared) == 9
        assert all(cells[0] for cells in compared.values())
