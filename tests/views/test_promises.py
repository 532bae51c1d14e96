"""What the reader sees of a promise."""

from collections.abc import Callable
from datetime import date

import pytest

from dashboard.catalogue.load import Catalogue
from dashboard.views.context import Context
from dashboard.views.promises import promise_view, time_left
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
                "son gün bu gündür",
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
    assert "Held against 22 November 2026." in text(view)
    first = by_class(view, "promise")[0]
    said = text(first)
    assert links(first)[0] == "/fact/cable-laid-by-end-of-2026"
    assert all(
        words in said for words in ("due soon", "31 December 2026", "39 days left", "29 December 2025", "planned")
    )
    assert context.catalogue.facts["cable-laid-by-end-of-2026"].quote in said
    assert by_class(view, "confirmed") == []


def test_the_conference_is_past_due(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    view = promise_view(context, everything(context), date(2026, 11, 22))
    (past,) = [card for card in by_class(view, "promise") if "past-due" in card.className]
    assert all(words in text(past) for words in ("November 2024", "722 days past", "none in the documents"))


def test_on_an_earlier_day_less_was_known(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    view = promise_view(context, everything(context), date(2024, 9, 1))
    assert "/fact/cable-laid-by-end-of-2026" not in links(view)
    assert "/fact/cop29-meet-again-in-baku" in links(view)
