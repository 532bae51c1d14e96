"""A fact as a reader meets it: our gloss, the exact words, who said it, when and how firmly."""

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
from dashboard.views.parts import Children, data, exact, isolated, link, local, modality_badge, pairs, section

_FIRST: tuple[FactKind, ...] = (
    FactKind.DEADLINE,
    FactKind.CAPACITY,
    FactKind.CONSTRUCTION,
    FactKind.INVESTMENT,
    FactKind.AGREEMENT,
    FactKind.DEFINITION,
    FactKind.ROUTE,
)
"""The kinds that a reader of a line looks for first; the others keep their order after them."""


MOST_OF_LARGE: Final = 100
"""Records of a kind that a panel shows of a catalogue that is not loaded: a country may have tens of thousands."""
_NEIGHBOURS: Final = 3
"""Words before and after a quotation that tell it from the same words elsewhere."""


def by_weight(facts: Iterable[Fact], entity: str = "") -> list[Fact]:
    """What names ``entity`` first; dates, quantities and works before speeches; else in the given order."""

    def weight(fact: Fact) -> tuple[bool, int]:
        return entity not in fact.about, _FIRST.index(fact.kind) if fact.kind in _FIRST else len(_FIRST)

    return sorted(facts, key=weight)


def fact_list(context: Context, fact_ids: Iterable[str], entity: str) -> Component:
    """The facts of ``entity``'s panel under a heading that counts them; says so where there is none."""
    words, ids = context.words, list(fact_ids)
    listed = first_of(context, ids)
    facts = by_weight((context.catalogue.facts[fact_id] for fact_id in listed), entity)
    if not facts:
        return section(words("facts.heading"), html.P(words("facts.none"), className="empty"))
    differing = _differing(context, facts, entity)
    cards = html.Ol(
        [html.Li(fact_card(context, fact, differs=fact.id in differing)) for fact in facts], className="facts"
    )
    return section(words.count("facts.count", len(ids)), [*told_first(context, ids), cards])


def first_of(context: Context, ids: Sequence[str]) -> Sequence[str]:
    """The ids that a panel shows: all, but of a catalogue that is not loaded at most ``MOST_OF_LARGE``."""
    return ids[:MOST_OF_LARGE] if context.catalogue.large else ids


def told_first(context: Context, ids: Sequence[str]) -> list[Component]:
    """What says that only the first of ``ids`` are shown; nothing where all are."""
    words, shown = context.words, len(first_of(context, ids))
    said = words("panel.first_of", n=words.number(shown), total=words.number(len(ids)))
    return [html.P(said, className="hint")] if shown < len(ids) else []


def _differing(context: Context, facts: Iterable[Fact], entity: str) -> set[str]:
    """The facts that take part in a disagreement about a project or route."""
    catalogue = context.catalogue
    holder = catalogue.projects.get(entity) or catalogue.routes.get(entity)
    if holder is None:
        return set()
    return {fact for disagreement in disagreements_about(entity, holder.figures, facts) for fact in disagreement.facts}


def fact_card(context: Context, fact: Fact, *, differs: bool = False) -> Component:
    """One fact with its quotation and the way into its source; ``differs`` where others say otherwise."""
    words = context.words
    mark: list[Component | str] = (
        [" ", link("?tab=disagreements", words("figures.differ"), "differ")] if differs else []
    )
    return html.Article(
        [
            html.P(local(words, fact.statement), className="gloss"),
            quotation(context, fact),
            attribution(context, fact),
            *target_note(context, fact),
            html.P(
                [
                    link(f"/fact/{fact.id}", words("fact.open"), "open-source", **data(fact=fact.id)),
                    *_original(context, fact),
                    *mark,
                ],
                className="actions",
            ),
        ],
        className="fact",
    )


def _original(context: Context, fact: Fact) -> list[Component | str]:
    """The ways to the words in the document as it was published and in its archived copy, where there are addresses."""
    document = context.document_of(fact)
    ways = (("document.original", document.url), ("document.archived", document.archived_url))
    linked = [outside(address_of_words(context, fact, url), context.words(key)) for key, url in ways if url]
    return [part for anchor in linked for part in (" ", anchor)]


def address_of_words(context: Context, fact: Fact, url: str) -> str:
    """The address of a statement's words in a page that has its document."""
    if not (fact.prefix or fact.suffix):
        return text_fragment_address(url, fact.quote)
    document, (start, end) = context.document_of(fact), context.catalogue.spans[fact.id]
    text = context.catalogue.text(document.id)
    before, after = text[:start].split()[-_NEIGHBOURS:], text[end:].split()[:_NEIGHBOURS]
    return text_fragment_address(url, fact.quote, " ".join(before), " ".join(after))


def quotation(context: Context, fact: Fact) -> Component:
    """The exact words in their language and direction; a press opens their statement (assets/src/page/quotes.js)."""
    document = context.document_of(fact)
    return html.Blockquote(
        html.P(exact(context.words, fact.quote)),
        lang=document.language,
        dir=document.direction,
        className="quotation",
        **data(opens=f"/fact/{fact.id}"),
    )


def attribution(context: Context, fact: Fact, *more: tuple[str, Children]) -> Component:
    """Who said it, when, how firmly, the dates that the words give, and ``more`` of such rows."""
    words = context.words
    speaker = context.catalogue.speakers[fact.speaker]
    who: list[Component | str] = [isolated(local(words, speaker.names))]
    if speaker.role is not None:
        who += [words.comma, local(words, speaker.role)]
    rows: list[tuple[str, Children]] = [
        (words("fact.speaker"), who),
        (words("fact.said"), said_when(context, fact)),
        (words("fact.modality"), modality_badge(words, fact.modality)),
    ]
    if fact.as_of is not None:
        rows.append((words("fact.as_of"), isolated(words.date(fact.as_of))))
    if fact.due is not None:
        label = "fact.due.event" if fact.kind is FactKind.EVENT else "fact.due"  # nobody owes a meeting
        rows.append((words(label), isolated(words.date(fact.due))))
    return pairs([*rows, *more], "pairs attribution")


def said_when(context: Context, fact: Fact) -> str:
    """The date of the fact's document, marked where it is inferred."""
    return date_of(context, context.document_of(fact))


def date_of(context: Context, document: Document) -> str:
    """When a document was published, marked where that is inferred."""
    words = context.words
    if document.published is None:
        return words("document.undated")
    text = words.date(document.published)
    inferred = document.published_basis is StatusBasis.INFERRED
    return words("document.inferred_date", date=text) if inferred else text


def target_note(context: Context, fact: Fact) -> list[Component]:
    """The numbers of a fact, a target named as a target, and what the curators noted."""
    words = context.words
    parts: list[Component] = []
    if fact.unit is not None:
        parts.append(html.P(numbers_of(context, fact), className="numbers"))
    if fact.note is not None:
        parts.append(html.P([html.B(words("fact.note")), " ", local(words, fact.note)], className="note"))
    return parts


def numbers_of(context: Context, fact: Fact) -> list[Component | str]:
    """The numbers of a fact with their unit; a baseline and a target are said to be such."""
    words = context.words
    arrow = " ← " if words.direction == "rtl" else " → "
    shown: list[Component | str] = []
    for key, number in (("value", fact.value), ("baseline", fact.baseline), ("target", fact.target)):
        if number is not None and fact.unit is not None:
            label = html.Span(words(f"fact.{key}"), className=f"number-label {key}")
            shown += [arrow if shown else "", label, " ", isolated(words.amount(fact.unit, number))]
    return shown
