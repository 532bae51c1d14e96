"""A statement in a panel: the gloss, the quotation, the speaker, the date and the modality."""

from collections.abc import Iterable, Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.disagreements import disagreements_about
from dashboard.catalogue.models import Document, Fact
from dashboard.catalogue.text.web_addresses import text_fragment_address
from dashboard.catalogue.vocabulary import FactKind, StatusBasis
from dashboard.views.context import Context
from dashboard.views.panel.sources import outside
from dashboard.views.parts import Children, arrow, data, exact, isolated, link, local, modality_badge, pairs, section

_KIND_ORDER: tuple[FactKind, ...] = (
    FactKind.DEADLINE,
    FactKind.CAPACITY,
    FactKind.CONSTRUCTION,
    FactKind.INVESTMENT,
    FactKind.AGREEMENT,
    FactKind.DEFINITION,
    FactKind.ROUTE,
)
"""The kinds of statements that a list begins with. The other kinds follow in their given order."""

MOST_OF_LARGE: Final = 100
"""The most records of one kind in a panel of a large catalogue, where a country may have tens of thousands."""
_NEIGHBOURS: Final = 3
"""The number of words before and after a quotation that distinguish it from the same words elsewhere."""


def by_weight(facts: Iterable[Fact], entity: str = "") -> list[Fact]:
    """Sort statements: those about ``entity`` first, then by ``_KIND_ORDER``, then in the given order."""

    def weight(fact: Fact) -> tuple[bool, int]:
        return entity not in fact.about, _KIND_ORDER.index(fact.kind) if fact.kind in _KIND_ORDER else len(_KIND_ORDER)

    return sorted(facts, key=weight)


def fact_list(context: Context, fact_ids: Iterable[str], entity: str, hint: str = "") -> Component:
    """The statements in the panel of ``entity``, under a heading with their number and a ``hint``."""
    words, ids = context.words, list(fact_ids)
    listed = first_ids(context, ids)
    facts = by_weight((context.catalogue.facts[fact_id] for fact_id in listed), entity)
    if not facts:
        return section(words("facts.heading"), html.P(words("facts.none"), className="empty"))
    differing = _differing(context, facts, entity)
    cards = html.Ol(
        [html.Li(fact_card(context, fact, differs=fact.id in differing)) for fact in facts], className="facts"
    )
    hints = [html.P(hint, className="hint")] if hint else []
    return section(words.count("facts.count", len(ids)), [*truncation_note(context, ids), *hints, cards])


def first_ids(context: Context, ids: Sequence[str]) -> Sequence[str]:
    """The ids that a panel shows: all, or the first ``MOST_OF_LARGE`` of a large catalogue."""
    return ids[:MOST_OF_LARGE] if context.catalogue.large else ids


def truncation_note(context: Context, ids: Sequence[str]) -> list[Component]:
    """A note that a panel shows only the first of ``ids``; nothing where it shows all."""
    words, count = context.words, len(first_ids(context, ids))
    text = words("panel.first_of", n=words.number(count), total=words.number(len(ids)))
    return [html.P(text, className="hint")] if count < len(ids) else []


def _differing(context: Context, facts: Iterable[Fact], entity: str) -> set[str]:
    """The statements that are part of a disagreement about a project or route."""
    catalogue = context.catalogue
    holder = catalogue.projects.get(entity) or catalogue.routes.get(entity)
    if holder is None:
        return set()
    return {fact for disagreement in disagreements_about(entity, holder.figures, facts) for fact in disagreement.facts}


def fact_card(context: Context, fact: Fact, *, differs: bool = False) -> Component:
    """A statement with its quotation and the links to its source; marked where it ``differs`` from others."""
    words = context.words
    actions: list[Component | str] = [link(f"/fact/{fact.id}", words("fact.open"), "open-source", **data(fact=fact.id))]
    for key, url in original_addresses(context.catalogue.document_of(fact)):
        actions += [" ", outside(address_of_words(context, fact, url), words(key))]
    if differs:
        actions += [" ", link("?tab=disagreements", words("figures.differ"), "differ")]
    return html.Article(
        [
            html.P(local(words, fact.statement), className="gloss"),
            quotation(context, fact),
            attribution(context, fact),
            *target_note(context, fact),
            html.P(actions, className="actions"),
        ],
        className="fact",
    )


