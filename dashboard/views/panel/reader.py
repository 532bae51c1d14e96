"""The panels with a document's text: of a statement, and of a document with all its statements."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Document, Fact
from dashboard.views.context import Context
from dashboard.views.panel.source_text import source_text
from dashboard.views.panel.sources import outside
from dashboard.views.panel.statements import (
    address_of_words,
    attribution,
    document_date,
    original_addresses,
    target_note,
)
from dashboard.views.panel.take_away import cite_details, error_report
from dashboard.views.panel.translation import beside_the_text, under_the_passage
from dashboard.views.parts import (
    Children,
    aria,
    country_links,
    entity_link,
    exact,
    isolated,
    joined,
    link,
    local,
    pairs,
    plain_title,
    publisher,
    title,
    title_of,
)


def fact_panel(context: Context, fact: Fact) -> list[Component]:
    """The panel of a statement: its attribution, then the quotation in its document, and below it what can wait."""
    words, document = context.words, context.catalogue.document_of(fact)
    about = [(words("fact.about"), joined([entity_link(context, entity) for entity in fact.about]))]
    countries = [(words("project.countries"), country_links(context, fact.countries))] if fact.countries else []
    return [
        title(local(words, fact.statement), words(f"fact-kind.{fact.kind}")),
        attribution(context, fact),
        cite_details(context, fact),
        source_text(context, document, fact),
        *under_the_passage(context, document, fact),
        *target_note(context, fact),
        pairs([*about, *countries]),
        _letter_for_letter(context, fact),
        _steps(context, document, fact),
        _header(context, document, fact),
        *error_report(context, f"/fact/{fact.id}", fact.id),
    ]


def document_panel(context: Context, document: Document) -> list[Component]:
    """The panel of a document: its header, then its text with all statements marked."""
    words = context.words
    return [
        title(document.title, words("kind.document"), document.language),
        _header(context, document, None),
        _steps(context, document, None),
        source_text(context, document, None),
        *beside_the_text(context, document),
    ]


def _header(context: Context, document: Document, fact: Fact | None) -> Component:
    words = context.words
    rows: list[tuple[str, Children]] = []
    if fact is not None:
        rows.append((words("kind.document"), link(f"/document/{document.id}", document.title, lang=document.language)))
    if document.title != plain_title(words, document):
        rows.append((words("document.in_words"), title_of(words, document)))
    rows += [
        (words("document.publisher"), publisher(words, document)),
        (words("document.published"), _published(context, document)),
        (words("document.language"), words.language_label(document.language)),
        (words("document.file"), html.A(document.file, href=f"/document/{document.id}.txt", className="file")),
    ]
    rows += _elsewhere(context, document, fact)
    rows += [
        (
            words("document.inference"),
            [local(words, inference.statement), " ", html.Q(exact(words, inference.evidence), lang=document.language)],
        )
        for inference in document.inferences
    ]
    return pairs(rows, "pairs document-header")


def _elsewhere(context: Context, document: Document, fact: Fact | None) -> Iterator[tuple[str, Children]]:
    """The addresses of the document (of the words of ``fact`` in it), the day of its retrieval, and its licence."""
    words = context.words
    for key, url in original_addresses(document):
        address = url if fact is None else address_of_words(context, fact, url)
        yield words(key), outside(address, isolated(url))
    if document.retrieved is not None:
        yield words("document.retrieved"), words.date(document.retrieved)
    if document.licence is not None:
        yield words("document.licence"), isolated(document.licence)


def _published(context: Context, document: Document) -> Children:
    text = document_date(context, document)
    return [text, html.Span(local(context.words, document.dated_by), className="hint")] if document.dated_by else text


def _steps(context: Context, document: Document, fact: Fact | None) -> Component:
    """The links to the previous and the next statement of the document."""
    words, facts = context.words, context.relations.facts_in_document.get(document.id, ())
    position = facts.index(fact.id) if fact is not None else -1
    count = words("reader.place", n=words.number(position + 1), total=words.number(len(facts)))
    parts: list[Component | str] = []
    if position > 0:
        parts.append(link(f"/fact/{facts[position - 1]}", words("reader.previous"), "step previous"))
    parts.append(html.Span(count if fact is not None else words.count("facts.count", len(facts)), className="place"))
    if position + 1 < len(facts):
        parts.append(link(f"/fact/{facts[position + 1]}", words("reader.next"), "step next"))
    return html.Nav(parts, className="steps", **aria(label=words("reader.steps")))


def _letter_for_letter(context: Context, fact: Fact) -> Component:
    start, end = context.catalogue.spans[fact.id]
    span = f"{context.words.number(start)}–{context.words.number(end)}"
    return html.P(["✓ ", context.words("fact.verified"), " ", isolated(span)], className="verified")
