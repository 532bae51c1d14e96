"""Lists in pages: every row once, in the order of names, from behind any row."""

from pathlib import Path

import pytest

from dashboard.atlas import Atlas
from dashboard.catalogue.folding import fold_text
from dashboard.interaction.lists import KINDS, LARGEST_PAGE, Lists, Row
from dashboard.loading import load_atlas
from dashboard.views.context import Context
from dashboard.wording import words_in

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas(ROOT)


@pytest.fixture(scope="module", params=["en", "az", "ar"])
def lists(atlas: Atlas, request: pytest.FixtureRequest) -> Lists:
    return Lists(Context(atlas.catalogue, atlas.relations, atlas.measures, words_in(request.param)))


def every_row(lists: Lists, kind: str, size: int) -> list[Row]:
    rows: list[Row] = []
    after = None
    while True:
        page = lists.page(kind, after, size)
        rows += page.rows
        after = page.after
        if after is None:
            assert len(rows) == page.total
            return rows


@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_any_size_hold_every_row_once_by_name(atlas: Atlas, lists: Lists, kind: str) -> None:
    rows = every_row(lists, kind, 7)
    assert rows == every_row(lists, kind, LARGEST_PAGE)
    assert {row["id"] for row in rows} == set(getattr(atlas.catalogue, f"{kind}s"))
    names = [fold_text(row["name"]) for row in rows]
    assert names == sorted(names)
    assert all(row["path"] == f"/{kind}/{row['id']}" for row in rows)


def test_only_what_passes_is_listed_even_behind_what_does_not(lists: Lists) -> None:
    ids = [row["id"] for row in every_row(lists, "place", 50)]
    among = set(ids[::2])
    page = lists.page("place", ids[1], 3, among)
    assert [row["id"] for row in page.rows] == [ids[2], ids[4], ids[6]]
    assert page.total == len(among)


def test_what_cannot_be_asked_is_refused(lists: Lists) -> None:
    for kind, after in (("segment", None), ("place", "nowhere")):
        with pytest.raises(KeyError):
            lists.page(kind, after)
    for size in (0, -1, LARGEST_PAGE + 1):
        with pytest.raises(ValueError, match="size"):
            lists.page("place", None, size)


def test_the_last_page_says_so(lists: Lists) -> None:
    rows = every_row(lists, "route", 10)
    assert lists.page("route", rows[-1]["id"]).rows == ()
    assert lists.page("route", rows[-2]["id"]).after is None
