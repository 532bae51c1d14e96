"""The words that multiply a number: thousand, million, billion, in the languages that CLDR knows."""

import re
from functools import cache, lru_cache
from itertools import chain
from typing import Final

from dashboard.catalogue.text.languages import cldr_locale
from dashboard.catalogue.text.text_normalization import fold_text, strip_article

_SCALE_NAMES: Final = tuple(
    (scale, name)
    for scale, names in (
        (1_000_000, "million mln mn milyon مليون ملايين миллион млн მილიონ ميليون"),
        (1_000_000_000, "billion bln bn milyard milyar mlrd مليار миллиард млрд მილიარდ ميليارد"),
        (1_000, "thousand الف الاف тысяч тыс ათას هزار min bin"),
    )
    for name in names.split()
)
"""Names of scales where the language is unknown, with abbreviations that CLDR lacks."""
_SHORTEST_BEGINNING: Final = 4
"""Names shorter than this must match completely, because many words begin with them: ``min`` is a thousand."""
_IDEOGRAPHS: Final = "\u3000"
"""The scripts of letters behind this one have no spaces between words: ``5万吨``."""
_CACHED_WORDS: Final = 20_000
_NEXT_WORD: Final = re.compile(r"[\s\u00a0-]{0,2}([^\W\d_]+)")
_PATTERN: Final = re.compile(r"(0+)[\s\u00a0]?([^\W\d_].*)")


def scale_at(plain: str, at: int, language: str | None = None) -> tuple[int, int]:
    """The factor of the word at a position for the number before it (1 for other words), and the end of the word.

    ``language`` is a BCP 47 tag. A word has the meaning of that language: a German ``Billion`` is a thousand English
    billions.
    """
    word = _NEXT_WORD.match(plain, at)
    scale, name = scale_named(strip_article(fold_text(word[1])), language) if word else (1, "")
    if word is None or scale == 1:
        return 1, at
    end = word.start(1) + len(name) if name > _IDEOGRAPHS else word.end()
    more, end = scale_at(plain, end, language)  # a thousand million
    return scale * more, end


@lru_cache(maxsize=_CACHED_WORDS)
def scale_named(folded: str, language: str | None = None) -> tuple[int, str]:
    """The factor of a folded word for the number before it, and the name that the word is a form of; 1 for others."""
    names = chain(_scales_of(language) if language else (), _SCALE_NAMES)
    return next(((scale, name) for scale, name in names if _is_form_of(folded, name)), (1, folded))


def _is_form_of(folded: str, name: str) -> bool:
    """Whether a word is the name of a scale, with an ending or without: ``milyonluq``, ``миллионам``."""
    return folded == name if len(name) < _SHORTEST_BEGINNING and name < _IDEOGRAPHS else folded.startswith(name)


@cache
def _scales_of(language: str) -> tuple[tuple[int, str], ...]:
    """The scales of CLDR's compact numbers (``00 million``), the longest words first."""
    styles = cldr_locale(language).compact_decimal_formats.values()
    scales = set()
    for number, pattern in (pair for style in styles for forms in style.values() for pair in forms.items()):
        form = _PATTERN.fullmatch(str(pattern.pattern).replace("'", "").strip(". "))
        name = strip_article(fold_text(form[2])) if form else ""
        if form and (len(name) > 1 or name > _IDEOGRAPHS):
            scales.add((int(number) // 10 ** (len(form[1]) - 1), name))
    return tuple(sorted(scales, key=lambda scale: -len(scale[1])))
