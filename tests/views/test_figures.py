"""A figure from elsewhere reads as a sentence, and its source leads there."""

from collections.abc import Callable

import pytest

from dashboard.catalogue.models import ReferenceFigure
from dashboard.catalogue.vocabulary import Measure
from dashboard.i18n import words_in
from dashboard.views.context import Context
from dashboard.views.panel.figures import DATED, figure_parts
from dashboard.views.panel.sources import cited, hosts
from tests.views.conftest import links, parts, text

In = Callable[[str], Context]
LOCAL = {"en": "In service by the end of the year", "az": "İlin sonuna qədər", "ar": "بنهاية العام"}


def figure(**over: object) -> ReferenceFigure:
    return ReferenceFigure.model_validate({"measure": "due", "source": "a.az/one (2020)", **over})


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_a_day_that_is_the_value_stands_first(language: str) -> None:
    said = text(figure_parts(words_in(language), figure(as_of="2021", text=LOCAL)))
    assert said.startswith(f"2021 : {LOCAL[language]} ")


def test_what_was_agreed_has_its_day_its_words_and_its_amount() -> None:
    agreed = figure(measure="agreed", as_of="2022-10-11", text=LOCAL, value=25, unit="million USD")
    assert text(figure_parts(words_in("en"), agreed)).startswith(
        "11 October 2022 : In service by the end of the year, "
    )


def test_an_amount_stands_first_with_its_day_behind_it() -> None:
    agreed = figure(measure="capacity", as_of="2024-03", value=1, value_max=1.5, unit="million tonnes per year")
    said = text(figure_parts(words_in("en"), agreed))
    assert said.startswith("1–1.5 million tonnes") and "( March 2024 )" in said


def test_no_real_day_hides_behind_its_words(real_context: In) -> None:
    words = real_context("en").words
    for project in real_context("en").catalogue.projects.values():
        for figure in project.figures:
            if figure.measure in DATED and figure.as_of:
                assert text(figure_parts(words, figure)).startswith(words.date(figure.as_of)), project.id
    assert Measure.DUE in DATED


def test_a_source_is_a_link_that_tells_nobody_where_from() -> None:
    (link,) = [part for part in parts(cited("trend.az/business/1 (2025)")) if getattr(part, "_type", "") == "A"]
    assert (link.href, link.children) == ("https://trend.az/business/1", "trend.az/business/1")
    assert {"noopener", "external"} <= set(link.rel.split())
    assert link.referrerPolicy == "no-referrer"
    assert text(cited("trend.az/business/1 (2025)")) == "trend.az/business/1 (2025)"
    assert links(cited("report.az (2025-12-18)")) == []


def test_a_long_address_is_shown_by_its_site() -> None:
    address = "astanatimes.com/2025/07/uzbekistan-pakistan-and-afghanistan-sign-agreement"
    (link,) = [part for part in parts(cited(f"{address} (2025)")) if getattr(part, "_type", "") == "A"]
    assert (link.href, link.children, link.title) == (f"https://{address}", "astanatimes.com/…", address)


def test_a_source_in_short_is_whose_page_it_is() -> None:
    assert text(hosts("a.az/one (2020); b.az/two")) == "a.az , b.az"
    assert text(hosts("report.az (2025-12-18)")) == "report.az (2025-12-18)"
