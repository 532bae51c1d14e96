"""Groups of statements that say the same: repeated in another document, or reprinted word for word.

That two statements are one is our own conclusion, so the conditions are strict: the same subject, firmness, numbers and
days, and either the same words, or the same speaker and nearly the same gloss. Statements with different dates never
say the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Fact
from dashboard.catalogue.text.text_normalization import fold_text

ALIKE: Final = 80
"""The least likeness of two glosses, of 100, whatever the order of their words; 60 occurs by chance."""


@dataclass(frozen=True)
class StatementGroup:
    """A statement (``fact``) with those of other documents that say the same.

    ``repeated`` are statements of their own; ``reprints`` have the same words, and are counted once with ``fact``.
    """

    fact: Fact
    repeated: list[Fact] = field(default_factory=list)
    reprints: list[Fact] = field(default_factory=list)

    @property
    def facts(self) -> list[Fact]:
        """All statements of the group."""
        return [self.fact, *self.repeated, *self.reprints]


def count_distinct(groups: Iterable[StatementGroup]) -> int:
    """The number of statements, without reprints."""
    return sum(1 + len(group.repeated) for group in groups)


def without_reprints(catalogue: Catalogue, facts: Iterable[Fact]) -> list[Fact]:
    """The facts by publication, the undated last, without those that an earlier one has word for word."""
    fact_document = catalogue.fact_document
    first_prints, by_words = list[Fact](), dict[object, list[Fact]]()
    for fact in sorted(facts, key=lambda fact: catalogue.document_of(fact).published or "undated"):
        same = by_words.setdefault((_measured(fact), fold_text(fact.quote)), [])
        if not any(fact_document[fact.id] != fact_document[other.id] and _same_subject(fact, other) for other in same):
            same.append(fact)
            first_prints.append(fact)
    return first_prints


def group_statements(fact_document: Mapping[str, str], facts: Iterable[Fact]) -> list[StatementGroup]:
    """The facts in their order, each with those after it that say the same in another document.

    ``fact_document`` gives the document of each fact, both by id.
    """
    groups: list[StatementGroup] = []
    comparable: dict[object, list[StatementGroup]] = {}
    for fact in facts:
        candidates = comparable.setdefault(_measured(fact), [])
        for group in candidates:
            if fact_document[fact.id] in {fact_document[member.id] for member in group.facts}:
                continue
            if any(_same_words(member, fact) for member in group.facts):
                group.reprints.append(fact)
                break
            if any(_same_gloss(member, fact) for member in group.facts):
                group.repeated.append(fact)
                break
        else:
            candidates.append(StatementGroup(fact))
            groups.append(candidates[-1])
    return groups


def _measured(fact: Fact) -> object:
    """The fields that two statements must have in common before their words are compared."""
    return fact.modality, fact.value, fact.baseline, fact.target, fact.unit, fact.due


def _same_words(first: Fact, second: Fact) -> bool:
    return _same_subject(first, second) and fold_text(first.quote) == fold_text(second.quote)


def _same_gloss(first: Fact, second: Fact) -> bool:
    if first.speaker != second.speaker or not _same_subject(first, second):
        return False
    glosses = [fold_text(fact.statement.in_language("en")) for fact in (first, second)]
    numbers = [sorted(word for word in gloss.split() if word.isdigit()) for gloss in glosses]
    return numbers[0] == numbers[1] and fuzz.token_sort_ratio(*glosses) >= ALIKE


def _same_subject(first: Fact, second: Fact) -> bool:
    return not set(first.about).isdisjoint(second.about)
