"""Finds the numbers with their units, and the days and years, in a sentence; leaves out unclear ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from dashboard.catalogue.text.amounts import ARABIC_DIGITS, amounts, is_range, number_spans
from dashboard.catalogue.text.things import thing_counted
from dashboard.catalogue.text.units import SCALES, check_unit, money_of
from dashboard.catalogue.vocabulary import Unit
from dashboard.curation.periods import period
from dashboard.curation.requirements import require

_YEARS: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:(?:\s?[-\u2010-\u2015]\s?|\s(?:to|and|ila|и|до)\s)((?:19|20)\d\d))?(?!\d)"
)
_DAY: Final = re.compile(
    r"(?<!\d)(\d{1,2}\.?\s+[^\W\d_]{3,12},?\s+(?:19|20)\d\d|[^\W\d_]{3,12}\s+\d{1,2},\s+(?:19|20)\d\d)"
)
_MOST_BESIDE_A_DAY: Final = 4
"""The most words of a dateline besides its day: a place, an agency, “year”."""
_MINUS: Final = re.compile(r"(?:^|[\s(])[-\u2212]\Z")
"""A minus before a number, which is no dash between words."""


@dataclass(frozen=True)
class Measured:
    """A number in a unit, and where its words stand."""

    value: float
    unit: str
    start: int
    end: int


@dataclass(frozen=True)
class Dated:
    """A day, a part of a year or a year, and where its words stand."""

    date: str
    start: int
    end: int


def measures(text: str, language: str | None = None) -> Iterator[Measured]:
    """The numbers of the text that have a unit and one meaning, and are not one end of a range.

    Parameters
    ----------
    text
        A sentence.
    language
        Its BCP 47 tag: the words for multiples and for currencies differ by language.
    """
    numbers = amounts(text, language)
    ends = {end for pair in pairwise(numbers) if is_range(text, *pair) for end in pair}
    for amount in (number for number in numbers if number not in ends):
        thing = thing_counted(text[: amount.start], text[amount.end :], language)
        if thing and len(amount.unscaled) == 1:
            value = next(iter(amount.unscaled))
            for scale in _scales(amount.scale, value * amount.scale):
                unit = _in_scale(thing, scale)
                if unit and (unit in set(Unit) or money_of(unit)):
                    sign = -1 if unit == Unit.PERCENT and _MINUS.search(text[: amount.start]) else 1
                    yield Measured(sign * value * amount.scale / scale, check_unit(unit), amount.start, amount.end)
                    break


def _scales(written: int, value: float) -> Iterator[int]:
    """The scales to try for a unit: as written, then the largest that is not above the value (450万吨, 4,500,000 t)."""
    yield written
    yield from (scale for scale in sorted((1, *SCALES.values()), reverse=True) if scale <= value)


def _in_scale(thing: str, scale: int) -> str | None:
    """A unit of so many things, such as ``million tonnes``; None where no unit begins with a word for the scale."""
    words = {1: "", **{factor: f"{word} " for word, factor in SCALES.items()}}
    return f"{words[scale]}{thing}" if scale in words else None


def has_number(text: str) -> bool:
    """Whether a text has a number in digits."""
    return bool(number_spans(text.translate(ARABIC_DIGITS)))


def dates(text: str, language: str | None) -> Iterator[Dated]:
    """The days of a text, then its months, quarters, halves and years; two years that are joined are an interval."""
    plain = text.translate(ARABIC_DIGITS)
    days = [Dated(date, *match.span()) for match in _DAY.finditer(plain) if (date := _day(match[0], language))]
    yield from days
    for match in _YEARS.finditer(plain):
        if not any(day.start <= match.start() < day.end for day in days):
            ordered = match[2] and match[1] < match[2]
            part = None if ordered else period(plain, *match.span(1), language)
            yield Dated(*part) if part else Dated(f"{match[1]}/{match[2]}" if ordered else match[1], *match.span())


def dateline(line: str, language: str | None) -> str | None:
    """The day of a line that has little besides one, such as a place or an agency; None for any other line."""
    days = [day for day in dates(line, language) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day.date)]
    if len(days) != 1:
        return None
    other_words = re.findall(r"[^\W\d_]+", line[: days[0].start] + " " + line[days[0].end :])
    return days[0].date if len(other_words) <= _MOST_BESIDE_A_DAY else None


def _day(words: str, language: str | None) -> str | None:
    """A day in words as YYYY-MM-DD; None where it is no day, or where the month's name is unknown."""
    languages = [language] if language else None
    try:
        moment = require("dateparser").parse(
            words, languages=languages, settings={"REQUIRE_PARTS": ["day", "month", "year"]}
        )
    except ValueError:  # dateparser does not know the language
        return None
    return moment.date().isoformat() if moment else None
