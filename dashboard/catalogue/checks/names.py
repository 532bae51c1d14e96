"""Checks of names and texts in several languages: each is in its own script."""

import re
from collections.abc import Iterator, Mapping

from dashboard.catalogue.checks.texts import PlacedText, each_text
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.local_text import Names
from dashboard.catalogue.text.languages import script_of

_SCRIPTS: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "Latn": ("Latin", re.compile(r"[A-Za-zƏəĞğİıÖöŞşÜüÇç]")),
    "Arab": ("Arabic", re.compile(r"[\u0621-\u064a\u066e-\u06d3]")),
    "Cyrl": ("Cyrillic", re.compile(r"[\u0400-\u04ff]")),
}
"""By code of ISO 15924, what the script is called, and its letters."""


def check_names(catalogue: Catalogue) -> Iterator[Finding]:
    """A name in the wrong script is an error; a text without a letter of its script is a warning.

    Texts may quote words in another script. Names may not, except Latin words (of a company) in Arabic.
    """
    for placed in each_text(catalogue):
        yield from _name_findings(placed) if isinstance(placed.text, Names) else _text_findings(placed)


def _name_findings(placed: PlacedText) -> Iterator[Finding]:
    for name, language in placed.text.wordings:
        if script_of(language) == "Latn":
            foreign = [called for called, letters in _SCRIPTS.values() if called != "Latin" and letters.search(name)]
            messages = [f"holds {called} letters" for called in foreign]
        else:
            messages = _without_own_letter(name, language)
        for message in messages:
            where = f"{placed.field}.{language}"
            yield Finding("error", placed.file, placed.record, where, f"{message}; write it in its own script")


def _text_findings(placed: PlacedText) -> Iterator[Finding]:
    for words, language in placed.text.wordings:
        for message in _without_own_letter(words, language):
            where = f"{placed.field}.{language}"
            yield Finding("warning", placed.file, placed.record, where, f"{message}; write it in its own script")


def _without_own_letter(words: str, language: str) -> list[str]:
    called, letters = _SCRIPTS.get(script_of(language), ("", re.compile("")))
    return [] if letters.search(words) else [f"has no {called} letter"]
