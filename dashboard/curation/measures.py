"""Numbers with their units, and days and years, as a sentence says them. What is not understood is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dashboard.catalogue.text.digits import ARABIC_DIGITS, number_spans, readings
from dashboard.catalogue.text.text_normalization import fold_text
from dashboard.catalogue.vocabulary import Unit
from dashboard.curation.requirements import needed

_MILLION: Final = "million|milyon|mln|مليون|ملايين|миллион|млн"
_BILLION: Final = "billion|milyard|milyar|mlrd|bln|مليار|миллиард|млрд"
_UNITS: Final[tuple[tuple[str, Unit], ...]] = (
    (rf"({_MILLION})\w* (ton|tonn|tona|طن|тонн)", Unit("million tonnes")),
    (rf"({_BILLION})\w* (us dollar|u s dollar|abs dolla|دولار امريكي|доллар\w* сша)", Unit("billion US dollars")),
    (rf"({_MILLION})\w* (us dollar|u s dollar|abs dolla|دولار امريكي|доллар\w* сша)", Unit("million US dollars")),
    (rf"({_BILLION})\w* (dollar|dolla|دولار|доллар)", Unit("billion dollars")),
    (rf"({_MILLION})\w* (euro|avro|يورو|евро)", Unit("million euros")),
    (rf"({_BILLION})\w* (euro|avro|يورو|евро)", Unit("billion euros")),
    (rf"({_MILLION})\w* (passenger|sernisin|yolcu|راكب|пассажир)", Unit("million passengers")),
    (rf"({_BILLION})\w* (cubic met|kubmetr|kub metr|m3|متر مكعب|кубометр|куб)", Unit("billion m³")),
    (rf"({_MILLION})\w* (cubic met|kubmetr|kub metr|m3|متر مكعب|кубометр|куб)", Unit("million m³")),
    (r"(passengers?\b|sernisin|yolcu|راكب|ركاب|пассажир)", Unit("passengers")),
    (r"(percent|per cent|faiz|في الم[ا]?[ئي]ه|процент)", Unit("%")),
    (r"(teu\b|дфэ\b)", Unit("TEU")),
    (r"(containers?\b|konteyner|حاوي|контейнер)", Unit("containers")),
    (r"(gwh\b|gigawatt.?hours?|qvt saat|гвт ч)", Unit("GWh")),
    (r"(gw\b|gigawatt|giqavat|qvt\b|غيغاواط|гвт\b|гигаватт)", Unit("GW")),
    (r"(kilomet|km\b|كيلومتر|كم\b|километр|км\b)", Unit("km")),
    (r"(mw\b|megawatt|meqavat|ميغاواط|мвт\b|мегаватт)", Unit("MW")),
    (r"(hours|saat|ساعه|час)", Unit("hours")),
    (r"(countries|olke|ulke|دول[هة]?|стран)", Unit("countries")),
)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY: Final = re.compile(
    r"(?<!\d)(\d{1,2}\.?\s+[^\W\d_]{3,12},?\s+(?:19|20)\d\d|[^\W\d_]{3,12}\s+\d{1,2},\s+(?:19|20)\d\d)"
)


@dataclass(frozen=True)
class Measured:
    """A number in a unit of the vocabulary, and the words that say so."""

    value: float
    unit: Unit
    start: int
    end: int


@dataclass(frozen=True)
class Dated:
    """A day or a year, and the words that say so."""

    date: str
    start: int
    end: int


def measured(text: str) -> Measured | None:
    """The first number of the text that has a unit and one meaning."""
    plain = text.translate(ARABIC_DIGITS)
    for start, end in number_spans(plain):
        meant = readings("".join(plain[start:end].split()))
        after = fold_text(text[end : end + 40])
        unit = next((unit for pattern, unit in _UNITS if re.match(pattern, after)), None)
        if unit and len(meant) == 1:
            return Measured(meant.pop(), unit, start, end)
    return None


def has_number(text: str) -> bool:
    """Whether there is any number in digits."""
    return bool(number_spans(text.translate(ARABIC_DIGITS)))


def dates(text: str, language: str | None) -> Iterator[Dated]:
    """The days and years of a text, in order."""
    plain = text.translate(ARABIC_DIGITS)
    days = [Dated(date, *match.span()) for match in _DAY.finditer(plain) if (date := _day(match[0], language))]
    yield from days
    for match in _YEAR.finditer(plain):
        if not any(day.start <= match.start() < day.end for day in days):
            yield Dated(match[0], *match.span())


def _day(words: str, language: str | None) -> str | None:
    """A day in words as YYYY-MM-DD; None where it is none, or where the month's name is not known."""
    languages = [language] if language else None
    try:
        found = needed("dateparser").parse(
            words, languages=languages, settings={"REQUIRE_PARTS": ["day", "month", "year"]}
        )
    except ValueError:  # a language that it does not have
        return None
    return found.date().isoformat() if found else None
