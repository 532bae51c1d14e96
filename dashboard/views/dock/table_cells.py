"""The cells of the table: their content and their sort keys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.vocabulary import Status
from dashboard.views.context import Context, km_text
from dashboard.views.filters import label_of
from dashboard.views.panel.statements import document_date, stated_numbers
from dashboard.views.parts import isolated, joined, link, plain, plain_title, publisher

Key = tuple[int, float, str]


@dataclass(frozen=True)
class CellPiece:
    """One piece of a cell: its text, its link, the CSS classes of the sample before it, its language and direction."""

    text: str
    href: str = ""
    sample: str = ""
    lang: str = ""
    direction: str = ""


@dataclass(frozen=True)
class TableCell:
    """The content of a cell, and its sort key; ``None`` where it has no value to sort by."""

    parts: tuple[CellPiece, ...]
    key: Key | None

    @property
    def text(self) -> str:
        """The text of the cell."""
        return " · ".join(part.text for part in self.parts)

    def html(self) -> list[Component | str]:
        """The cell as plain HTML. A text in another language has a line of its own."""
        pieces = [_piece(part) for part in self.parts if not part.lang]
        other_languages = [
            html.Span(part.text, lang=part.lang, dir=part.direction, className="hint")
            for part in self.parts
            if part.lang
        ]
        return [*joined(pieces), *other_languages]


def _piece(part: CellPiece) -> Component:
    text = isolated(part.text)
    if part.sample:
        return html.Span([html.Span(className=part.sample), text])
    return link(part.href, text) if part.href else text


NOTHING = TableCell((), None)
MakeCell = Callable[[Context, str], TableCell]


def _text(context: Context, text: str, *parts: CellPiece) -> TableCell:
    return TableCell(parts or (CellPiece(text),), (0, 0.0, "\0".join(context.words.sort_key(text))))


def _word(context: Context, key: str) -> TableCell:
    return _text(context, context.words(key))


def _number(context: Context, value: float | None, digits: int = 0, text: str = "") -> TableCell:
    if value is None:
        return NOTHING
    return TableCell((CellPiece(text or context.words.number(value, digits)),), (0, value, ""))


def _date(context: Context, when: str | None, text: str = "") -> TableCell:
    if when is None:
        return TableCell((CellPiece(text),), None) if text else NOTHING
    first, last = date_bounds(when)
    return TableCell((CellPiece(text or context.words.date(when)),), (first.toordinal(), float(last.toordinal()), ""))


def _entities(context: Context, entities: tuple[str, ...]) -> TableCell:
    parts = [CellPiece(context.name_of(entity), context.path_of(entity)) for entity in entities]
    return _text(context, parts[0].text, *parts) if parts else NOTHING


def _countries(context: Context, entity: str) -> TableCell:
    codes = context.relations.countries_of[entity]
    parts = [CellPiece(context.words.country(code), f"/country/{code}") for code in codes]
    return _text(context, parts[0].text, *parts) if parts else NOTHING


def _name(context: Context, entity: str) -> TableCell:
    name = context.name_of(entity)
    return _text(context, name, CellPiece(name, context.path_of(entity)))


def _projects(context: Context, entity: str) -> TableCell:
    return _entities(context, context.relations.projects_of[entity])


def _mode(context: Context, route: str) -> TableCell:
    modes = dict.fromkeys(segment.mode for segment in context.catalogue.routes[route].segments)
    parts = [CellPiece(context.words(f"mode.{mode}"), sample=f"mode-sample mode-{mode}") for mode in modes]
    return _text(context, parts[0].text, *parts)


def _status(context: Context, route: str) -> TableCell:
    """The statuses of a route. The least advanced one is the sort key."""
    statuses = {segment.status for segment in context.catalogue.routes[route].segments}
    ordered = [status for status in Status if status in statuses]
    parts = [CellPiece(context.words(f"status.{value}"), sample=f"dash-sample dash-{value}") for value in ordered]
    return TableCell(tuple(parts), (0, float([*Status].index(ordered[-1])), ""))


def _length(context: Context, route: str) -> TableCell:
    record = context.catalogue.routes[route]
    km = context.length_km(record)
    return _number(context, km, text=km_text(context.words, km, context.precision_of([record])))


def _within(context: Context, place: str) -> TableCell:
    metres = context.catalogue.places[place].precision_m
    return _number(context, metres, text=context.words("precision.within", m=context.words.number(metres)))


def _statement(context: Context, fact: str) -> TableCell:
    text = plain(context.words, context.catalogue.facts[fact].statement)
    return _text(context, text, CellPiece(text, f"/fact/{fact}"))


def _fact_number(context: Context, fact: str) -> TableCell:
    """The numbers with their unit, baseline and target with these names. The largest is the sort key."""
    record, words = context.catalogue.facts[fact], context.words
    numbers = stated_numbers(record)
    if not numbers or record.unit is None:
        return NOTHING
    named = [
        f"{'' if name == 'value' else words(f'fact.{name}') + ' '}{words.amount(record.unit, number)}"
        for name, number in numbers
    ]
    return TableCell((CellPiece(words.comma.join(named)),), (0, max(number for _, number in numbers), ""))


def _document_title(context: Context, document: str) -> TableCell:
    record = context.catalogue.documents[document]
    name = plain_title(context.words, record)
    original = CellPiece(record.title, lang=record.language, direction=record.direction)
    pieces = () if name == record.title else (original,)
    return _text(context, name, CellPiece(name, f"/document/{document}"), *pieces)


def _published(context: Context, document: str) -> TableCell:
    record = context.catalogue.documents[document]
    return _date(context, record.published, document_date(context, record))


CELLS: Mapping[str, Mapping[str, MakeCell]] = MappingProxyType(
    {
        "routes": {
            "name": _name,
            "mode": _mode,
            "status": _status,
            "length": _length,
            "precision": lambda context, route: _word(
                context, f"precision.{context.precision_of([context.catalogue.routes[route]])}"
            ),
            "country": _countries,
            "project": _projects,
        },
        "places": {
            "name": _name,
            "place-kind": lambda context, place: _word(context, f"place-kind.{context.catalogue.places[place].kind}"),
            "country": _countries,
            "lat": lambda context, place: _number(context, context.catalogue.places[place].lat, 3),
            "lon": lambda context, place: _number(context, context.catalogue.places[place].lon, 3),
            "within": _within,
            "project": _projects,
        },
        "facts": {
            "statement": _statement,
            "fact-kind": lambda context, fact: _word(context, f"fact-kind.{context.catalogue.facts[fact].kind}"),
            "modality": lambda context, fact: _word(context, f"modality.{context.catalogue.facts[fact].modality}"),
            "speaker": lambda context, fact: _text(
                context, label_of(context, "speaker", context.catalogue.facts[fact].speaker)
            ),
            "published": lambda context, fact: _published(context, context.catalogue.fact_document[fact]),
            "as_of": lambda context, fact: _date(context, context.catalogue.facts[fact].as_of),
            "due": lambda context, fact: _date(context, context.catalogue.facts[fact].due),
            "number": _fact_number,
            "about": lambda context, fact: _entities(context, context.catalogue.facts[fact].about),
        },
        "documents": {
            "title": _document_title,
            "publisher": lambda context, document: _text(
                context, publisher(context.words, context.catalogue.documents[document])
            ),
            "published": _published,
            "language": lambda context, document: _text(
                context, context.words.language_label(context.catalogue.documents[document].language)
            ),
            "facts": lambda context, document: _number(context, len(context.relations.facts_in_document[document])),
        },
    }
)
"""The functions that make the cell of a record, by table and column (``state.dock_address.COLUMNS``)."""
