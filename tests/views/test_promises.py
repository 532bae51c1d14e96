"""What the reader sees of a promise."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.views.context import Context
from dashboard.views.dock.promises import promise_view, time_left
from dashboard.views.panel.statements import attribution
from tests.views.conftest import by_class, context_of, everything, links, text


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        (
            "en",
            [
                "today is the last day",
                "1 day left",
                "39 days past",
                "999 days left",
                "more than 2 years left",
                "more than 14 years left",
            ],
        ),
        (
            "az",
            [
                "bu gün son gündür",
                "1 gün qalıb",
                "39 gün keçib",
                "999 gün qalıb",
                "2 ildən çox qalıb",
                "14 ildən çox qalıb",
            ],
        ),
        (
            "ar",
            [
                "اليوم هو اليوم الأخير",
                "بقي يوم واحد",
                "مضى 39 يوماً",
                "بقي 999 يوماً",
                "بقي أكثر من سنتين",
                "بقي أكثر من 14 سنة",
            ],
        ),
    ],
)
def test_time_left_in_words(tiny: Catalogue, language: str, shown: list[str]) -> None:
    context = context_of(tiny, language)
    assert [time_left(context, days) for days in (0, 1, -39, 999, 1000, 5153)] == shown


def test_the_cable_comes_first_with_its_day_its_words_and_no_claim(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    view = promise_view(context, everything(context), date(2026, 11, 22))
    assert "Counted as of 22 November 2026." in text(view)
    first = by_class(view, "promise")[0]
    said = text(first)
    assert links(first)[0] == "/fact/cable-laid-by-end-of-2026"
    assert all(
        words in said for words in ("due soon", "31 December 2026", "39 days left", "29 December 2025", "planned")
    )
    assert context.catalogue.facts["cable-laid-by-end-of-2026"].quote in said
    assert by_class(view, "confirmed") == []


def test_a_day_that_is_past_is_said_with_what_was_said_later(tiny: Catalogue) -> None:
    fact = tiny.facts["cable-ready"].model_copy(update={"due": "2026-11-30"})
    context = context_of(replace(tiny, facts={**tiny.facts, fact.id: fact}))
    view = promise_view(context, everything(context), date(2026, 12, 5))
    (past,) = [card for card in by_class(view, "promise") if "past-due" in card.className]
    assert all(words in text(past) for words in ("30 November 2026", "5 days past", "none in the documents"))


@pytest.mark.parametrize(("language", "said"), [("en", "past"), ("az", "keçib"), ("ar", "مضى")])
def test_a_meeting_is_nobody_s_promise(real_context: Callable[[str], Context], language: str, said: str) -> None:
    context = real_context(language)
    view = promise_view(context, everything(context), date(2026, 11, 22))
    assert "/fact/cop29-meet-again-in-baku" not in links(view)
    assert said not in text(by_class(view, "promise-statuses"))
    meeting = context.catalogue.facts["cop29-meet-again-in-baku"]
    assert context.words("fact.due.event") in text(attribution(context, meeting))


def test_on_an_earlier_day_less_was_known(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    view = promise_view(context, everything(context), date(2024, 9, 1))
    assert "/fact/cable-laid-by-end-of-2026" not in links(view)
    assert "None of the statements that match the filters is a promise." in text(view)
