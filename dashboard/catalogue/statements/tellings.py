"""Which statements say the same: said again in another document, or one text printed again.

That two statements are one is our conclusion, so it asks for much: the same subject, firmness, numbers and days, and
either the same words, or the same speaker and a gloss of nearly the same words. What slips by a year is never the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from dashboard.catalogue.models import Fact
from dashboard.catalogue.text.text_normalization import fold_text

ALIKE: Final = 80
"""Of 100, for two glosses whatever the order of their words; those of one speaker on one subject have 60 by chance."""


@dataclass(frozen=True)
class Telling:
    """A statement, and what says the same in other documents.

    ``again`` are statements of their own; ``reprints`` have the same words, and are counted once with it.
    """

    fact: Fact
    again: list[Fact] = field(default_factory=list)
    reprints: list[Fact] = field(default_factory=list)

    @property
    def facts(self) -> list[Fact]:
        """All of them, in their order."""
        return [self.fact, *self.again, *self.reprints]


def distinct(all_tellings: Iterable[Telling]) -> int:
    """How many statements there are, one text printed again counted once."""
    return sum(1 + len(telling.again) for telling in all_tellings)


def tellings(document_of: Mapping[str, str], facts: Iterable[Fact]) -> list[Telling]:
    """The facts in their order, each together with those after it that say the same in another document.

    ``document_of`` has each fact's document.
    """
    result: list[Telling] = []
    alike: dict[object, list[Telling]] = {}
    for fact in facts:
        candidates = alike.setdefault(_measured(fact), [])
        for telling in candidates:
            if document_of[fact.id] in {document_of[told.id] for told in telling.facts}:
                continue
            if any(_same_words(told, fact) for told in telling.facts):
                telling.reprints.append(fact)
                break
            if any(_said_again(told, fact) for told in telling.facts):
                telling.again.append(fact)
                break
        else:
            candidates.append(Telling(fact))
            result.append(candidates[-1])
    return result


def _measured(fact: Fact) -> object:
    """What two statements must have in common before their words are compared."""
    return fact.modality, fact.value, fact.baseline, fact.target, fact.unit, fact.due


def _same_words(first: Fact, second: Fact) -> bool:
    return _same_subject(first, second) and fold_text(first.quote) == fold_text(second.quote)


def _said_again(first: Fact, second: Fact) -> bool:
    if first.speaker != second.speaker or not _same_subject(first, second):
        return False
    glosses = [fold_text(fact.statement.in_language("en")) for fact in (first, second)]
    numbers = [sorted(word for word in gloss.split() if word.isdigit()) for gloss in glosses]
    return numbers[0] == numbers[1] and fuzz.token_sort_ratio(*glosses) >= ALIKE


def _same_subject(first: Fact, second: Fact) -> bool:
    return not set(first.about).isdisjoint(second.about)
