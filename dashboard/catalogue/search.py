"""Search over all that is known: names in every script, the facts, and the documents' own words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dashboard.catalogue.folding import fold_text
from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.search_index import DOCUMENTS, FACTS, NAMES, Entries, Entry, Found, SearchIndex, folded_words
from dashboard.catalogue.search_query import (
    Span,
    Wanted,
    all_expression,
    beginning_expression,
    exactly,
    forgiving,
    marks,
    phrase_expression,
    read_query,
)

LARGEST_GROUPS: Mapping[str, int] = {
    **{"project": 6, "route": 6, "place": 6, "country": 4, "speaker": 3, "publisher": 3},
    **{"fact": 7, "document": 5},
}
"""The kinds in the order in which they are shown, with how many of each at most: 40 altogether."""
HOMOGRAPHS: Mapping[str, str] = {"آلات": "ميناء آلات"}
"""Names that are everyday words too (آلات: machines), with the phrase that makes them the name."""
_CANDIDATES = 600
_PASSAGES = 160
_CALLED = 24
"""Things of a name whose other names are looked for as well: the best fits come first."""

Match = tuple[Entry, Sequence[Wanted]]
"""An entry with the query that found it."""


@dataclass(frozen=True)
class Hit:
    """Something found: the name, statement, quotation or paragraph that was found, and where the query stands in it.

    ``marks`` are code points of ``text``; ``start`` is where a passage begins in its document, else -1.
    """

    kind: str
    id: str
    language: str
    text: str
    marks: tuple[Span, ...]
    start: int = -1


@dataclass(frozen=True)
class Group:
    """What was found of one kind, best first; ``more`` says that there is more than is given."""

    kind: str
    hits: tuple[Hit, ...]
    more: bool


class Search:
    """Finds things by what somebody typed; from many threads at once."""

    def __init__(self, names: Entries, facts: Entries, documents: Entries, file: Path | None = None) -> None:
        """Index the entries, in ``file`` where one is given. An entity's names are the entries of its kind and id."""
        self._index = SearchIndex(names, facts, documents, file)

    @property
    def size_bytes(self) -> int:
        """What the index takes, in bytes."""
        return self._index.size_bytes

    def find(self, text: str, language: str) -> tuple[Group, ...]:
        """What ``text`` finds, by kind; of equals the one in ``language`` is shown. Nothing for an empty text."""
        query = read_query(text)
        if not query:
            return ()
        named = self._find_names(query, language)
        # A single letter begins too many words of a text to mean anything there.
        passages = [] if len(query) == 1 and len(query[0].word) == 1 else [query, *self._other_names(query, named)]
        facts = self._find_texts(FACTS, passages, language)
        documents = self._find_texts(DOCUMENTS, passages, language)
        by_kind: dict[str, list[Match]] = {}
        for match in (*named, *facts, *documents):
            by_kind.setdefault(match[0].kind, []).append(match)
        return tuple(
            Group(kind, tuple(_hit(*match) for match in matches[:most]), more=len(matches) > most)
            for kind, most in LARGEST_GROUPS.items()
            if (matches := by_kind.get(kind))
        )

    def _find_names(self, query: Sequence[Wanted], language: str) -> list[Match]:
        """Each entity once, by the name that fits best."""
        tolerant = [
            w if self._index.begins_a_name(w.word) else forgiving(w, self._index.near_names(w.word)) for w in query
        ]
        found = self._index.find(NAMES, [phrase_expression(query), all_expression(tolerant)], _CANDIDATES)
        ranked = sorted(found, key=lambda one: (_fit(one, query), one.entry.language != language, len(one.words)))
        best: dict[tuple[str, str], Entry] = {}
        for one in ranked:
            best.setdefault((one.entry.kind, one.entry.id), one.entry)
        return [(entry, tolerant) for entry in best.values()]

    def _find_texts(self, table: str, queries: Iterable[Sequence[Wanted]], language: str) -> list[Match]:
        """Each fact and document once, by its best text: the words as typed first, then the other names."""
        matches: dict[str, Match] = {}
        for query in queries:
            asked = [phrase_expression(query)]
            if query[-1].begins:
                asked += [beginning_expression(query), *([all_expression(query)] if len(query) > 1 else [])]
            for entry in _grouped(self._index.find(table, asked, _PASSAGES), language):
                matches.setdefault(entry.id, (entry, query))
        return list(matches.values())

    def _other_names(self, query: Sequence[Wanted], named: Iterable[Match]) -> Iterator[tuple[Wanted, ...]]:
        """The other names of what is called exactly as the query says; a homograph only as its phrase."""
        typed = " ".join(wanted.word for wanted in query)
        seen = {typed}
        phrases = {folded_words(name): folded_words(phrase) for name, phrase in HOMOGRAPHS.items()}
        for entry, _ in islice(named, _CALLED):
            names = [folded_words(name.split("(")[0]) for name in self._index.names_of(entry.kind, entry.id)]
            if typed not in names:
                continue
            for name in names:
                words = phrases.get(name, name)
                if words and words not in seen:
                    seen.add(words)
                    yield exactly(words.split())


