"""The table of known and unknown values of each line."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.coverage import ASPECTS, LineKnowledge, line_knowledge
from dashboard.catalogue.filter_result import FilterResult
from dashboard.catalogue.vocabulary import Measure
from dashboard.views.context import Context
from dashboard.views.panel.figures import figure_parts
from dashboard.views.panel.route import gauge_text
from dashboard.views.parts import Children, data, entity_link, fact_link, isolated, joined


def line_coverage(context: Context, result: FilterResult) -> list[Component]:
    """A row for each line. Unknown values say so; values of a complete system name the system."""
    words = context.words
    documents = frozenset(result.documents)
    lines = [line_knowledge(context.catalogue, context.relations, route, documents) for route in result.routes]
    heads = ["coverage.line", "coverage.gauge", *(f"measure.{aspect}" for aspect in ASPECTS)]
    head = html.Tr([html.Th(words(key), scope="col") for key in heads])
    rows = [_row(context, line) for line in lines]
    table = html.Table(
        [html.Caption(words("coverage.lines_caption")), html.Thead(head), html.Tbody([*rows, _known(context, lines)])],
        className="line-coverage",
    )
    return [html.H3(words("coverage.lines")), html.Div(table, className="wide")]


def _row(context: Context, line: LineKnowledge) -> Component:
    name = html.Th(entity_link(context, line.route), scope="row")
    cells = [_cell(context, line, aspect) for aspect in ASPECTS]
    return html.Tr([name, _gauge(context, line), *cells], **data(entity=line.route))


def _gauge(context: Context, line: LineKnowledge) -> Component:
    """The known gauges, and the stretches of unknown gauge."""
    words = context.words
    if not line.railway:
        return _without(context)
    parts: list[Component] = [html.Div(isolated(gauge_text(words, *gauge))) for gauge in line.gauges]
    for start, end in line.without_gauge:
        stretch = context.stretch_name(start, end)
        parts.append(html.Div([words("ways.not_known"), ": ", isolated(stretch)], className="unknown"))
    return html.Td(parts)


def _cell(context: Context, line: LineKnowledge, aspect: Measure) -> Component:
    words = context.words
    if not line.applies(aspect):
        return _without(context)
    values: list[Children] = [fact_link(context, fact) for fact in line.facts[aspect]]
    values += [figure_parts(words, figure) for figure in line.figures[aspect]]
    if values:
        rest = [] if line.knows(aspect) else [html.Div(words("coverage.rest"), className="unknown")]
        return html.Td([*(html.Div(value) for value in values), *rest])
    unknown = html.Div(words("ways.not_known"), className="unknown")
    projects = [entity_link(context, project) for project in line.projects[aspect]]
    note = html.Div([words("coverage.of_whole"), " ", *joined(projects, words.comma)], className="hint")
    return html.Td([unknown, note] if projects else unknown)


def _without(context: Context) -> Component:
    return html.Td("–", title=context.words("coverage.not_asked"))


def _known(context: Context, lines: Sequence[LineKnowledge]) -> Component:
    """The number of lines with a known value, and of lines that can have one, for each column."""
    words = context.words
    rails = [line for line in lines if line.railway]
    totals = [(len(rails), sum(not line.without_gauge for line in rails))]
    for aspect in ASPECTS:
        applicable = [line for line in lines if line.applies(aspect)]
        totals.append((len(applicable), sum(line.knows(aspect) for line in applicable)))
    cells = [
        html.Td(words("coverage.known_of", n=words.number(known), all=words.number(total))) for total, known in totals
    ]
    return html.Tr([html.Th(words("coverage.known"), scope="row"), *cells], className="sum")
