"""The message catalogues are complete: a missing translation or one marked as doubtful fails here."""

import gettext
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface

from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.i18n import messages
from dashboard.i18n.messages import (
    catalogue_file,
    forms_of,
    is_finished,
    messages_in,
    plural_categories,
    read_catalogue,
)
from tests.conftest import ROOT

TRANSLATIONS = tuple(language for language in LANGUAGES if language != "en")


def entries(catalogue: Catalog) -> list[Message]:
    """All messages but the header."""
    return [message for message in catalogue if message.id]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_make_messages_has_nothing_to_change(tmp_path: Path) -> None:
    """The translations have the template's messages and comments, in its order and in the form that Babel writes."""
    locales = tmp_path / "locales"
    shutil.copytree(messages.LOCALES, locales)
    # The recipe of the Makefile, from the name of the command on, for the copy.
    recipe = re.search(r"pybabel (update.*?[^\\])\n", (ROOT / "Makefile").read_text("utf-8"), re.DOTALL)
    assert recipe
    command = shlex.split(recipe[1].replace("dashboard/i18n/locales", str(locales)).replace("\\\n", " "))
    CommandLineInterface().run(["pybabel", "--quiet", *command])
    for language in TRANSLATIONS:
        file = catalogue_file(language)
        expected = (locales / file.relative_to(messages.LOCALES)).read_text("utf-8").splitlines()
        assert file.read_text("utf-8").splitlines() == expected, "run `make messages`"


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_message_is_translated_and_none_is_doubtful(language: str) -> None:
    unfinished = [message.context for message in entries(read_catalogue(language)) if not is_finished(message)]
    assert unfinished == [], f"translate them in {catalogue_file(language)}, and remove the mark `fuzzy`"


def test_a_key_asks_for_one_text_and_one_family_of_plural_forms() -> None:
    keys = [(message.context, message.pluralizable) for message in entries(read_catalogue("en"))]
    assert all(key for key, _ in keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_trimmed(language: str) -> None:
    every = {m.context: forms_of(m.id if language == "en" else m.string) for m in entries(read_catalogue(language))}
    assert [key for key, texts in every.items() if any(text != " ".join(text.split()) for text in texts)] == []


def differing(message: Message, language: str) -> Iterator[str]:
    """The forms of a translation that have other placeholders than the English text."""
    wanted = placeholders(forms_of(message.id)[-1])
    names = plural_categories(language) if message.pluralizable else ("",)
    for name, text in zip(names, forms_of(message.string), strict=True):
        # Arabic says none, one and two of a thing without a digit.
        wordy = language == "ar" and name in {"zero", "one", "two"}
        if placeholders(text) != (wanted - {"n"} if wordy else wanted):
            yield text


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_placeholders_are_the_english_ones(language: str) -> None:
    assert [text for message in entries(read_catalogue(language)) for text in differing(message, language)] == []


def test_a_wrong_placeholder_is_seen() -> None:
    assert list(differing(Message(("{n} route", "{n} routes"), ("{n} marşrut", "{m} marşrut")), "az")) == [
        "{m} marşrut"
    ]
    assert list(differing(Message("{n} of {all}", "{n}"), "az")) == ["{n}"]


def test_translators_are_told_what_a_placeholder_stands_for() -> None:
    """A number called ``{n}`` needs no explanation."""
    named = {m.context: placeholders(" ".join(forms_of(m.id))) - {"n"} for m in entries(read_catalogue("en"))}
    comments = {message.context: " ".join(message.auto_comments) for message in entries(read_catalogue("en"))}
    assert [key for key, names in named.items() if any(f"{{{name}}}: " not in comments[key] for name in names)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_numbered_as_the_header_says(language: str) -> None:
    """Editors such as Poedit take the meaning of a form from the header, the page takes it from CLDR."""
    catalogue, rule = read_catalogue(language), Locale.parse(language).plural_form
    index = gettext.c2py(catalogue.plural_expr)
    assert catalogue.num_plurals == len(plural_categories(language))
    assert [plural_categories(language)[index(n)] for n in range(1000)] == [rule(n) for n in range(1000)]


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
TEMPLATE = 'msgctxt "{}"\nmsgid "{}"\nmsgstr "{}"\n\n'


def test_what_is_not_finished_is_seen_and_shown_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = [("done", "Done", ""), ("missing", "Missing", ""), ("doubtful", "Doubtful", "")]
    target = [("done", "Done", "Hazır"), ("missing", "Missing", ""), ("doubtful", "Doubtful", "Şübhəli")]
    translated = [TEMPLATE.format(*entry) for entry in target]
    translated[2] = f"#, fuzzy\n{translated[2]}"
    (tmp_path / "az/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "messages.pot").write_text(HEADER + "\n" + "".join(TEMPLATE.format(*e) for e in source), "utf-8")
    (tmp_path / "az/LC_MESSAGES/messages.po").write_text(HEADER + "\n" + "".join(translated), "utf-8")
    monkeypatch.setattr(messages, "LOCALES", tmp_path)
    catalogue = read_catalogue("az")
    assert [m.context for m in entries(catalogue) if not is_finished(m)] == ["missing", "doubtful"]
    messages_in.cache_clear()
    try:
        assert messages_in("az").texts == {"done": "Hazır", "missing": "Missing", "doubtful": "Doubtful"}
    finally:
        messages_in.cache_clear()
