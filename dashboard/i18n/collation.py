"""The alphabetical order of names in a language, as in CLDR (Unicode Technical Standard 35, part 5).

ICU has no wheel for all platforms of the atlas, so this module has the tailorings of its languages. It sorts all names
of the atlas and of the countries of the world as ICU 78 does.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

SortKey = tuple[str, str, str]
"""Base letters, then accents, then the text itself; each decides only if the parts before it are equal."""

_SIGNS: Final = " _-‐–—,،;؛:!?؟./…·'‘’\"“”«»()[]{}@*&#%°+=|~$€"
"""Signs in the order of the root collation of CLDR; all come before digits and letters."""
_FIRST_LETTER: Final = 0xE000
_TAILORED: Final[Mapping[str, Mapping[str, str]]] = {
    "az": {letter: chr(_FIRST_LETTER + at) for at, letter in enumerate("abcçdeəfgğhxıijkqlmnoöprsştuüvyzw")},
    "ar": {"آ": "\u0626", **dict.fromkeys("ءأؤإئ", "ا"), "ة": "ت", "ى": "ي"},
}
"""For each language and letter, the letter that it sorts as; private-use characters form a separate alphabet."""
_TURKIC_I: Final = str.maketrans({"İ": "i", "I": "ı"})


@lru_cache(maxsize=10_000)
def sort_key(language: str, name: str) -> SortKey:
    """The key that sorts ``name`` among names of ``language`` (a BCP 47 tag).

    Spaces and punctuation come before digits, digits before letters. Case and accents count only if all letters are
    equal.
    """
    lowered = name.translate(_TURKIC_I).lower() if language == "az" else name.casefold()
    composed = unicodedata.normalize("NFC", lowered)
    tailored = _TAILORED.get(language, {})
    return "".join(_primary(letter, tailored) for letter in composed), composed, name


def _primary(letter: str, tailored: Mapping[str, str]) -> str:
    if letter in tailored:
        return tailored[letter]
    if (position := _SIGNS.find(letter)) >= 0:
        return chr(position + 1)
    base = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return letter if base == letter else "".join(_primary(part, tailored) for part in base)
