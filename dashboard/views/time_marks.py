"""What stands on the timeline: marks by project, and in which lane each lies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.models import Fact
from dashboard.views.context import Context
from dashboard.views.dock import projects_by_kind
from dashboard.views.parts import local
from dashboard.views.time_axis import Axis, year_axis

FIRST_YEAR, LAST_YEAR = 1992, 2040
KINDS: tuple[str, ...] = ("happened", "said", "due")
_HELD_APART = 6.8  # percent of the axis: 24 px, the smallest target, on the narrowest phone


@dataclass(frozen=True)
class Mark:
    """Something at a date: one fact that happened or is due then, or what one document said of one thing."""

    kind: str
    when: str
    facts: tuple[Fact, ...]
    document: str

    @property
    def path(self) -> str:
        """What the mark opens: its fact, or the document where it stands for several."""
        return f"/document/{self.document}" if len(self.facts) > 1 else f"/fact/{self.facts[0].id}"

    @property
    def exact(self) -> bool:
        """Whether its date is one day."""
        first, last = date_bounds(self.when)
        return first == last

    def place(self, axis: Axis) -> tuple[float, float]:
        """Where it begins and ends, in percent of the axis: as wide as its date is open."""
        first, last = date_bounds(self.when)
        return axis.at(first), axis.at(last, end=True)

    def words(self, context: Context) -> tuple[str, str]:
        """Its kind and date, and what it is about."""
        words = context.words
        several = len(self.facts) > 1
        what = words.count("facts.count", len(self.facts)) if several else local(words, self.facts[0].statement)
        return f"{words(f'timeline.{self.kind}')}, {words.date(self.when)}", what


def marks_of(context: Context, facts: Iterable[Fact]) -> list[Mark]:
    """The marks of one row, by their first day: happened and due fact by fact, said document by document."""
    marks: list[Mark] = []
    said: dict[str, list[Fact]] = {}
    for fact in facts:
        document = context.document_of(fact)
        marks += [
            Mark(kind, when, (fact,), document.id)
            for kind, when in (("happened", fact.as_of), ("due", fact.due))
            if when is not None
        ]
        if document.published is not None:
            said.setdefault(document.id, []).append(fact)
    marks += [
        Mark("said", context.catalogue.documents[document].published or "", tuple(own), document)
        for document, own in said.items()
    ]
    return sorted(marks, key=lambda mark: (*date_bounds(mark.when), KINDS.index(mark.kind)))


def lanes(spans: Sequence[tuple[float, float]]) -> list[int]:
    """For spans in percent, ordered by start, the first lane in which each overlaps none before it."""
    ends: list[float] = []
    found = []
    for start, end in spans:
        taken = max(end, start + _HELD_APART)
        lane = next((lane for lane, free in enumerate(ends) if free <= start), len(ends))
        ends[lane : lane + 1] = [taken]
        found.append(lane)
    return found


def rows_of(context: Context, facts: Sequence[Fact]) -> list[tuple[str, list[Mark]]]:
    """Every project with the marks of what names it; a route or place only where a fact names no project."""
    projects = context.catalogue.projects
    held: dict[str, list[Fact]] = {project: [] for project in projects_by_kind(context)}
    for fact in facts:
        for entity in [one for one in fact.about if one in projects] or fact.about:
            held.setdefault(entity, []).append(fact)
    rows = [(entity, marks_of(context, own)) for entity, own in held.items()]
    return [(entity, marks) for entity, marks in rows if marks]


def axis_of(context: Context, today: date) -> Axis:
    """The axis of all facts, not of those that pass the filters: filtering must not move the years."""
    marks = marks_of(context, context.catalogue.facts.values())
    years = {day.year for mark in marks for day in date_bounds(mark.when)}
    return year_axis({*years, today.year}, FIRST_YEAR, LAST_YEAR)
