"""The page about the data says what is so: counted, dated, and with the changes of this very version first."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.catalogue.load import Catalogue, load_catalogue
from dashboard.catalogue.models import Change, LocalText
from dashboard.catalogue.vocabulary import LANGUAGES, Modality, Precision, Status
from dashboard.settings import VERSION
from dashboard.views.about import about_panel
from dashboard.views.context import Context
from dashboard.wording import words_in
from tests.factories import write_catalogue
from tests.views.conftest import context_of, links, text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_each_word_means_and_how_many_there_are(
    real_context: Callable[[str], Context], language: str
) -> None:
    context, words = real_context(language), words_in(language)
    said = text(about_panel(context, VERSION))
    for key in (
        *(f"modality.{one}.meaning" for one in Modality),
        *(f"status.{one}.meaning" for one in Status),
        *(f"precision.{one}" for one in Precision),
        *(f"licence.{one}" for one in ("code", "lines", "ground", "places", "texts")),
        "about.method",
        "about.figures",
        "about.not_text",
    ):
        assert words(key) in said, key
    assert words.count("facts.count", len(context.catalogue.facts)) in said
    assert words.count("projects.count", len(context.catalogue.projects)) in said
    assert words("about.version", version=VERSION) in said


def test_the_dates_are_the_newest_of_the_data(tiny: Catalogue) -> None:
    context = context_of(tiny)
    said = text(about_panel(context, VERSION))
    newest = max(one.published or "" for one in tiny.documents.values())
    assert f"Newest document {context.words.date(newest)}" in said
    held = max(one.status.as_of for one in tiny.projects.values())
    assert f"Newest status of a project {context.words.date(held)}" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_stand_under_their_version_with_its_day(tiny: Catalogue, language: str) -> None:
    changes = [
        Change(version=version, released=day, what=LocalText(en=f"{what} en", az=f"{what} az", ar=f"{what} ar"))
        for version, day, what in (("0.2.0", None, "c"), ("0.1.0", "2026-03-01", "b"), ("0.1.0", None, "a"))
    ]
    words = words_in(language)
    said = text(about_panel(context_of(replace(tiny, changes=tuple(changes)), language), VERSION))
    pieces = [
        words("about.version", version="0.2.0"),
        words("about.unreleased"),
        f"c {language}",
        words("about.version", version="0.1.0"),
        words("about.released", date=words.date("2026-03-01")),
        f"b {language} a {language}",
    ]
    places = [said.index(piece, said.index(words("about.changes"))) for piece in pieces]
    assert places == sorted(places)


def test_without_changes_there_is_no_heading_for_them(tmp_path: Path) -> None:
    context = context_of(load_catalogue(write_catalogue(tmp_path)))
    assert "What has changed" not in text(about_panel(context, VERSION))


def test_the_changes_are_those_of_this_version_and_of_the_changelog(real: Catalogue) -> None:
    headings = re.findall(r"^## .*$", (ROOT / "docs" / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    logged = [found[0] for heading in headings if (found := re.search(r"\d+\.\d+\.\d+", heading))]
    noted = list(dict.fromkeys(one.version for one in real.changes))
    assert noted[0] == VERSION
    assert noted == logged
    for one in real.changes:
        heading = headings[logged.index(one.version)]
        assert ("Unreleased" in heading) == (one.released is None)
        assert one.released is None or one.released in heading


def test_projects_that_nobody_speaks_of_are_named(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    silent = {f"/project/{one}" for one in context.catalogue.projects if not context.relations.facts_about.get(one)}
    assert silent
    assert silent <= set(links(about_panel(context, VERSION)))
