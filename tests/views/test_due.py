"""What readers see of the dates that were named: the sentence, the drawing, the table, the calendar."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dashboard.catalogue.due.history import DueHistory, NamedDate, due_histories
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.i18n import words_in
from dashboard.views.context import Context
from dashboard.views.dock.promises import promise_view
from dashboard.views.due.figure import due_figure
from dashboard.views.due.finding import finding
from dashboard.views.due.history import due_section
from tests.views.conftest import by_class, everything, links, text


def history(*dates: tuple[str, str | None]) -> DueHistory:
    return DueHistory("cable", None, tuple(NamedDate(due, said) for due, said in dates), came_about=False)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "A date for it was named 2 times since 2020. The date named moved by 5 years: from 2021 to 2026."),
        ("az", "Bunun üçün 2 dəfə tarix deyilib (ilk dəfə: 2020). Deyilən tarix 5 il sonraya keçib: 2021 → 2026."),
        ("ar", "ذُكر له موعد مرتين منذ 2020. تأخر الموعد المذكور 5 سنوات: من 2021 إلى 2026."),
    ],
)
def test_the_finding_is_computed_and_grammatical(language: str, said: str) -> None:
    assert finding(words_in(language), history(("2021", "2020"), ("2026", "2026-01-07"))) == said


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ([("2024", "2020")], "A date for it was named once, in 2020."),
        ([("2033", None)], "A date for it was named once on a day that is not known."),
        (
            [("2024-11", "2020"), ("2024-12", "2021")],
            "A date for it was named 2 times since 2020. "
            "The date named moved by 1 month: from November 2024 to December 2024.",
        ),
        (
            [("2025", "2020"), ("2024", "2021")],
            "A date for it was named 2 times since 2020. The date named came nearer by 1 year: from 2025 to 2024.",
        ),
        (
            [("2024", "2020"), ("2024-12-31", "2021")],
            "A date for it was named 2 times since 2020. The date named has not moved: 31 December 2024.",
        ),
    ],
)
def test_a_finding_says_no_more_than_is_known(dates: list[tuple[str, str | None]], said: str) -> None:
    assert finding(words_in("en"), history(*dates)) == said


def drawing(context: Context, project: str) -> str:
    (drawing,) = by_class(due_section(context, project), "due-drawing")
    return str(drawing.children)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_point_of_the_panel_s_chart_opens_its_words_or_its_source(
    real_context: Callable[[str], Context], language: str
) -> None:
    context = real_context(language)
    svg = drawing(context, "trans-caspian-cable")
    addresses = re.findall(r'<a href="([^"]+)"', svg)
    assert addresses[-1] == "/fact/cable-laid-by-end-of-2026"
    assert len(addresses) == 7
    assert all(address.startswith("https://") for address in addresses[:-1])
    assert svg.count('class="due-statement"') == 1
    assert svg.count('class="due-figure"') == 6
    places = [float(x) for x in re.findall(r'<circle class="due-figure" cx="([\d.]+)"', svg)]
    assert sorted(places, reverse=language == "ar") == places


def test_what_has_no_second_date_has_words_and_no_drawing(real_context: Callable[[str], Context]) -> None:
    section = due_section(real_context("en"), "rogun")
    assert by_class(section, "due-drawing") == []
    assert "Third unit" in text(section)
    assert text(section).count("not known") >= 2
    assert due_section(real_context("en"), "traceca") == []


def test_the_view_has_the_finding_the_calendar_and_what_came_due(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    view = promise_view(context, everything(context), date(2026, 11, 22), calendar="/due.ics?lang=en")
    assert "named 7 times since 2020" in text(by_class(view, "due-finding")[0])
    assert "/due.ics?lang=en" in links(view)
    assert "2 came due by 22 November 2026 without later evidence" in text(view)
    later = promise_view(context, everything(context), date(2031, 1, 1))
    assert "Every date named for it is past" in text(by_class(later, "due-past")[0])


def test_the_large_chart_keeps_statements_and_figures_apart(
    real: Catalogue, real_context: Callable[[str], Context]
) -> None:
    (cable,) = due_histories(real, ["trans-caspian-cable"])
    for language in ("en", "ar"):
        figure = due_figure(real_context(language), cable, date(2026, 11, 22))
        marks = [trace for trace in figure["data"] if "customdata" in trace]
        assert [len(trace["x"]) for trace in marks] == [6, 1]
        assert [trace["marker"]["size"] for trace in marks] == [17, 9]
        first, last = figure["layout"]["xaxis"]["range"]
        assert (first > last) is (language == "ar")


@pytest.mark.parametrize(("language", "kind"), [("en", "Capacity"), ("az", "Ötürücülük"), ("ar", "الطاقة")])
def test_what_is_aimed_at_by_a_day_stands_under_its_kind(
    real_context: Callable[[str], Context], language: str, kind: str
) -> None:
    context = real_context(language)
    aim = {"id": "aim", "kind": "capacity", "target": 10.0, "unit": "Tbit/s", "due": "2030"}
    fact = context.catalogue.facts["cable-laid-by-end-of-2026"].model_copy(update=aim)
    facts = {**context.catalogue.facts, "aim": fact}
    documents = {**context.catalogue.fact_document, "aim": "atamoglanov-interview"}
    told = replace(context, catalogue=replace(context.catalogue, facts=facts, fact_document=documents))
    section = text(due_section(told, "trans-caspian-cable"))
    assert kind in section
    assert "2030" in section
