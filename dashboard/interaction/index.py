"""What the pieces of the page's index (``index_pieces.py``) are made of: words for scripts, lines and points.

Bounds are [west, south, east, north] in degrees on WGS84.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.catalogue.models import Place, Route
from dashboard.views.context import Context
from dashboard.wording import Words

Bounds = list[float]


def script_words(words: Words, values: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """What scripts say, in the reader's language; ``values`` gives by filter all its values."""
    return {
        "words": {key: words.template(key) for key in _SCRIPT_WORDS},
        "statuses": {status: words(f"status.{status}") for status in values["status"]},
        "modes": {mode: words(f"mode.{mode}") for mode in values["mode"]},
        "language": words.language,
    }


_SCRIPT_WORDS = (
    "filters.routes_shown",
    "filters.places_shown",
    "filters.projects_shown",
    "header.shared",
    "share.embedded",
    "cite.copied",
    "cite.failed",
    "picture.made",
    "title",
    "panel.failed",
    "panel.again",
    "filters.any",
    "map.pick",
    "map.close",
    "facts.heading",
    "filters.failed",
    "list.more",
)


def _name(context: Context, entity_id: str) -> str:
    return context.name_of(entity_id)


def _other_names(place: Place) -> str:
    """Its names in every language, for a search box that understands any script."""
    names = (place.names.en, place.names.az, place.names.ar, place.names.ru)
    return " ".join(dict.fromkeys(name for name in names if name is not None))


def place_entry(context: Context, place: Place) -> list[Any]:
    """Its name, longitude, latitude, and its names in every language."""
    return [_name(context, place.id), place.lon, place.lat, _other_names(place)]


def route_entry(context: Context, route: Route) -> dict[str, Any]:
    """Its name, the look of each of its segments, and its bounds."""
    return {
        "name": _name(context, route.id),
        "segments": {
            segment.id: [segment.mode.value, segment.status.value, segment.precision.value]
            for segment in route.segments
        },
        "bounds": _bounds(position for segment in route.segments for position in segment.coordinates),
    }


def _bounds(positions: Iterable[tuple[float, float]]) -> Bounds:
    lons, lats = zip(*positions, strict=True)
    return [round(value, 2) for value in (min(lons), min(lats), max(lons), max(lats))]
