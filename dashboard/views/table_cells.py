"""What stands in each cell of the table, and what the cell is sorted by."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.vocabulary import ADVANCEMENT
from dashboard.views.context import Context, km_text
from dashboard.views.facts import date_of
from dashboard.views.parts import isolated, joined, link, local

Key = tuple[int, float, str]
_AZERBAIJANI = {letter: place for place, letter in enumerate("abcçdeəfgğhxıijkqlmnoöprsştuüvyz")}


@dataclass(frozen=True)
class Part:
    """One piece of a cell: its text, where it leads, the sample of colour or dash before it, the language it is in."""

    text: str
    href: str = ""
    sample: str = ""
    lang: str = ""
    direction: str = ""


@dataclass(frozen=True)
class Cell:
    """What is shown, and the key that sorts it; ``None`` where there is nothing to sort by."""

    parts: tuple[Part, ...]
    key: Key | None

    @property
    def text(self) -> str:
        """What is read in the cell."""
        return " · ".join(part.text for part in self.parts)

    def html(self) -> list[Component | str]:
        """The cell as plain HTML; what is in a language of its own stands on its own line."""
        line = [_part(part) for part in self.parts if not part.lang]
        own = [
            html.Span(one.text, lang=one.lang, dir=one.direction, className="hint") for one in self.parts if one.lang
        ]
        return [*joined(line), *own]


def _part(part: Part) -> Component:
    text = isolated(part.text)
    if part.sample:
        return html.Span([html.Span(className=part.sample), text])
    return link(part.href, text) if part.href else text


NOTHING = Cell((), None)


Make = Callable[[Context, str], Cell]


def alphabetical(language: str, text: str) -> str:
    """A key that sorts ``text`` by its language's alphabet: Azerbaijani has its own, others go by their letters."""
    if language == "az":
        lowered = text.replace("İ", "i").replace("I", "ı").lower()
        return "".join(chr(0xE000 + _AZERBAIJANI[one]) if one in _AZERBAIJANI else one for one in lowered)
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in parts if not unicodedata.combining(one))
    return plain.removeprefix("ال") if language == "ar" else plain


def _text(context: Context, text: str, *parts: Part) -> Cell:
    return Cell(parts or (Part(text),), (0, 0.0, alphabetical(context.words.language, text)))


def _number(context: Context, value: float | None, digits: int = 0, shown: str = "") -> Cell:
    if value is None:
        return NOTHING
    return Cell((Part(shown or context.words.number(value, digits)),), (0, value, ""))


def _date(context: Context, when: str | None, shown: str = "") -> Cell:
    if when is None:
        return Cell((Part(shown),), None) if shown else NOTHING
    first, last = date_bounds(when)
    return Cell((Part(shown or context.words.date(when)),), (first.toordinal(), float(last.toordinal()), ""))


def _entities(context: Context, entities: tuple[str, ...]) -> Cell:
    parts = [Part(context.name_of(one), context.path_of(one)) for one in entities]
    return _text(context, parts[0].text, *parts) if parts else NOTHING


def _countries(context: Context, entity: str) -> Cell:
    codes = context.relations.countries_of[entity]
    parts = [Part(context.words.country(code), f"/country/{code}") for code in codes]
    return _text(context, parts[0].text, *parts) if parts else NOTHING


def _name(context: Context, entity: str) -> Cell:
    name = context.name_of(entity)
    return _text(context, name, Part(name, context.path_of(entity)))


def _projects(context: Context, entity: str) -> Cell:
    return _entities(context, context.relations.projects_of[entity])


def _mode(context: Context, route: str) -> Cell:
    modes = dict.fromkeys(segment.mode for segment in context.catalogue.routes[route].segments)
    parts = [Part(context.words(f"mode.{mode}"), sample=f"mode-sample mode-{mode}") for mode in modes]
    return _text(context, parts[0].text, *parts)


def _status(context: Context, route: str) -> Cell:
    """Sorted by how far its least advanced segment has come."""
    statuses = {segment.status for segment in context.catalogue.routes[route].segments}
    ordered = sorted(statuses, key=ADVANCEMENT.index)
    parts = [Part(context.words(f"status.{one}"), sample=f"dash-sample dash-{one}") for one in ordered]
    return Cell(tuple(parts), (0, float(ADVANCEMENT.index(ordered[-1])), ""))


