"""Findings on the statuses that projects and routes had: their order, and that the last of them is today's."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.paths import PROJECT_FILE, ROUTE_FILE
from dashboard.catalogue.models import Project, ProjectStatus, Route

Where = tuple[str, str, str]


def check_status_history(catalogue: Catalogue) -> Iterator[Finding]:
    """Histories out of order, with two statuses at once, with another route's segments, or against today's status."""
    for project in catalogue.projects.values():
        yield from _of_project(project)
    for route in catalogue.routes.values():
        yield from _of_route(route)


def _of_project(project: Project) -> Iterator[Finding]:
    where = (PROJECT_FILE.format(project.id), project.id, "history")
    yield from _out_of_order(where, project.history)
    if not project.history:
        return
    last, today = project.history[-1], project.status
    later = date_bounds(last.as_of)[1], date_bounds(today.as_of)[1]
    if later[0] > later[1] or (later[0] == later[1] and last.value is not today.value):
        remedy = "make it the status, or correct the date that is wrong"
        message = f"its last entry, {last.value} as of {last.as_of}, contradicts the status {today.value}"
        yield Finding("error", *where, f"{message} as of {today.as_of}; {remedy}")


def _of_route(route: Route) -> Iterator[Finding]:
    where = (ROUTE_FILE.format(route.id), route.id, "route.history")
    own = {segment.id for segment in route.segments}
    for number, status in enumerate(route.history, start=1):
        for segment_id in sorted(set(status.segments) - own):
            message = f"entry {number} names {segment_id!r}, which is no segment of this route; take it away"
            yield Finding("error", *where, message)
    yield from _out_of_order(where, route.history)
    for segment in route.segments:
        statuses = [status for status in route.history if status.applies_to(segment.id)]
        if statuses and statuses[-1].value is not segment.status:
            message = f"ends with {statuses[-1].value} for {segment.id}, whose status is {segment.status}"
            yield Finding(
                "error", *where, f"{message}; add the entry that is missing, or correct the one that is wrong"
            )


def _out_of_order(where: Where, history: Sequence[ProjectStatus]) -> Iterator[Finding]:
    for number, (before, after) in enumerate(pairwise(history), start=2):
        earlier, later = date_bounds(before.as_of)[1], date_bounds(after.as_of)[1]
        if later < earlier:
            message = f"entry {number} ({after.as_of}) is older than the one before it ({before.as_of})"
            yield Finding("error", *where, f"{message}; put the oldest first")
        elif later == earlier and before.value is not after.value and _of_the_same(before, after):
            message = f"entries {number - 1} and {number} have two statuses by {after.as_of}"
            yield Finding("error", *where, f"{message}; date one of them more exactly, or keep the one that holds")


def _of_the_same(earlier: ProjectStatus, other: ProjectStatus) -> bool:
    segments = [set(getattr(status, "segments", ())) for status in (earlier, other)]
    return not all(segments) or not segments[0].isdisjoint(segments[1])
