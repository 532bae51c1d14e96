"""Search results: titles, paths and excerpts, in the reader's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from dashboard.atlas import Atlas
from dashboard.catalogue.models import Project, Route
from dashboard.catalogue.text.invisible_characters import with_visible_characters
from dashboard.catalogue.text.languages import direction_of
from dashboard.geo.points import nearest, point_id
from dashboard.i18n import Words
from dashboard.search.excerpts import Span, cut_excerpt
from dashboard.search.find import Group, Hit
from dashboard.search.texts import script_language

Json = dict[str, Any]
TEXT_LETTERS = 70
"""The number of characters of a text in an excerpt, on each side of the first hit."""
FIGURE_LETTERS = 160
"""The same for a figure: enough to include its value and its date."""


@dataclass(frozen=True)
class SpeakerFacts:
    """The facts of a speaker: the first in document order, and their number."""

    first: str
    number: int


class SearchResults:
    """Turns hits into titles, paths and excerpts in one language."""

    def __init__(
        self, atlas: Atlas, words: Words, base: str = "", speaker_facts: Mapping[str, SpeakerFacts] | None = None
    ) -> None:
        """``speaker_facts`` are the facts by speaker; by default those of the loaded catalogue."""
        self._atlas = atlas
        self._words = words
        self._base = base
        self._facts_of = _facts_by_speaker(atlas) if speaker_facts is None else speaker_facts
        self._show: Mapping[str, Callable[[Hit], Json]] = {
            "project": self._project,
            "route": self._route,
            "place": self._place,
            "country": self._country,
            "speaker": self._speaker,
            "publisher": self._publisher,
            "fact": self._fact,
            "figure": self._figure,
            "document": self._document,
        }

    def make(self, query: str, groups: tuple[Group, ...], point: tuple[float, float] | None = None) -> Json:
        """The complete answer: the groups of results with their number in words; a requested ``point`` comes first."""
        answers = [*([self._point(*point)] if point else []), *(self._group(group) for group in groups)]
        number = sum(len(group["results"]) for group in answers)
        summary = self._words.count("search.count", number) if number else self._words("search.none")
        summary = summary if query.strip() else ""
        return {
            "query": query,
            "language": self._words.language,
            "count": number,
            "summary": summary,
            "groups": answers,
        }

    def _group(self, group: Group) -> Json:
        heading = self._words(f"search-more.{group.kind}" if group.further else f"search-kind.{group.kind}")
        if group.more and not group.further:
            heading = self._words("search.first", kind=heading, n=self._words.number(len(group.hits)))
        results = [
            self._show[group.kind](hit) for hit in group.hits if group.kind != "speaker" or hit.id in self._facts_of
        ]
        return {"kind": group.kind, "further": group.further, "heading": heading, "results": results}

    def _point(self, lat: float, lon: float) -> Json:
        """A position by its degrees (latitude, longitude), with the place nearest to it."""
        places = list(self._atlas.catalogue.places.values())
        near = nearest((lon, lat), [(place.lon, place.lat) for place in places], 1)
        detail = " ".join(f"{self._own(places[number].names)} · {self._words.away(km)}" for number, km in near)
        title = _passage(self._words.position(lon, lat, digits=5), (), self._words.language)
        path = f"{self._base}/point/{point_id(lat, lon)}"
        result = {"path": path, "title": title, "detail": detail, "excerpt": None}
        heading = self._words("search-kind.point")
        return {"kind": "point", "further": False, "heading": heading, "results": [result]}

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
        """A speaker, who has no page: the result leads to the first of the speaker's facts."""
        speaker, facts = self._atlas.catalogue.speakers[hit.id], self._facts_of[hit.id]
        role = [self._own(speaker.role)] if speaker.role else []
        detail = " · ".join([*role, self._words.count("facts.count", facts.number)])
        return self._result(hit, f"/fact/{facts.first}", self._own(speaker.names), detail)

    def _publisher(self, hit: Hit) -> Json:
        document = self._atlas.catalogue.documents[hit.id]
        name = document.publisher_in(self._words.language) or ""
        return self._result(hit, f"/document/{hit.id}", name, document.title_in(self._words.language).text)

    def _fact(self, hit: Hit) -> Json:
        catalogue = self._atlas.catalogue
        fact = catalogue.facts[hit.id]
        detail = f"{self._own(catalogue.speakers[fact.speaker].names)} · {self._dated(catalogue.fact_document[hit.id])}"
        return self._result(hit, f"/fact/{hit.id}", self._own(fact.statement), detail)

    def _figure(self, hit: Hit) -> Json:
        """A reference figure with its source: the result leads to its holder, where ``target`` is its element."""
        catalogue = self._atlas.catalogue
        owner, _, place = hit.id.partition("/")
        record: Project | Route = catalogue.projects[owner] if owner in catalogue.projects else catalogue.routes[owner]
        kind = "project" if isinstance(record, Project) else "route"
        figure = record.figures[int(place)]
        source = self._words("search.source", source=figure.source)
        date = [self._words("search.said", date=self._words.date(figure.said))] if figure.said else []
        detail = " · ".join([*date, source])
        return {**self._result(hit, f"/{kind}/{owner}", self._own(record.names), detail), "target": f"figure-{place}"}

    def _document(self, hit: Hit) -> Json:
        """A passage: the result leads to the fact that quotes it, else to its document; ``at`` is its span."""
        document = self._atlas.catalogue.documents[hit.id]
        named = document.publisher_in(self._words.language)
        detail = " · ".join([*([named] if named else []), self._dated(hit.id)])
        if hit.start < 0 or not hit.marks:
            return self._result(hit, f"/document/{hit.id}", document.title_in(self._words.language).text, detail)
        at = (hit.start + hit.marks[0][0], hit.start + hit.marks[0][1])
        fact = self._quoted_at(hit.id, at)
        path = f"/fact/{fact}" if fact else f"/document/{hit.id}"
        return {**self._result(hit, path, document.title_in(self._words.language).text, detail), "at": at}

    def _quoted_at(self, document_id: str, at: Span) -> str | None:
        """The first fact whose quotation contains a span of code points of its document."""
        spans = self._atlas.catalogue.spans
        facts = self._atlas.relations.facts_in_document[document_id]
        return next((fact for fact in facts if spans[fact][0] <= at[0] and at[1] <= spans[fact][1]), None)

    def _dated(self, document_id: str) -> str:
        published = self._atlas.catalogue.documents[document_id].published
        return self._words.date(published) if published else self._words("document.undated")

    def _own(self, text: Any) -> str:  # noqa: ANN401 (LocalText, or Names)
        return str(text.in_language(self._words.language))

    def _result(self, hit: Hit, path: str, title: str, detail: str) -> Json:
        """One result. The marks are in the title where it contains the hit, else in the excerpt."""
        if title == hit.text:
            marked_title = _passage(title, hit.marks, self._words.language)
            return {"path": self._base + path, "title": marked_title, "detail": detail, "excerpt": None}
        letters = FIGURE_LETTERS if hit.kind == "figure" else TEXT_LETTERS
        excerpt = _passage(*cut_excerpt(hit.text, hit.marks, letters), hit.language)
        return {
            "path": self._base + path,
            "title": _passage(title, (), self._words.language),
            "detail": detail,
            "excerpt": excerpt,
        }


def _passage(text: str, marks: tuple[Span, ...], language: str) -> Json:
    """A text with its hits in code points, its language (empty where unknown) and its direction."""
    written_in = language or script_language(text)
    direction = direction_of(written_in) if written_in else "ltr"
    return {"text": with_visible_characters(text), "marks": marks, "lang": language, "dir": direction}


def _facts_by_speaker(atlas: Atlas) -> Mapping[str, SpeakerFacts]:
    """The facts of each speaker."""
    by_speaker: dict[str, list[str]] = {}
    for fact_id in chain.from_iterable(atlas.relations.facts_in_document.values()):
        by_speaker.setdefault(atlas.catalogue.facts[fact_id].speaker, []).append(fact_id)
    return {speaker: SpeakerFacts(facts[0], len(facts)) for speaker, facts in by_speaker.items()}
