"""The panel with nothing selected: what the atlas is, its documents, its projects. And the pages beside it."""

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Document
from dashboard.catalogue.vocabulary import ProjectKind
from dashboard.views.context import Context
from dashboard.views.facts import said_when
from dashboard.views.lists import rows_and_more
from dashboard.views.parts import data, isolated, link, local, section, status_badge, title


def home_panel(context: Context) -> list[Component]:
    """What the atlas is in three sentences, then its documents and its projects."""
    words = context.words
    own = tuple(context.catalogue.documents.values())
    documents, more = rows_and_more(context, "document", context.catalogue.documents, own)
    items = [html.Li(_document(context, document)) for document in documents]
    return [
        title(words("home.title")),
        html.P([words("home.what"), " ", words("home.claim"), " ", words("home.line")], className="summary"),
        section(words("home.documents"), [html.Ul(items, className="documents"), *more]),
        section(words("home.projects"), _projects(context)),
        html.P(link("/about", words("about.title"))),
    ]


def _document(context: Context, document: Document) -> list[Component | str]:
    words = context.words
    facts = context.relations.facts_in_document.get(document.id, ())
    when = said_when(context, context.catalogue.facts[facts[0]]) if facts else words("document.undated")
    own = [] if document.title == local(words, document.titles) else [html.Div(local(words, document.titles))]
    return [
        link(f"/document/{document.id}", document.title, lang=document.language, dir=document.direction),
        *own,
        html.Div(
            [
                html.Span(local(words, document.publisher)),
                html.Span(when),
                html.Span(words(f"language.{document.language.split('-')[0]}")),
                html.Span(words.count("facts.count", len(facts))),
            ],
            className="meta",
        ),
    ]


def _projects(context: Context) -> list[Component]:
    """Projects under their kinds, each with its status and the number of its facts."""
    items: list[Component] = []
    kinds = list(ProjectKind)
    own = sorted(context.catalogue.projects.values(), key=lambda project: kinds.index(project.kind))
    projects, more = rows_and_more(context, "project", context.catalogue.projects, own)
    for project in projects:
        count = len(context.relations.facts_about.get(project.id, ()))
        parts: list[Component | str] = [
            link(f"/project/{project.id}", local(context.words, project.names)),
            html.Div(
                [
                    html.Span(context.words(f"project-kind.{project.kind}")),
                    status_badge(context.words, project.status.value),
                    html.Span(context.words.count("facts.count", count)),
                ],
                className="meta",
            ),
        ]
        items.append(html.Li(parts, **data(entity=project.id)))
    return [html.Ul(items, className="projects"), *more]


def missing_panel(context: Context, path: str) -> list[Component]:
    """The page for an address that the atlas does not know: says so, and the way home."""
    words = context.words
    return [
        title(words("missing.title")),
        html.P([words("missing.text"), " ", html.Code(isolated(path[:200]))]),
        html.P(link("/", words("missing.home"))),
    ]
