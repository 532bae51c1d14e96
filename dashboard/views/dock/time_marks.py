"""The marks of the timeline: documents at their dates, then by project statements at the dates that they name."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.models import Fact
from dashboard.catalogue.vocabulary import FactKind
from dashboard.views.context import Context
from dashboard.views.dock.dock import projects_by_kind
from dashboard.views.dock.time_axis import Axis, year_axis
from dashboard.views.parts import plain, plain_title

KINDS: tuple[str, ...] = ("happened", "said", "due")


@dataclass(frozen=True)
class TimelineMark:
    """A mark at a date: a statement about something that happened or is due, or the publication of a document.

    ``label`` is the date in words, ``text`` the gloss or the title, ``path`` the address that the mark opens.
    """

    kind: str
    when: str
    path: str
    label: str
    text: str
    fact: Fact | None = None

    @property
    def exact(self) -> bool:
        """Whether the date is one day."""
        first, last = date_bounds(self.when)
        return first == last

    def place(self, axis: Axis) -> tuple[float, float]:
        """The begin and the end of the date, in percent of the axis."""
        first, last = date_bounds(self.when)
        return axis.at(first), axis.at(last, end=True)


@dataclass(frozen=True)
class MarkGroup:
    """The marks under one heading, in order; ``path`` is the address that the heading opens."""

    heading: str
    path: str | None
    marks: tuple[TimelineMark, ...]


def marks_of(context: Context, facts: Iterable[Fact]) -> list[TimelineMark]:
    """The marks of the statements that name a date."""
    words = context.words
    marks = []
    for fact in facts:
        path, text = f"/fact/{fact.id}", plain(words, fact.statement)
        if fact.as_of is not None:
            marks.append(TimelineMark("happened", fact.as_of, path, words.date(fact.as_of), text, fact))
        if fact.due is not None:
            key = "fact.due.event" if fact.kind is FactKind.EVENT else "fact.due"
            marks.append(TimelineMark("due", fact.due, path, f"{words(key)}: {words.date(fact.due)}", text, fact))
    return _in_order(marks)


def groups_of(context: Context, facts: Sequence[Fact]) -> list[MarkGroup]:
    """A group for the documents, then one for each project, and for routes and places without a project."""
    projects = context.catalogue.projects
    by_entity: dict[str, list[Fact]] = {project: [] for project in projects_by_kind(context)}
    for fact in facts:
        for entity in [subject for subject in fact.about if subject in projects] or fact.about:
            by_entity.setdefault(entity, []).append(fact)
    groups = [MarkGroup(context.words("home.documents"), None, tuple(_documents(context, facts)))]
    groups += [
        MarkGroup(context.name_of(entity), context.path_of(entity), tuple(marks_of(context, members)))
        for entity, members in by_entity.items()
    ]
    return [group for group in groups if group.marks]


def axis_of(context: Context, today: date) -> Axis:
    """The axis of all statements, filtered out or not, so that a filter does not move the years."""
    facts = list(context.catalogue.facts.values())
    marks = [*marks_of(context, facts), *_documents(context, facts)]
    years = {today.year, *(day.year for mark in marks for day in date_bounds(mark.when))}
    return year_axis(years, min(years), max(years))


def _documents(context: Context, facts: Iterable[Fact]) -> list[TimelineMark]:
    """The marks of the dated documents of some statements."""
    words = context.words
    counts = Counter(context.catalogue.fact_document[fact.id] for fact in facts)
    marks = []
    for document_id, count in counts.items():
        document = context.catalogue.documents[document_id]
        if document.published is not None:
            label = f"{words.date(document.published)} · {words.count('facts.count', count)}"
            path, text = f"/document/{document_id}", plain_title(words, document)
            marks.append(TimelineMark("said", document.published, path, label, text))
    return _in_order(marks)


def _in_order(marks: Iterable[TimelineMark]) -> list[TimelineMark]:
    return sorted(marks, key=lambda mark: (*date_bounds(mark.when), KINDS.index(mark.kind)))
