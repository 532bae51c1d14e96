"""How far a project has come as a whole, which of its lines have come how far where that differs, and how it was."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Project, ProjectStatus, Route, RouteStatus, Segment
from dashboard.catalogue.vocabulary import ADVANCEMENT, WITHDRAWN, ProjectKind, Status, StatusBasis
from dashboard.views.context import Context
from dashboard.views.panel.sources import cited
from dashboard.views.parts import Children, entity_link, joined, link, local, status_badge


def project_status(context: Context, project: Project) -> list[Component | str]:
    """The project's status with what that rests on, those of its lines where they are others, and the earlier ones."""
    earlier = [_told(context, status, project.kind) for status in reversed(project.history)]
    return [*status_words(context, project), *status_of_lines(context, project), *_folded(context, earlier)]


def route_history(context: Context, route: Route) -> list[Component]:
    """The statuses that a line had, today's first, folded; of a part of it with the stretch."""
    return _folded(context, [[*_where(context, status), *_told(context, status)] for status in reversed(route.history)])


def _folded(context: Context, told: Sequence[Sequence[Component | str]]) -> list[Component]:
    if not told:
        return []
    items = html.Ol([html.Li(joined(entry, " ")) for entry in told], className="status-history")
    return [html.Details([html.Summary(context.words("project.status_over_time")), items])]


def _where(context: Context, status: RouteStatus) -> list[Component | str]:
    stretch = [context.catalogue.segments[segment] for segment in status.segments]
    return [f"{context.stretch_name(stretch[0].start, stretch[-1].end)}: "] if stretch else []


def status_words(context: Context, project: Project) -> list[Component | str]:
    """A project's status with its basis and date, and the evidence or reason for it."""
    return _told(context, project.status, project.kind)


def _told(context: Context, status: ProjectStatus, kind: ProjectKind | None = None) -> list[Component | str]:
    words = context.words
    parts: list[Component | str] = [
        status_badge(words, status.value, kind),
        html.Span(words(f"basis.{status.basis}", date=words.date(status.as_of)), className="basis"),
    ]
    if status.note is not None:
        parts.append(html.Span(local(words, status.note), className="hint"))
    if status.basis is StatusBasis.STATED and status.fact is not None:
        parts.append(link(f"/fact/{status.fact}", words("status.evidence")))
    if status.source is not None:
        parts.append(cited(status.source))
    return parts


def status_of_lines(context: Context, project: Project) -> list[Component]:
    """Which of its lines, or which stretch of one, has which status; nothing where all have the project's."""
    stretches: dict[Status, list[Component]] = {}
    for route in (context.catalogue.routes[route] for route in project.routes):
        for status, run in _runs(route):
            stretches.setdefault(status, []).append(_stretch(context, route, run))
    if set(stretches) <= {project.status.value}:
        return []
    words = context.words
    items = [
        html.Li([status_badge(words, status), " ", *joined(stretches[status])])
        for status in ADVANCEMENT
        if status in stretches
    ]
    return [html.Div(words("project.status_of_lines"), className="hint"), html.Ul(items, className="status-of-lines")]


def whole_project(context: Context, route: Route, project_id: str) -> list[Component | str]:
    """A project that a line is part of, with the project's status where the line's is another."""
    words, project = context.words, context.catalogue.projects[project_id]
    name = entity_link(context, project_id)
    if {segment.status for segment in route.segments} == {project.status.value}:
        return [name]
    return [name, " (", words("project.as_a_whole"), " ", status_badge(words, project.status.value), ")"]


def _runs(route: Route) -> Iterator[tuple[Status, list[Segment]]]:
    """The stretches of a route that have one status, without what is withdrawn."""
    for status, run in groupby(route.segments, key=lambda segment: segment.status):
        if status not in WITHDRAWN:
            yield status, list(run)


def _stretch(context: Context, route: Route, run: list[Segment]) -> Component:
    name = context.name_of(route.id)
    if len(run) < len(route.segments):
        name = context.stretch_name(run[0].start, run[-1].end)
    return link(f"/route/{route.id}", name)


def part_of(context: Context, route: Route) -> Children:
    """The projects that a line is part of."""
    projects = context.relations.projects_of.get(route.id, ())
    return html.Ul([html.Li(whole_project(context, route, project)) for project in projects])
