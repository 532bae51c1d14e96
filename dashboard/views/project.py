"""The panel of one project: what it is, how far it has come, where it runs, and what was said."""

from collections import Counter

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Project, ProjectStatus, Route
from dashboard.catalogue.reported import reported_lengths
from dashboard.catalogue.vocabulary import WITHDRAWN, StatusBasis
from dashboard.views.context import Context, km_text
from dashboard.views.facts import fact_list
from dashboard.views.figures import figure_table
from dashboard.views.parts import (
    Children,
    isolated,
    joined,
    link,
    local,
    mode_sample,
    other_names,
    pairs,
    section,
    status_badge,
    title,
)
from dashboard.views.take_away import error_report


def project_panel(context: Context, project: Project) -> list[Component]:
    """All that the atlas knows of a project, the documents' words before the figures of others."""
    words = context.words
    routes = [context.catalogue.routes[route_id] for route_id in project.routes]
    standing = [route for route in routes if not all(segment.status in WITHDRAWN for segment in route.segments)]
    rows: list[tuple[str, Children]] = [
        (words("project.status"), status_words(context, project.status)),
        *length_rows(context, standing),
        *reported_rows(context, project.id),
        (words("project.countries"), country_links(context, context.relations.countries_of.get(project.id, ()))),
    ]
    return [
        title(local(words, project.names), words(f"project-kind.{project.kind}")),
        html.P(local(words, project.summary), className="summary"),
        pairs(rows),
        fact_list(context, context.relations.facts_of.get(project.id, ()), project.id),
        *end_to_end(context, project),
        *route_section(context, routes),
        *place_section(context, project.places),
        *figure_table(context, project.figures),
        other_names(words, project.names, project.aliases),
        *error_report(context, f"/project/{project.id}", local(words, project.names)),
    ]


def status_words(context: Context, status: ProjectStatus) -> Children:
    """A status with its basis and date, and the evidence or reason for it."""
    words = context.words
    parts: list[Component | str] = [
        status_badge(words, status.value),
        html.Span(words(f"basis.{status.basis}", date=words.date(status.as_of)), className="basis"),
    ]
    if status.note is not None:
        parts.append(html.Span(local(words, status.note), className="hint"))
    if status.basis is StatusBasis.STATED and status.fact is not None:
        parts.append(link(f"/fact/{status.fact}", words("status.evidence")))
    if status.source is not None:
        parts.append(html.Cite(isolated(status.source)))
    return parts


def reported_rows(context: Context, holder: str) -> list[tuple[str, Children]]:
    """The lengths that others report of the same stretch, all of them, each with the ratio of drawn to reported."""
    words = context.words
    items = [
        html.Li(
            [
                isolated(words("length.exact", km=words.number(one.reported_km, 1))),
                " ",
                html.Span(words("length.ratio", ratio=words.number(one.ratio, 2)), className="hint-inline"),
            ],
            title=one.figure.source,
        )
        for one in reported_lengths(context.catalogue, context.measures)
        if one.holder == holder
    ]
    return [(words("length.reported"), html.Ul(items, className="km"))] if items else []


def length_rows(context: Context, routes: list[Route]) -> list[tuple[str, Children]]:
    """The drawn length and how it divides over countries; nothing where nothing is drawn."""
    segments = [segment for route in routes for segment in route.segments]
    if not segments:
        return []
    words = context.words
    precision = context.precision_of(routes)
    by_country: Counter[str] = Counter()
    at_sea = 0.0
    for segment in segments:
        measure = context.measures[segment.id]
        by_country.update(measure.by_country)
        at_sea += measure.unattributed_km
    whole = sum(context.measures[segment.id].length_km for segment in segments)
    shares: list[Component] = [
        html.Li([link(f"/country/{code}", words.country(code)), " ", isolated(km_text(words, km, precision))])
        for code, km in by_country.most_common()
        if km >= 1
    ]
    if at_sea >= 1:
        shares.append(html.Li([words("length.at_sea"), " ", isolated(km_text(words, at_sea, precision))]))
    drawn = [
        html.Span(isolated(km_text(words, whole, precision))),
        html.Span(words(f"precision.{precision}.short"), className=f"precision {precision}"),
    ]
    return [(words("length.drawn"), joined(drawn, " ")), (words("length.by_country"), html.Ul(shares, className="km"))]


def country_links(context: Context, codes: tuple[str, ...]) -> Children:
    """Countries as links, in the reader's language."""
    return joined([link(f"/country/{code}", context.words.country(code)) for code in codes])


def route_section(context: Context, routes: list[Route]) -> list[Component]:
    """The lines of a project, each with its mode, status and drawn length."""
    if not routes:
        return []
    words = context.words
    return [
        section(words("project.routes"), html.Ul([route_item(context, route) for route in routes], className="lines"))
    ]


def route_item(context: Context, route: Route) -> Component:
    """One line in a list: name, mode, statuses, length."""
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
    """The ways along which the project can be followed from end to end, planned lines included."""
    if not project.ends:
        return []
    items = [
        html.Li(link(f"/corridor/{start}/{end}?planned=yes", f"{context.name_of(start)} – {context.name_of(end)}"))
        for start, end in project.ends
    ]
    return [section(context.words("corridor.end_to_end"), html.Ul(items))]


def place_section(context: Context, place_ids: tuple[str, ...]) -> list[Component]:
    """The places of a project as links."""
    if not place_ids:
        return []
    items = [html.Li(link(f"/place/{place_id}", context.name_of(place_id))) for place_id in place_ids]
    return [section(context.words("project.places"), html.Ul(items, className="inline"))]
