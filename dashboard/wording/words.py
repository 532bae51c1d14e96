"""One language's words, numbers, dates and country names.

Numbers, dates, lists and country names come from the Unicode CLDR through babel; the atlas's own
words from the three modules beside this one, which a test keeps complete.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale, dates, lists, numbers

from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.wording import ar, az, en

_TABLES: Mapping[str, Mapping[str, str]] = {"en": en.WORDS, "az": az.WORDS, "ar": ar.WORDS}
# Latin digits in Arabic too: the tables stand beside quotations that use them, and figures stay comparable.
_LOCALES: Mapping[str, str] = {"en": "en_GB", "az": "az_AZ", "ar": "ar_EG"}


@dataclass(frozen=True)
class Words:
    """The page's words in one language (a BCP 47 tag of ``vocabulary.LANGUAGES``)."""

    language: str

    @property
    def direction(self) -> str:
        """``rtl`` for Arabic, else ``ltr``."""
        return "rtl" if self.language == "ar" else "ltr"

    @property
    def locale(self) -> Locale:
        """The CLDR locale that formats this language."""
        return Locale.parse(_LOCALES[self.language])

    def __call__(self, key: str, **values: object) -> str:
        """The words for ``key``, with ``{name}`` places filled.

        Raises:
            KeyError: no such key (a test calls every key, so a reader never sees this).
        """
        return _TABLES[self.language][key].format(**values)

    def template(self, key: str) -> str:
        """The words for ``key`` with their ``{name}`` places as they are, for the page's scripts to fill."""
        return _TABLES[self.language][key]

    def count(self, key: str, number: int) -> str:
        """The words for ``number`` of something, by the language's plural rules (``key.one``, ``key.few`` …)."""
        table = _TABLES[self.language]
        form = str(self.locale.plural_form(number))
        template = table.get(f"{key}.{form}") or table[f"{key}.other"]
        return template.format(n=self.number(number))

    def amount(self, unit: str, value: float, most: float | None = None, digits: int = 2) -> str:
        """``value`` of a unit, or ``value`` to ``most`` of it, by the plural rules (``unit.hours.one`` …).

        A unit whose word is the same for every number has that word alone (``unit.km``). Where the words of one or two
        say the number themselves, a range is said with those of many.
        """
        table, shown = _TABLES[self.language], self.number(value, digits)
        if most is not None:
            shown = f"{shown}–{self.number(most, digits)}"
        last = value if most is None else most
        form = self.locale.plural_form(int(last) if last == int(last) else last)
        if most is not None and form == "one":  # "0.5–1 hours": a range is many, even where it ends in one
            form = "other"
        template = table.get(f"unit.{unit}.{form}", f"{{n}} {table[f'unit.{unit}']}")
        if most is not None and "{n}" not in template:
            template = table[f"unit.{unit}.other"]
        return template.format(n=shown)

    @property
    def comma(self) -> str:
        """What parts two words of a line: a comma and a space."""
        return "، " if self.direction == "rtl" else ", "

    def position(self, lon: float, lat: float) -> str:
        """Degrees on WGS84, east and north positive, with the sides of the compass in words."""
        sides = ("north" if lat >= 0 else "south", lat), ("east" if lon >= 0 else "west", lon)
        return self.comma.join(self(f"compass.{side}", degrees=self.number(abs(part), 2)) for side, part in sides)

    def number(self, value: float, digits: int = 0) -> str:
        """A number with the language's separators, at most ``digits`` after the decimal sign."""
        pattern = "#,##0" + ("." + "#" * digits if digits else "")
        return str(numbers.format_decimal(value, format=pattern, locale=self.locale, numbering_system="latn"))

    def country(self, code: str) -> str:
        """The country's name for an ISO 3166-1 alpha-2 code; the code itself where CLDR has none."""
        return str(self.locale.territories.get(code, code))

    def listing(self, items: list[str]) -> str:
        """Items joined the language's way (``a, b and c``)."""
        return str(lists.format_list(items, locale=self.locale)) if items else ""

    def date(self, partial: str) -> str:
        """A partial date (``2011``, ``2024-05``, ``2024-08-09``, ``a/b``) exactly as precise as it is."""
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
        # ar_EG's own digits are Eastern Arabic; see _LOCALES
        return str(text).translate(_WESTERN_DIGITS)


_WESTERN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


@cache
def words_in(language: str) -> Words:
    """The words of one of the page's languages.

    Raises:
        ValueError: the page does not speak this language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"{language!r} is none of the page's languages: {', '.join(LANGUAGES)}")
    return Words(language)
