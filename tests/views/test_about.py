"""The page about the data says what is so: counted, dated, and with the changes of this very version first."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.vocabulary import LANGUAGES, Modality, Precision, Status
from dashboard.i18n import words_in
from dashboard.i18n.corpus import corpus
from dashboard.settings import VERSION
from dashboard.views.context import Context
from dashboard.views.panel.about import about_panel
from tests.views.conftest import context_of, links, text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_each_word_means_and_how_many_there_are(
    real_context: Callable[[str], Context], language: str
) -> None:
    context, words = real_context(language), words_in(language)
    said = text(about_panel(context, VERSION))
    for key in (
        *(f"modality.{value}.meaning" for value in Modality),
        *(f"status.{value}.meaning" for value in Status),
        *(f"precision.{value}" for value in Precision),
        *(f"licence.{part}" for part in ("code", "lines", "basemap", "places", "texts")),
        "about.figures",
        "about.not_text",
    ):
        assert words(key) in said, key
    assert words("about.method", **corpus(words, context.catalogue.languages)) in said
    assert words.count("facts.count", len(context.catalogue.facts)) in said
    assert words.count("projects.count", len(context.catalogue.projects)) in said
    assert words("about.version", version=VERSION) in said


def test_the_dates_are_the_newest_of_the_data(tiny: Catalogue) -> None:
    context = context_of(tiny)
    said = text(about_panel(context, VERSION))
    newest = max(document.published or "" for document in tiny.documents.values())
    assert f"Newest document {context.words.date(newest)}" in said
    held = max(project.status.as_of for project in tiny.projects.values())
    assert f"Newest status of a project {context.words.date(held)}" in said


def test_the_changes_are_those_of_this_version_and_of_the_changelog(real: Catalogue) -> None:
    log = (ROOT / "docs" / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## .*\d+\.\d+\.\d+.*$", log, re.MULTILINE)
    logged = [re.findall(r"\d+\.\d+\.\d+", heading)[0] for heading in headings]
    noted = list(dict.fromkeys(change.version for change in real.changes))
    assert noted[0] == VERSION
    assert noted == logged
    for version in real.changes:
        heading = headings[logged.index(version.version)]
        assert ("Unreleased" in heading) == (version.released is None)
        assert version.released is None or version.released in heading


def test_projects_that_nobody_speaks_of_are_named(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    silent = {
        f"/project/{project}"
        for project in context.catalogue.projects
        if not context.relations.facts_about.get(project)
    }
    assert silent
    assert silent <= set(links(about_panel(context, VERSION)))
