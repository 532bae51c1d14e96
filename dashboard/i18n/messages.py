"""The messages of a language, read from its gettext catalogue.

``locales/messages.pot`` holds the English texts, ``locales/<language>/LC_MESSAGES/messages.po`` their translations. The
context of a message (``msgctxt``) is the key by which the program asks for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

LOCALES: Final = Path(__file__).parent / "locales"
SOURCE_LANGUAGE: Final = "en"
_CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR, in the order in which the catalogues number the plural forms of a language."""


@dataclass(frozen=True)
class Messages:
    """The messages of one language by key; ``{name}`` in a text is a placeholder.

    Parameters
    ----------
    texts
        The text of each message that does not depend on a number.
    plurals
        The text for each plural category of the language, such as ``{"one": "{n} route", "other": "{n} routes"}``.
    """

    texts: Mapping[str, str]
    plurals: Mapping[str, Mapping[str, str]]


def catalogue_file(language: str) -> Path:
    """The gettext file of a language: the template for English, else its ``messages.po``."""
    if language == SOURCE_LANGUAGE:
        return LOCALES / "messages.pot"
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


def read_catalogue(language: str) -> Catalog:
    """The gettext catalogue of a language, as in its file.

    Raises
    ------
    FileNotFoundError
        There is no catalogue for this language.
    babel.messages.pofile.PoFileError
        The file is not in gettext's format.
    """
    with catalogue_file(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def plural_categories(language: str) -> tuple[str, ...]:
    """The plural categories of CLDR that a language has, in the order of its plural forms in the catalogue."""
    tags = {*Locale.parse(language).plural_form.tags, "other"}
    return tuple(category for category in _CATEGORIES if category in tags)


def forms_of(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """The plural forms of a text of a catalogue; a text without plural forms is its only form."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def is_finished(message: Message) -> bool:
    """Whether all plural forms of a message have a translation that is not marked as doubtful (``fuzzy``)."""
    return all(forms_of(message.string)) and not message.fuzzy


@cache
def messages_in(language: str) -> Messages:
    """The messages of a language; a message without a finished translation is in English, as usual with gettext."""
    source = language == SOURCE_LANGUAGE
    english = Messages({}, {}) if source else messages_in(SOURCE_LANGUAGE)
    texts, plurals = dict(english.texts), dict(english.plurals)
    categories = plural_categories(language)
    for message in read_catalogue(language):
        if message.context is None or not (source or is_finished(message)):
            continue
        forms = forms_of(message.id if source else message.string)
        if message.pluralizable:
            plurals[message.context] = dict(zip(categories, forms, strict=True))
        else:
            texts[message.context] = forms[0]
    return Messages(texts, plurals)
