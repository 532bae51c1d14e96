"""Findings on countries: the code is known, and the place is in its country."""

from collections.abc import Callable, Iterator

from babel import Locale

from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.load_context import Declared
from dashboard.catalogue.load.paths import PLACES_FILE
from dashboard.catalogue.models import Fact, Place, Project

InsideCountry = Callable[[str, float, float], bool]
"""(ISO 3166-1 alpha-2 code, longitude, latitude) → whether the position is in the country, with a tolerance of 5 km for
coasts and borders. Raises KeyError for a country without a shape."""

_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes in CLDR that are not countries: unions, outlying islands, test locales, unknown."""


def check_countries(
    catalogue: Catalogue, inside_country: InsideCountry | None, declared: Declared
) -> Iterator[Finding]:
    """Check country codes, and that places are in their country if its shape is known."""
    territories = map(str, Locale("en").territories)  # with the continents, which have numbers
    known_codes = {code for code in territories if code.isalpha()} - _NO_COUNTRIES
    records = [
        (catalogue.file_of(record), record)
        for valid in (catalogue.projects, catalogue.places, catalogue.facts)
        for record in valid.values()
    ]
    for file, record in (*records, *declared.parts(Project), *declared.parts(Place), *declared.parts(Fact)):
        for code in [record.country] if isinstance(record, Place) else record.countries or ():
            if code and code not in known_codes:
                field = "country" if isinstance(record, Place) else "countries"
                message = f"{code!r} is no country; use its ISO 3166-1 alpha-2 code"
                yield Finding("error", file, record.id, field, message)
    if inside_country:
        for place in catalogue.places.values():
            if place.country in known_codes:
                yield from _position(place, inside_country)


def _position(place: Place, inside_country: InsideCountry) -> Iterator[Finding]:
    try:
        inside = inside_country(place.country, place.lon, place.lat)
    except KeyError:
        message = f"{place.country} is not on the basemap; the position was not checked"
        yield Finding("note", PLACES_FILE, place.id, "country", message)
        return
    if not inside:
        swapped = abs(place.lon) <= 90 and inside_country(place.country, place.lat, place.lon)
        remedy = "lon and lat are swapped" if swapped else "correct the position or the country"
        message = f"{place.lon:g}, {place.lat:g} is more than 5 km outside {place.country}; {remedy}"
        yield Finding("error", PLACES_FILE, place.id, "lon" if swapped else "country", message)
