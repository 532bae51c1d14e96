"""The panel of a project."""

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Project, Route
from dashboard.views.changes import changes_section
from dashboard.views.context import Context, km_text
from dashboard.views.due.history import due_section
from dashboard.views.panel.figures import figure_table
from dashboard.views.panel.lengths import project_lengths
from dashboard.views.panel.statements import fact_list
from dashboard.views.panel.status import project_status
from dashboard.views.panel.take_away import error_report
from dashboard.views.parts import (
    Children,
    country_links,
    entity_section,
    isolated,
    link,
    local,
    mode_sample,
    other_names,
    pairs,
    plain,
    section,
    status_badge,
    title,
)


def project_panel(context: Context, project: Project) -> list[Component]:
    """The panel of a project: its summary, status, lengths, statements, lines, places, figures and changes."""
    words = context.words
    routes = [context.catalogue.routes[route_id] for route_id in project.routes]
    rows: list[tuple[str, Children]] = [
        (words("project.status"), project_status(context, project)),
        *project_lengths(context, project),
        (words("project.countries"), country_links(context, context.relations.countries_of.get(project.id, ()))),
    ]
    return [
        title(local(words, project.names), words(f"project-kind.{project.kind}")),
        html.P(local(words, project.summary), className="summary"),
        pairs(rows),
        *due_section(context, project.id),
        fact_list(context, context.relations.facts_of.get(project.id, ()), project.id),
        *end_to_end(context, project),
        *route_section(context, routes),
        *entity_section(context, words("project.places"), project.places),
        *figure_table(context, project.figures),
        *changes_section(context, project.id),
        other_names(words, project.names, project.aliases),
        *error_report(context, f"/project/{project.id}", plain(words, project.names)),
    ]


def route_section(context: Context, routes: list[Route]) -> list[Component]:
    """The section of routes."""
    if not routes:
        return []
    words = context.words
    return [
        section(words("project.routes"), html.Ul([route_item(context, route) for route in routes], className="lines"))
    ]


def route_item(context: Context, route: Route) -> Component:
    """A route in a list, with its modes, statuses and drawn length."""
    words = context.words
    precision = context.precision_of([route])
    modes = list(dict.fromkeys(segment.mode for segment in route.segments))
    statuses = list(dict.fromkeys(segment.status for segment in route.segments))
    return html.Li(
        [
            link(f"/route/{route.id}", local(words, route.names)),
            html.Div(
                [
                    *[mode_sample(words, mode) for mode in modes],
                    *[status_badge(words, status) for status in statuses],
                    html.Span(isolated(km_text(words, context.length_km(route), precision)), className="km-total"),
                ],
                className="line-facts",
            ),
        ]
    )


def end_to_end(context: Context, project: Project) -> list[Component]:
    """Links to itineraries over the project from end to end, planned lines included; a large catalogue has none."""
    if not project.ends or context.catalogue.large:
        return []
    items = [
        html.Li(link(f"/corridor/{start}/{end}?planned=yes", context.stretch_name(start, end)))
        for start, end in project.ends
    ]
    return [section(context.words("corridor.end_to_end"), html.Ul(items))]
