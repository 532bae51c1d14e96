"""What the panel of a way says, in three languages: borders, transshipments, what holds it back, gaps."""

from collections.abc import Callable

import pytest

from dashboard.views.context import Context
from dashboard.views.panel.corridor import corridor_panel
from dashboard.web.pages.itineraries import find_itineraries
from tests.views.conftest import text

Contexts = Callable[[str], Context]


def told(context: Context, start: str, end: str, *, planned: bool = False) -> str:
    return text(corridor_panel(context, find_itineraries(context, start, end, planned=planned)))


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_places_an_ocean_apart_have_no_gap_to_fill(real_context: Contexts, language: str) -> None:
    context = real_context(language)
    said = told(context, "un-headquarters", "baku")
    assert context.words("corridor.gap_explained") not in said
    assert context.words.number(8080) in said


KHORGOS_POTI = {
    "en": [
        "Borders crossed 5", "Transshipments 3 (2 between rail and ship, 1 change of gauge)",
        "change of gauge 1435/1520 mm at Altynkol", "from rail to ship at ",
        "by sea", "What limits the route", "Legs by ship Aktau–Alat ferry",
        "from 15 million tonnes to 25 million tonnes", "en.trend.az/business/3982954",
    ],
    "az": [
        "Keçilən sərhədlər 5", "Yükaşırmalar 3", "yolun eni dəyişir, 1435/1520 mm: Altınköl", "dəniz yolu ilə",
        "Yolu nə məhdudlaşdırır", "en.trend.az/business/3982954",
    ],
    "ar": [
        "الحدود المعبورة 5", "عمليات مناقلة البضائع 3", "تغيير عرض السكة 1435/1520 مم في ألتينكول", "بحراً",
        "ما يحدّ من الطريق", "en.trend.az/business/3982954",
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", KHORGOS_POTI)
@pytest.mark.parametrize("back", [False, True])
def test_the_middle_corridor_is_held_back_by_more_than_its_status(
    real_context: Contexts, language: str, back: bool
) -> None:
    ends = ("poti-port", "khorgos-china-station") if back else ("khorgos-china-station", "poti-port")
    panel = told(real_context(language), *ends)
    for words in KHORGOS_POTI[language]:
        assert (words.replace("1435/1520", "1520/1435") if back else words) in panel
    if language == "en":
        assert ("Azerbaijan – Kazakhstan" if back else "Kazakhstan – Azerbaijan") in panel


def test_a_gap_over_a_sketch_is_no_more_exact_than_the_sketch(real_context: Contexts) -> None:
    said = told(real_context("en"), "frankfurt", "hong-kong")
    assert said.count("about 10,000 km") >= 2
    assert "9,970" not in said


NO_LINE = {
    "en": (
        "This atlas holds no line here",
        "This atlas holds no route, neither over lines that operate nor over others.",
    ),
    "az": ("Atlasda burada xətt yoxdur", "Atlasda nə istismarda olan, nə də başqa xətlərlə ora yol var."),
    "ar": ("لا خط في هذا الأطلس هنا", "لا طريق في هذا الأطلس، لا عبر ما يعمل ولا عبر غيره."),
}


@pytest.mark.parametrize("language", NO_LINE)
def test_a_gap_is_the_atlas_own_and_what_was_asked_is_answered(real_context: Contexts, language: str) -> None:
    context = real_context(language)
    gap, none = NO_LINE[language]
    planned = told(context, "baku", "kabul", planned=True)
    assert gap in planned
    assert none in planned
    assert context.words("corridor.none") not in planned
    assert context.words("corridor.none") in told(context, "baku", "kabul")
    for place in ("arys-station", "galaba-station"):
        assert context.name_of(place) in planned


def test_what_is_only_not_built_is_no_gap(real_context: Contexts) -> None:
    panel = told(real_context("en"), "termez-station", "peshawar-station")
    assert "This atlas holds no line here" not in panel
    assert "No line that this atlas holds operates here : Naibabad – Peshawar Cantonment" in panel
    assert "Gauge not known; it may change there Kharlachi border crossing – Peshawar Cantonment" in panel


def test_a_railway_says_nothing_of_the_sea(real_context: Contexts) -> None:
    panel = told(real_context("en"), "baku-station", "istanbul")
    assert "at sea" not in panel
    assert "Transshipments 1 (1 change of gauge)" in panel
    assert "change of gauge 1520/1435 mm at Akhalkalaki" in panel


def test_a_cable_has_no_transshipments(real_context: Contexts) -> None:
    panel = told(real_context("en"), "poti-landing", "balchik-landing")
    assert "Transshipments" not in panel
    assert "Georgia – Bulgaria" in panel


def test_one_place_twice_has_no_way(real_context: Contexts) -> None:
    assert "no route between them" in told(real_context("en"), "kars-station", "kars-station")


def test_a_count_says_where_a_change_of_gauge_may_be_missing(real_context: Contexts) -> None:
    panel = told(real_context("en"), "termez-station", "peshawar-station", planned=True)
    assert "Transshipments 0 (gauge partly not known)" in panel
    assert "Gauge not known; it may change there Kharlachi border crossing – Peshawar Cantonment" in panel
