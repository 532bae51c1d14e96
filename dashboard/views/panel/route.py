"""The panel of a route."""

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Route, Segment
from dashboard.catalogue.vocabulary import NOT_BUILT, Mode
from dashboard.i18n import Words
from dashboard.views.context import Context, km_text
from dashboard.views.due.history import due_section
from dashboard.views.panel.figures import figure_table
from dashboard.views.panel.lengths import length_rows, reported_rows
from dashboard.views.panel.sources import source_parts
from dashboard.views.panel.statements import fact_list
from dashboard.views.panel.status import projects_of_route, route_history
from dashboard.views.parts import (
    Children,
    entity_link,
    isolated,
    joined,
    local,
    mode_sample,
    pairs,
    precision_margin,
    section,
    status_badge,
    title,
)


def route_panel(context: Context, route: Route) -> list[Component]:
    """The panel of a route: its projects, status and length, its statements and figures, and its segments."""
    words = context.words
    modes = dict.fromkeys(segment.mode for segment in route.segments)
    statuses = joined([status_badge(words, status) for status in dict.fromkeys(s.status for s in route.segments)], " ")
    rows: list[tuple[str, Children]] = [
        (words("route.part_of"), projects_of_route(context, route)),
        (words("filter.mode"), joined([mode_sample(words, mode) for mode in modes], " ")),
        (words("project.status"), [*statuses, *route_history(context, route)]),
        *gauge_rows(words, route),
        *length_rows(context, route.segments),
        *reported_rows(context, route.id),
    ]
    if route.superseded_by is not None:
        rows.append((words("route.superseded_by"), entity_link(context, route.superseded_by)))
    note = [html.P(local(words, route.note), className="note")] if route.note is not None else []
    return [
        title(local(words, route.names), words("kind.route")),
        *note,
        pairs(rows),
        *due_section(context, route.id),
        fact_list(context, context.relations.facts_of.get(route.id, ()), route.id),
        *figure_table(context, route.figures),
        segment_section(context, route),
    ]


def gauge_text(words: Words, gauge_mm: int | None, planned: bool) -> str:
    """A gauge with its unit and whether it is ``planned``, or that it is not known."""
    if gauge_mm is None:
        return words("gauge.unknown")
    text = words("gauge.mm", mm=gauge_mm)
    return f"{text} ({words('modality.planned')})" if planned else text


def gauge_rows(words: Words, route: Route) -> list[tuple[str, Children]]:
    """The gauges of a railway in the order of its segments; nothing for a route without rails."""
    rails = [segment for segment in route.segments if segment.mode is Mode.RAIL]
    gauges = dict.fromkeys(gauge_text(words, rail.gauge_mm, rail.status in NOT_BUILT) for rail in rails)
    return [(words("route.gauge"), joined([isolated(gauge) for gauge in gauges], words.comma))] if gauges else []


def segment_section(context: Context, route: Route) -> Component:
    """The segments of the route: how each was drawn, and how far off it may be."""
    words = context.words
    items = [html.Li(_segment(context, segment)) for segment in route.segments]
    body = html.Details([html.Summary(words.count("route.segments", len(items))), html.Ol(items, className="segments")])
    return section(words("route.drawn"), [html.P(words("route.drawn_explained"), className="hint"), body])


def _segment(context: Context, segment: Segment) -> list[Component | str]:
    words = context.words
    margin = precision_margin(words, segment.precision)
    length = km_text(words, context.measures[segment.id].length_km, segment.precision)
    ends = [entity_link(context, end) for end in (segment.start, segment.end)]
    parts: list[Component | str] = [
        html.Div([*joined(ends, " – "), " ", isolated(length)]),
        html.Div([words(f"precision.{segment.precision}"), " (", margin, "): ", words(f"method.{segment.method}")]),
        *([html.Div(local(words, segment.note), className="hint")] if segment.note is not None else []),
        html.Cite([html.Bdi(source_parts(segment.source)), f" · {segment.licence}"]),
    ]
    if segment.mode is Mode.RAIL:
        gauge = gauge_text(words, segment.gauge_mm, segment.status in NOT_BUILT)
        parts.append(html.Div([words("route.gauge"), ": ", isolated(gauge)]))
    if segment.mode is Mode.RAIL and segment.gauge_source is not None:
        parts.append(html.Cite(html.Bdi(source_parts(segment.gauge_source))))
    return parts
