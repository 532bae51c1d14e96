"""Lengths in panels: the drawn length of a course, those of its variants, and reported lengths."""

from collections import Counter
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.courses import Course, courses, in_line
from dashboard.catalogue.models import Project, Route, Segment
from dashboard.catalogue.reported_lengths import ReportedLength, lengths_of
from dashboard.catalogue.segment_measures import at_sea_km
from dashboard.catalogue.subjects import current_routes
from dashboard.catalogue.vocabulary import DrawMethod, Precision, ProjectKind, Unit
from dashboard.views.context import ROUNDING_KM, Context, km_text, rounded_km
from dashboard.views.panel.sources import hosts
from dashboard.views.parts import Children, entity_link, isolated, joined, link, local

Rows = list[tuple[str, Children]]
_ELSEWHERE = ""
"""The code for countries that a sketch crosses only because of the stops that we chose."""
_POINTS = frozenset({ProjectKind.PORT, ProjectKind.HYDROPOWER})
"""The kinds of projects at one place. Their length is that of a line that they have."""
_MOST_UNFOLDED = 3
"""The most reported lengths that are not folded under their least and their greatest value."""


def project_lengths(context: Context, project: Project) -> Rows:
    """The drawn length of the main course, its variants, its parts by country, and reported lengths."""
    words = context.words
    all_courses = courses(context.catalogue, project)
    if not all_courses:
        current = current_routes(context.catalogue, project)
        rows: Rows = [(words("length.drawn"), words("length.no_way"))] if current else []
        return [*rows, *reported_rows(context, project.id)]
    main, *variants = all_courses
    drawn, by_country = length_rows(context, main.segments)
    name = course_name(context, main) if main.names else _only_route(context, project, main)
    if name:
        drawn = drawn[0], [*drawn[1], html.Div(name, className="hint")]
    variant_rows: Rows = [(words("length.variants"), variant_list(context, variants))] if variants else []
    return [drawn, *variant_rows, by_country, *reported_rows(context, project.id)]


def variant_list(context: Context, variants: Sequence[Course]) -> Component:
    """The variants of a course, each with its length."""
    return html.Ul(
        [html.Li([course_name(context, variant), ": ", isolated(course_km(context, variant))]) for variant in variants]
    )


def course_name(context: Context, course: Course) -> Component | str:
    """The name of a course; nothing where it is the only one."""
    return local(context.words, course.names) if course.names else ""


def _only_route(context: Context, project: Project, course: Course) -> Component | str:
    """The only line of a project at one place, such as the railway of a port; else nothing."""
    route, *others = dict.fromkeys(segment.route for segment in course.segments)
    return entity_link(context, route) if project.kind in _POINTS and not others else ""


def course_km(context: Context, course: Course) -> str:
    """The drawn length of a course, rounded to its precision."""
    return km_text(context.words, course.length_km(context.measures), context.precision_over(course.segments))


def length_rows(context: Context, segments: Sequence[Segment]) -> Rows:
    """The drawn length of consecutive segments, and its parts by country."""
    words, precision = context.words, context.precision_over(segments)
    by_country: Counter[str] = Counter()
    for segment in segments:
        countries = context.relations.countries_of[segment.id]
        for code, km in context.measures[segment.id].by_country.items():
            by_country.update({code if code in countries else _ELSEWHERE: km})
    named = {code: link(f"/country/{code}", words.country(code)) for code in by_country if code != _ELSEWHERE}
    shares: list[Component] = [
        html.Li([named.get(code, words("length.elsewhere")), " ", isolated(km_text(words, km, precision))])
        for code, km in by_country.most_common()
        if km >= 1
    ]
    at_sea = sum(at_sea_km(segment.mode, context.measures[segment.id]) for segment in segments)
    if at_sea >= 1:
        shares.append(html.Li([words("length.at_sea"), " ", isolated(km_text(words, at_sea, precision))]))
    total = sum(context.measures[segment.id].length_km for segment in segments)
    drawn = [
        html.Span(isolated(km_text(words, total, precision))),
        html.Span(words(f"precision.{precision}.short"), className=f"precision {precision}"),
    ]
    return [(words("length.drawn"), joined(drawn, " ")), (words("length.by_country"), html.Ul(shares, className="km"))]


def reported_rows(context: Context, holder: str) -> Rows:
    """The reported lengths, each compared with the drawn one."""
    words = context.words
    lengths = list(lengths_of(context.catalogue, context.measures, holder))
    if not lengths:
        return []
    listed: Component = html.Ul([_reported_length(context, length) for length in lengths])
    if len(lengths) > _MOST_UNFOLDED:
        least, most = (pick(length.reported_km for length in lengths) for pick in (min, max))
        reach = words.amount(Unit.KM, least, most, digits=1)
        count = words.count("length.reported_values", len(lengths))
        listed = html.Details([html.Summary([count, words.comma, isolated(reach)]), listed])
    return [(words("length.reported"), listed)]


def _reported_length(context: Context, length: ReportedLength) -> Component:
    source = html.Cite(hosts(length.figure.source))
    return html.Li([*_stretch(context, length), isolated(compared(context, length)), " ", source])


def compared(context: Context, length: ReportedLength) -> str:
    """A reported length beside the drawn one, and by what share of it the line is shorter or longer.

    The comparison uses the rounded numbers of the text, so that the share agrees with them.
    """
    words = context.words
    routes = [context.catalogue.routes[route] for route in length.routes]
    precision = context.precision_of(routes)
    reported = words.amount(Unit.KM, length.reported_km, length.figure.value_max, digits=1)
    side, share = _comparison(length, routes, precision)
    drawn = km_text(words, length.drawn_km, precision)
    return words(f"length.reported_{side}", reported=reported, drawn=drawn, share=words.percent(share))


def _comparison(length: ReportedLength, routes: Sequence[Route], precision: Precision) -> tuple[str, float]:
    """The message that compares the lengths, and the share. A sketch, or a difference below the rounding, has none."""
    if any(segment.method is DrawMethod.SKETCH for route in routes for segment in route.segments):
        return "sketch", 0
    drawn_km = rounded_km(length.drawn_km, precision)
    nearest_km = length.nearest_km(drawn_km)
    difference_km = abs(drawn_km - nearest_km)
    if difference_km < ROUNDING_KM[precision] or difference_km / nearest_km < 0.005:
        return "same", 0
    return "shorter" if drawn_km < nearest_km else "longer", difference_km / nearest_km


def _stretch(context: Context, length: ReportedLength) -> list[Component | str]:
    """The stretch to which a project's figure applies, where it is not its complete course."""
    project = context.catalogue.projects.get(length.holder)
    stops = in_line([context.catalogue.routes[route] for route in length.routes])
    all_courses = courses(context.catalogue, project) if project else ()
    if not all_courses or not stops or {all_courses[0].start, all_courses[0].end} == {stops[0], stops[-1]}:
        return []
    return [isolated(context.stretch_name(stops[0], stops[-1])), ": "]
