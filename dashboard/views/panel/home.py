"""The panel with nothing selected: the stories, the documents and the projects of the atlas."""

from collections.abc import Collection, Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Document, Project
from dashboard.catalogue.vocabulary import ProjectKind
from dashboard.i18n.corpus import about_atlas
from dashboard.views.changes import newcomers
from dashboard.views.context import Context
from dashboard.views.panel.statements import fact_date
from dashboard.views.parts import data, joined, link, local, plain, plain_title, section, status_badge, title, title_of
from dashboard.views.story.cards import SentenceText, story_cards


def home_panel(context: Context, text_of: SentenceText) -> list[Component]:
    """The stories, the documents and the projects; then three sentences about the atlas."""
    words = context.words
    documents = tuple(context.catalogue.documents.values())
    about_text = about_atlas(words, context.catalogue.languages)
    items = [html.Li(_document(context, document)) for document in documents]
    return [
        title(local(words, words.identity.headline)),
        newcomers(context),
        *story_cards(context, text_of),
        section(
            words("home.documents"), [*_selection_note(context, "documents"), html.Ul(items, className="documents")]
        ),
        section(
            words("home.projects"),
            [*_selection_note(context, "projects"), *project_list(context, context.catalogue.projects.values())],
        ),
        section(words("home.title"), html.P([about_text, " ", words("home.claim"), " ", words("home.line")])),
        html.P(
            joined([link("/about", words("about.title")), link("/changes", words("changes.title"))]),
            className="about-link",
        ),
    ]


def _selection_note(context: Context, kind: str) -> list[Component]:
    """A note on the listed documents or projects, where a catalogue is too large to list all."""
    words, total = context.words, context.catalogue.counts[kind]
    listed = len(getattr(context.catalogue, kind))
    key = {"documents": "home.newest_of", "projects": "home.most_said_of"}[kind]
    note = words(key, n=words.number(listed), total=words.number(total))
    return [html.P(note, className="hint")] if listed < total else []


def _document(context: Context, document: Document) -> list[Component | str]:
    words = context.words
    facts = context.relations.facts_in_document.get(document.id, ())
    when = fact_date(context, context.catalogue.facts[facts[0]]) if facts else words("document.undated")
    publisher = document.publisher_in(words.language)
    original = html.Div(document.title, lang=document.language, dir=document.direction, className="original")
    return [
        link(f"/document/{document.id}", title_of(words, document)),
        *([] if document.title == plain_title(words, document) else [original]),
        html.Div(
            [
                *([html.Span(publisher)] if publisher else []),
                html.Span(when),
                html.Span(words.language_label(document.language)),
                html.Span(words.count("facts.count", len(facts))),
            ],
            className="meta",
        ),
    ]


def project_list(
    context: Context, projects: Iterable[Project], documents: Collection[str] | None = None
) -> list[Component]:
    """Projects by kind and name, each with its status and the number of its statements, in ``documents`` or in all."""
    words, fact_document = context.words, context.catalogue.fact_document
    items: list[Component] = []
    kinds = list(ProjectKind)
    by_name = sorted(projects, key=lambda project: words.sort_key(plain(words, project.names)))
    for project in sorted(by_name, key=lambda project: kinds.index(project.kind)):
        facts = context.relations.facts_of.get(project.id, ())
        count = len(facts) if documents is None else sum(fact_document[fact] in documents for fact in facts)
        parts: list[Component | str] = [
            link(f"/project/{project.id}", local(words, project.names)),
            html.Div(
                [
                    html.Span(words(f"project-kind.{project.kind}")),
                    status_badge(words, project.status.value, project.kind),
                    html.Span(words.count("facts.count", count)),
                ],
                className="meta",
            ),
        ]
        items.append(html.Li(parts, **data(entity=project.id)))
    return [html.Ul(items, className="projects")]