def _length(context: Context, route: str) -> Cell:
    record = context.catalogue.routes[route]
    km = context.length_km(record)
    return _number(context, km, shown=km_text(context.words, km, context.precision_of([record])))


def _precision(context: Context, route: str) -> Cell:
    return _text(context, context.words(f"precision.{context.precision_of([context.catalogue.routes[route]])}"))


def _place_kind(context: Context, place: str) -> Cell:
    return _text(context, context.words(f"place-kind.{context.catalogue.places[place].kind}"))


def _within(context: Context, place: str) -> Cell:
    metres = context.catalogue.places[place].precision_m
    return _number(context, metres, shown=context.words("precision.within", m=context.words.number(metres)))


def _statement(context: Context, fact: str) -> Cell:
    text = local(context.words, context.catalogue.facts[fact].statement)
    return _text(context, text, Part(text, f"/fact/{fact}"))


def _speaker(context: Context, fact: str) -> Cell:
    speaker = context.catalogue.speakers[context.catalogue.facts[fact].speaker]
    return _text(context, local(context.words, speaker.names))


def _fact_published(context: Context, fact: str) -> Cell:
    return _published(context, context.catalogue.fact_document[fact])


def _fact_number(context: Context, fact: str) -> Cell:
    """The number with its unit; a baseline and a target are said to be such. Sorted by the largest."""
    record, words = context.catalogue.facts[fact], context.words
    pairs = (("value", record.value), ("baseline", record.baseline), ("target", record.target))
    numbers = [(part, number) for part, number in pairs if number is not None]
    if not numbers or record.unit is None:
        return NOTHING
    named = [
        words.amount(record.unit, number)
        if part == "value"
        else f"{words(f'fact.{part}')} {words.amount(record.unit, number)}"
        for part, number in numbers
    ]
    return Cell((Part(words.comma.join(named)),), (0, max(number for _, number in numbers), ""))


def _document_title(context: Context, document: str) -> Cell:
    record = context.catalogue.documents[document]
    name = local(context.words, record.titles)
    own = (Part(record.title, lang=record.language, direction=record.direction),) if record.title != name else ()
    return _text(context, name, Part(name, f"/document/{document}"), *own)


def _published(context: Context, document: str) -> Cell:
    record = context.catalogue.documents[document]
    return _date(context, record.published, date_of(context, record))


CELLS: Mapping[str, Mapping[str, Make]] = MappingProxyType(
    {
        "routes": {
            "name": _name,
            "mode": _mode,
            "status": _status,
            "length": _length,
            "precision": _precision,
            "country": _countries,
            "project": _projects,
        },
        "places": {
            "name": _name,
            "place-kind": _place_kind,
            "country": _countries,
            "lat": lambda context, place: _number(context, context.catalogue.places[place].lat, 3),
            "lon": lambda context, place: _number(context, context.catalogue.places[place].lon, 3),
            "within": _within,
            "project": _projects,
        },
        "facts": {
            "statement": _statement,
            "fact-kind": lambda context, fact: _text(
                context, context.words(f"fact-kind.{context.catalogue.facts[fact].kind}")
            ),
            "modality": lambda context, fact: _text(
                context, context.words(f"modality.{context.catalogue.facts[fact].modality}")
            ),
            "speaker": _speaker,
            "published": _fact_published,
            "as_of": lambda context, fact: _date(context, context.catalogue.facts[fact].as_of),
            "due": lambda context, fact: _date(context, context.catalogue.facts[fact].due),
            "number": _fact_number,
            "about": lambda context, fact: _entities(context, context.catalogue.facts[fact].about),
        },
        "documents": {
            "title": _document_title,
            "publisher": lambda context, document: _text(
                context, local(context.words, context.catalogue.documents[document].publisher)
            ),
            "published": _published,
            "language": lambda context, document: _text(
                context, context.words(f"language.{context.catalogue.documents[document].language.split('-')[0]}")
            ),
            "facts": lambda context, document: _number(context, len(context.relations.facts_in_document[document])),
        },
    }
)
"""By table and column (``dock.COLUMNS``), what makes the cell of one record."""
