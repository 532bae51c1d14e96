"""Makes the items of the search from all records, with the texts of the records and words that people use for them."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from dashboard.atlas import Atlas
from dashboard.catalogue.models import Fact, Project, ReferenceFigure, Route
from dashboard.catalogue.text.text_normalization import fold_text
from dashboard.catalogue.vocabulary import LANGUAGES, FactKind, PlaceKind, ProjectKind
from dashboard.i18n import words_in
from dashboard.search.index import Role, SearchItem, Text
from dashboard.search.lexicon import SYNONYMS
from dashboard.search.texts import (
    amount_texts,
    code_texts,
    country_texts,
    date_texts,
    local_texts,
    name_texts,
    secondary_texts,
)

_SUBJECT = (0.9, 0.75, 0.65, 0.6)
"""The weights of the names of the first, second … subject of a statement."""
_KIND = 0.6
_SPEAKER = 0.6
_HINT = 0.4
_STATEMENT_BONUS, _MOST_COUNTED_STATEMENTS = 0.8, 3
_FIRST_KINDS: tuple[FactKind, ...] = (
    *(FactKind.CAPACITY, FactKind.DEADLINE, FactKind.DEFINITION, FactKind.ROUTE, FactKind.CONSTRUCTION),
    *(FactKind.INVESTMENT, FactKind.TRADE, FactKind.AGREEMENT, FactKind.ENDORSEMENT, FactKind.PROPOSAL),
)
"""The kinds of statements that say most about a system, the most informative first."""


def generic_words() -> str:
    """The words for kinds of projects and places, in all languages."""
    groups: Mapping[str, type[StrEnum]] = {"project-kind": ProjectKind, "place-kind": PlaceKind}
    codes = [(group, str(code)) for group, kinds in groups.items() for code in kinds]
    labels = [words_in(language)(f"{group}.{code}") for group, code in codes for language in LANGUAGES]
    return " ".join([*labels, *(SYNONYMS.get(code, "") for _, code in codes)])


def search_items(atlas: Atlas) -> Iterator[SearchItem]:
    """All items that can be found, in the order of display for equal rank.

    Raises
    ------
    CatalogueError
        The text of a document cannot be read.
    """
    yield from _projects(atlas)
    yield from _places(atlas)
    yield from _countries(atlas)
    yield from _routes(atlas)
    yield from _speakers_and_publishers(atlas)
    yield from _statements(atlas)
    yield from _figures(atlas)
    yield from _documents(atlas)


def _projects(atlas: Atlas) -> Iterator[SearchItem]:
    for project in atlas.catalogue.projects.values():
        countries = [text for code in atlas.relations.countries_of[project.id] for text in country_texts(code)]
        texts = (
            *name_texts(atlas.catalogue, project.id),
            Text("", SYNONYMS["project"], _HINT, Role.ATTRIBUTE),
            *secondary_texts(countries, _HINT, Role.ATTRIBUTE),
            *code_texts("project-kind", project.kind.value, _HINT),
            *code_texts("status", project.status.value.value, _HINT),
            *secondary_texts(local_texts(project.summary), _HINT),
        )
        yield SearchItem("project", project.id, texts)


def _places(atlas: Atlas) -> Iterator[SearchItem]:
    for place in atlas.catalogue.places.values():
        texts = (
            *local_texts(place.names),
            *code_texts("place-kind", place.kind.value, _HINT),
            *secondary_texts(country_texts(place.country), _HINT, Role.ATTRIBUTE),
        )
        yield SearchItem("place", place.id, texts)


def _countries(atlas: Atlas) -> Iterator[SearchItem]:
    for code in atlas.stats.values["country"]:
        yield SearchItem("country", code, country_texts(code))


def _routes(atlas: Atlas) -> Iterator[SearchItem]:
    for route in atlas.catalogue.routes.values():
        modes = dict.fromkeys(segment.mode.value for segment in route.segments)
        mode_texts = [text for mode in modes for text in code_texts("mode", mode, _HINT)]
        yield SearchItem("route", route.id, (*local_texts(route.names), *mode_texts))


def _speakers_and_publishers(atlas: Atlas) -> Iterator[SearchItem]:
    """Speakers and publishers; the id of a publisher is that of its first document."""
    for speaker in atlas.catalogue.speakers.values():
        role = local_texts(speaker.role) if speaker.role else []
        yield SearchItem("speaker", speaker.id, (*local_texts(speaker.names), *role))
    names: set[str] = set()
    for document in atlas.catalogue.documents.values():
        name = document.publisher_in(LANGUAGES[0])
        if document.publisher and name and name not in names:
            names.add(name)
            yield SearchItem("publisher", document.id, tuple(local_texts(document.publisher)))


def _statements(atlas: Atlas) -> Iterator[SearchItem]:
    catalogue = atlas.catalogue
    for fact in catalogue.facts.values():
        document = catalogue.document_of(fact)
        subjects = [
            text
            for position, entity in enumerate(fact.about)
            for text in secondary_texts(
                name_texts(catalogue, entity), _SUBJECT[min(position, len(_SUBJECT) - 1)], Role.SUBJECT
            )
        ]
        texts = (
            *local_texts(fact.statement),
            Text(document.language, fact.quote, start=catalogue.spans[fact.id][0]),
            *subjects,
            *code_texts("fact-kind", fact.kind.value, _KIND),
            *secondary_texts(local_texts(catalogue.speakers[fact.speaker].names), _SPEAKER, Role.ATTRIBUTE),
            *_value_texts(fact.unit, (fact.value, fact.baseline, fact.target), (fact.as_of, fact.due)),
            *_date_words(fact),
        )
        yield SearchItem("fact", fact.id, texts, _prior(fact))


def _prior(fact: Fact) -> float:
    """Higher for a statement with a number, of an informative kind, about one subject."""
    position = _FIRST_KINDS.index(fact.kind) if fact.kind in _FIRST_KINDS else len(_FIRST_KINDS)
    return 1 + 0.1 * (fact.unit is not None) + 0.02 * (len(_FIRST_KINDS) - position) - 0.05 * (len(fact.about) - 1)


def _value_texts(unit: str | None, numbers: Iterable[float | None], dates: Iterable[str | None]) -> Iterator[Text]:
    """The values and dates of a statement or a figure in each language."""
    for number in numbers:
        if unit and number is not None:
            yield from amount_texts(unit, number)
    for date in filter(None, dates):
        yield from date_texts(date)


def _date_words(fact: Fact) -> Iterator[Text]:
    """The words with which people ask for the dates of a statement."""
    if fact.due or fact.kind is FactKind.DEADLINE:
        yield Text("", SYNONYMS["deadline"], _KIND, Role.ATTRIBUTE)
    if fact.as_of:
        yield Text("", SYNONYMS["dated"], _KIND, Role.ATTRIBUTE)


def _figures(atlas: Atlas) -> Iterator[SearchItem]:
    """The figures from other sources; an id is made of the holder of the figure and its position there."""
    catalogue = atlas.catalogue
    holders: list[Project | Route] = [*catalogue.projects.values(), *catalogue.routes.values()]
    for holder in holders:
        subject = secondary_texts(name_texts(catalogue, holder.id), _SUBJECT[0], Role.SUBJECT)
        # Among figures that answer equally well, those of the holders with the most statements come first.
        statements = len(atlas.relations.facts_about.get(holder.id, ()))
        prior = 1 + _STATEMENT_BONUS * min(statements, _MOST_COUNTED_STATEMENTS)
        for position, figure in enumerate(holder.figures):
            texts = (
                *(Text(language, figure_line(figure, language)) for language in LANGUAGES),
                *subject,
                *code_texts("measure", figure.measure.value, _KIND),
                *_value_texts(figure.unit, (figure.value, figure.value_max), (figure.as_of,)),
                Text("", figure.source, _HINT, Role.BACKGROUND),
            )
            yield SearchItem("figure", f"{holder.id}/{position}", texts, prior)


def figure_line(figure: ReferenceFigure, language: str) -> str:
    """A figure in one line: measure, value or text, date and note."""
    words = words_in(language)
    parts = []
    if figure.value is not None and figure.unit is not None:
        parts.append(words.amount(figure.unit, figure.value, figure.value_max))
    if figure.modality is not None:
        parts.append(words(f"modality.{figure.modality}"))
    if figure.text is not None:
        parts.append(figure.text.in_language(language))
    if figure.as_of is not None:
        parts.append(f"({words.date(figure.as_of)})")
    note = f" – {figure.note.in_language(language)}" if figure.note else ""
    return f"{words(f'measure.{figure.measure.value}')}: {' '.join(parts)}{note}"


def _documents(atlas: Atlas) -> Iterator[SearchItem]:
    """The paragraphs of every document with their positions; its titles and its date; the newest first."""
    documents = atlas.catalogue.documents.values()
    for document in sorted(documents, key=lambda document: document.published or "", reverse=True):
        for start, line in paragraphs(atlas.catalogue.text(document.id)):
            yield SearchItem("document", document.id, (Text(document.language, line, start=start),))
        titles = local_texts(document.titles) if document.titles else [Text(document.language, document.title)]
        dates = date_texts(document.published) if document.published else []
        yield SearchItem("document", document.id, (*titles, *dates))


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that have words, each with its position in code points."""
    start = 0
    for line in text.splitlines(keepends=True):
        if fold_text(line):
            yield start, line.rstrip()
        start += len(line)
