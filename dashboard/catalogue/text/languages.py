"""The languages of texts: every BCP 47 tag that the Unicode CLDR knows.

Direction and script come from CLDR too, so that records declare the tag only.
"""

import unicodedata
from functools import cache
from typing import Final, Literal

from babel import Locale, UnknownLocaleError, parse_locale
from babel.core import get_global

DOTTED_I: Final = frozenset({"az", "tr", "crh", "tt"})
"""Languages in which the capital of ``i`` is ``İ``, and ``I`` is the capital of ``ı``."""
UNKNOWN_SCRIPT: Final = "Zyyy"
_LETTER_NAMES: Final = {
    "Latn": "LATIN", "Cyrl": "CYRILLIC", "Arab": "ARABIC", "Grek": "GREEK", "Geor": "GEORGIAN", "Armn": "ARMENIAN",
    "Hebr": "HEBREW", "Hans": "CJK", "Hant": "CJK",
}  # fmt: skip
"""By code of ISO 15924, the first word of the Unicode names of a script's letters."""
_NEVER_MISSING: Final = {"az-Latn": "ə", "tr-Latn": "ığş", "kk-Cyrl": "әғқңұі"}
"""By language and script, letters of which every text of ``_ENOUGH_LETTERS`` letters has at least one."""
_ENOUGH_LETTERS: Final = 100
Direction = Literal["ltr", "rtl"]
_DIRECTIONS: Final[dict[str, Direction]] = {"left-to-right": "ltr", "right-to-left": "rtl"}


def check_language(tag: str) -> str:
    """Return a BCP 47 tag unchanged.

    Raises
    ------
    ValueError
        CLDR does not know the language, or the tag is written in another way than BCP 47 recommends.
    """
    recommended = _recommended(tag)
    if recommended is None:
        raise ValueError(f"{tag!r} is no language that CLDR knows; write a BCP 47 tag, such as tr or az-Latn")
    if recommended != tag:
        raise ValueError(f"{tag!r} is written {recommended!r}")
    return tag


@cache
def _recommended(tag: str) -> str | None:
    """The tag in the form that BCP 47 recommends; None for a language that CLDR does not know."""
    try:
        locale = Locale.parse(tag.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    written = str(locale).replace("_", "-")
    return written if base_language(written) == base_language(tag.lower()) and locale.english_name else None


def base_language(tag: str) -> str:
    """The language of a tag without script and country: ``az`` of ``az-Latn``."""
    return tag.replace("_", "-").partition("-")[0]


@cache
def cldr_locale(tag: str) -> Locale:
    """The CLDR locale of a tag that ``check_language`` accepts."""
    return Locale.parse(tag, sep="-")


@cache
def direction_of(tag: str) -> Direction:
    """The direction in which a language is written."""
    return _DIRECTIONS[cldr_locale(tag).character_order]


@cache
def likely_script(tag: str) -> str:
    """The most likely script of a language, as a code of ISO 15924: ``Latn`` for ``az``."""
    likely = get_global("likely_subtags").get(tag.replace("-", "_"), "")
    return parse_locale(likely)[2] or UNKNOWN_SCRIPT if likely else UNKNOWN_SCRIPT


def script_of(tag: str) -> str:
    """The script of a tag, as a code of ISO 15924; the likely script of the language where the tag has none."""
    return str(cldr_locale(tag).script or likely_script(base_language(tag)))


def doubt_about(tag: str, text: str) -> str | None:
    """The reason to doubt that ``text`` is in the language of ``tag``, as the end of a sentence; None for no doubt."""
    script = script_of(tag)
    letters = [letter for letter in text.lower() if letter.isalpha()]
    letter_name = _LETTER_NAMES.get(script)
    if letter_name and 2 * sum(unicodedata.name(letter, "").startswith(letter_name) for letter in letters) < len(
        letters
    ):
        return f"most letters of the text are not in the script of {tag!r} ({letter_name.title()})"
    common_letters = _NEVER_MISSING.get(f"{base_language(tag)}-{script}", "")
    if common_letters and len(letters) >= _ENOUGH_LETTERS and not set(common_letters) & set(letters):
        return f"the text has no {common_letters[0]!r}, without which little is written in {tag!r}"
    return None


def name_of_language(tag: str, language: str) -> str:
    """The name of the language ``tag`` in ``language``, with its script where that is not the likely one.

    Both are BCP 47 tags. A tag that CLDR does not know is its own name.
    """
    if _recommended(tag) is None:
        return tag
    locale = cldr_locale(tag)
    script = None if script_of(tag) == likely_script(locale.language) else locale.script
    plain = Locale(locale.language, script=script)
    return str(plain.get_display_name(cldr_locale(language)) or tag)
