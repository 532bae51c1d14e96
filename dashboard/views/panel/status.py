"""The status of a project or route, the different statuses of its lines, and its earlier statuses."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Project, ProjectStatus, Route, RouteStatus, Segment
from dashboard.catalogue.vocabulary import WITHDRAWN, ProjectKind, Status, StatusBasis
from dashboard.views.context import Context
from dashboard.views.panel.sources import cited
from dashboard.views.parts import Children, entity_link, joined, link, local, status_badge


def project_status(context: Context, project: Project) -> list[Component | str]:
    """The project's status with its evidence, the statuses of its lines where they differ, and the earlier statuses."""
    earlier = [_status_parts(context, status, project.kind) for status in reversed(project.history)]
    return [*status_words(context, project), *status_of_lines(context, project), *_folded(context, earlier)]


def route_history(context: Context, route: Route) -> list[Component]:
    """The statuses of a route, the current one first, folded. A status of a part has the name of the stretch."""
    return _folded(
        context,
        [[*_stretch_name(context, status), *_status_parts(context, status)] for status in reversed(route.history)],
    )


def _folded(context: Context, statuses: Sequence[Sequence[Component | str]]) -> list[Component]:
    if not statuses:
        return []
    items = html.Ol([html.Li(joined(parts, " ")) for parts in statuses], className="status-history")
    return [html.Details([html.Summary(context.words("project.status_over_time")), items])]


def _stretch_name(context: Context, status: RouteStatus) -> list[Component | str]:
    stretch = [context.catalogue.segments[segment] for segment in status.segments]
    return [f"{context.stretch_name(stretch[0].start, stretch[-1].end)}: "] if stretch else []


def status_words(context: Context, project: Project) -> list[Component | str]:
    """A project's status with its basis, its date, and its evidence or reason."""
    return _status_parts(context, project.status, project.kind)


def _status_parts(context: Context, status: ProjectStatus, kind: ProjectKind | None = None) -> list[Component | str]:
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
    """The statuses of the project's lines and stretches; nothing where all have the project's status."""
    stretches: dict[Status, list[Component]] = {}
    for route in (context.catalogue.routes[route] for route in project.routes):
        for status, run in _runs(route):
            stretches.setdefault(status, []).append(_stretch(context, route, run))
    if set(stretches) <= {project.status.value}:
        return []
    words = context.words
    items = [
        html.Li([status_badge(words, status), " ", *joined(stretches[status])])
        for status in Status
        if status in stretches
    ]
    return [html.Div(words("project.status_of_lines"), className="hint"), html.Ul(items, className="status-of-lines")]


def _runs(route: Route) -> Iterator[tuple[Status, list[Segment]]]:
    """The stretches of a route with one status, without withdrawn ones."""
    for status, run in groupby(route.segments, key=lambda segment: segment.status):
        if status not in WITHDRAWN:
            yield status, list(run)


def _stretch(context: Context, route: Route, run: list[Segment]) -> Component:
    name = context.name_of(route.id)
    if len(run) < len(route.segments):
        name = context.stretch_name(run[0].start, run[-1].end)
    return link(f"/route/{route.id}", name)


def projects_of_route(context: Context, route: Route) -> Children:
    """The projects of a route, each with its status where the route has another."""
    return html.Ul([html.Li(_project(context, route, id_)) for id_ in context.relations.projects_of.get(route.id, ())])


def _project(context: Context, route: Route, project_id: str) -> list[Component | str]:
    words, status = context.words, context.catalogue.projects[project_id].status.value
    name = entity_link(context, project_id)
    if {segment.status for segment in route.segments} == {status}:
        return [name]
    return [name, " (", words("project.as_a_whole"), " ", status_badge(words, status), ")"]
