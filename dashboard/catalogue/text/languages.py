"""The languages that texts can be in: every BCP 47 tag that the Unicode CLDR knows, with what it says of each.

Direction and script are never declared beside the tag.
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
"""By code of ISO 15924, how Unicode begins the names of a script's letters."""
_NEVER_MISSING: Final = {"az-Latn": "ə", "tr-Latn": "ığş", "kk-Cyrl": "әғқңұі"}
"""Letters of which a text in the language has one before it has a hundred letters."""
_ENOUGH_LETTERS: Final = 100
Direction = Literal["ltr", "rtl"]
_DIRECTIONS: Final[dict[str, Direction]] = {"left-to-right": "ltr", "right-to-left": "rtl"}


def check_language(tag: str) -> str:
    """A BCP 47 tag as it is.

    Raises
    ------
    ValueError
        CLDR does not know the language, or the tag is written in another way than BCP 47 recommends.
    """
    known = _known(tag)
    if known is None:
        raise ValueError(f"{tag!r} is no language that CLDR knows; write a BCP 47 tag, such as tr or az-Latn")
    if known != tag:
        raise ValueError(f"{tag!r} is written {known!r}")
    return tag


@cache
def _known(tag: str) -> str | None:
    """The tag as BCP 47 recommends to write it; None for a language that CLDR does not know."""
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
    """The script in which a language is most likely written, as ISO 15924 has it: ``Latn`` of ``az``."""
    likely = get_global("likely_subtags").get(tag.replace("-", "_"), "")
    return parse_locale(likely)[2] or UNKNOWN_SCRIPT if likely else UNKNOWN_SCRIPT


def script_of(tag: str) -> str:
    """The script of a tag, as ISO 15924 has it; the language's likely one where the tag has none."""
    return str(cldr_locale(tag).script or likely_script(base_language(tag)))


def doubt_about(tag: str, text: str) -> str | None:
    """What speaks against ``text`` being in the language of ``tag``, as the end of a sentence; None if nothing does."""
    script = script_of(tag)
    letters = [letter for letter in text.lower() if letter.isalpha()]
    called = _LETTER_NAMES.get(script)
    if called and 2 * sum(unicodedata.name(letter, "").startswith(called) for letter in letters) < len(letters):
        return f"most letters of the text are not in the script of {tag!r} ({called.title()})"
    own = _NEVER_MISSING.get(f"{base_language(tag)}-{script}", "")
    if own and len(letters) >= _ENOUGH_LETTERS and not set(own) & set(letters):
        return f"the text has no {own[0]!r}, without which little is written in {tag!r}"
    return None


def name_of_language(tag: str, language: str) -> str:
    """The name of a language in another one (a tag too); its script only where that is not the likely one.

    A tag that CLDR does not know is its own name.
    """
    if _known(tag) is None:
        return tag
    locale = cldr_locale(tag)
    script = None if script_of(tag) == likely_script(locale.language) else locale.script
    plain = Locale(locale.language, script=script)
    return str(plain.get_display_name(cldr_locale(language)) or tag)
