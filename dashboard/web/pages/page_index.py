"""The data for the page's scripts: the start data of a page, the selection of a panel, and the index for filters.

The index is one file for each language; a page fetches it when its map is ready. Bounds are [west, south, east, north]
in degrees on WGS84.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.catalogue.catalogue_stats import OTHER_RECORD_KINDS, CatalogueStats
from dashboard.catalogue.filter_result import asks_for_withdrawn
from dashboard.catalogue.filters import ALL_FILTERS, FILTERS, RECORD_FILTERS, STATEMENT_FILTERS, Facets, matches
from dashboard.catalogue.itinerary.itinerary import Gap
from dashboard.catalogue.itinerary.itinerary_result import ItineraryResult
from dashboard.catalogue.models import Place, Route
from dashboard.catalogue.vocabulary import WITHDRAWN
from dashboard.geo.geodesy import bounds, densify
from dashboard.geo.points import parse_point
from dashboard.i18n import Words
from dashboard.map.svg.gaps import name_zoom
from dashboard.state.selection import selection_of
from dashboard.state.view_state import (
    ITINERARY_VALUES,
    OTHER_NAMES,
    SWITCHES,
    VIEW,
    VIEW_LIMITS,
    ViewState,
    format_path,
)
from dashboard.views.context import Context
from dashboard.views.panel.itinerary_strip import gap_name
from dashboard.web.pages.comparison import compared_itineraries

Bounds = list[float]
Json = dict[str, Any]
GAP_STEP_KM = 50.0


def page_start(context: Context, stats: CatalogueStats, index_address: str) -> Json:
    """The data that the scripts need before the index arrives.

    Without an index the catalogue is too large for lists of its records: then a filter by records takes any value.
    """
    listed = [name for name in ALL_FILTERS if index_address or name not in RECORD_FILTERS]
    return {
        **_script_words(context.words, stats.values),
        "files": context.catalogue.identity.id,
        "grammar": address_grammar(),
        "options": {name: list(stats.values[name]) for name in listed},
        "counts": {name: dict(stats.routes[name]) for name in FILTERS},
        "beside": {name: dict(stats.other_records[name]) for name in FILTERS},
        "totals": {kind: stats.totals[kind] for kind in ("routes", "current", "places", "projects")},
        "drawn": list(stats.drawn),
        "address": index_address,
    }


def address_grammar() -> Json:
    """The names and values by which scripts filter, and read and write addresses as ``state.view_state`` does."""
    return {
        "filters": FILTERS,
        "statements": STATEMENT_FILTERS,
        "switches": dict(SWITCHES),
        "view": VIEW,
        "viewLimits": VIEW_LIMITS,
        "names": dict(OTHER_NAMES),
        "ofWay": list(ITINERARY_VALUES),
        "withdrawn": sorted(WITHDRAWN),
    }


def entity_selection(context: Context, path: str) -> Json:
    """The selection of ``path``, with all data to show it on the map: it is small, and needs no index."""
    selection = _routes_and_places(context, *selection_of(context.catalogue, context.relations, path))
    if path.startswith("/point/"):
        point = parse_point(path.removeprefix("/point/"))
        return selection if point is None else {**selection, "point": [point[1], point[0]]}
    country = context.country_bounds.get(path.removeprefix("/country/"))
    return selection | {"bounds": list(country)} if country else selection


def filtered_selection(context: Context, facets: Mapping[str, Facets], filters: Mapping[str, Sequence[str]]) -> Json:
    """The ``bounds`` of what passes the filters, inside the filtered countries; nothing is selected."""
    catalogue = context.catalogue
    withdrawn = asks_for_withdrawn(filters)
    positions = [
        position
        for segment in catalogue.segments.values()
        if (withdrawn or segment.status not in WITHDRAWN) and matches(facets[segment.id], filters)
        for position in segment.coordinates
    ]
    positions += [(place.lon, place.lat) for place in catalogue.places.values() if matches(facets[place.id], filters)]
    selection: Json = {"routes": {}, "places": {}}
    box = _bounds(positions) if positions else None
    if catalogue.filtered_totals is not None:
        box = [*catalogue.filtered_totals.box] if catalogue.filtered_totals.box else None
    if box is None:
        return selection
    countries = [context.country_bounds[code] for code in filters.get("country", ()) if code in context.country_bounds]
    return selection | {"bounds": clip_box(box, countries)}


def clip_box(box: Bounds, countries: Sequence[Sequence[float]]) -> Bounds:
    """``box`` cut to the bounds of ``countries``; all of it where there are none, or where they lie outside."""
    if not countries:
        return box
    west, south, east, north = zip(*countries, strict=True)
    cut = [max(box[0], min(west)), max(box[1], min(south)), min(box[2], max(east)), min(box[3], max(north))]
    return cut if cut[0] < cut[2] and cut[1] < cut[3] else box


def itinerary_data(context: Context, results: Sequence[ItineraryResult]) -> Json:
    """The selection of the itineraries that an address names, with their ``segments``.

    Each of the ``gaps``, where the atlas has no line, is a straight line with its name. The ends of itineraries and
    gaps are among the places; ``bounds`` contain all.
    """
    stretches = [stretch for result in results for stretch in result.stretches]
    legs = [leg for stretch in stretches for leg in stretch.legs]
    gaps = [gap for result in results for gap in result.gaps]
    stops = (end for stretch in stretches for end in (stretch.legs[0].start, stretch.legs[-1].end))
    requested = (place for result in results for place in result.places)
    places = dict.fromkeys((*requested, *stops, *(end for gap in gaps for end in (gap.near, gap.far))))
    segments = list(dict.fromkeys(segment for leg in legs for segment in leg.segments))
    positions = [position for segment_id in segments for position in context.catalogue.segments[segment_id].coordinates]
    positions += [(place.lon, place.lat) for place in (context.catalogue.places[place_id] for place_id in places)]
    return {
        **_routes_and_places(context, dict.fromkeys(leg.route for leg in legs), places),
        "segments": segments,
        "gaps": [_gap(context, gap) for gap in gaps],
        "bounds": _bounds(positions),
    }


def selection_data(context: Context, state: ViewState, facets: Mapping[str, Facets]) -> Json:
    """The selection of an address; without one, the bounds of what passes its filters."""
    if state.home and state.filters:
        return filtered_selection(context, facets, state.filters)
    if state.entity is not None and state.entity.kind == "corridor":
        return itinerary_data(context, compared_itineraries(context, state))
    return entity_selection(context, format_path(state))


def _gap(context: Context, gap: Gap) -> Json:
    ends = [(place.lon, place.lat) for place in (context.catalogue.places[end] for end in (gap.near, gap.far))]
    line = [[round(lon, 4), round(lat, 4)] for lon, lat in densify(ends, GAP_STEP_KM)]
    return {"line": line, "name": gap_name(context, gap), "name_zoom": name_zoom(ends)}


def _routes_and_places(context: Context, routes: Iterable[str], places: Iterable[str]) -> Json:
    catalogue = context.catalogue
    return {
        "routes": {route: _route_entry(context, catalogue.routes[route]) for route in routes},
        "places": {place: _place_entry(context, catalogue.places[place]) for place in places},
    }


def filter_index(context: Context, facets: Mapping[str, Facets]) -> Json:
    """The index for filtering in the browser.

    It has the values of each entity under each filter, the same for statements (equal ones are counted), all lines and
    points, and the bounds of segments and of countries.
    """
    catalogue = context.catalogue
    entities = (*catalogue.segments, *catalogue.places, *catalogue.projects)
    countries = {code for entity in entities for code in facets[entity].values("country")} & set(context.country_bounds)
    alike = Counter(
        Facets(**{name: facets[statement].values(name) for name in FILTERS}) for statement in catalogue.facts
    )
    return {
        "facets": {entity: _page_facets(facets[entity]) for entity in entities},
        "statements": [[_page_facets(group), number] for group, number in alike.items()],
        "bounds": {
            **{segment.id: _bounds(segment.coordinates) for segment in catalogue.segments.values()},
            **{code: list(context.country_bounds[code]) for code in sorted(countries)},
        },
        **_routes_and_places(context, catalogue.routes, catalogue.places),
    }


def _page_facets(facets: Facets) -> Json:
    return {name: list(facets.values(name)) for name in FILTERS}


def _script_words(words: Words, values: Mapping[str, Sequence[str]]) -> Json:
    """The texts of the scripts, in the reader's language; ``values`` has all values of each filter."""
    return {
        "words": {"title": words.title, **{key: words.template(key) for key in _SCRIPT_WORDS}},
        "statuses": {status: words(f"status.{status}") for status in values["status"]},
        "modes": {mode: words(f"mode.{mode}") for mode in values["mode"]},
        "language": words.language,
    }


