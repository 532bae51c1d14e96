"""Finds the month, quarter or half of a year that the words beside the year name."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import Final

from babel import Locale, UnknownLocaleError

_ORDINALS: Final = (
    r"first|1st|birinci|ilk|перв\w+|I|1|الأول|الاول",
    r"second|2nd|ikinci|втор\w+|II|2|الثاني",
    r"third|3rd|üçüncü|трет\w+|III|3|الثالث",
    r"fourth|last|4th|dördüncü|sonuncu|son|четверт\w+|последн\w+|IV|4|الرابع|الأخير|الاخير",
)
_QUARTER: Final = r"(?:quarter|rüb|çeyre[kğ]|квартал)\w*"
_HALF: Final = r"(?:half|yarı|полугоди|половин)\w*"
_ORDINAL: Final = rf"({'|'.join(f'(?:{words})' for words in _ORDINALS)})(?:-\w{{1,3}})?"
_DASH: Final = r"\s?[-\u2010-\u2015]\s?"
_BEFORE_YEAR: Final = r"(?:\s+(?:of|the|year|года?|в|من|عام|العام|سنة|ayı\w*|il\w*|yıl\w*))*,?\s+"
"""Words between a month and its year."""
_BEHIND_YEAR: Final = r"(?:[-'\u2019]\w{1,4})?(?:\s+(?:il|yıl)\w*)?\s+"
"""Endings and words between a year and its month: ``2028-ci ilin mart ayında``."""
_YEAR_FIRST: Final = frozenset({"az", "tr"})
_WITHOUT_ENDINGS: Final = frozenset({"en", "ar", "fa", "fr", "de", "es", "it"})
"""Languages in which a month has no case endings."""
_NEAR: Final = 48
_SHORTEST_STEM: Final = 3


def period(text: str, start: int, end: int, language: str | None) -> tuple[str, int, int] | None:
    """The part of the year that stands at ``start:end``, with the position of all its words; None for the whole year.

    ``March 2028`` is ``2028-03``, ``January-October 2026`` and ``the third quarter of 2027`` are intervals of months.
    """
    year, own = text[start:end], (language or "").partition("-")[0]
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    for pattern, first, last in _patterns(own):
        if match := re.search(rf"(?<!\w){pattern}{_BEFORE_YEAR}$", before, re.IGNORECASE):
            return _dated(year, first, last, match), start - len(before) + match.start(), end
        if own in _YEAR_FIRST and (match := re.match(rf"{_BEHIND_YEAR}{pattern}", behind, re.IGNORECASE)):
            return _dated(year, first, last, match), start, end + match.end()
    return None


def _dated(year: str, first: Sequence[str], months_each: int, match: re.Match[str]) -> str:
    """The period from the month of the first group of a match to that of the last, each of so many months."""
    numbers = [
        next(at for at, words in enumerate(first) if re.fullmatch(words, group, re.IGNORECASE))
        for group in match.groups()
        if group
    ]
    begin, end = numbers[0] * months_each + 1, numbers[-1] * months_each + months_each
    return f"{year}-{begin:02}" if begin == end else f"{year}-{begin:02}/{year}-{end:02}"


def _patterns(language: str) -> Iterator[tuple[str, Sequence[str], int]]:
    """Patterns, the words for the numbers of their groups, and the months of one of them."""
    if months := _months(language):
        month = f"({'|'.join(months)})"
        yield rf"{month}(?:{_DASH}{month})?", months, 1
    for word, arabic, months_each in ((_QUARTER, "الربع", 3), (_HALF, "النصف", 6)):
        yield rf"{_ORDINAL}\s+{word}", _ORDINALS, months_each
        yield rf"{arabic}\s+{_ORDINAL}", _ORDINALS, months_each
    yield r"(Q[1-4])", [f"Q{number}" for number in range(1, 5)], 3
    yield r"(H[12])", ["H1", "H2"], 6


@cache
def _months(language: str) -> tuple[str, ...]:
    """Patterns of the names of the twelve months with their endings; nothing for a language that CLDR does not know."""
    try:
        forms = Locale.parse(language).months
    except (UnknownLocaleError, ValueError, TypeError):
        return ()
    patterns = []
    for number in range(1, 13):
        names = [forms[form]["wide"][number] for form in ("format", "stand-alone")]
        stem = "".join(
            letter for letter, other in takewhile(lambda pair: pair[0] == pair[1], zip(*names, strict=False))
        )
        if language in _WITHOUT_ENDINGS or not stem.isalpha():
            patterns.append("|".join(map(re.escape, names)))
        else:  # of май and мая only two letters are common
            patterns.append(rf"{stem}\w{{0,4}}" if len(stem) >= _SHORTEST_STEM else rf"{stem}\w")
    return tuple(patterns)
