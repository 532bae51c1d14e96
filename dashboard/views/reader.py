"""The reader: a whole document in its own direction, every fact marked, the chosen one lit."""

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Document, Fact
from dashboard.catalogue.vocabulary import StatusBasis
from dashboard.views.context import Context
from dashboard.views.facts import attribution, target_note
from dashboard.views.parts import Children, aria, exact, isolated, joined, link, local, pairs, title
from dashboard.views.take_away import cite_details, error_report


def fact_panel(context: Context, fact: Fact) -> list[Component]:
    """A fact's own page: what it says, what it is about, and its document with the sentence lit."""
    words, document = context.words, context.document_of(fact)
    about = [link(context.path_of(entity), context.name_of(entity)) for entity in fact.about]
    return [
        title(local(words, fact.statement), words(f"fact-kind.{fact.kind}")),
        html.P([words("fact.about"), " ", *joined(about)], className="about"),
        attribution(context, fact),
        *target_note(context, fact),
        _steps(context, document, fact),
        _text(context, document, fact),
        _letter_for_letter(context, fact),
        cite_details(context, fact),
        _header(context, document, linked=True),
        *error_report(context, f"/fact/{fact.id}", fact.id),
    ]


def document_panel(context: Context, document: Document) -> list[Component]:
    """A document with its header and all its facts marked in the text."""
    words = context.words
    return [
        title(document.title, words("kind.document"), document.language),
        _header(context, document, linked=False),
        _steps(context, document, None),
        _text(context, document, None),
    ]


def _header(context: Context, document: Document, *, linked: bool) -> Component:
    words = context.words
    rows: list[tuple[str, Children]] = []
    if linked:
        rows.append((words("kind.document"), link(f"/document/{document.id}", document.title, lang=document.language)))
    if document.title != local(words, document.titles):
        rows.append((words("document.in_words"), local(words, document.titles)))
    rows += [
        (words("document.publisher"), local(words, document.publisher)),
        (words("document.published"), _published(context, document)),
        (words("document.language"), words(f"language.{document.language.split('-')[0]}")),
        (words("document.file"), html.A(document.file, href=f"/document/{document.id}.txt", className="file")),
    ]
    rows += [
        (
            words("document.inference"),
            [local(words, inference.statement), " ", html.Q(exact(words, inference.evidence), lang=document.language)],
        )
        for inference in document.inferences
    ]
    return pairs(rows, "pairs document-header")


def _published(context: Context, document: Document) -> Children:
    words = context.words
    if document.published is None:
        text = words("document.undated")
    elif document.published_basis is StatusBasis.INFERRED:
        text = words("document.inferred_date", date=words.date(document.published))
    else:
        text = words.date(document.published)
    return [text, html.Span(local(words, document.dated_by), className="hint")] if document.dated_by else text


def _steps(context: Context, document: Document, fact: Fact | None) -> Component:
    """Previous and next fact in the document's order."""
    words, facts = context.words, context.relations.facts_in_document.get(document.id, ())
    here = facts.index(fact.id) if fact is not None else -1
    count = words("reader.place", n=words.number(here + 1), total=words.number(len(facts)))
    parts: list[Component | str] = []
    if here > 0:
        parts.append(link(f"/fact/{facts[here - 1]}", words("reader.previous"), "step previous"))
    parts.append(html.Span(count if fact is not None else words.count("facts.count", len(facts)), className="place"))
    if here + 1 < len(facts):
        parts.append(link(f"/fact/{facts[here + 1]}", words("reader.next"), "step next"))
    return html.Nav(parts, className="steps", **aria(label=words("reader.steps")))


def _text(context: Context, document: Document, lit: Fact | None) -> Component:
    """The text as it is. A passage that an earlier one already covers is reached by its own page only."""
    text = context.catalogue.text(document.id)
    parts: list[Component | str] = []
    done = 0
    for fact_id in context.relations.facts_in_document.get(document.id, ()):
        start, end = context.catalogue.spans[fact_id]
        chosen = lit is not None and fact_id == lit.id
        if start < done:
            continue
        parts += [*exact(context.words, text[done:start]), _mark(context, fact_id, text[start:end], chosen=chosen)]
        done = end
    parts += exact(context.words, text[done:])
    return html.Article(parts, lang=document.language, dir=document.direction, className="source-text")


def _mark(context: Context, fact_id: str, passage: str, *, chosen: bool) -> Component:
    statement = local(context.words, context.catalogue.facts[fact_id].statement)
    attributes = aria(current="true") if chosen else {}
    inside = link(f"/fact/{fact_id}", exact(context.words, passage), title=statement, **attributes)
    return html.Mark(inside, className="quote lit" if chosen else "quote", id=f"mark-{fact_id}")


def _letter_for_letter(context: Context, fact: Fact) -> Component:
    start, end = context.catalogue.spans[fact.id]
    span = f"{context.words.number(start)}–{context.words.number(end)}"
    return html.P(["✓ ", context.words("fact.verified"), " ", isolated(span)], className="verified")
