"""How long a project is, and what others report of it, as a reader meets it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.catalogue.load.catalogue import load_catalogue
from dashboard.catalogue.reported_lengths import ReportedLength, reported_lengths
from dashboard.views.context import Context
from dashboard.views.dock.compare import compare_view
from dashboard.views.panel.lengths import compared, project_lengths, reported_rows
from dashboard.views.panel.route import route_panel
from tests import factories
from tests.views.conftest import context_of, links, text
from tests.views.test_compare import rows as compared_rows

In = Callable[[str], Context]


def rows_of(context: Context, project: str) -> dict[str, str]:
    return {name: text(value) for name, value in project_lengths(context, context.catalogue.projects[project])}


def test_alternatives_stand_beside_each_other(real_context: In) -> None:
    context = real_context("en")
    rows = rows_of(context, "tasim")
    assert rows["Length, drawn"].startswith("about 11,300 km")
    assert "Main route" in rows["Length, drawn"]
    assert "Northern route" in rows["Variants, not added to it"]
    assert "22," not in " ".join(rows.values())
    beside = compared_rows(compare_view(context, ("tasim",)))["Length, drawn"][0]
    assert beside.startswith("about 11,300 km") and "about 10,600 km" in beside


def test_countries_are_those_of_the_main_way(real_context: In) -> None:
    context = real_context("en")
    by_country = rows_of(context, "tasim")["By country"]
    assert "Kazakhstan" in by_country and "Russia" not in by_country
    assert "Serbia" not in by_country and "other countries on our sketch" in by_country  # by stops of ours
    assert "Türkiye" not in rows_of(context, "middle-corridor")["By country"]  # its main way ends at Poti


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_separate_lines_are_not_added_up(real_context: In, language: str) -> None:
    context = real_context(language)
    rows = rows_of(context, "caspian-fleet")
    assert rows == {context.words("length.drawn"): context.words("length.no_way")}
    assert rows_of(context, "cica") == {}


def sentence(context: Context, holder: str, reported: float) -> str:
    (told,) = [
        length
        for length in reported_lengths(context.catalogue, context.measures)
        if (length.holder, length.reported_km) == (holder, reported)
    ]
    return compared(context, told)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "about 200 km drawn, 210 km reported: our line is 5% shorter"),
        ("az", "xəritədə təxminən 200 km, bildirilən 210 km: bizim xəttimiz 5% qısadır"),
        ("ar", "المرسوم نحو 200 كم والمعلن 210 كم: خطنا أقصر بنسبة 5%"),
    ],
)
def test_a_reported_length_is_compared_in_a_sentence(tmp_path: Path, language: str, said: str) -> None:
    figure = {"measure": "length", "value": 210, "unit": "km", "source": "a source"}
    routes = [factories.route_table(figures=[figure]), factories.cable_route_table()]
    catalogue = load_catalogue(factories.write_catalogue(tmp_path, routes=routes))
    assert sentence(context_of(catalogue, language), "north-line", 210) == said  # each segment is 100 km long


@pytest.mark.parametrize(
    ("holder", "reported", "said"),
    [
        ("siyazan-turkmenbashi-cable", 300, "no difference that our drawing could tell"),
        ("sumgayit-aktau-cable", 380, "no difference that our drawing could tell"),
        ("siyazan-aktau-cable", 380, "380–400 km reported: no difference"),
        ("samtredia-batumi", 104.1, "no difference that our drawing could tell"),
        ("baku-tbilisi-kars", 757, "about 710 km drawn, 757 km reported: our line is 6% shorter"),
        ("tasim", 11_000, "our line is a sketch, its length proves nothing about the reported one"),
    ],
)
def test_a_line_is_compared_no_finer_than_it_is_shown(
    real_context: In, holder: str, reported: float, said: str
) -> None:
    assert said in sentence(real_context("en"), holder, reported)


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_no_share_contradicts_the_numbers_before_it(real_context: In, language: str) -> None:
    context = real_context(language)
    words = context.words
    lengths = reported_lengths(context.catalogue, context.measures)
    assert lengths
    for length in lengths:
        told = compared(context, length)
        drawn, *reported, last = [
            float(number.replace(words.number(1000)[1], "").replace(words.number(0.5, 1)[1], "."))
            for number in re.findall(r"\d[\d.,]*(?<![.,])", told)
        ]
        if "%" not in told:
            assert words.template("length.reported_same").split("}")[-1] in told or "tasim" in length.holder
            continue
        nearest = min(reported, key=lambda km: abs(km - drawn))
        assert last == pytest.approx(abs(drawn - nearest) / nearest * 100, abs=0.51), told
        side = "shorter" if drawn < nearest else "longer"
        assert words.template(f"length.reported_{side}").split("}")[-2].split("{")[0] in told


@pytest.mark.parametrize(("drawn", "difference"), [(100, 0), (110, 0), (121, 0.1), (90, -0.1)])
def test_within_a_reported_range_nothing_differs(real_context: In, drawn: float, difference: float) -> None:
    figure = real_context("en").catalogue.projects["tasim"].figures[0].model_copy(update={"value_max": 110})
    reported = ReportedLength("tasim", ("tasim-main",), figure, 100, drawn)
    assert reported.difference == pytest.approx(difference)
    assert not reported.differs


def test_another_stretch_is_named_and_sources_are_linked(real_context: In) -> None:
    context = real_context("en")
    ((_, told),) = reported_rows(context, "baku-tbilisi-kars")
    assert text(told).startswith("7 values , 757–850 km")
    assert "Kars" in text(told).split("757 km reported")[0].split("km")[-2]
    assert any(url.startswith("https://report.az/infrastruktur/") for url in links(told))


def test_a_withdrawn_line_keeps_its_own_length(real_context: In) -> None:
    context = real_context("en")
    panel = text(route_panel(context, context.catalogue.routes["siyazan-aktau-cable"]))
    assert "380–400 km reported" in panel


@pytest.mark.parametrize(("language", "whose"), [("en", "Alat port"), ("az", "Ələt"), ("ar", "آلات")])
def test_the_length_of_a_port_says_that_it_is_its_railway(real_context: In, language: str, whose: str) -> None:
    context = real_context(language)
    rows = dict(project_lengths(context, context.catalogue.projects["port-of-alat"]))
    drawn = rows[context.words("length.drawn")]
    assert links(drawn) == ["/route/alat-port-branch"] and whose in text(drawn)
    of_a_line = dict(project_lengths(context, context.catalogue.projects["tasim"]))
    assert links(of_a_line[context.words("length.drawn")]) == []
