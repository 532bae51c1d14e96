"""What changed in the data: by release, with its kind, its records and its reason; a project's own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Change
from dashboard.catalogue.relations import changes_of
from dashboard.catalogue.vocabulary import LANGUAGES, ChangeKind
from dashboard.i18n import words_in
from dashboard.views.changes import changes_panel, changes_section, newcomers
from dashboard.views.context import Context
from tests.views.conftest import context_of, links, text

ROOT = Path(__file__).parents[2]


def change(name: str, version: str = "0.1.0", **over: object) -> Change:
    what = {language: f"{name} {language}" for language in LANGUAGES}
    return Change.model_validate({"id": name, "version": version, "kind": "added", "what": what, **over})


@pytest.mark.parametrize("language", LANGUAGES)
def test_changes_stand_under_their_version_with_its_day(tiny: Catalogue, language: str) -> None:
    changes = (
        change("c", "0.2.0"),
        change("b", released="2026-03-01", about=["cable"], why={"en": "because"}),
        change("a"),
    )
    words = words_in(language)
    panel = changes_panel(context_of(replace(tiny, changes=changes), language))
    pieces = [
        words("about.version", version="0.2.0"),
        words("about.unreleased"),
        f"c {language}",
        words("about.version", version="0.1.0"),
        words("about.released", date=words.date("2026-03-01")),
        f"b {language}",
        "because",
        f"a {language}",
    ]
    places = [text(panel).index(piece) for piece in pieces]
    assert places == sorted(places)
    assert "/project/cable" in links(panel)


def test_every_kind_has_its_word_in_the_real_data(real: Catalogue, real_context: Callable[[str], Context]) -> None:
    assert {change.kind for change in real.changes} == set(ChangeKind)
    for language in LANGUAGES:
        said = text(changes_panel(real_context(language)))
        assert all(words_in(language)(f"change.{kind}") in said for kind in ChangeKind)


def test_a_project_has_its_own(real: Catalogue, real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    own = changes_of(real, context.relations, "trans-afghan-railway")
    assert [change.id for change in own] == ["planned-figures-say-so", "statuses-by-the-dictionary", "torkham-line"]
    section = changes_section(context, "trans-afghan-railway")
    assert "superseded" in text(section)
    assert "/changes.atom?lang=en&project=trans-afghan-railway" in links(section)


def test_without_changes_it_says_so(tiny: Catalogue) -> None:
    assert "No change is noted yet." in text(changes_panel(context_of(replace(tiny, changes=()))))


def test_the_first_page_carries_what_the_browser_compares(
    real: Catalogue, real_context: Callable[[str], Context]
) -> None:
    told = newcomers(real_context("en")).to_plotly_json()["props"]
    assert told["hidden"] is True
    assert told["data-changes"].split() == [change.id for change in real.changes]
