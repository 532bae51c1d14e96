"""What is known of each line of the map, and what is not: the gaps are the point of the table."""

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


def line_coverage(context: Context, passing: FilterResult) -> list[Component]:
    """A row for each line; what no source says is "not known", and what is said of a whole system is said so."""
    words = context.words
    documents = frozenset(passing.documents)
    lines = [line_knowledge(context.catalogue, context.relations, route, documents) for route in passing.routes]
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
    """The gauges that sources say, and between which places none does."""
    words = context.words
    if not line.railway:
        return _without(context)
    parts: list[Component] = [html.Div(isolated(gauge_text(words, gauge))) for gauge in line.gauges]
    for start, end in line.without_gauge:
        stretch = context.stretch_name(start, end)
        parts.append(html.Div([words("ways.not_known"), ": ", isolated(stretch)], className="unknown"))
    return html.Td(parts)


def _cell(context: Context, line: LineKnowledge, aspect: Measure) -> Component:
    words = context.words
    if not line.applies(aspect):
        return _without(context)
    said: list[Children] = [fact_link(context, fact) for fact in line.facts[aspect]]
    said += [figure_parts(words, figure) for figure in line.figures[aspect]]
    if said:
        rest = [] if line.knows(aspect) else [html.Div(words("coverage.rest"), className="unknown")]
        return html.Td([*(html.Div(line) for line in said), *rest])
    unknown = html.Div(words("ways.not_known"), className="unknown")
    wholes = [entity_link(context, project) for project in line.projects[aspect]]
    told = html.Div([words("coverage.of_whole"), " ", *joined(wholes, words.comma)], className="hint")
    return html.Td([unknown, told] if wholes else unknown)


def _without(context: Context) -> Component:
    return html.Td("–", title=context.words("coverage.not_asked"))


def _known(context: Context, lines: Sequence[LineKnowledge]) -> Component:
    """Of how many lines each is known, of those for which the question has a meaning."""
    words = context.words
    rails = [line for line in lines if line.railway]
    asked = [(len(rails), sum(not line.without_gauge for line in rails))]
    for aspect in ASPECTS:
        meant = [line for line in lines if line.applies(aspect)]
        asked.append((len(meant), sum(line.knows(aspect) for line in meant)))
    cells = [
        html.Td(words("coverage.known_of", n=words.number(known), all=words.number(whole))) for whole, known in asked
    ]
    return html.Tr([html.Th(words("coverage.known"), scope="row"), *cells], className="sum")
