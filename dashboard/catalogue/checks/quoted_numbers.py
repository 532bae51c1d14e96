"""Findings on numbers of statements that their quotations lack, count in another unit, deny, or only hope for."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from dashboard.catalogue.checks.figures import negative_number
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.models import Fact
from dashboard.catalogue.text.amounts import Amount, amounts, is_range, numbers_in
from dashboard.catalogue.text.cues import FORWARD_CUES, NEGATIONS, find_cue, first_cue, words_of
from dashboard.catalogue.text.things import thing_counted
from dashboard.catalogue.text.units import money_of, scale_of
from dashboard.catalogue.vocabulary import FORWARD, FactKind, Modality, Unit

FACT_NUMBERS: Final = ("value", "baseline", "target")
_WRITTEN_FIELDS: Final = (*FACT_NUMBERS, "as_of", "due")
TO_COME: Final = FORWARD | {Modality.UNDER_WAY}  # a capacity of these modalities is a target
_NOT_AHEAD: Final = {"due": (Modality.ACHIEVED, Modality.RECALLED), "target": (Modality.ACHIEVED,)}
_ALIKE: Final[Mapping[str, str]] = {"USD": "dollars", "TEU": "containers", "people": "passengers"}
"""Units that texts call by either name."""


def check_words(fact: Fact, file: str) -> Iterator[Finding]:
    """Check the words of a fact with a number or a day: they do not deny it, nor speak of the future as achieved."""
    if not _numbers(fact) and fact.due is None:
        return
    for field in (field for field, modalities in _NOT_AHEAD.items() if fact.modality in modalities):
        if getattr(fact, field) is not None:
            message = f"is still to come, and the statement is {fact.modality}; leave it out, or correct the modality"
            yield Finding("error", file, fact.id, field, message)
    words = words_of(fact.quote)
    if denied := find_cue(words, NEGATIONS):
        message = f"{fact.quote[denied.start : denied.end]!r} denies something; leave out a number or a day of that"
        yield Finding("warning", file, fact.id, "quote", message)
    hedge = first_cue(words, FORWARD_CUES) if fact.modality is Modality.ACHIEVED else None
    if hedge:
        message = f"{fact.quote[hedge[1].start : hedge[1].end]!r} speaks of what is to come; is it {hedge[0]}?"
        yield Finding("warning", file, fact.id, "modality", message)


def check_numbers(fact: Fact, file: str, language: str | None) -> Iterator[Finding]:
    """Check that the quotation has each number of a fact, in its unit and not as one end of a range."""
    numbers, quoted = _numbers(fact), amounts(fact.quote, language)
    if fact.value is not None and fact.kind is FactKind.CAPACITY and fact.modality in TO_COME:
        message = f"is of a capacity that is {fact.modality}; write the number as target"
        yield Finding("error", file, fact.id, "value", message)
    for field, number in numbers.items():
        matching = [amount for amount in quoted if number * scale_of(fact.unit or "") in amount.values]
        if matching:
            faults = (*_end_of_range(fact, quoted, matching), *_other_unit(fact, matching, language))
            messages = [f"{fault}, or give the words as written.{field}" for fault in faults]
        else:
            messages = list(_missing_number(fact, field, number, quoted))
        yield from (Finding("error", file, fact.id, field, message) for message in messages)
    # A change can be a fall by so many per cent, or a loss of money.
    if fact.unit and fact.unit != Unit.PERCENT and not money_of(fact.unit) and "dollars" not in fact.unit:
        for field in FACT_NUMBERS:
            if (getattr(fact, field) or 0) < 0:
                yield Finding("error", file, fact.id, field, negative_number(getattr(fact, field), fact.unit))


def check_written(fact: Fact, file: str) -> Iterator[Finding]:
    """Check the words that a fact names for numbers and dates without digits."""
    for field, words in fact.written.items():
        if field not in _WRITTEN_FIELDS:
            message = f"is not one of {', '.join(_WRITTEN_FIELDS)}"
        elif getattr(fact, field) is None:
            message = f"gives the words of {field}, which this fact does not have"
        elif not words or words not in fact.quote:
            message = f"{words!r} does not stand in the quote; copy the words letter for letter"
        else:
            continue
        yield Finding("error", file, fact.id, f"written.{field}", message)


def _numbers(fact: Fact) -> Mapping[str, float]:
    """By field, the numbers of a fact that its quotation has in digits, without their signs."""
    numbers = {field: getattr(fact, field) for field in FACT_NUMBERS if field not in fact.written}
    return {field: abs(number) for field, number in numbers.items() if number is not None}


def _missing_number(fact: Fact, field: str, number: float, quoted: Sequence[Amount]) -> Iterator[str]:
    """A message on a number that does not stand in the quotation in the scale of its unit."""
    in_other_scale = [amount for amount in quoted if number in amount.unscaled]
    if any(amount.scale == 1 for amount in in_other_scale):
        return
    if in_other_scale:
        words = fact.quote[in_other_scale[0].start : in_other_scale[0].end]
        yield f"the words say {words!r}, and the unit '{fact.unit}'; correct one of them"
    elif number not in numbers_in(fact.quote):
        yield f"{number:g} does not stand in the quote in digits; correct it, or give the words as written.{field}"


def _end_of_range(fact: Fact, quoted: Sequence[Amount], matching: Sequence[Amount]) -> Iterator[str]:
    """A message where each place of the number is one end of a range; both ends are no growth from one to the other."""
    ranges = [pair for pair in pairwise(quoted) if is_range(fact.quote, *pair)]
    if all(any(amount in pair for pair in ranges) for amount in matching):
        low, high = next(pair for pair in ranges if matching[0] in pair)
        yield f"is one end of {fact.quote[low.start : high.end]!r}; leave the number out, the gloss has both"


def _other_unit(fact: Fact, matching: Sequence[Amount], language: str | None) -> Iterator[str]:
    """A message where the words count something else with the number, wherever it stands."""
    unit = (fact.unit or "").removesuffix(" per year").rpartition(" ")[2]
    things = [thing_counted(fact.quote[: amount.start], fact.quote[amount.end :], language) for amount in matching]
    if all(thing and _ALIKE.get(thing, thing) != _ALIKE.get(unit, unit) for thing in things):
        words = fact.quote[matching[0].start : matching[0].end]
        yield f"the words say {words!r} of {things[0]}, and the unit is '{fact.unit}'; correct one of them"
