"""Findings on what the words of a statement say of its numbers: hedged, denied, one end of a range, another unit."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from dashboard.catalogue.findings import Finding
from dashboard.catalogue.models import Fact
from dashboard.catalogue.text.amounts import Amount, amounts, is_range
from dashboard.catalogue.text.cues import MODALITIES, NEGATIONS, cue, standing, words_of
from dashboard.catalogue.text.things import thing_counted
from dashboard.catalogue.text.units import scale_of
from dashboard.catalogue.vocabulary import FORWARD, Modality

FACT_NUMBERS: Final = ("value", "baseline", "target")
_FORWARD_CUES: Final = {modality: cues for modality, cues in MODALITIES.items() if modality in FORWARD}
_ALIKE: Final[Mapping[str, str]] = {"USD": "dollars", "TEU": "containers", "people": "passengers"}
"""What words call by either name."""


def check_quoted_numbers(fact: Fact, file: str, language: str | None) -> Iterator[Finding]:
    """Hold the numbers and the day of a fact against the words round them; nothing is said of a fact without them."""
    numbers = {
        field: abs(number)
        for field in FACT_NUMBERS
        if (number := getattr(fact, field)) is not None and field not in fact.written
    }
    if not numbers and fact.due is None:
        return
    words = words_of(fact.quote)
    if denied := standing(words, NEGATIONS):
        message = f"{fact.quote[denied.start : denied.end]!r} denies something; leave out a number or a day of that"
        yield Finding("warning", file, fact.id, "quote", message)
    hedge = cue(words, _FORWARD_CUES) if fact.modality is Modality.ACHIEVED else None
    if hedge:
        message = f"{fact.quote[hedge[1].start : hedge[1].end]!r} speaks of what is to come; is it {hedge[0]}?"
        yield Finding("warning", file, fact.id, "modality", message)
    stated = amounts(fact.quote, language)
    for field, number in numbers.items():
        own = [amount for amount in stated if number * scale_of(fact.unit or "") in amount.values]
        for message in (*_half_a_range(fact, stated, own, numbers), *_other_unit(fact, own, language)):
            yield Finding("error", file, fact.id, field, f"{message}, or give the words as written.{field}")


def _half_a_range(
    fact: Fact, stated: Sequence[Amount], own: Sequence[Amount], numbers: Mapping[str, float]
) -> Iterator[str]:
    """What to do where each place of the number is one end of a range, of which the fact lacks the other."""
    scaled = {number * scale_of(fact.unit or "") for number in numbers.values()}
    ranges = [pair for pair in pairwise(stated) if is_range(fact.quote, *pair)]
    halves = [pair for pair in ranges if sum(not scaled.isdisjoint(end.values) for end in pair) == 1]
    if own and all(any(amount in pair for pair in halves) for amount in own):
        low, high = next(pair for pair in halves if own[0] in pair)
        yield f"is one end of {fact.quote[low.start : high.end]!r}; leave the number out, the gloss has both"


def _other_unit(fact: Fact, own: Sequence[Amount], language: str | None) -> Iterator[str]:
    """What to do where the words count something else with the number, wherever it stands."""
    unit = (fact.unit or "").removesuffix(" per year").rpartition(" ")[2]
    things = [thing_counted(fact.quote[: amount.start], fact.quote[amount.end :], language) for amount in own]
    if things and all(thing and _ALIKE.get(thing, thing) != _ALIKE.get(unit, unit) for thing in things):
        words = fact.quote[own[0].start : own[0].end]
        yield f"the words say {words!r} of {things[0]}, and the unit is '{fact.unit}'; correct one of them"
