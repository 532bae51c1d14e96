"""The panel of one route: its line and how well that is known, then what was said of it."""

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Route, Segment
from dashboard.catalogue.vocabulary import PRECISION_M
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
    pairs,
    section,
    status_badge,
    title,
)
from dashboard.views.project import length_rows, reported_rows


def route_panel(context: Context, route: Route) -> list[Component]:
    """A line with its projects, status, length, the facts of its projects, and its segments one by one."""
    words = context.words
    modes = list(dict.fromkeys(segment.mode for segment in route.segments))
    statuses = list(dict.fromkeys(segment.status for segment in route.segments))
    projects = context.relations.projects_of.get(route.id, ())
    rows: list[tuple[str, Children]] = [
        (words("route.part_of"), joined([link(f"/project/{p}", context.name_of(p)) for p in projects])),
        (words("filter.mode"), joined([mode_sample(words, mode) for mode in modes], " ")),
        (words("project.status"), joined([status_badge(words, status) for status in statuses], " ")),
        *length_rows(context, [route]),
        *reported_rows(context, route.id),
    ]
    if route.superseded_by is not None:
        newer = link(f"/route/{route.superseded_by}", context.name_of(route.superseded_by))
        rows.append((words("route.superseded_by"), newer))
    note = [html.P(local(words, route.note), className="note")] if route.note is not None else []
    return [
        title(local(words, route.names), words("kind.route")),
        *note,
        pairs(rows),
        fact_list(context, context.relations.facts_of.get(route.id, ()), route.id),
        *figure_table(context, route.figures),
        segment_section(context, route),
    ]


def segment_section(context: Context, route: Route) -> Component:
    """How the line was drawn, stretch by stretch, and how far off it may be."""
    words = context.words
    items = [html.Li(_segment(context, segment)) for segment in route.segments]
    body = html.Details([html.Summary(words.count("route.segments", len(items))), html.Ol(items, className="segments")])
    return section(words("route.drawn"), [html.P(words("route.drawn_explained"), className="hint"), body])


def _segment(context: Context, segment: Segment) -> list[Component | str]:
    words = context.words
    metres = PRECISION_M[segment.precision]
    margin = words("precision.within", m=words.number(metres)) if metres else words("precision.ends_only")
    ends = [link(f"/place/{end}", context.name_of(end)) for end in (segment.start, segment.end)]
    parts: list[Component | str] = [
        html.Div([*joined(ends, " – "), " ", isolated(_length(context, segment))]),
        html.Div([words(f"precision.{segment.precision}"), " (", margin, "): ", words(f"method.{segment.method}")]),
        html.Cite([isolated(segment.source), f" · {segment.licence}"]),
    ]
    if segment.note is not None:
        parts.insert(2, html.Div(local(words, segment.note), className="hint"))
    return parts


def _length(context: Context, segment: Segment) -> str:
    return km_text(context.words, context.measures[segment.id].length_km, segment.precision)