_SCRIPT_WORDS = (
    "embed.wheel",
    "embed.wheel_mac",
    "embed.fingers",
    "filters.routes_shown",
    "filters.places_shown",
    "filters.projects_shown",
    *(f"filters.only_{kind}" for kind in OTHER_RECORD_KINDS),
    "header.shared",
    "share.embedded",
    "cite.copied",
    "cite.failed",
    "picture.made",
    "panel.failed",
    "panel.again",
    "filters.any",
    "map.pick",
    "map.close",
    "facts.heading",
    "filters.failed",
    "time.label",
    "time.play",
    "time.stop",
    "time.next",
    "time.today_is",
)


def _place_entry(context: Context, place: Place) -> list[Any]:
    """Its name, longitude, latitude, and its names in every language, for a search box that takes any script."""
    all_names = " ".join(dict.fromkeys(name.text for name in place.names.wordings))
    return [context.name_of(place.id), place.lon, place.lat, all_names]


def _route_entry(context: Context, route: Route) -> Json:
    """Its name, the look of each of its segments, and its bounds."""
    return {
        "name": context.name_of(route.id),
        "segments": {
            segment.id: [segment.mode.value, segment.status.value, segment.precision.value]
            for segment in route.segments
        },
        "bounds": _bounds(position for segment in route.segments for position in segment.coordinates),
    }


def _bounds(positions: Iterable[tuple[float, float]]) -> Bounds:
    return [round(side, 2) for side in bounds([list(positions)])]
