"""Makes the texts of items: names in every language, words for codes, amounts and dates."""

from collections.abc import Iterable, Iterator
from functools import cache

from babel import Locale

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.local_text import LocalText, Names
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.i18n import words_in
from dashboard.search.index import Role, Text
from dashboard.search.lexicon import SYNONYMS


def script_language(text: str) -> str:
    """The language that the script of a name suggests: ``ar``, ``ru``, or empty for Latin letters."""
    if any("\u0621" <= letter <= "\u064a" for letter in text):
        return "ar"
    return "ru" if any("\u0400" <= letter <= "\u04ff" for letter in text) else ""


def name_texts(catalogue: Catalogue, entity: str) -> list[Text]:
    """Every name of a project, a route or a place."""
    if entity in catalogue.projects:
        project = catalogue.projects[entity]
        return [*local_texts(project.names), *(Text(script_language(alias), alias) for alias in project.aliases)]
    record = catalogue.routes[entity] if entity in catalogue.routes else catalogue.places[entity]
    return local_texts(record.names)


def local_texts(text: LocalText | Names) -> list[Text]:
    """A text in each of its languages."""
    return [Text(language, words) for language, words in text.model_dump(exclude_none=True).items()]


def secondary_texts(texts: Iterable[Text], weight: float, role: Role = Role.BACKGROUND) -> list[Text]:
    """The same texts with a lower weight and another role."""
    return [Text(text.language, text.text, weight, role) for text in texts]


def code_texts(group: str, code: str, weight: float) -> Iterator[Text]:
    """The words of the page for a code, and its synonyms."""
    for language in LANGUAGES:
        yield Text(language, words_in(language)(f"{group}.{code}"), weight, Role.ATTRIBUTE)
    if code in SYNONYMS:
        yield Text("", SYNONYMS[code], weight, Role.ATTRIBUTE)


@cache
def country_texts(code: str) -> tuple[Text, ...]:
    """The names of a country, from CLDR."""
    russian = str(Locale.parse("ru").territories.get(code, code))
    names = [Text(language, words_in(language).country(code)) for language in LANGUAGES]
    return *names, Text("ru", russian), *(Text("", word) for word in SYNONYMS.get(code, "").split())


def amount_texts(unit: str, number: float) -> Iterator[Text]:
    """A value with its unit in each language."""
    for language in LANGUAGES:
        yield Text(language, words_in(language).amount(unit, number), role=Role.ATTRIBUTE)


def date_texts(partial: str) -> Iterator[Text]:
    """A date, in each language."""
    for language in LANGUAGES:
        yield Text(language, words_in(language).date(partial), role=Role.ATTRIBUTE)
