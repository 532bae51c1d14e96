"""The view of coverage: the number of statements by document and project, and the table of line coverage."""

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.coverage import Coverage, coverage
from dashboard.catalogue.filter_result import FilterResult
from dashboard.views.context import Context
from dashboard.views.dock.dock import projects_by_kind, view_heading
from dashboard.views.dock.line_coverage import line_coverage
from dashboard.views.panel.statements import document_date
from dashboard.views.parts import Children, aria, data, entity_link, link, plain_title, title_of

_DARKEST = 4
"""The number of shades of a cell with statements."""


def coverage_view(context: Context, result: FilterResult) -> list[Component]:
    """The matrix, the projects without statements, the documents without lines, then the table of line coverage."""
    words = context.words
    projects = [project for project in projects_by_kind(context) if project in result.projects]
    matrix = coverage(context.catalogue, context.relations, projects, result.documents)
    heading = view_heading(words("dock.coverage"), words("coverage.hint"))
    lines = line_coverage(context, result) if result.routes else []
    if not matrix.projects or not matrix.documents:
        return [heading, html.P(words("filters.empty"), className="empty"), *lines]
    return [
        heading,
        html.Div(_matrix(context, matrix), className="wide"),
        html.H3(words("coverage.silent_projects")),
        _projects(context, matrix),
        html.H3(words("coverage.without_lines")),
        _documents(context, matrix),
        *lines,
    ]


def _matrix(context: Context, matrix: Coverage) -> Component:
    words = context.words
    head = [
        html.Th(words("filter.project"), scope="col"),
        *[_document_head(context, document) for document in matrix.documents],
    ]
    most = max([matrix.count(d, p) for d in matrix.documents for p in matrix.projects], default=0)
    rows = [
        html.Tr(
            [
                html.Th(entity_link(context, project), scope="row"),
                *[_cell(context, matrix, document, project, most) for document in matrix.documents],
                html.Td(words.number(matrix.of_project(project)), className="sum"),
            ],
            **data(entity=project),
        )
        for project in matrix.projects
    ]
    last = html.Th(words("coverage.sum"), scope="col", className="sum")
    return html.Table(
        [html.Caption(words("coverage.caption")), html.Thead(html.Tr([*head, last])), html.Tbody(rows)],
        className="matrix",
    )


def _document_head(context: Context, document_id: str) -> Component:
    document = context.catalogue.documents[document_id]
    name = plain_title(context.words, document)
    parts: Children = [link(f"/document/{document_id}", name, title=name), html.Span(document_date(context, document))]
    return html.Th(parts, scope="col", className="document")


def _cell(context: Context, matrix: Coverage, document: str, project: str, most: int) -> Component:
    words, count = context.words, matrix.count(document, project)
    text = words.count("facts.count", count) if count else words("coverage.silence")
    title = plain_title(words, context.catalogue.documents[document])
    label = f"{context.name_of(project)} – {title}: {text}"
    shade = 0 if not count else 1 + (_DARKEST - 1) * count // most
    sign = words.number(count) if count else "–"
    anchor = link(f"/project/{project}?document={document}", sign, title=label, **aria(label=label))
    return html.Td(anchor, className=f"shade-{shade}")


def _projects(context: Context, matrix: Coverage) -> Component:
    if not matrix.silent:
        return html.P(context.words("facts.all_have"), className="empty")
    items = [html.Li(entity_link(context, project)) for project in matrix.silent]
    return html.Ul(items, className="inline")


def _documents(context: Context, matrix: Coverage) -> Component:
    if not matrix.without_lines:
        return html.P(context.words("coverage.all_speak"), className="empty")
    documents = [context.catalogue.documents[line] for line in matrix.without_lines]
    items = [html.Li(link(f"/document/{document.id}", title_of(context.words, document))) for document in documents]
    return html.Ul(items)
