"""What stands on the timeline: each document at its day, then by project each statement at the date that it names."""

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
    """Something at a date: a statement of what happened or is due then, or a document that was published.

    ``label`` is its date in words, ``text`` what it is, ``path`` what it opens.
    """

    kind: str
    when: str
    path: str
    label: str
    text: str
    fact: Fact | None = None

    @property
    def exact(self) -> bool:
        """Whether its date is one day."""
        first, last = date_bounds(self.when)
        return first == last

    def place(self, axis: Axis) -> tuple[float, float]:
        """Where it begins and ends, in percent of the axis: as wide as its date is open."""
        first, last = date_bounds(self.when)
        return axis.at(first), axis.at(last, end=True)


@dataclass(frozen=True)
class MarkGroup:
    """Marks under one heading, by their first day; ``path`` is what the heading opens."""

    heading: str
    path: str | None
    marks: tuple[TimelineMark, ...]


def marks_of(context: Context, facts: Iterable[Fact]) -> list[TimelineMark]:
    """The statements that name a date, at that date."""
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
    """The documents, then every project with what names it; a route or place where a statement names no project."""
    projects = context.catalogue.projects
    held: dict[str, list[Fact]] = {project: [] for project in projects_by_kind(context)}
    for fact in facts:
        for entity in [subject for subject in fact.about if subject in projects] or fact.about:
            held.setdefault(entity, []).append(fact)
    groups = [MarkGroup(context.words("home.documents"), None, tuple(_documents(context, facts)))]
    groups += [
        MarkGroup(context.name_of(entity), context.path_of(entity), tuple(marks_of(context, own)))
        for entity, own in held.items()
    ]
    return [group for group in groups if group.marks]


def axis_of(context: Context, today: date) -> Axis:
    """The axis of all statements, not of those that pass the filters: filtering must not move the years."""
    facts = list(context.catalogue.facts.values())
    marks = [*marks_of(context, facts), *_documents(context, facts)]
    years = {today.year, *(day.year for mark in marks for day in date_bounds(mark.when))}
    return year_axis(years, min(years), max(years))


def _documents(context: Context, facts: Iterable[Fact]) -> list[TimelineMark]:
    """The documents of some statements, at the day of each; an undated one has no place."""
    words = context.words
    counts: dict[str, int] = {}
    for fact in facts:
        held_in = context.catalogue.fact_document[fact.id]
        counts[held_in] = counts.get(held_in, 0) + 1
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
