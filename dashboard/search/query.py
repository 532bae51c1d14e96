"""Parses a query into words and numbers, each with the forms that match it in the index."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dashboard.catalogue.text.text_normalization import is_character_word
from dashboard.search.dates import MAY, dates_in_words
from dashboard.search.index import Index, Role, Weights, prefix_weight
from dashboard.search.lexicon import AFTER_UNIT, OPERATOR_VERBS, STOP_WORDS, UNITS
from dashboard.search.stems import SHORTEST, bases, is_ending
from dashboard.search.terms import Forms, Term, folded_line, terms

MOST_WORDS = 12
_SHORTEST_PREFIX = 3
_COMPOUND_WEIGHT = 0.9
_SHORTEST_VERB_STEM = 5


@dataclass(frozen=True)
class QueryTerm:
    """One word or number of a query.

    ``forms`` are the forms that match it; ``complete_forms`` are these without the longer words that begin with it.
    ``unit`` is true for the unit of the number before it. ``weights`` has the matching items; ``rarity`` is its weight
    in the query.
    """

    word: str
    forms: Forms
    complete_forms: frozenset[str]
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
    """The words of a query without stop words, in order, and the complete query as a folded line."""

    terms: tuple[QueryTerm, ...]
    line: str

    @property
    def complete_forms(self) -> frozenset[str]:
        """The forms of all its words, without the longer words that begin with one of them."""
        return frozenset(form for query_term in self.terms for form in query_term.complete_forms)


def read_query(text: str, index: Index) -> Query:
    """Parse a query; the result has no words that are in no text."""
    text = dates_in_words(text)
    all_terms = list(_longest_terms(text))
    meaningful = _without_letters(_without_stop_words(all_terms) or all_terms)[:MOST_WORDS]
    query_terms = [_query_term(index, term, last=term is meaningful[-1]) for term in meaningful]
    matching = _without_operator_verbs(_matching(index, _with_units(_with_compounds(index, query_terms))))
    return Query(tuple(matching), folded_line(text))


def _longest_terms(text: str) -> Iterator[Term]:
    """The words and numbers of a text; a number and the word of its scale are one term."""
    end = 0
    longest = {term.start: term for term in terms(text) if not term.joined}
    for start, term in longest.items():
        if start >= end:
            end = term.end
            yield term


def _without_stop_words(query_terms: list[Term]) -> list[Term]:
    """The terms without stop words. Next to a number, كم (how much) is a unit (kilometres) and May is a month."""
    neighbours = zip([None, *query_terms], query_terms, [*query_terms[1:], None], strict=False)
    return [
        term
        for previous, term, following in neighbours
        if term.word not in STOP_WORDS
        or (_is_number(previous) and term.word in UNITS)
        or (term.word == MAY and (_is_number(previous) or _is_number(following)))
    ]


def _is_number(term: Term | None) -> bool:
    return term is not None and not term.word


def _without_letters(query_terms: list[Term]) -> list[Term]:
    """The terms without single letters, unless there is nothing else."""
    longer = [term for term in query_terms if len(term.word) != 1 or term.word in UNITS or is_character_word(term.word)]
    return longer or query_terms


def _query_term(index: Index, term: Term, *, last: bool) -> QueryTerm:
    if not term.word:
        return QueryTerm("", term.forms, frozenset(term.forms), number=True)
    complete = {**_inflected(index, term.word), **term.forms}
    forms = {**_completions(index, term.word, last=last), **complete}
    if not any(index.has_form(form) for form in forms):
        forms = complete = {**complete, **index.corrections(term.word)}
    return QueryTerm(term.word, forms, frozenset(complete))


def _completions(index: Index, word: str, *, last: bool) -> dict[str, float]:
    """Longer words that begin with ``word``; none if it is a complete word of a name (Orta is not ortaq)."""
    complete = index.in_names(word) and (not last or len(word) <= _SHORTEST_PREFIX)
    if complete or not (last or len(word) >= _SHORTEST_PREFIX):
        return {}
    return {longer: prefix_weight(word, longer) for longer in index.words_beginning_with(word)}


def _inflected(index: Index, word: str) -> dict[str, float]:
    """Words that differ from ``word`` only in Azerbaijani endings: Bakıdan matches Bakı and Bakıda.

    A word of a name matches only words of names: Gəncə is not gənc (young).
    """
    if not word.isascii() or len(word) < SHORTEST:  # so that UN does not match UNECE
        return {}
    in_name = index.in_names(word)
    shorter = [base for base in bases(word) if _may_be_base(index, base, in_name=in_name)]
    return {
        form: prefix_weight(base, form)
        for base in (*reversed(shorter), word)
        for form in index.words_beginning_with(base)
        if form == base or is_ending(form[len(base) :])
    }


def _may_be_base(index: Index, base: str, *, in_name: bool) -> bool:
    """Whether ``base`` is a word of the texts, or long enough for the stem of a verb (tikil-ən), which is no word."""
    return index.in_names(base) if in_name else index.has_form(base) or len(base) >= _SHORTEST_VERB_STEM


def _with_compounds(index: Index, query_terms: Sequence[QueryTerm]) -> list[QueryTerm]:
    """The terms, two neighbours of which also match their compound: trans xəzər and Transxəzər."""
    extended = list(query_terms)
    for at, (left, right) in enumerate(pairwise(query_terms)):
        compound = left.word + right.word
        if left.word and right.word and index.has_form(compound):
            extended[at : at + 2] = [
                replace(
                    term,
                    forms={**term.forms, compound: _COMPOUND_WEIGHT},
                    complete_forms=term.complete_forms | {compound},
                )
                for term in extended[at : at + 2]
            ]
    return extended


def _with_units(query_terms: Iterable[QueryTerm]) -> Iterator[QueryTerm]:
    """The terms, with units after numbers marked, and without the words after a unit (per second, a year)."""
    previous: QueryTerm | None = None
    for query_term in query_terms:
        if previous and previous.number and query_term.word in UNITS:
            forms = {UNITS[query_term.word]: 1.0}
            previous = QueryTerm(query_term.word, forms, frozenset(forms), unit=True)
        elif previous and previous.unit and query_term.word in AFTER_UNIT:
            continue
        else:
            previous = query_term
        yield previous


def _matching(index: Index, query_terms: Iterable[QueryTerm]) -> list[QueryTerm]:
    """The terms that some item matches, with their weights. A number and its unit must match the same item."""
    matching: list[QueryTerm] = []
    for query_term in query_terms:
        weighted = replace(query_term, weights=index.weights(query_term.forms))
        if query_term.unit:
            number = matching[-1] if matching and matching[-1].number else None
            both = number.items & weighted.items if number else frozenset()
            if not number or not both:
                matching = matching[:-1] if number else matching  # 1,000 MW does not answer a query for 1,000 km
                continue
            matching[-1] = _limited_to(index, number, both)
            weighted = _limited_to(index, weighted, both)
        if weighted.items:
            matching.append(_limited_to(index, weighted, weighted.items))
    return matching


def _without_operator_verbs(query_terms: list[QueryTerm]) -> list[QueryTerm]:
    """The terms without the verb of "who runs the port", if no item about the port answers the verb."""
    others = [term for term in query_terms if term.word not in OPERATOR_VERBS]
    verb_items = [term.items for term in query_terms if term not in others]
    subject_items = [frozenset(term.weights[Role.SUBJECT]) for term in others]
    if not others or all(items.intersection(*subject_items) for items in verb_items):
        return query_terms
    return others


def _limited_to(index: Index, query_term: QueryTerm, items: frozenset[int]) -> QueryTerm:
    """The term with its weights for ``items`` only, and its rarity among all items."""
    weights = [{number: weight for number, weight in role.items() if number in items} for role in query_term.weights]
    return replace(query_term, weights=weights, rarity=index.rarity(len(items)))
