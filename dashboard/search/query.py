"""Parses a query into words and numbers, each with the forms that match it in the index."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dashboard.catalogue.text.text_normalization import is_character_word
from dashboard.search.dates import MAY, dates_in_words
from dashboard.search.index import Index, Role, Weights, prefix_weight
from dashboard.search.lexicon import AFTER_UNIT, ASKED_OF_OPERATORS, STOP_WORDS, UNITS
from dashboard.search.stems import SHORTEST, bases, is_ending
from dashboard.search.terms import Forms, Term, folded_line, terms

MOST_WORDS = 12
_SHORTEST_PREFIX = 3
_COMPOUND_WEIGHT = 0.9
_SHORTEST_VERB_STEM = 5


@dataclass(frozen=True)
class QueryTerm:
    """One word or number of a query.

    ``forms`` are the forms that match it; ``whole`` are those of them that are not completions of it. ``unit`` is true
    for the unit of the number before it. ``weights`` has the matching items, ``rarity`` its weight in the query.
    """

    word: str
    forms: Forms
    whole: frozenset[str]
    number: bool = False
    unit: bool = False
    weights: Weights = ()
    rarity: float = 0.0

    @property
    def items(self) -> frozenset[int]:
        """The numbers of the items that match."""
        return frozenset().union(*self.weights)


@dataclass(frozen=True)
class Query:
    """The words of a query without stop words, in order, and the whole query as a folded line."""

    terms: tuple[QueryTerm, ...]
    line: str

    @property
    def whole(self) -> frozenset[str]:
        """The forms of all its words, without completions."""
        return frozenset(form for query_term in self.terms for form in query_term.whole)


def read_query(text: str, index: Index) -> Query:
    """Parse what somebody typed; words that no text has are left out."""
    text = dates_in_words(text)
    typed = list(_typed(text))
    meaningful = _without_single_letters(_without_stop_words(typed) or typed)[:MOST_WORDS]
    query_terms = [_query_term(index, term, last=term is meaningful[-1]) for term in meaningful]
    matched = _without_unanswered(_matched(index, _units(_with_compounds(index, query_terms))))
    return Query(tuple(matched), folded_line(text))


def _typed(text: str) -> Iterator[Term]:
    """The words and numbers; a number and the word of its scale are one term."""
    reach = 0
    longest = {term.start: term for term in terms(text) if not term.joined}
    for start, term in longest.items():
        if start >= reach:
            reach = term.end
            yield term


def _without_stop_words(typed: list[Term]) -> list[Term]:
    """The terms without stop words; beside a number كم (how much) is a unit (kilometres) and May a month."""
    beside = zip([None, *typed], typed, [*typed[1:], None], strict=False)
    return [
        term
        for before, term, after in beside
        if term.word not in STOP_WORDS
        or (_is_number(before) and term.word in UNITS)
        or (term.word == MAY and (_is_number(before) or _is_number(after)))
    ]


def _is_number(term: Term | None) -> bool:
    return term is not None and not term.word


def _without_single_letters(terms_typed: list[Term]) -> list[Term]:
    longer = [term for term in terms_typed if len(term.word) != 1 or term.word in UNITS or is_character_word(term.word)]
    return longer or terms_typed


def _query_term(index: Index, term: Term, *, last: bool) -> QueryTerm:
    if not term.word:
        return QueryTerm("", term.forms, frozenset(term.forms), number=True)
    whole = {**_inflected(index, term.word), **term.forms}
    forms = {**_completions(index, term.word, last=last), **whole}
    if not any(index.has(form) for form in forms):
        forms = whole = {**whole, **index.near(term.word)}
    return QueryTerm(term.word, forms, frozenset(whole))


def _completions(index: Index, word: str, *, last: bool) -> dict[str, float]:
    """Longer words that begin with it; none if it is a full word of a name (Orta is not ortaq)."""
    done = index.in_names(word) and (not last or len(word) <= _SHORTEST_PREFIX)
    if done or not (last or len(word) >= _SHORTEST_PREFIX):
        return {}
    return {longer: prefix_weight(word, longer) for longer in index.beginning(word)}


def _inflected(index: Index, word: str) -> dict[str, float]:
    """Words that differ from it only in Azerbaijani endings: Bakıdan matches Bakı and Bakıda.

    A word of a name matches only words of names: Gəncə is not gənc (young).
    """
    if not word.isascii() or len(word) < SHORTEST:  # so that UN does not match UNECE
        return {}
    named = index.in_names(word)
    shorter = [base for base in bases(word) if _may_be_base(index, base, of_name=named)]
    return {
        form: prefix_weight(base, form)
        for base in (*reversed(shorter), word)
        for form in index.beginning(base)
        if form == base or is_ending(form[len(base) :])
    }


def _may_be_base(index: Index, base: str, *, of_name: bool) -> bool:
    """Whether it is a word of the texts, or long enough for the stem of a verb, which never stands alone: tikil-ən."""
    return index.in_names(base) if of_name else index.has(base) or len(base) >= _SHORTEST_VERB_STEM


def _with_compounds(index: Index, query_terms: Sequence[QueryTerm]) -> list[QueryTerm]:
    """Let two words also match their compound: trans xəzər and Transxəzər."""
    joined = list(query_terms)
    for at, (left, right) in enumerate(pairwise(query_terms)):
        compound = left.word + right.word
        if left.word and right.word and index.has(compound):
            for place in (at, at + 1):
                old = joined[place]
                joined[place] = replace(
                    old, forms={**old.forms, compound: _COMPOUND_WEIGHT}, whole=old.whole | {compound}
                )
    return joined


def _units(query_terms: Iterable[QueryTerm]) -> Iterator[QueryTerm]:
    """Recognize units after numbers; words after a unit (per second, a year) are left out."""
    before: QueryTerm | None = None
    for query_term in query_terms:
        if before and before.number and query_term.word in UNITS:
            forms = {UNITS[query_term.word]: 1.0}
            before = QueryTerm(query_term.word, forms, frozenset(forms), unit=True)
        elif before and before.unit and query_term.word in AFTER_UNIT:
            continue
        else:
            before = query_term
        yield before


def _matched(index: Index, query_terms: Iterable[QueryTerm]) -> list[QueryTerm]:
    """The terms that some item matches, with their weights. A number and its unit must match the same item."""
    known: list[QueryTerm] = []
    for query_term in query_terms:
        matched = replace(query_term, weights=index.weights(query_term.forms))
        if query_term.unit:
            number = known[-1] if known and known[-1].number else None
            both = number.items & matched.items if number else frozenset()
            if not number or not both:
                known = known[:-1] if number else known  # 1,000 MW is not what 1,000 km asks for
                continue
            known[-1] = _restricted(index, number, both)
            matched = _restricted(index, matched, both)
        if matched.items:
            known.append(_restricted(index, matched, matched.items))
    return known


def _without_unanswered(query_terms: list[QueryTerm]) -> list[QueryTerm]:
    """The terms without the verb of "who runs the port", where nothing about the port itself says who."""
    named = [term for term in query_terms if term.word not in ASKED_OF_OPERATORS]
    asked = [term.items for term in query_terms if term not in named]
    about = [frozenset(term.weights[Role.SUBJECT]) for term in named]
    return query_terms if not named or all(items.intersection(*about) for items in asked) else named


def _restricted(index: Index, query_term: QueryTerm, items: frozenset[int]) -> QueryTerm:
    """The term with its weights for ``items`` only, and its rarity among all items."""
    weights = [{number: weight for number, weight in role.items() if number in items} for role in query_term.weights]
    return replace(query_term, weights=weights, rarity=index.rarity(len(items)))
