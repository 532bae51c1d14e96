"""The view that compares two projects."""

from collections import Counter
from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.courses import courses
from dashboard.catalogue.models import Fact, Project
from dashboard.catalogue.subjects import current_routes
from dashboard.catalogue.vocabulary import Measure, Modality
from dashboard.views.context import Context
from dashboard.views.dock.dock import view_heading
from dashboard.views.panel.figures import figure_parts
from dashboard.views.panel.lengths import course_km, course_name, variant_list
from dashboard.views.panel.statements import fact_date
from dashboard.views.panel.status import project_status
from dashboard.views.parts import (
    Children,
    columns_table,
    country_links,
    data,
    isolated,
    joined,
    link,
    local,
    mode_sample,
    title_of,
)

Row = Callable[[Context, Project], Children]
SIDES = 2


def compare_view(context: Context, chosen: Sequence[str]) -> list[Component]:
    """The two ``chosen`` projects (ids), row by row. A missing one has an empty column."""
    words = context.words
    padded: list[str | None] = [*chosen, *[None] * (SIDES - len(chosen))]
    selects = [_select(context, side, project) for side, project in enumerate(padded)]
    records = [context.catalogue.projects[project] if project else None for project in padded]
    rows = [
        (words(key), [make(context, record) if record else "" for record in records])
        for key, make in _ROWS
        if any(records)
    ]
    hint = words("compare.hint") if all(records) else words("compare.choose")
    return [view_heading(words("dock.compare"), hint), columns_table(selects, rows, "compare")]


def _select(context: Context, side: int, chosen: str | None) -> Component:
    words = context.words
    named = ((context.name_of(project), project) for project in context.catalogue.projects)
    names = sorted(named, key=lambda pair: words.sort_key(pair[0]))
    options = [html.Option(words("compare.none"), value="")]
    options += [html.Option(name, value=project) for name, project in names]
    control = html.Select(options, **data(**{"compare-side": str(side), "value": chosen or ""}))
    return html.Label([html.Span(words("compare.project", n=words.number(side + 1)), className="hint"), control])


def _kind(context: Context, project: Project) -> Children:
    return [
        link(f"/project/{project.id}", local(context.words, project.names)),
        html.Span(context.words(f"project-kind.{project.kind}"), className="hint"),
    ]


def _length(context: Context, project: Project) -> Children:
    """The drawn length of the main course, then of each variant; never their sum."""
    words = context.words
    variants = courses(context.catalogue, project)
    if not variants:
        return words("length.no_way" if current_routes(context.catalogue, project) else "compare.not_drawn")
    main, *others = variants
    note = words(f"precision.{context.precision_over(main.segments)}.short")
    name = course_name(context, main)
    hint = [name, " · ", note] if name else note
    rest = [html.Span(words("length.variants"), className="hint"), variant_list(context, others)] if others else []
    return [isolated(course_km(context, main)), html.Span(hint, className="hint"), *rest]


def _modes(context: Context, project: Project) -> Children:
    segments = (segment for route in project.routes for segment in context.catalogue.routes[route].segments)
    modes = dict.fromkeys(segment.mode for segment in segments)
    return joined([mode_sample(context.words, mode) for mode in modes]) if modes else "–"


def _facts(context: Context, project: Project) -> list[Fact]:
    return [context.catalogue.facts[fact] for fact in context.relations.facts_of[project.id]]


def _statements(context: Context, project: Project) -> Children:
    """The number of statements, and how many have each modality."""
    words, facts = context.words, _facts(context, project)
    if not facts:
        return words("facts.none")
    by_modality = Counter(fact.modality for fact in facts)
    firm = [
        f"{words(f'modality.{modality}')} {words.number(by_modality[modality])}"
        for modality in Modality
        if by_modality[modality]
    ]
    return [words.count("facts.count", len(facts)), html.Span(" · ".join(firm), className="hint")]


def _dates(context: Context, project: Project) -> Children:
    words = context.words
    dated = [
        (when, kind, fact)
        for fact in _facts(context, project)
        for kind, when in (("happened", fact.as_of), ("due", fact.due))
        if when
    ]
    items = [
        html.Li([link(f"/fact/{fact.id}", words.date(when)), f" – {words(f'timeline.{kind}')}"])
        for when, kind, fact in sorted(dated, key=lambda item: item[0])
    ]
    return html.Ul(items) if items else "–"


def _documents(context: Context, project: Project) -> Children:
    by_document = {context.catalogue.fact_document[fact.id]: fact for fact in _facts(context, project)}
    items = [
        html.Li(
            [
                link(f"/document/{document}", title_of(context.words, context.catalogue.documents[document])),
                html.Span(fact_date(context, fact), className="hint"),
            ]
        )
        for document, fact in by_document.items()
    ]
    return html.Ul(items) if items else "–"


def _figures(context: Context, project: Project) -> Children:
    """The figures by measure."""
    parts: list[Component | str] = []
    for measure in Measure:
        items = [
            html.Li(figure_parts(context.words, figure)) for figure in project.figures if figure.measure is measure
        ]
        if items:
            parts += [html.P(context.words(f"measure.{measure}"), className="measure"), html.Ul(items)]
    return parts or "–"


_ROWS: tuple[tuple[str, Row], ...] = (
    ("filter.project", _kind),
    ("project.status", lambda context, project: html.Div(project_status(context, project), className="status-words")),
    ("length.drawn", _length),
    (
        "project.countries",
        lambda context, project: country_links(context, context.relations.countries_of[project.id]),
    ),
    ("filter.mode", _modes),
    ("facts.heading", _statements),
    ("compare.dates", _dates),
    ("panel.title", _documents),
    ("figures.heading", _figures),
)