def _hit(entry: Entry, query: Sequence[Wanted]) -> Hit:
    return Hit(entry.kind, entry.id, entry.language, entry.text, marks(entry.text, query), entry.start)


def _fit(found: Found, query: Sequence[Wanted]) -> int:
    """How well a name fits: 0 the whole name, 1 its beginning, 2 as typed within it, 3 in another order or spelling."""
    typed = " ".join(wanted.word for wanted in query)
    if found.words == typed:
        return 0
    if found.words.startswith(typed):
        return 1
    return 2 if f" {typed}" in found.words else 3


def _grouped(found: Sequence[Found], language: str) -> Iterator[Entry]:
    """In the order in which each thing was first found, the text of it that says most to the reader."""
    best: dict[str, Entry] = {}
    for one in found:
        known = best.setdefault(one.entry.id, one.entry)
        if _farness(one.entry, language) < _farness(known, language):
            best[one.entry.id] = one.entry
    yield from best.values()


def _farness(entry: Entry, language: str) -> int:
    """0 a document's passage or a statement in the reader's language, 1 a quotation, 2 in another language."""
    if entry.kind == "document":
        return 0
    original = entry.start >= 0
    return 1 if original else 0 if entry.language == language else 2


def name_entries(catalogue: Catalogue) -> list[Entry]:
    """Every name of projects, routes, places and speakers, and the publishers of documents (by the document's id)."""
    entries: list[Entry] = []
    for kind, records in (
        ("project", catalogue.projects),
        ("route", catalogue.routes),
        ("place", catalogue.places),
        ("speaker", catalogue.speakers),
    ):
        for record in records.values():
            texts = record.names.model_dump(exclude_none=True)
            entries += [Entry(kind, record.id, language, text) for language, text in texts.items()]
    for project in catalogue.projects.values():
        entries += [Entry("project", project.id, script_language(alias), alias) for alias in project.aliases]
    known: set[str] = set()
    for document in catalogue.documents.values():
        if document.publisher.en not in known:
            known.add(document.publisher.en)
            texts = document.publisher.model_dump()
            entries += [Entry("publisher", document.id, language, text) for language, text in texts.items()]
    return entries


def fact_entries(catalogue: Catalogue) -> Iterator[Entry]:
    """Every fact's statement in each language, and its quotation."""
    for fact in catalogue.facts.values():
        for language, text in fact.statement.model_dump().items():
            yield Entry("fact", fact.id, language, text)
        document = catalogue.documents[catalogue.fact_document[fact.id]]
        yield Entry("fact", fact.id, document.language, fact.quote, catalogue.spans[fact.id][0])


def document_entries(catalogue: Catalogue) -> Iterator[Entry]:
    """Every document's paragraphs with their place in its text, and its translated titles; newest first."""
    documents = sorted(catalogue.documents.values(), key=lambda document: document.published or "", reverse=True)
    for document in documents:
        yield from paragraphs(document.id, document.language, catalogue.text(document.id))
        for language, title in document.titles.model_dump().items():
            yield Entry("document", document.id, language, title)


def paragraphs(document_id: str, language: str, text: str) -> Iterator[Entry]:
    """The lines of a text that say something, each with its offset in code points."""
    start = 0
    for line in text.splitlines(keepends=True):
        if fold_text(line):
            yield Entry("document", document_id, language, line.rstrip(), start)
        start += len(line)


def script_language(text: str) -> str:
    """The language that a name's letters point to: ``ar``, ``ru``, or none for Latin letters."""
    if any("\u0621" <= letter <= "\u064a" for letter in text):
        return "ar"
    return "ru" if any("\u0400" <= letter <= "\u04ff" for letter in text) else ""


def search_in(
    catalogue: Catalogue, more_names: Callable[[], Iterable[Entry]] = tuple, file: Path | None = None
) -> Search:
    """The search over a catalogue, and over names that it does not hold (countries); in ``file`` where one is given.

    Raises:
        CatalogueError: a document's text cannot be read.
    """
    return Search(
        lambda: [*name_entries(catalogue), *more_names()],
        lambda: fact_entries(catalogue),
        lambda: document_entries(catalogue),
        file,
    )
