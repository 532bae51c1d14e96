"""Towns of the basemap with their names in the languages of the page, as far as a source gives them.

Natural Earth chooses and ranks the towns. GeoNames gives the present name and position. Where readers zoom in, it adds
small towns that Natural Earth leaves out, ranked by population. Azerbaijani and Arabic names come from CLDR's cities of
time zones, or else from GeoNames' other names, which have no language. The only name in the letters of Arabic alone is
the Arabic one. The only name with the letter ə that sounds like the English one is the Azerbaijani one; so former names
in other countries are left out. Elsewhere the English name serves.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

import shapely
from babel.dates import get_timezone_location

from dashboard.authoring.basemap_region import Region
from dashboard.authoring.basemap_sources import GEONAMES, NATURAL_EARTH_WATERS, Box, SourceFiles
from dashboard.geo.geodesy import length_km

ARABIC: Final = re.compile(r"[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى ]+")
ARABIC_ONLY: Final = re.compile(r"[كيةأإى]")
NEAR_DEG: Final = 0.12
# (en, az, ar) by the name in the sources, where they have an older name, or none in the language
CORRECTED: Final[Mapping[str, tuple[str, str, str]]] = {
    "Ganja": ("Ganja", "Gəncə", "كنجة"),
    "Sumgayit": ("Sumgayit", "Sumqayıt", "سومقاييت"),
    "Naxçıvan": ("Nakhchivan", "Naxçıvan", "نخجوان"),
    "Şirvan": ("Shirvan", "Şirvan", "شيروان"),
    "Lankaran": ("Lankaran", "Lənkəran", "لنكران"),
    "Sheki": ("Sheki", "Şəki", "شكي"),
    "Yevlakh": ("Yevlakh", "Yevlax", "يفلاخ"),
    "Aghdam": ("Aghdam", "Ağdam", "أغدام"),
    "Göyçay": ("Goychay", "Göyçay", "غويتشاي"),
    "Stepanakert": ("Khankendi", "Xankəndi", "خانكندي"),
    "Khankendi": ("Khankendi", "Xankəndi", "خانكندي"),
    "Xankandi": ("Khankendi", "Xankəndi", "خانكندي"),
}
STALE_KM: Final = 60.0
SMALL_RANKS: Final = ((50_000, 10), (15_000, 11), (0, 12))
"""(least population, rank) of a town that Natural Earth leaves out."""
ALIKE: Final = 0.7
AZERBAIJANI: Final = re.compile(r"[a-zəığşçöüA-ZƏİĞŞÇÖÜ -]+")
SOUNDS: Final = str.maketrans({"ə": "a", "ı": "i", "q": "g", "ğ": "gh", "ş": "sh", "ç": "ch", "x": "kh", "c": "j"})

City = Mapping[str, Any]


@dataclass(frozen=True)
class Town:
    """A town: position (lon, lat), names by language, rank (0 the greatest), and whether a capital."""

    lon: float
    lat: float
    names: Mapping[str, str]
    rank: int
    capital: bool


def towns_of(sources: SourceFiles, region: Region) -> list[Town]:
    """The towns in the region, the largest first, each once."""
    frame = sources.shapes(NATURAL_EARTH_WATERS, "ne_10m_populated_places_simple.shp", region.box)
    cities = json.loads(sources.file(GEONAMES, "cities5000.json").read_text(encoding="utf-8"))
    index = _Gazetteer(list(cities.values()))
    towns: dict[object, Town] = {}
    present = frame[frame["featurecla"] != "Historic place"]
    for row in present.sort_values(["scalerank", "name"]).itertuples():
        city = index.city(int(row.geonameid), str(row.name), row.geometry.x, row.geometry.y)
        key = city["geonameid"] if city else (row.geometry.x, row.geometry.y)
        if key not in towns:
            towns[key] = _town(row, city)
    small = [city for city in cities.values() if city["geonameid"] not in towns and _within(city, region.small_towns)]
    small.sort(key=lambda city: (-int(city["population"]), str(city["name"])))
    return [*towns.values(), *map(_small_town, small)]


def names_of(city: City) -> dict[str, str]:
    """A GeoNames city's names by language tag: en, az and ar."""
    english = str(city["name"])
    if city["countrycode"] == "AZ" and english in CORRECTED:
        return dict(zip(("en", "az", "ar"), CORRECTED[english], strict=True))
    zone = _zone_city(city)
    others = [str(name) for name in city["alternatenames"]]
    return {
        "en": english if zone is None else zone["en"],
        "az": zone["az"] if zone else _only(name for name in others if _is_azerbaijani(name, english)) or english,
        "ar": zone["ar"] if zone else _arabic(others) or english,
    }


