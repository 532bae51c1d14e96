"""Findings on statuses of projects and routes: the fact that states one, and the order of those that they had."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Project, ProjectStatus, Route
from dashboard.catalogue.vocabulary import FORWARD, Status, StatusBasis


def check_statuses(catalogue: Catalogue) -> Iterator[Finding]:
    """Check today's status of each project, and the history of each project and route."""
    for project in catalogue.projects.values():
        file = catalogue.file_of(project)
        yield from _stated_status(catalogue, project, file)
        for message in (*_out_of_order(project.history), *_contradiction(project)):
            yield Finding("error", file, project.id, "history", message)
    for route in catalogue.routes.values():
        file = catalogue.file_of(route)
        for message in (*_foreign_segments(route), *_out_of_order(route.history), *_contradictions(route)):
            yield Finding("error", file, route.id, "route.history", message)


def _stated_status(catalogue: Catalogue, project: Project, file: str) -> Iterator[Finding]:
    """A stated status needs a fact about the project; a plan cannot show that something operates."""
    fact = catalogue.facts.get(project.status.fact or "")
    if fact is None or project.status.basis is not StatusBasis.STATED:
        return
    if {project.id, *project.routes, *project.places}.isdisjoint(fact.about):
        message = f"{fact.id} is not about this project, its routes or places"
        yield Finding("warning", file, project.id, "status.fact", message)
    if project.status.value is Status.OPERATING and fact.modality in FORWARD:
        message = f"{fact.id} speaks of the future; it cannot show that something runs"
        yield Finding("warning", file, project.id, "status.fact", message)


def _contradiction(project: Project) -> Iterator[str]:
    if not project.history:
        return
    last, today = project.history[-1], project.status
    last_day, today_day = date_bounds(last.as_of)[1], date_bounds(today.as_of)[1]
    if last_day > today_day or (last_day == today_day and last.value is not today.value):
        yield (
            f"its last entry, {last.value} as of {last.as_of}, contradicts the status {today.value} "
            f"as of {today.as_of}; make it the status, or correct the date that is wrong"
        )


def _contradictions(route: Route) -> Iterator[str]:
    for segment in route.segments:
        statuses = [status for status in route.history if status.applies_to(segment.id)]
        if statuses and statuses[-1].value is not segment.status:
            yield (
                f"ends with {statuses[-1].value} for {segment.id}, whose status is {segment.status}; "
                "add the entry that is missing, or correct the one that is wrong"
            )


def _foreign_segments(route: Route) -> Iterator[str]:
    segments = {segment.id for segment in route.segments}
    for number, status in enumerate(route.history, start=1):
        for segment_id in sorted(set(status.segments) - segments):
            yield f"entry {number} names {segment_id!r}, which is no segment of this route; take it away"


def _out_of_order(history: Sequence[ProjectStatus]) -> Iterator[str]:
    for number, (before, after) in enumerate(pairwise(history), start=2):
        earlier, later = date_bounds(before.as_of)[1], date_bounds(after.as_of)[1]
        if later < earlier:
            yield (
                f"entry {number} ({after.as_of}) is older than the one before it ({before.as_of}); put the oldest first"
            )
        elif later == earlier and before.value is not after.value and _overlap(before, after):
            yield (
                f"entries {number - 1} and {number} have two statuses by {after.as_of}; "
                "date one of them more exactly, or keep the one that holds"
            )


def _overlap(first: ProjectStatus, second: ProjectStatus) -> bool:
    """Whether two statuses have a segment in common; a status without segments is that of all."""
    segments = [set(getattr(status, "segments", ())) for status in (first, second)]
    return not all(segments) or not segments[0].isdisjoint(segments[1])
