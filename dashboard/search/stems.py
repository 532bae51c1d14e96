"""Stemming of folded words in English, Azerbaijani and Arabic.

English stems are those of Snowball. It has no Azerbaijani, and its Arabic stemmer needs letters that folding unifies.
"""

import re
from collections.abc import Iterator
from functools import cache

import snowballstemmer

SHORTEST = 3
"""Least number of letters of a stem; too many words begin with a shorter one."""
# Azerbaijani endings of nouns and verbs, folded (ə is e, ı is i, ğ is g); up to five follow one another.
_ENDINGS = re.compile(
    "(?:lar|ler|n?[iu]n|s?[iu]|[yn]?[aeiu]|[iu]?m|[iu]?m[iu]z|n?d[ae]n?|y?l[ae]|ki|d[iu]r|l[iu]|l[iu][qgk]|c[ae]|s[iu]z"
    "|y?[iu]r|[ae]r|d[iu]|m[iu]s|y?[ae]ca[qg]|y?[ae]ce[kg]|m[ae][qk]|m[ae]|y?[ae]n|y?[iu]b|[iu]l|[iu]?n){1,5}"
)
_ARABIC = re.compile("(?:يات|تين|تان|ات|ان|ين|ون|وا|يه|ها|هم|نا|ه|ي|ا|ت)$")
_ARABIC_VERB = re.compile("^(?:س?[يتن])(?=.{3})")


def stems(word: str, language: str) -> tuple[str, ...]:
    """The stems of an English or Arabic word, each with a prefix for its language.

    Parameters
    ----------
    word
        A folded word without its article.
    language
        A BCP 47 tag, or empty if the language is unknown.
    """
    if "\u0621" <= word[0] <= "\u064a":
        return tuple(f"ar:{stem}" for stem in _arabic(word))
    return (f"en:{_snowball().stemWord(word)}",) if word.isascii() and language in ("", "en") else ()


def is_ending(rest: str) -> bool:
    """Whether ``rest`` is a sequence of Azerbaijani endings: Bakı-dan, liman-ı-nın."""
    return _ENDINGS.fullmatch(rest) is not None


def bases(word: str) -> Iterator[str]:
    """The possible bases of an Azerbaijani word, the longest first; only a dictionary could tell the right one."""
    for length in range(len(word) - 1, SHORTEST - 1, -1):
        if is_ending(word[length:]):
            yield word[:length]


@cache
def _snowball() -> "snowballstemmer.Stemmer":
    return snowballstemmer.stemmer("english")


def _arabic(word: str) -> list[str]:
    """The word without its ending; and without the prefix of a person, if it can be a verb."""
    stems_found = [_without_ending(word)]
    if verb := _ARABIC_VERB.match(word):
        stems_found.append(_without_ending(word[verb.end() :]))
    return stems_found


def _without_ending(word: str) -> str:
    match = _ARABIC.search(word)
    return word[: match.start()] if match and match.start() >= SHORTEST else word
