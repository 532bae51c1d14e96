"""Finds the catalogue's names in a text, in any inflection, by the beginnings of their words."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.local_text import Names
from dashboard.catalogue.text.cues import words_of
from dashboard.catalogue.text.text_normalization import ARABIC_PREFIXES

_KEY: Final = 3
_SHORTEST_STEM: Final = 4
_LONG_NAME: Final = 3
_ENDING: Final = re.compile(
    # Azerbaijani and Turkish, several in a row (layihələrindəki); softened k and q; English
    "[kqyg]?(?:l[ae]r|[iu]?m[iu]z|n?[iu]n|[sy]?[iu]|n[iu]|[ny]?[ae]|n?d[ae]n?|ki|[iy]?l[ae]|l[iu]|l[iu]k|l[iu]q|d[iu]r|c[ae]|s|es)*"
    "|[а-я]{0,4}"
    "|(?:ه|ت|ها|هم|ته|تها|ات|ان|ين|ون|ي|يه|تي)?"
)


@dataclass(frozen=True)
class NameHit:
    """A record that the text names from ``start`` to ``end``."""

    record: str
    start: int
    end: int


class NameFinder:
    """Finds the names of some records in texts."""

    def __init__(self, named: Iterable[tuple[str, str]], nested: Container[str] = ()) -> None:
        """``named`` has pairs of id and name; the records of ``nested`` are found within other names too."""
        self._by_key: Mapping[str, set[tuple[tuple[str, ...], str, str]]] = defaultdict(set)
        self._nested = nested
        for record, name in named:
            words = tuple(word.word for word in words_of(name))
            if words and len("".join(words)) >= _KEY:
                self._by_key[words[0][:_KEY]].add((words, record, name))

    def find(self, text: str) -> list[NameHit]:
        """Every name, the longest at each place; a name within another only of a ``nested`` record."""
        hits: list[NameHit] = []
        for hit in sorted(set(self._all(text)), key=lambda hit: (hit.start - hit.end, hit.start, hit.record)):
            outer = [other.record for other in hits if _lies_within(hit, other)]
            if not outer or (hit.record in self._nested and hit.record not in outer):
                hits.append(hit)
        return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.record))

    def scattered(self, text: str) -> Iterator[NameHit]:
        """The records of which all long words of a name stand in the text, in any order."""
        words = words_of(text)
        for name, record, _ in (entry for entries in self._by_key.values() for entry in entries):
            long_words = [word for word in name if len(word) >= _SHORTEST_STEM]
            if len(long_words) < _LONG_NAME:
                continue
            matches = (next((word for word in words if is_form_of(word.word, base)), None) for base in long_words)
            complete = [word for word in takewhile(bool, matches) if word]  # most texts lack the first word already
            if len(complete) == len(long_words):
                yield NameHit(record, min(word.start for word in complete), max(word.end for word in complete))

    def _all(self, text: str) -> Iterator[NameHit]:
        words = words_of(text)
        for at, first in enumerate(words):
            starts = (0, 1) if first.word[0] in ARABIC_PREFIXES else (0,)
            keys = {first.word[start : start + _KEY] for start in starts}
            for name, record, written in (entry for key in keys for entry in self._by_key.get(key, ())):
                part = words[at : at + len(name)]
                if len(part) == len(name) and all(
                    is_form_of(word.word, base) for word, base in zip(part, name, strict=True)
                ):
                    start, end = part[0].start, part[-1].end
                    if _looks_like(text[start:end], written):
                        yield NameHit(record, start, end)


def _lies_within(hit: NameHit, other: NameHit) -> bool:
    return other.start <= hit.start and hit.end <= other.end and (other.start, other.end) != (hit.start, hit.end)


def _looks_like(words: str, name: str) -> bool:
    """Whether words that agree with a name when folded are it: with its capital, and if short with its letters."""
    if name[0].isupper() and words[0].islower():
        return False
    return len(name) > _SHORTEST_STEM or words.casefold().startswith(name.casefold()) or not words[0].isupper()


def is_form_of(word: str, base: str) -> bool:
    """Whether a folded word may be ``base`` with other endings, or with an Arabic prefix."""
    if word == base or (word[0] in ARABIC_PREFIXES and word[1:] == base):
        return True
    if len(base) < _SHORTEST_STEM:
        return False
    stem = _stem(base)
    bare = word[1:] if word[0] in ARABIC_PREFIXES and not word.startswith(stem) else word
    return bare.startswith(stem) and _ENDING.fullmatch(bare[len(stem) :]) is not None


def _stem(base: str) -> str:
    """The beginning that all forms of a word share."""
    if "\u0430" <= base[-1] <= "\u044f" and len(base) > _SHORTEST_STEM:  # Russian: a consonant at the end stays
        return base[:-3] if len(base) > 8 else base.rstrip("аеиоуыэюяйь")
    # Azerbaijani and Turkish final k, q soften (çəkiliş stays, körpülük becomes körpülüyü); Arabic ta marbuta opens.
    return base[:-1] if base[-1] in "kqه" and len(base) > _SHORTEST_STEM + 1 else base


def project_names(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every name of every project, also without its part in brackets: Port of Alat (Baku ... Port)."""
    for project in catalogue.projects.values():
        names = (*project.aliases, *_each(project.names))
        yield from ((project.id, name) for name in dict.fromkeys((*names, *(n.partition(" (")[0] for n in names))))


def subject_names(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every name of every project, route and place."""
    yield from project_names(catalogue)
    for route in catalogue.routes.values():
        yield from ((route.id, name) for name in _each(route.names))
    for place in catalogue.places.values():
        yield from ((place.id, name) for name in _each(place.names))


def short_names(named: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The first two words of long names, where they are one project's alone; texts often repeat only these."""
    heads: dict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)
    for record, name in named:
        words = words_of(name)
        if len(words) > _LONG_NAME and min(len(word.word) for word in words[:2]) > _SHORTEST_STEM:
            heads[tuple(word.word for word in words[:2])].add((record, name[: words[1].end]))
    for pairs in heads.values():
        if len({record for record, _ in pairs}) == 1:
            yield from pairs


def speaker_names(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every name of every speaker, and the last word of a person's name; texts often repeat only this one."""
    for speaker in catalogue.speakers.values():
        for name in _each(speaker.names):
            yield speaker.id, name
            words = name.split()
            is_person = len(words) < 4 and not any(word[0].islower() for word in words)
            if is_person and len(words[-1]) > _SHORTEST_STEM:
                yield speaker.id, words[-1]


def _each(names: Names) -> Iterator[str]:
    yield from names.model_dump(exclude_none=True).values()
