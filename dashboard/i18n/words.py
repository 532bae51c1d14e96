"""The texts, numbers, dates and names of one language.

Numbers, dates, lists and names of countries and languages come from the Unicode CLDR through Babel; the texts of the
page come from the message catalogues (``messages``).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from babel import Locale, dates, lists, numbers

from dashboard.catalogue.identity import UNNAMED, Identity
from dashboard.catalogue.text.amounts import ARABIC_DIGITS
from dashboard.catalogue.text.languages import DOTTED_I, Direction, direction_of, name_of_language
from dashboard.catalogue.text.units import money_of, scale_of
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.i18n.collation import SortKey, sort_key
from dashboard.i18n.messages import messages_in

# Arabic texts have ASCII digits too, because the quotations have them and readers compare the figures.
_LOCALES: Mapping[str, str] = {"en": "en_GB", "az": "az_AZ", "ar": "ar_EG"}

_OWN_COUNTRIES: Mapping[tuple[str, str], str] = {
    ("ar", "KG"): "قرغيزستان",
    ("ar", "HU"): "المجر",
    ("ar", "HK"): "هونغ كونغ",
    ("az", "HK"): "Honkonq",
    ("en", "HK"): "Hong Kong",
}
"""Countries with another name in the documents than in CLDR, so that a country has one name on the page."""

_OWN_CURRENCIES = {("az", "EUR"): "avro", ("ar", "AZN"): "مانات أذربيجاني", ("ar", "KZT"): "تنغي كازاخستاني"}
"""Currencies with another name in the documents than in CLDR."""


@dataclass(frozen=True)
class Words:
    """The page in one language.

    Parameters
    ----------
    language
        A BCP 47 tag of ``vocabulary.LANGUAGES``.
    identity
        The names of the atlas.
    """

    language: str
    identity: Identity = field(default=UNNAMED, repr=False)

    @property
    def title(self) -> str:
        """The name of the atlas."""
        return self.identity.title.in_language(self.language)

    @property
    def tagline(self) -> str:
        """The text beside the name of the atlas."""
        return self.identity.tagline.in_language(self.language)

    @property
    def headline(self) -> str:
        """The heading of the first page."""
        return self.identity.headline.in_language(self.language)

    @property
    def direction(self) -> Direction:
        """The direction of writing."""
        return direction_of(self.language)

    @property
    def locale(self) -> Locale:
        """The CLDR locale that formats this language."""
        return _locale(_LOCALES.get(self.language, self.language))

    def __call__(self, key: str, **values: object) -> str:
        """The text of a message by its context (``msgctxt``), its placeholders ``{name}`` filled from ``values``."""
        return self.template(key).format(**values)

    def template(self, key: str) -> str:
        """The text of a message with its placeholders, for scripts to fill."""
        return messages_in(self.language).texts[key]

    def count(self, key: str, number: int, **values: object) -> str:
        """The text of a counted message in the plural form of ``number`` (``{n}``); ``values`` fill the rest."""
        forms = messages_in(self.language).plurals[key]
        return forms[self.locale.plural_form(number)].format(n=self.number(number), **values)

    def amount(self, unit: str, value: float, most: float | None = None, digits: int = 2) -> str:
        """A value or a range (to ``most``) with its unit, in the right plural form, with at most ``digits`` decimals.

        Invariable units, such as km, have no plural forms.
        """
        text = self.number(value, digits)
        if most is not None:
            text = f"{text}–{self.number(most, digits)}"
        last = value if most is None else most
        form = self.locale.plural_form(int(last) if last == int(last) else last)
        if most is not None and form == "one":  # "0.5–1 hours": a range is plural even if it ends in one
            form = "other"
        money = money_of(unit)
        key = f"scale.{money[0]}" if money else f"unit.{unit}"
        currency = self._currency(unit, money[1], last) if money else ""
        forms = messages_in(self.language).plurals.get(key)
        if forms is None:
            return f"{text} {currency or self(key)}"
        template = forms[form]
        if most is not None and "{n}" not in template:
            template = forms["other"]
        return template.format(n=text, what=currency)

    def unit(self, unit: str) -> str:
        """The name of a unit, without a number."""
        scale, currency = money_of(unit) or ("", "")
        name = self._currency(unit, currency) if currency else ""
        return self(f"scale.{scale}", what=name) if scale else name or self(f"unit.{unit}")

    def _currency(self, unit: str, code: str, number: float = 100) -> str:
        """The name of a currency after a number of ``unit``; its code if CLDR has no name."""
        name = _OWN_CURRENCIES.get((self.language, code))
        return name or str(numbers.get_currency_name(code, count=number * scale_of(unit), locale=self.locale))

    @property
    def comma(self) -> str:
        """The separator of items in a line: a comma and a space."""
        return "، " if self.direction == "rtl" else ", "

    def position(self, lon: float, lat: float, digits: int = 2) -> str:
        """A position in degrees on WGS84 as text, such as ``40.41° N, 49.87° E``, with at most ``digits`` decimals."""
        sides = ("north" if lat >= 0 else "south", lat), ("east" if lon >= 0 else "west", lon)
        return self.comma.join(self(f"compass.{side}", degrees=self.number(abs(part), digits)) for side, part in sides)

    def away(self, km: float) -> str:
        """The text for a distance in a straight line in kilometres."""
        return self("point.distance", km=self("length.exact", km=self.number(km, 1 if km < 10 else 0)))

    def number(self, value: float, digits: int = 0) -> str:
        """A number with the separators of the language and at most ``digits`` decimals."""
        pattern = "#,##0" + ("." + "#" * digits if digits else "")
        return str(numbers.format_decimal(value, format=pattern, locale=self.locale, numbering_system="latn"))

    @property
    def separators(self) -> str:
        """The separators of thousands and of decimals, one character each, for scripts."""
        symbols = self.locale.number_symbols["latn"]
        return f"{symbols['group']}{symbols['decimal']}"

    def percent(self, share: float) -> str:
        """A share (0 to 1) as a whole percentage."""
        return str(numbers.format_percent(share, locale=self.locale, numbering_system="latn"))

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166-1 alpha-2 code; the code itself if CLDR has no name."""
        return _OWN_COUNTRIES.get((self.language, code)) or str(self.locale.territories.get(code, code))

    def language_name(self, tag: str) -> str:
        """The name of a language by its BCP 47 tag (``az-Latn``), for use in a sentence."""
        return name_of_language(tag, self.language)

    def language_label(self, tag: str) -> str:
        """The name of a language by its BCP 47 tag, for use by itself."""
        text = self("language.label", language=self.language_name(tag))
        first = "İ" if text[0] == "i" and self.language in DOTTED_I else text[0].upper()
        return first + text[1:]

    def listing(self, items: list[str]) -> str:
        """The items as a list of the language (``a, b and c``)."""
        return str(lists.format_list(items, locale=self.locale)) if items else ""

    def sort_key(self, name: str) -> SortKey:
        """The key that sorts names in this language: ``sorted(names, key=words.sort_key)``."""
        return sort_key(self.language, name)

    def date(self, partial: str) -> str:
        """A partial date (``2011``, ``2024-05``, ``2024-08-09``, ``a/b``) as text, with the same precision."""
        first, _, last = partial.partition("/")
        if last:
            return f"{self.date(first)} – {self.date(last)}"
        parts = [int(part) for part in first.split("-")]
        if len(parts) == 1:
            return str(parts[0])
        day = dt.date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
        if len(parts) > 2:
            text = dates.format_date(day, "long", locale=self.locale)
        else:
            text = dates.format_skeleton("yMMMM", dt.datetime(day.year, day.month, 1), locale=self.locale)
        # ar_EG has Arabic-Indic digits; see _LOCALES.
        return str(text).translate(ARABIC_DIGITS)


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)


def words_in(language: str, identity: Identity = UNNAMED) -> Words:
    """The texts of a language; ``identity`` has the names of the atlas.

    Raises
    ------
    ValueError
        ``language`` is not one of ``vocabulary.LANGUAGES``.
    """
    if language not in LANGUAGES:
        raise ValueError(f"{language!r} is none of the page's languages: {', '.join(LANGUAGES)}")
    return Words(language, identity)
