"""The thing that a number of a text counts, by the words and signs next to it, in the languages of most texts."""

import re
from functools import cache
from typing import Final

from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

from dashboard.catalogue.text.languages import cldr_locale
from dashboard.catalogue.text.text_normalization import fold_text
from dashboard.catalogue.text.units import money_of

_THINGS: Final[tuple[tuple[str, str], ...]] = (
    (r"(ton|tonn|tona|طن|تن\b|тонн|ტონ|吨)", "tonnes"),
    (r"(us dollar|u s dollar|abs dolla|دولار امريكي|доллар\w* сша|აშშ დოლარ|美 元)", "USD"),
    (r"(dollar|dolla|دولار|دلار|доллар|დოლარ)", "dollars"),
    (r"(euros?\b|avro|يورو|евро|ევრო|欧 元)", "EUR"),
    (r"(tenge|тенге|тенг|تنغي|تينغ|坚 戈)", "KZT"),
    (r"(laris?\b|lariy|лари\b|لاري|ლარ)", "GEL"),
    (r"(yuan|юан|يوان|元)", "CNY"),
    (r"(passengers?\b|sernisin|yolcu|راكب|ركاب|пассажир|жолаушы|მგზავრ|مسافر)", "passengers"),
    (r"(people\b|persons?\b|nefer|kisi\b|شخص|نفر|человек)", "people"),
    (r"(cubic met|kubmetr|kub metr|metrekup|m3\b|م3|متر مكعب|кубометр|куб|м3\b|立 方 米)", "m³"),
    (r"(percent|per cent|faiz|yuzde|في الم[ا]?[ئي]ه|процент|паиыз|პროცენტ|درصد)", "%"),
    (r"(teu\b|дфэ\b|标 准 箱|标 箱)", "TEU"),
    (r"(containers?\b|konteyner|حاوي|контейнер|კონტეინერ|集 装 箱)", "containers"),
    (r"(mwh\b|megawatt.?hours?|mvt saat|мвт ч|мегаватт.?(час|сагат)|მეგავატ.?საათ|مگاوات ساعت|兆 瓦 时)", "MWh"),
    (r"(gwh\b|gigawatt.?hours?|qvt saat|гвт ч|гигаватт.?(час|сагат)|გიგავატ.?საათ|吉 瓦 时)", "GWh"),
    (r"(gw\b|gigawatt|giqavat|qvt\b|غيغاواط|гвт\b|гигаватт|გიგავატ|吉 瓦)", "GW"),
    (r"(kilomet|km\b|كيلومتر|كم\b|километр|км\b|шакырым|კილომეტრ|公 里)", "km"),
    (r"(mw\b|megawatt|meqavat|mvt\b|ميغاواط|мвт\b|мегаватт|მეგავატ|مگاوات|兆 瓦)", "MW"),
    (r"(hours|saat|ساعه|ساعت|час|сагат|საათ|小 时)", "hours"),
    (r"(tbit|tb s\b|terabit|терабит|тбит|تيرابت|太 比 特)", "Tbit/s"),
    (r"(countries|olke|ulke|دول[هة]?|стран)", "countries"),
)
"""The beginning of the folded words behind a number, and the thing that it counts. Manats, roubles and soms are not
here, because several countries have one; CLDR has their full names."""
_SIGNS: Final = {"$": "dollars", "US$": "USD", "€": "EUR", "£": "GBP", "₼": "AZN", "₸": "KZT", "₾": "GEL", "₺": "TRY",
                 "₽": "RUB", "%": "%", "yüzde": "%"}  # fmt: skip
_SIGN_BEFORE: Final = re.compile(r"(US\$|[$€£₼₸₾₺₽%]|\b[A-Z]{3}|\byüzde)\s?$")
_SIGN_AFTER: Final = re.compile(r"\s?([$€£₼₸₾₺₽%٪]|[A-Z]{3}\b)")
_NEAR: Final = 40
"""The letters behind a number that say what it counts."""


def thing_counted(before: str, after: str, language: str | None) -> str | None:
    """The thing that a number counts, by the text before and after it; None if no word or sign says it."""
    for match in (_SIGN_BEFORE.search(before), _SIGN_AFTER.match(after)):
        sign = match[1].replace("٪", "%") if match else ""
        if sign in _SIGNS or money_of(sign):
            return _SIGNS.get(sign, sign)
    folded = fold_text(after[:_NEAR]).strip()
    currency = next((code for name, code in _currencies(language) if folded.startswith(name)), None)
    return currency or next((thing for pattern, thing in _THINGS if re.match(pattern, folded)), None)


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