class _Gazetteer:
    """GeoNames' cities, by number and by place."""

    def __init__(self, cities: list[City]) -> None:
        self._cities = cities
        self._by_number = {int(city["geonameid"]): city for city in cities}
        self._tree = shapely.STRtree(shapely.points([(city["longitude"], city["latitude"]) for city in cities]))

    def city(self, number: int, name: str, lon: float, lat: float) -> City | None:
        """The city of that number, if it is where it should be; else the largest one of that name near the place."""
        known = self._by_number.get(number)
        if known and length_km([(lon, lat), (known["longitude"], known["latitude"])]) < STALE_KM:
            return known
        near = [self._cities[at] for at in self._tree.query(shapely.Point(lon, lat).buffer(NEAR_DEG)).tolist()]
        namesakes = [city for city in near if name == city["name"] or name in city["alternatenames"]]
        return max(namesakes, key=lambda city: int(city["population"]), default=None)


def _town(row: Any, city: City | None) -> Town:  # noqa: ANN401  # a row of a data frame has no type
    capital = row.featurecla == "Admin-0 capital"
    if city is None:
        name = str(row.name)
        names = dict(zip(("en", "az", "ar"), CORRECTED.get(name, (name, name, name)), strict=True))
        return Town(row.geometry.x, row.geometry.y, names, int(row.scalerank), capital)
    return Town(city["longitude"], city["latitude"], names_of(city), int(row.scalerank), capital)


def _within(city: City, box: Box) -> bool:
    west, south, east, north = box
    return bool(west <= city["longitude"] <= east and south <= city["latitude"] <= north)


def _small_town(city: City) -> Town:
    rank = next(rank for people, rank in SMALL_RANKS if int(city["population"]) >= people)
    return Town(city["longitude"], city["latitude"], names_of(city), rank, capital=False)


def _zone_city(city: City) -> dict[str, str] | None:
    """CLDR's names of the city, where its time zone is named after it."""
    zone = str(city["timezone"])
    names = {
        language: str(get_timezone_location(zone, locale=language, return_city=True)) for language in ("en", "az", "ar")
    }
    identifier = zone.rsplit("/", 1)[-1].replace("_", " ")  # this one too: CLDR's name alone may be a namesake's
    return names if {names["en"], identifier} <= {city["name"], *city["alternatenames"]} else None


def _is_azerbaijani(name: str, english: str) -> bool:
    has_its_letters = "ə" in name.lower() and AZERBAIJANI.fullmatch(name) is not None
    return has_its_letters and SequenceMatcher(None, _plain(name), _plain(english)).ratio() >= ALIKE


def _plain(name: str) -> str:
    """The name in plain Latin letters, to compare the sound of two names."""
    bare = unicodedata.normalize("NFD", name.lower().translate(SOUNDS))
    return "".join(letter for letter in bare if letter.isalpha())


def _arabic(names: Iterable[str]) -> str:
    in_script = {name for name in names if ARABIC.fullmatch(name)}
    return _only(in_script) or _only(name for name in in_script if ARABIC_ONLY.search(name))


def _only(names: Iterable[str]) -> str:
    """The only name; empty where there are several or none."""
    distinct = set(names)
    return distinct.pop() if len(distinct) == 1 else ""
