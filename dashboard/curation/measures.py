"""Numbers with their units, and days and years, as a sentence says them. What is not understood is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

from dashboard.catalogue.text.amounts import amounts
from dashboard.catalogue.text.digits import ARABIC_DIGITS, number_spans
from dashboard.catalogue.text.languages import cldr_locale
from dashboard.catalogue.text.text_normalization import fold_text
from dashboard.catalogue.text.units import SCALES, check_unit, money_of
from dashboard.catalogue.vocabulary import Unit
from dashboard.curation.requirements import needed

_THINGS: Final[tuple[tuple[str, str], ...]] = (
    (r"(ton|tonn|tona|طن|тонн)", "tonnes"),
    (r"(us dollar|u s dollar|abs dolla|دولار امريكي|доллар\w* сша)", "USD"),
    (r"(dollar|dolla|دولار|доллар)", "dollars"),
    (r"(euros?\b|avro|يورو|евро)", "EUR"),
    (r"(tenge|тенге|тенг|تنغي|تينغ)", "KZT"),
    (r"(laris?\b|lariy|лари\b|لاري)", "GEL"),
    (r"(yuan|юан|يوان)", "CNY"),
    (r"(passengers?\b|sernisin|yolcu|راكب|ركاب|пассажир)", "passengers"),
    (r"(people\b|persons?\b|nefer|kisi\b|شخص|نفر|человек)", "people"),
    (r"(cubic met|kubmetr|kub metr|metrekup|m3\b|م3|متر مكعب|кубометр|куб|м3\b)", "m³"),
    (r"(percent|per cent|faiz|yuzde|في الم[ا]?[ئي]ه|процент)", "%"),
    (r"(teu\b|дфэ\b)", "TEU"),
    (r"(containers?\b|konteyner|حاوي|контейнер)", "containers"),
    (r"(mwh\b|megawatt.?hours?|mvt saat|мвт ч)", "MWh"),
    (r"(gwh\b|gigawatt.?hours?|qvt saat|гвт ч)", "GWh"),
    (r"(gw\b|gigawatt|giqavat|qvt\b|غيغاواط|гвт\b|гигаватт)", "GW"),
    (r"(kilomet|km\b|كيلومتر|كم\b|километр|км\b)", "km"),
    (r"(mw\b|megawatt|meqavat|mvt\b|ميغاواط|мвт\b|мегаватт)", "MW"),
    (r"(hours|saat|ساعه|час)", "hours"),
    (r"(countries|olke|ulke|دول[هة]?|стран)", "countries"),
)
"""What is counted, by the beginning of the folded words behind the number; manats, roubles and soms are of several
countries, and their full names are CLDR's."""
_SIGNS: Final = {"$": "dollars", "US$": "USD", "€": "EUR", "£": "GBP", "₼": "AZN", "₸": "KZT", "₾": "GEL", "₺": "TRY",
                 "₽": "RUB", "%": "%", "yüzde": "%"}  # fmt: skip
_SIGN_BEFORE: Final = re.compile(r"(US\$|[$€£₼₸₾₺₽%]|\b[A-Z]{3}|\byüzde)\s?$")
_SIGN_BEHIND: Final = re.compile(r"\s?([$€£₼₸₾₺₽%٪]|[A-Z]{3}\b)")
_NEAR: Final = 40
"""So many letters behind a number say what it counts."""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY: Final = re.compile(
    r"(?<!\d)(\d{1,2}\.?\s+[^\W\d_]{3,12},?\s+(?:19|20)\d\d|[^\W\d_]{3,12}\s+\d{1,2},\s+(?:19|20)\d\d)"
)


@dataclass(frozen=True)
class Measured:
    """A number in a unit, and the words that say so."""

    value: float
    unit: str
    start: int
    end: int


@dataclass(frozen=True)
class Dated:
    """A day or a year, and the words that say so."""

    date: str
    start: int
    end: int


def measured(text: str, language: str | None = None) -> Measured | None:
    """The first number of the text that has a unit and one meaning.

    Parameters
    ----------
    text
        A sentence.
    language
        Its BCP 47 tag: what words multiply a number, and what currencies are called, is of a language.
    """
    for amount in amounts(text, language):
        thing = _thing(text[: amount.start], text[amount.end :], language)
        if thing and len(amount.unscaled) == 1:
            value = next(iter(amount.unscaled))
            for scale, unit in ((amount.scale, _in_scale(thing, amount.scale)), (1, thing)):
                if unit and (unit in set(Unit) or money_of(unit)):
                    return Measured(value * amount.scale / scale, check_unit(unit), amount.start, amount.end)
    return None


def _in_scale(thing: str, scale: int) -> str | None:
    """A unit of so many things, such as ``million tonnes``; None where no unit begins with a word for the scale."""
    words = {1: "", **{factor: f"{word} " for word, factor in SCALES.items()}}
    return f"{words[scale]}{thing}" if scale in words else None


def _thing(before: str, behind: str, language: str | None) -> str | None:
    """What a number counts, by the words and signs round it."""
    for match in (_SIGN_BEFORE.search(before), _SIGN_BEHIND.match(behind)):
        sign = match[1].replace("٪", "%") if match else ""
        if sign in _SIGNS or money_of(sign):
            return _SIGNS.get(sign, sign)
    folded = fold_text(behind[:_NEAR]).strip()
    named = next((code for name, code in _currencies(language) if folded.startswith(name)), None)
    return named or next((thing for pattern, thing in _THINGS if re.match(pattern, folded)), None)


@cache
def _currencies(language: str | None) -> tuple[tuple[str, str], ...]:
    """The full names that CLDR has for the currencies of today's countries, in each plural form."""
    if language is None:
        return ()
    locale = cldr_locale(language)
    codes = {code for country in get_global("territory_currencies") for code in get_territory_currencies(country)}
    counts = (1, 2, 5, 100)
    names = {(fold_text(get_currency_name(code, count, locale)), code) for code in codes for count in counts}
    return tuple(sorted((name, code) for name, code in names if " " in name))


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
        moment = needed("dateparser").parse(
            words, languages=languages, settings={"REQUIRE_PARTS": ["day", "month", "year"]}
        )
    except ValueError:  # a language that it does not have
        return None
    return moment.date().isoformat() if moment else None
