"""How long something is: what is drawn of one way, its variants beside it, and what others report of it."""

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
from dashboard.views.context import COARSENESS, Context, km_text, shown_km
from dashboard.views.panel.sources import hosts
from dashboard.views.parts import Children, entity_link, isolated, joined, link, local

Rows = list[tuple[str, Children]]
_ELSEWHERE = ""
"""For the code of a country that a sketch crosses by stops of our choice."""
_POINTS = frozenset({ProjectKind.PORT, ProjectKind.HYDROPOWER})
"""Kinds of projects that are at one place: the length of one is that of a line that it has."""
_SEEN_AT_ONCE = 3
"""So many reported lengths stand in the panel; more are folded under what they reach from and to."""


def project_lengths(context: Context, project: Project) -> Rows:
    """The drawn length of a project's main way, its variants, the main way's countries, and what others report."""
    words = context.words
    ways = courses(context.catalogue, project)
    if not ways:
        current = current_routes(context.catalogue, project)
        rows: Rows = [(words("length.drawn"), words("length.no_way"))] if current else []
        return [*rows, *reported_rows(context, project.id)]
    main, *others = ways
    drawn, by_country = length_rows(context, main.segments)
    whose = course_name(context, main) if main.names else _only_route(context, project, main)
    if whose:
        drawn = drawn[0], [*drawn[1], html.Div(whose, className="hint")]
    beside: Rows = [(words("length.variants"), variant_list(context, others))] if others else []
    return [drawn, *beside, by_country, *reported_rows(context, project.id)]


def variant_list(context: Context, ways: Sequence[Course]) -> Component:
    """Ways beside the main one, each with its own length."""
    return html.Ul([html.Li([course_name(context, way), ": ", isolated(course_km(context, way))]) for way in ways])


def course_name(context: Context, way: Course) -> Component | str:
    """What a way is called; nothing where it is the only one."""
    return local(context.words, way.names) if way.names else ""


def _only_route(context: Context, project: Project, way: Course) -> Component | str:
    """The one line that a project has which is no line itself, such as the railway of a port; else nothing."""
    route, *others = dict.fromkeys(segment.route for segment in way.segments)
    return entity_link(context, route) if project.kind in _POINTS and not others else ""


def course_km(context: Context, way: Course) -> str:
    """The drawn length of a way, as exact as its precision is."""
    return km_text(context.words, way.length_km(context.measures), context.precision_over(way.segments))


def length_rows(context: Context, segments: Sequence[Segment]) -> Rows:
    """The drawn length of segments that follow one another, and how it divides over countries."""
    words, precision = context.words, context.precision_over(segments)
    by_country: Counter[str] = Counter()
    for segment in segments:
        own = context.relations.countries_of[segment.id]
        for code, km in context.measures[segment.id].by_country.items():
            by_country.update({code if code in own else _ELSEWHERE: km})
    named = {code: link(f"/country/{code}", words.country(code)) for code in by_country if code != _ELSEWHERE}
    shares: list[Component] = [
        html.Li([named.get(code, words("length.elsewhere")), " ", isolated(km_text(words, km, precision))])
        for code, km in by_country.most_common()
        if km >= 1
    ]
    at_sea = sum(at_sea_km(segment.mode, context.measures[segment.id]) for segment in segments)
    if at_sea >= 1:
        shares.append(html.Li([words("length.at_sea"), " ", isolated(km_text(words, at_sea, precision))]))
    whole = sum(context.measures[segment.id].length_km for segment in segments)
    drawn = [
        html.Span(isolated(km_text(words, whole, precision))),
        html.Span(words(f"precision.{precision}.short"), className=f"precision {precision}"),
    ]
    return [(words("length.drawn"), joined(drawn, " ")), (words("length.by_country"), html.Ul(shares, className="km"))]


def reported_rows(context: Context, holder: str) -> Rows:
    """The lengths that others report of the same stretch, each beside what is drawn of it."""
    words = context.words
    lengths = list(lengths_of(context.catalogue, context.measures, holder))
    if not lengths:
        return []
    cited = [html.Cite(hosts(length.figure.source)) for length in lengths]
    items = [
        html.Li([*_stretch(context, length), isolated(compared(context, length)), " ", source])
        for length, source in zip(lengths, cited, strict=True)
    ]
    told: Component = html.Ul(items)
    if len(lengths) > _SEEN_AT_ONCE:
        least, most = (pick(length.reported_km for length in lengths) for pick in (min, max))
        reach = words.amount(Unit.KM, least, most, digits=1)
        said = words.count("length.reported_values", len(lengths))
        told = html.Details([html.Summary([said, words.comma, isolated(reach)]), told])
    return [(words("length.reported"), told)]


def compared(context: Context, length: ReportedLength) -> str:
    """A reported length beside the drawn one, and by how much of it the line is shorter or longer.

    The two are compared as they are shown: a share never contradicts the numbers before it.
    """
    words = context.words
    routes = [context.catalogue.routes[route] for route in length.routes]
    precision = context.precision_of(routes)
    reported = words.amount(Unit.KM, length.reported_km, length.figure.value_max, digits=1)
    side, share = _comparison(length, routes, precision)
    drawn = km_text(words, length.drawn_km, precision)
    return words(f"length.reported_{side}", reported=reported, drawn=drawn, share=words.percent(share))


def _comparison(length: ReportedLength, routes: Sequence[Route], precision: Precision) -> tuple[str, float]:
    """Which message tells it, and the share: a sketch tells nothing, and no line less than it is rounded to."""
    if any(segment.method is DrawMethod.SKETCH for route in routes for segment in route.segments):
        return "sketch", 0
    shown = shown_km(length.drawn_km, precision)
    nearest = length.nearest_km(shown)
    apart_km = abs(shown - nearest)
    if apart_km < COARSENESS[precision] or apart_km / nearest < 0.005:
        return "same", 0
    return "shorter" if shown < nearest else "longer", apart_km / nearest


def _stretch(context: Context, length: ReportedLength) -> list[Component | str]:
    """From where to where a project's figure reaches, where that is not its whole way."""
    project = context.catalogue.projects.get(length.holder)
    row = in_line([context.catalogue.routes[route] for route in length.routes])
    ways = courses(context.catalogue, project) if project else ()
    if not ways or not row or {ways[0].start, ways[0].end} == {row[0], row[-1]}:
        return []
    return [isolated(context.stretch_name(row[0], row[-1])), ": "]
