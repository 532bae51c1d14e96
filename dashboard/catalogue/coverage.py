"""Which document speaks of which project, how often, and where there is silence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.relations import Ids, Relations


@dataclass(frozen=True)
class Coverage:
    """How many facts of each document name each project, or one of its lines. Zero is an answer: silence."""

    projects: Ids
    documents: Ids
    counts: Mapping[tuple[str, str], int]
    """(document, project) → facts; pairs that are not there are silent."""
    without_lines: Ids
    """Documents in which no fact is about a project that has a line on the map."""

    def count(self, document: str, project: str) -> int:
        """The facts of one document about one project."""
        return self.counts.get((document, project), 0)

    def of_project(self, project: str) -> int:
        """The facts of all these documents about one project."""
        return sum(self.count(document, project) for document in self.documents)

    @property
    def silent(self) -> Ids:
        """Projects of which none of these documents speaks."""
        return tuple(project for project in self.projects if not self.of_project(project))


def coverage(catalogue: Catalogue, relations: Relations, projects: Iterable[str], documents: Iterable[str]) -> Coverage:
    """The matrix of ``documents`` and ``projects``, in the orders given. A fact about two projects counts for both.

    What is said of a place counts for no project that merely stops there.
    """
    rows, columns = tuple(projects), tuple(documents)
    counts: dict[tuple[str, str], int] = {}
    with_lines: set[str] = set()
    for project in catalogue.projects.values():
        for fact in relations.facts_of[project.id]:
            document = catalogue.fact_document[fact]
            counts[document, project.id] = counts.get((document, project.id), 0) + 1
            if project.routes:
                with_lines.add(document)
    return Coverage(rows, columns, counts, tuple(column for column in columns if column not in with_lines))
