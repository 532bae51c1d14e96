"""What somebody typed: its words, how they ask the index, and where they stand in a text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.catalogue.folding import Folded, bare, fold, fold_text

MOST_WORDS = 12
FORGIVEN_FROM = 4
"""Letters that a word has at least when a typing error in it is forgiven; shorter ones are near to too many."""
_PREFIX_FROM = 3
_PROCLITICS = "ولبفك"
"""Arabic and, for, by, so, as: written onto the next word, with the article or without."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Wanted:
    """One word of a query. ``begins``: longer words that begin with it will do; ``near``: words it was mistyped for."""

    word: str
    begins: bool
    near: tuple[str, ...] = ()

    def admits(self, word: str) -> bool:
        """Whether a folded bare word of a text is what was wanted."""
        if any(self._is(form) for form in _without_proclitic(word)):
            return True
        return word in self.near

    def _is(self, word: str) -> bool:
        return word.startswith(self.word) if self.begins else word == self.word

    def expression(self) -> str:
        """The word as a condition of FTS5."""
        star = " *" if self.begins else ""
        asked = [f'"{form}"{star}' for form in _with_proclitics(self.word)]
        return f"({' OR '.join([*asked, *(_quoted(word) for word in self.near)])})"


def read_query(text: str) -> tuple[Wanted, ...]:
    """The words of ``text``; the last one may still be being typed."""
    words = [bare(word) for word in fold_text(text).split()][:MOST_WORDS]
    return tuple(
        Wanted(word, begins=place == len(words) - 1 or len(word) >= _PREFIX_FROM) for place, word in enumerate(words)
    )


def exactly(words: Iterable[str]) -> tuple[Wanted, ...]:
    """A query for these whole words, one after the other."""
    return tuple(Wanted(word, begins=False) for word in words)


def forgiving(wanted: Wanted, near: Sequence[str]) -> Wanted:
    """The same word, with what it may have been mistyped for."""
    return replace(wanted, near=tuple(near))


def phrase_expression(query: Sequence[Wanted]) -> str:
    """All words as one phrase, the last one whole."""
    first, *others = (wanted.word for wanted in query)
    return " OR ".join(_quoted(" ".join([form, *others])) for form in _with_proclitics(first))


def beginning_expression(query: Sequence[Wanted]) -> str:
    """All words as one phrase, the last one perhaps longer."""
    return " OR ".join(f"{phrase} *" for phrase in phrase_expression(query).split(" OR "))


def all_expression(query: Sequence[Wanted]) -> str:
    """All words, anywhere in the text."""
    return " AND ".join(wanted.expression() for wanted in query)


def _quoted(words: str) -> str:
    # Folded words hold letters and digits only, so nothing has to be escaped.
    return f'"{words}"'


def _with_proclitics(word: str) -> list[str]:
    arabic = len(word) >= _PREFIX_FROM and "\u0621" <= word[0] <= "\u064a"
    return [word, *(sign + word for sign in _PROCLITICS)] if arabic else [word]


def _without_proclitic(word: str) -> list[str]:
    return [word, word[1:]] if word[0] in _PROCLITICS and len(word) > _PREFIX_FROM else [word]


def marks(text: str, query: Sequence[Wanted]) -> tuple[Span, ...]:
    """Where the query stands in ``text``: the phrases where there is one, else every wanted word.

    Returns:
        Starts and ends in code points of ``text``, in order, not overlapping; whole words.
    """
    folded = fold(text)
    words = list(folded.words())
    phrases = [at for at in range(len(words) - len(query) + 1) if _stands_at(words, at, query)] if query else []
    if phrases:
        runs = [(words[at][1], words[at + len(query) - 1][2]) for at in phrases]
    else:
        runs = [(start, end) for word, start, end in words if any(wanted.admits(word) for wanted in query)]
    return _original(folded, runs)


def _stands_at(words: Sequence[tuple[str, int, int]], at: int, query: Sequence[Wanted]) -> bool:
    return all(wanted.admits(words[at + place][0]) for place, wanted in enumerate(query))


def _original(folded: Folded, runs: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for start, end in (folded.span(*run) for run in runs):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def cut(text: str, found: Sequence[Span], around: int = 70) -> tuple[str, tuple[Span, ...]]:
    """The words around the first hit, at most ``around`` letters to either side of it, and the hits in them.

    A text that is cut begins or ends with an ellipsis.
    """
    first, last = found[0] if found else (0, 0)
    # From the hit outwards to the last space that is near enough; a word longer than that is cut.
    start = max(text.find(" ", first - around, first) + 1, first - around) if first > around else 0
    space = text.rfind(" ", last, last + around)
    end = len(text) if len(text) <= last + around else (space if space >= 0 else last + around)
    before, after = "… " if start > 0 else "", " …" if end < len(text) else ""
    shift = len(before) - start
    inside = tuple((a + shift, b + shift) for a, b in found if start <= a and b <= end)
    return f"{before}{text[start:end]}{after}", inside


def without_one(word: str) -> set[str]:
    """The word and every form of it that lacks one letter. Two words one typing error apart share one."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def one_error_apart(first: str, second: str) -> bool:
    """Whether one letter added, left out, changed, or two neighbours swapped make ``second`` of ``first``."""
    short, long = sorted((first, second), key=len)
    at = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long[at:]