def original_addresses(document: Document) -> list[tuple[str, str]]:
    """The addresses of a document as it was published and of its archived copy, each after the key of its name."""
    addresses = (("document.original", document.url), ("document.archived", document.archived_url))
    return [(key, url) for key, url in addresses if url is not None]


def address_of_words(context: Context, fact: Fact, url: str) -> str:
    """The address of a quotation in the page ``url``, which has its document (a text fragment)."""
    if not (fact.prefix or fact.suffix):
        return text_fragment_address(url, fact.quote)
    document, (start, end) = context.catalogue.document_of(fact), context.catalogue.spans[fact.id]
    text = context.catalogue.text(document.id)
    before, after = text[:start].split()[-_NEIGHBOURS:], text[end:].split()[:_NEIGHBOURS]
    return text_fragment_address(url, fact.quote, " ".join(before), " ".join(after))


def quotation(context: Context, fact: Fact) -> Component:
    """The quotation in its language and direction. A click opens its statement (assets/src/page/quotes.js)."""
    document = context.catalogue.document_of(fact)
    return html.Blockquote(
        html.P(exact(context.words, fact.quote)),
        lang=document.language,
        dir=document.direction,
        className="quotation",
        **data(opens=f"/fact/{fact.id}"),
    )


def attribution(context: Context, fact: Fact) -> Component:
    """The speaker, the date and the modality of a statement, and the dates that it names."""
    words = context.words
    speaker: list[Component | str] = [speaker_name(context, fact)]
    role = context.catalogue.speakers[fact.speaker].role
    if role is not None:
        speaker += [words.comma, local(words, role)]
    rows: list[tuple[str, Children]] = [
        (words("fact.speaker"), speaker),
        (words("fact.said"), fact_date(context, fact)),
        (words("fact.modality"), modality_badge(words, fact.modality)),
    ]
    if fact.as_of is not None:
        rows.append((words("fact.as_of"), isolated(words.date(fact.as_of))))
    if fact.due is not None:
        label = "fact.due.event" if fact.kind is FactKind.EVENT else "fact.due"  # nobody owes a meeting
        rows.append((words(label), isolated(words.date(fact.due))))
    return pairs(rows, "pairs attribution")


def speaker_name(context: Context, fact: Fact) -> Component:
    """The name of a statement's speaker."""
    return isolated(local(context.words, context.catalogue.speakers[fact.speaker].names))


def speaker_and_date(context: Context, fact: Fact) -> list[Component | str]:
    """The speaker of a statement and its date."""
    return [speaker_name(context, fact), " · ", fact_date(context, fact)]


def fact_date(context: Context, fact: Fact) -> str:
    """The date of the statement's document, marked where it is inferred."""
    return document_date(context, context.catalogue.document_of(fact))


def document_date(context: Context, document: Document) -> str:
    """The date on which a document was published, marked where it is inferred."""
    words = context.words
    if document.published is None:
        return words("document.undated")
    text = words.date(document.published)
    inferred = document.published_basis is StatusBasis.INFERRED
    return words("document.inferred_date", date=text) if inferred else text


def target_note(context: Context, fact: Fact) -> list[Component]:
    """The numbers of a statement, each with its name, and the note of the curators."""
    words = context.words
    parts: list[Component] = []
    if fact.unit is not None:
        parts.append(html.P(numbers_of(context, fact), className="numbers"))
    if fact.note is not None:
        parts.append(html.P([html.B(words("fact.note")), " ", local(words, fact.note)], className="note"))
    return parts


def numbers_of(context: Context, fact: Fact) -> list[Component | str]:
    """The numbers of a statement with their unit, each after its name (value, baseline or target)."""
    words = context.words
    parts: list[Component | str] = []
    if fact.unit is None:
        return parts
    for key, number in stated_numbers(fact):
        label = html.Span(words(f"fact.{key}"), className=f"number-label {key}")
        parts += [arrow(words) if parts else "", label, " ", isolated(words.amount(fact.unit, number))]
    return parts


def stated_numbers(fact: Fact) -> list[tuple[str, float]]:
    """The numbers of a statement, each after the name of its field (``value``, ``baseline``, ``target``)."""
    numbers = (("value", fact.value), ("baseline", fact.baseline), ("target", fact.target))
    return [(name, number) for name, number in numbers if number is not None]
