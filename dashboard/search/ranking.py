"""Ranks items by how well they match a query: by name, by all its words, or by some."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum

from dashboard.search.index import NAMED_KINDS, Index, Role, SearchItem
from dashboard.search.query import Query

_LEAST_MATCHED_SHARE = 0.5
_REPEATED_SHARE = 0.25
_PHRASE_FACTOR = 1.3


class Level(IntEnum):
    """How an item matches, the best first."""

    NAMED = 0  # the query is its name
    STATEMENT = 1  # a statement or a figure has every word
    NAME_AND_MORE = 2  # the query has its name, and other words
    NEARBY = 3  # its name has every word and more; or a document has every word
    DESCRIBED = 4  # its description has every word
    IN_PART = 5  # it has some of the words
    OF_KIND = 6  # the query is a word for its kind


@dataclass(frozen=True)
class Ranked:
    """A matching item. A higher ``score`` is better; a lower ``fit`` is better, 0 for the exact name."""

    number: int
    item: SearchItem
    level: Level
    fit: int
    score: float


def rank(index: Index, query: Query) -> list[Ranked]:
    """The items that match, the best first.

    If no item has the exact name, the items whose name has every word and more count as named. Items of which only the
    kind matches are left out, unless there is nothing else.
    """
    ranked = list(_with_levels(index, query, _scores(index, query)))
    ranked = [result for result in ranked if result.level is not Level.OF_KIND] or ranked
    if not any(result.level is Level.NAMED for result in ranked):
        ranked = [
            replace(result, level=Level.NAMED)
            if result.level is Level.NEARBY and result.item.kind in NAMED_KINDS
            else result
            for result in ranked
        ]
    return sorted(ranked, key=lambda result: (result.level, result.fit, -result.score, result.number))


@dataclass
class _Score:
    """The words of the query that an item has, as bits, by role; the sum of their rarities; the score."""

    by_role: list[int] = field(default_factory=lambda: [0] * len(Role))
    rarity: float = 0.0
    total: float = 0.0


def _scores(index: Index, query: Query) -> dict[int, _Score]:
    scores: dict[int, _Score] = {}
    for position, query_term in enumerate(query.terms):
        for number in query_term.items:
            score = scores.setdefault(number, _Score())
            weights = [role.get(number, 0.0) for role in query_term.weights]
            for role, strength in enumerate(weights):
                score.by_role[role] |= (strength > 0) << position
            score.rarity += query_term.rarity
            score.total += query_term.rarity * (max(weights) + _REPEATED_SHARE * (sum(weights) - max(weights)))
    for number, score in scores.items():
        score.total *= index.items[number].prior
        if len(query.terms) > 1 and any(query.line in line for line in index.lines[number]):
            score.total *= _PHRASE_FACTOR
    return scores


def _with_levels(index: Index, query: Query, scores: dict[int, _Score]) -> Iterator[Ranked]:
    all_terms = (1 << len(query.terms)) - 1
    least = _LEAST_MATCHED_SHARE * max((score.rarity for score in scores.values()), default=0.0)
    for number, score in scores.items():
        item = index.items[number]
        named = item.kind in NAMED_KINDS
        if named:
            level = _level_of_named(index, query, number, score, all_terms)
        else:
            level = _level_of_unnamed(item, score, all_terms)
        if level is not None and (level is not Level.IN_PART or score.rarity >= least):
            fit = _fit(index, number, query, all_in_names=score.by_role[Role.OWN] == all_terms) if named else 0
            yield Ranked(number, item, level, fit, score.total)


def _level_of_unnamed(item: SearchItem, score: _Score, all_terms: int) -> Level | None:
    own, subject, attribute, background = score.by_role
    complete = own | subject | attribute | background == all_terms
    if item.kind == "figure":
        if not own and not attribute:  # one of many figures of a named item
            return None
        answers = complete and (attribute or subject)
        return Level.STATEMENT if answers else Level.IN_PART if own or subject else None
    if complete:
        return Level.NEARBY if item.kind == "document" else Level.STATEMENT
    return Level.IN_PART if own or subject else None  # an item of the right kind may be about something else


def _level_of_named(index: Index, query: Query, number: int, score: _Score, all_terms: int) -> Level | None:
    own = score.by_role[Role.OWN]
    attribute = score.by_role[Role.ATTRIBUTE]
    if not own:  # its kind alone is not its name; but "ports in Kazakhstan" is a query for a kind
        if attribute == all_terms and len(query.terms) > 1:
            return Level.STATEMENT
        if score.by_role[Role.BACKGROUND] == all_terms:
            return Level.DESCRIBED
        return Level.OF_KIND if attribute == all_terms else None
    forms = query.complete_forms
    if own == all_terms:
        named = index.is_named(number, forms) or index.has_full_name(number, forms)
        return Level.NAMED if named else Level.NEARBY
    if index.is_named(number, forms):
        return Level.NAME_AND_MORE
    return Level.STATEMENT if own | attribute == all_terms else Level.IN_PART


def _fit(index: Index, number: int, query: Query, *, all_in_names: bool) -> int:
    """How well names fit: 0 the complete name, 1 its beginning, 2 a phrase in it, 3 another order or spelling."""
    if all_in_names and index.has_full_name(number, query.complete_forms):
        return 0
    lines, beginning = index.lines[number], query.line.rstrip()
    if any(line.startswith(beginning) for line in lines):
        return 1
    return 2 if any(beginning in line for line in lines) else 3
