"""How long is left, what was said later, and that nothing is taken for kept."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.catalogue.checks import check
from dashboard.catalogue.load import Catalogue, load_catalogue
from dashboard.catalogue.promises import Standing, promises
from tests import factories

DUE = date(2026, 12, 31)
LATER_TEXT = "Kabel çəkildi. Kabel çəkilir. Dəmir yolu işləyir.\n"


def later_fact(**over: object) -> factories.Table:
    own = {"id": "cable-laid", "kind": "construction", "modality": "achieved", "quote": "Kabel çəkildi"}
    return factories.fact_table(**{**own, **over})


def catalogue_with(
    root: Path, *facts: factories.Table, due: str = "2026-12-31", published: str = "2027-03-01"
) -> Catalogue:
    """The interview's promise about the cable, and a later document with ``facts``."""
    later = factories.document_table(id="later", file="seeds/later.txt", title="Kabel çəkildi", published=published)
    promise = factories.fact_table(due=due, written={"due": "2026-cı ilin sonunda"})
    documents = [
        (factories.document_table(), factories.INTERVIEW_TEXT, [promise]),
        (later, LATER_TEXT, facts),
    ]
    return load_catalogue(factories.write_catalogue(root, documents=documents))


def the_promise(catalogue: Catalogue, today: date) -> tuple[Standing, int | None, tuple[str, ...]]:
    (one,) = promises(catalogue, ["cable-ready"], today)
    return one.standing, one.days_left, one.later


@pytest.mark.parametrize(
    ("today", "standing", "days"),
    [
        (date(2026, 1, 1), Standing.OPEN, 364),
        (date(2026, 10, 1), Standing.OPEN, 91),
        (date(2026, 10, 2), Standing.DUE_SOON, 90),
        (DUE, Standing.DUE_SOON, 0),
        (date(2027, 1, 1), Standing.PAST_DUE, -1),
    ],
)
def test_a_day_counts_to_its_end(tmp_path: Path, today: date, standing: Standing, days: int) -> None:
    catalogue = catalogue_with(tmp_path)
    assert the_promise(catalogue, today) == (standing, days, ())


def test_a_year_is_past_when_it_is_over(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, due="2026")
    assert the_promise(catalogue, DUE)[:2] == (Standing.DUE_SOON, 0)
    assert the_promise(catalogue, date(2027, 1, 1))[:2] == (Standing.PAST_DUE, -1)


def test_later_words_on_the_same_project_do_not_confirm(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, later_fact())
    assert the_promise(catalogue, date(2027, 6, 1))[0::2] == (Standing.LATER_WORDS, ("cable-laid",))


def test_later_words_were_not_known_before_they_were_said(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, later_fact())
    assert the_promise(catalogue, date(2027, 2, 28))[0::2] == (Standing.PAST_DUE, ())


def test_only_a_fact_that_is_marked_so_confirms_and_it_comes_first(tmp_path: Path) -> None:
    spoken = later_fact(id="a-cable-is-laid", modality="under-way", quote="Kabel çəkilir")
    catalogue = catalogue_with(tmp_path, spoken, later_fact(confirms="cable-ready"))
    assert the_promise(catalogue, date(2027, 6, 1))[0::2] == (Standing.CONFIRMED, ("cable-laid", "a-cable-is-laid"))


@pytest.mark.parametrize(
    "over",
    [{"about": ["railway"]}, {"modality": "intended"}, {"modality": "recalled"}],
    ids=["another project", "a wish", "a memory"],
)
def test_what_is_no_evidence(tmp_path: Path, over: factories.Table) -> None:
    catalogue = catalogue_with(tmp_path, later_fact(**over))
    assert the_promise(catalogue, date(2027, 6, 1))[0::2] == (Standing.PAST_DUE, ())


def test_words_of_the_same_day_are_not_later(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, later_fact(), published="2025-12-29")
    assert the_promise(catalogue, date(2027, 6, 1))[0::2] == (Standing.PAST_DUE, ())


def test_what_was_not_yet_said_is_no_promise_yet(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path)
    assert promises(catalogue, ["cable-ready"], date(2025, 12, 28)) == ()


def test_a_promise_without_a_day_stands_last_and_what_is_done_is_none(tmp_path: Path) -> None:
    wish = later_fact(id="wish", modality="intended", quote="Kabel çəkilir")
    catalogue = catalogue_with(tmp_path, wish, later_fact())
    found = promises(catalogue, ["wish", "cable-laid", "cable-ready"], date(2027, 6, 1))
    assert [(one.fact, one.days_left is None) for one in found] == [("cable-ready", False), ("wish", True)]


def test_what_is_to_come_stands_before_what_is_past_the_nearest_first(real: Catalogue) -> None:
    dated = [one for one in promises(real, real.facts, date(2026, 11, 22)) if one.days_left is not None]
    assert [(one.fact, one.standing, one.days_left) for one in dated] == [
        ("cable-laid-by-end-of-2026", Standing.DUE_SOON, 39),
        ("roadmap-to-2027-approved", Standing.OPEN, 404),
        ("central-asia-2040-commitment", Standing.OPEN, 5153),
        ("cop29-meet-again-in-baku", Standing.PAST_DUE, -722),
    ]


@pytest.mark.parametrize(
    ("over", "message"),
    [
        ({"confirms": "nothing"}, "nothing"),
        ({"confirms": "cable-ready", "modality": "under-way"}, "only what is achieved confirms"),
        ({"confirms": "cable-ready", "about": ["railway"]}, "about something else"),
        ({"confirms": "railway-runs"}, "neither looks forward"),
    ],
)
def test_a_wrong_confirmation_is_found(tmp_path: Path, over: factories.Table, message: str) -> None:
    runs = later_fact(id="railway-runs", about=["railway"], quote="Dəmir yolu işləyir")
    catalogue = catalogue_with(tmp_path, later_fact(**over), runs)
    errors = [one for one in check(catalogue) if one.level == "error" and one.field == "confirms"]
    assert [message in one.message for one in errors] == [True]


def test_a_right_confirmation_is_no_finding(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, later_fact(confirms="cable-ready"))
    assert [one for one in check(catalogue) if one.field == "confirms"] == []
