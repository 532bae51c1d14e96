"""``/search.json``: what somebody typed, found in every script, in the words of the reader's language."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from babel import Locale
from flask import Blueprint, Response, request

from dashboard.atlas import Atlas
from dashboard.catalogue.search import Group, Hit, script_language, search_in
from dashboard.catalogue.search_index import Entry
from dashboard.catalogue.search_query import Span, cut
from dashboard.catalogue.signs import one_for_one
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.publishing.answers import json_answer, refusal
from dashboard.wording import Words, words_in

SEARCH = "/search.json"
INDEX_FILE = "search.sqlite"
LONGEST_QUERY = 200
FRESH_SECONDS = 300
Json = dict[str, Any]


def search_blueprint(atlas: Atlas) -> Blueprint:
    """The route ``/search.json?q=…&lang=…``; the index is built here, once.

    Raises:
        CatalogueError: a document's text cannot be read.
    """
    blueprint = Blueprint("search", __name__)
    search = search_in(atlas.catalogue, lambda: country_entries(atlas), atlas.kept / INDEX_FILE if atlas.kept else None)
    said = _said_by(atlas)
    answers = {language: Answer(atlas, words_in(language), said) for language in LANGUAGES}

    @blueprint.get(SEARCH)
    def find() -> Response:
        query = request.args.get("q", "")
        language = request.args.get("lang", LANGUAGES[0])
        if len(query) > LONGEST_QUERY:
            return refusal(400, f"q: at most {LONGEST_QUERY} letters", length=len(query))
        if language not in LANGUAGES:
            return refusal(400, f"lang: {language!r} is none of the page's languages", allowed=LANGUAGES)
        response = json_answer(answers[language].make(query, search.find(query, language)))
        response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
        return response

    return blueprint


def country_entries(atlas: Atlas) -> Iterator[Entry]:
    """The names, from CLDR, of the countries that something lies in, crosses or concerns."""
    russian = Locale.parse("ru").territories
    for code in atlas.tally.values["country"]:
        for language in LANGUAGES:
            yield Entry("country", code, language, words_in(language).country(code))
        yield Entry("country", code, "ru", str(russian.get(code, code)))


def _said_by(atlas: Atlas) -> Mapping[str, Sequence[str]]:
    """Speaker → the facts that they state, in document order."""
    said: dict[str, list[str]] = {}
    for fact_ids in atlas.relations.facts_in_document.values():
        for fact_id in fact_ids:
            said.setdefault(atlas.catalogue.facts[fact_id].speaker, []).append(fact_id)
    return said


class Answer:
    """Turns what was found into titles, paths and excerpts in one language."""

    def __init__(self, atlas: Atlas, words: Words, said: Mapping[str, Sequence[str]]) -> None:
        self._atlas = atlas
        self._words = words
        self._said = said
        self._show: Mapping[str, Callable[[Hit], Json]] = {
            "project": self._project,
            "route": self._route,
            "place": self._place,
            "country": self._country,
            "speaker": self._speaker,
            "publisher": self._publisher,
            "fact": self._fact,
            "document": self._document,
        }

    def make(self, query: str, groups: tuple[Group, ...]) -> Json:
        """The whole answer: groups of results, and how many there are in words."""
        shown = [self._group(group) for group in groups]
        number = sum(len(group["results"]) for group in shown)
        summary = self._words.count("search.count", number) if number else self._words("search.none")
        summary = summary if query.strip() else ""
        return {"query": query, "language": self._words.language, "count": number, "summary": summary, "groups": shown}

    def _group(self, group: Group) -> Json:
        heading = self._words(f"search-kind.{group.kind}")
        if group.more:
            heading = self._words("search.first", kind=heading, n=self._words.number(len(group.hits)))
        results = [self._show[group.kind](hit) for hit in group.hits if group.kind != "speaker" or hit.id in self._said]
        return {"kind": group.kind, "heading": heading, "results": results}

    def _project(self, hit: Hit) -> Json:
        project = self._atlas.catalogue.projects[hit.id]
        return self._result(
            hit, f"/project/{hit.id}", self._own(project.names), self._words(f"project-kind.{project.kind}")
        )

    def _route(self, hit: Hit) -> Json:
        route = self._atlas.catalogue.routes[hit.id]
        modes = dict.fromkeys(self._words(f"mode.{segment.mode}") for segment in route.segments)
        return self._result(hit, f"/route/{hit.id}", self._own(route.names), " · ".join(modes))

    def _place(self, hit: Hit) -> Json:
        place = self._atlas.catalogue.places[hit.id]
        detail = f"{self._words(f'place-kind.{place.kind}')} · {self._words.country(place.country)}"
        return self._result(hit, f"/place/{hit.id}", self._own(place.names), detail)

    def _country(self, hit: Hit) -> Json:
        return self._result(hit, f"/country/{hit.id}", self._words.country(hit.id), "")

    def _speaker(self, hit: Hit) -> Json:
        """A speaker has no page of its own: the first of the facts that it states."""
        speaker, said = self._atlas.catalogue.speakers[hit.id], self._said[hit.id]
        role = [self._own(speaker.role)] if speaker.role else []
        detail = " · ".join([*role, self._words.count("facts.count", len(said))])
        return self._result(hit, f"/fact/{said[0]}", self._own(speaker.names), detail)

    def _publisher(self, hit: Hit) -> Json:
        document = self._atlas.catalogue.documents[hit.id]
        return self._result(hit, f"/document/{hit.id}", self._own(document.publisher), self._own(document.titles))

    def _fact(self, hit: Hit) -> Json:
        catalogue = self._atlas.catalogue
        fact = catalogue.facts[hit.id]
        detail = f"{self._own(catalogue.speakers[fact.speaker].names)} · {self._dated(catalogue.fact_document[hit.id])}"
        return self._result(hit, f"/fact/{hit.id}", self._own(fact.statement), detail)

    def _document(self, hit: Hit) -> Json:
        """A passage leads to the fact that quotes it, else to its document; ``at`` is its place in the text."""
        document = self._atlas.catalogue.documents[hit.id]
        detail = f"{self._own(document.publisher)} · {self._dated(hit.id)}"
        if hit.start < 0 or not hit.marks:
            return self._result(hit, f"/document/{hit.id}", self._own(document.titles), detail)
        at = (hit.start + hit.marks[0][0], hit.start + hit.marks[0][1])
        fact = self._quoted_at(hit.id, at)
        path = f"/fact/{fact}" if fact else f"/document/{hit.id}"
        return {**self._result(hit, path, self._own(document.titles), detail), "at": at}

    def _quoted_at(self, document_id: str, at: Span) -> str | None:
        """The first fact whose quotation holds a span of code points of its document."""
        spans = self._atlas.catalogue.spans
        held = self._atlas.relations.facts_in_document[document_id]
        return next((fact for fact in held if spans[fact][0] <= at[0] and at[1] <= spans[fact][1]), None)

    def _dated(self, document_id: str) -> str:
        published = self._atlas.catalogue.documents[document_id].published
        return self._words.date(published) if published else self._words("document.undated")

    def _own(self, text: Any) -> str:  # noqa: ANN401 (LocalText, or Names)
        return str(text.in_language(self._words.language))

    def _result(self, hit: Hit, path: str, title: str, detail: str) -> Json:
        """One result. Where the title itself was found it carries the marks, else the excerpt does."""
        if title == hit.text:
            own = _passage(title, hit.marks, self._words.language)
            return {"path": path, "title": own, "detail": detail, "excerpt": None}
        excerpt = _passage(*cut(hit.text, hit.marks), hit.language)
        return {"path": path, "title": _passage(title, (), self._words.language), "detail": detail, "excerpt": excerpt}


def _passage(text: str, marks: tuple[Span, ...], language: str) -> Json:
    """A text with its hits, in code points, its language (empty: not known) and its direction."""
    direction = "rtl" if (language or script_language(text)) == "ar" else "ltr"
    return {"text": one_for_one(text), "marks": marks, "lang": language, "dir": direction}
