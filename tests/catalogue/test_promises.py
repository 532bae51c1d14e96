"""The days left for a promise, later statements about it, and that no promise is taken for kept."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.catalogue.checks.catalogue import check
from dashboard.catalogue.due.promises import PromiseStatus, is_promise, promises
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
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


def the_promise(catalogue: Catalogue, today: date) -> tuple[PromiseStatus, int | None, tuple[str, ...]]:
    (promise,) = promises(catalogue, ["cable-ready"], today)
    return promise.status, promise.days_left, promise.later


@pytest.mark.parametrize(
    ("today", "status", "days"),
    [
        (date(2026, 1, 1), PromiseStatus.OPEN, 364),
        (date(2026, 10, 1), PromiseStatus.OPEN, 91),
        (date(2026, 10, 2), PromiseStatus.DUE_SOON, 90),
        (DUE, PromiseStatus.DUE_SOON, 0),
        (date(2027, 1, 1), PromiseStatus.PAST_DUE, -1),
    ],
)
def test_a_day_counts_to_its_end(tmp_path: Path, today: date, status: PromiseStatus, days: int) -> None:
    catalogue = catalogue_with(tmp_path)
    assert the_promise(catalogue, today) == (status, days, ())


def test_a_year_is_past_when_it_is_over(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, due="2026")
    assert the_promise(catalogue, DUE)[:2] == (PromiseStatus.DUE_SOON, 0)
    assert the_promise(catalogue, date(2027, 1, 1))[:2] == (PromiseStatus.PAST_DUE, -1)


def test_later_words_on_the_same_project_do_not_confirm(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, later_fact())
    assert the_promise(catalogue, date(2027, 6, 1))[0::2] == (PromiseStatus.LATER_WORDS, ("cable-laid",))


def test_later_words_were_not_known_before_they_were_said(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, later_fact())
    assert the_promise(catalogue, date(2027, 2, 28))[0::2] == (PromiseStatus.PAST_DUE, ())


def test_only_a_fact_that_is_marked_so_confirms_and_it_comes_first(tmp_path: Path) -> None:
    spoken = later_fact(id="a-cable-is-laid", modality="under-way", quote="Kabel çəkilir")
    catalogue = catalogue_with(tmp_path, spoken, later_fact(confirms="cable-ready"))
    assert the_promise(catalogue, date(2027, 6, 1))[0::2] == (
        PromiseStatus.CONFIRMED,
        ("cable-laid", "a-cable-is-laid"),
    )


@pytest.mark.parametrize(
    "over",
    [{"about": ["railway"]}, {"modality": "intended"}, {"modality": "recalled"}],
    ids=["another project", "a wish", "a memory"],
)
def test_what_is_no_evidence(tmp_path: Path, over: factories.Table) -> None:
    catalogue = catalogue_with(tmp_path, later_fact(**over))
    assert the_promise(catalogue, date(2027, 6, 1))[0::2] == (PromiseStatus.PAST_DUE, ())


def test_words_of_the_same_day_are_not_later(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, later_fact(), published="2025-12-29")
    assert the_promise(catalogue, date(2027, 6, 1))[0::2] == (PromiseStatus.PAST_DUE, ())


def test_what_was_not_yet_said_is_no_promise_yet(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path)
    assert promises(catalogue, ["cable-ready"], date(2025, 12, 28)) == ()


def test_a_promise_without_a_day_stands_last_and_what_is_done_is_none(tmp_path: Path) -> None:
    plan = later_fact(id="plan", modality="planned", quote="Kabel çəkilir")
    catalogue = catalogue_with(tmp_path, plan, later_fact())
    in_order = promises(catalogue, ["plan", "cable-laid", "cable-ready"], date(2027, 6, 1))
    assert [(promise.fact, promise.days_left is None) for promise in in_order] == [
        ("cable-ready", False),
        ("plan", True),
    ]


def test_what_is_to_come_stands_before_what_is_past_the_nearest_first(tmp_path: Path) -> None:
    days = {"past": "2026", "far": "2030", "near": "2028", "long-past": "2025-12-29"}
    quotes = ("Kabel çəkildi", "Kabel çəkilir", "Dəmir yolu işləyir", "Dəmir yolu")
    own = [
        later_fact(id=name, modality="planned", due=day, quote=quote)
        for (name, day), quote in zip(days.items(), quotes, strict=True)
    ]
    own[-1] |= {"suffix": " işləyir"}
    catalogue = catalogue_with(tmp_path, *own, published="2025-12-29")
    in_order = promises(catalogue, days, date(2027, 6, 1))
    assert [promise.fact for promise in in_order] == ["near", "far", "past", "long-past"]


DATED = {"due": "2026-12-31"}


@pytest.mark.parametrize(
    ("over", "promised"),
    [
        ({}, True),
        ({"kind": "construction", "modality": "under-way", **DATED}, True),
        ({"kind": "agreement", "modality": "achieved", **DATED}, True),
        ({"about": ["sea-cable"]}, True),
        ({"about": ["baku", "cable"]}, True),
        ({"modality": "intended", **DATED}, False),
        ({"modality": "recalled", **DATED}, False),
        ({"modality": "under-way"}, False),
        ({"modality": "achieved"}, False),
        ({"about": ["baku"], **DATED}, False),
        ({"about": ["forum"], **DATED}, False),
        ({"about": ["forum", "baku"], **DATED}, False),
        *(
            ({"kind": kind, **DATED}, False)
            for kind in ("importance", "event", "proposal", "endorsement", "definition", "cooperation", "organisation")
        ),
    ],
    ids=str,
)
def test_a_promise_is_undertaken_can_be_kept_and_is_about_a_system(
    tmp_path: Path, over: factories.Table, promised: bool
) -> None:
    forum = factories.project_table(
        id="forum", kind="conference", routes=[], countries=["AZ"], status=factories.railway_table()["status"]
    )
    documents = [(factories.document_table(), factories.INTERVIEW_TEXT, [factories.fact_table(**over)])]
    projects = [factories.project_table(), factories.railway_table(), forum]
    catalogue = load_catalogue(factories.write_catalogue(tmp_path, documents=documents, projects=projects))
    assert is_promise(catalogue, catalogue.facts["cable-ready"]) is promised


NO_PROMISES = (
    "cop29-meet-again-in-baku",  # a meeting on its day
    "roadmap-to-2027-approved",  # an importance
    "central-asia-2040-commitment",  # a concept that was signed
    "tokayev-importance-of-trans-caspian-and-trans-afghan",
    "az-kz-investment-fund-impetus",  # an expectation
    "business-council-proposed",
    "mirziyoyev-next-chair",
    "trade-target-15-billion",  # an aim that has its own view
    "tasim-main-initiative",
    "digital-silk-road-contribution",
)


def test_of_the_real_statements_only_undertakings_about_systems_are_promises(real: Catalogue) -> None:
    promising = {fact.id for fact in real.facts.values() if is_promise(real, fact)}
    assert "cable-laid-by-end-of-2026" in promising
    assert promising.isdisjoint(NO_PROMISES)
    kinds = {
        project.kind
        for fact in promising
        for subject in real.facts[fact].about
        if (project := real.projects.get(subject))
    }
    assert kinds.isdisjoint({"conference", "organisation"})


def test_no_meeting_is_past_due(real: Catalogue) -> None:
    dated = promises(real, real.facts, date(2026, 11, 22))
    assert [real.facts[promise.fact].kind for promise in dated if (promise.days_left or 0) < 0] == []


def test_a_meeting_that_was_announced_can_be_confirmed(tmp_path: Path) -> None:
    meeting = factories.fact_table(kind="event", modality="intended", due="2026-12-31")
    later = factories.document_table(id="later", file="seeds/later.txt", title="Kabel çəkildi", published="2027-03-01")
    documents = [
        (factories.document_table(), factories.INTERVIEW_TEXT, [meeting]),
        (later, LATER_TEXT, [later_fact(kind="event", confirms="cable-ready")]),
    ]
    catalogue = load_catalogue(factories.write_catalogue(tmp_path, documents=documents))
    assert [finding for finding in check(catalogue) if finding.field == "confirms"] == []


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
    errors = [finding for finding in check(catalogue) if finding.level == "error" and finding.field == "confirms"]
    assert [message in error.message for error in errors] == [True]


def test_a_right_confirmation_is_no_finding(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, later_fact(confirms="cable-ready"))
    assert [finding for finding in check(catalogue) if finding.field == "confirms"] == []


def test_a_reprint_is_neither_a_promise_of_its_own_nor_later_words(tmp_path: Path) -> None:
    text = factories.INTERVIEW_TEXT
    said = later_fact(id="said", quote="Liman böyüyür, gəmilər çoxalır", about=["cable"])
    promise = factories.fact_table(due="2026-12-31", written={"due": "2026-cı ilin sonunda"})
    again = factories.document_table(id="again", file="seeds/again.txt", published="2026-01-05")
    printed = [
        (factories.document_table(), text, [promise, said]),
        (again, text + "\n", [{**promise, "id": "promise-again"}, {**said, "id": "said-again"}]),
    ]
    catalogue = load_catalogue(factories.write_catalogue(tmp_path, documents=printed))
    (promised,) = promises(catalogue, catalogue.facts, date(2026, 6, 1))
    assert (promised.fact, promised.later) == ("cable-ready", ())
