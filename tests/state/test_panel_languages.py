"""A panel in another language has no English text of the page, and its numbers follow that language."""

import re
from collections.abc import Callable

import pytest
from dash.development.base_component import Component

from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.i18n import words_in
from dashboard.i18n.messages import messages_in
from dashboard.settings import VERSION
from dashboard.state.view_state import ENTITY_KINDS, KnownNames, parse
from dashboard.views.context import Context
from dashboard.web.discovery import page_paths
from dashboard.web.pages.panels import build_panel
from tests.views.conftest import parts

ENGLISH = messages_in("en").texts
SAID = {text for text in ENGLISH.values() if "{" not in text}
KM = {words_in(language)("unit.km") for language in LANGUAGES}
SHOWN = ("aria-label", "title", "placeholder", "alt")


@pytest.fixture(scope="module")
def panels(atlas: Atlas) -> Callable[[str], list[tuple[str, object]]]:
    catalogue = atlas.catalogue
    ids = (catalogue.projects, catalogue.routes, catalogue.places, atlas.relations.entities_of_country)
    known = KnownNames(dict(zip(ENTITY_KINDS, (*ids, catalogue.facts, catalogue.documents), strict=True)), {})
    paths = [
        *list(page_paths(atlas))[::5],
        "/about",
        "/corridor/istanbul/aktau-port",
        "/corridor/baku/kabul",
        "/nowhere",
    ]

    def in_language(language: str) -> list[tuple[str, object]]:
        context = Context(catalogue, atlas.relations, atlas.measures, words_in(language))
        return [(path, build_panel(context, parse(path, "", known)[0], VERSION)) for path in paths]

    return in_language


def pieces(view: object) -> set[str]:
    """What is read or said aloud."""
    texts = {part.strip() for part in parts(view) if isinstance(part, str)}
    for component in parts(view):
        if isinstance(component, Component):
            texts |= {value for name, value in component.to_plotly_json()["props"].items() if name in SHOWN}
    return texts


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_english_word_of_ours_is_left(panels: Callable[[str], list[tuple[str, object]]], language: str) -> None:
    same = {words_in(language)(key) for key, text in ENGLISH.items() if "{" not in text}
    left = {path: texts for path, view in panels(language) if (texts := pieces(view) & (SAID - same))}
    assert left == {}


def test_english_would_be_seen(panels: Callable[[str], list[tuple[str, object]]]) -> None:
    assert all(pieces(view) & SAID for _, view in panels("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_isolated_numbers_have_the_languages_signs(
    panels: Callable[[str], list[tuple[str, object]]], language: str
) -> None:
    """A thousand has a point in Azerbaijani and a comma elsewhere; digits are Western everywhere."""
    thousand, other = (r"\d\.\d{3}\b", r"\d,\d{3}\b") if language == "az" else (r"\d,\d{3}\b", r"\d\.\d{3}\b")
    numbers = [
        (path, part.children)
        for path, view in panels(language)
        for part in parts(view)
        if isinstance(part, Component) and part._type == "Bdi" and isinstance(part.children, str)
    ]
    assert [pair for pair in numbers if re.search("[\u0660-\u0669]", pair[1])] == []
    lengths = [pair for pair in numbers if re.search(rf"\d\s({'|'.join(KM)})$", pair[1])]
    assert [pair for pair in lengths if re.search(other, pair[1])] == []
    assert sum(bool(re.search(thousand, text)) for _, text in lengths) > 5
