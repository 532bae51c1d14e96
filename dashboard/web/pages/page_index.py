"""The data that the page's scripts work with: what a page starts with, what a panel selects, and the index for filters.

The index is one file by language; a page fetches it once its map is there. Bounds are [west, south, east, north] in
degrees on WGS84.
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
from dashboard.geo.geodesy import densify
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


def page_start(context: Context, tally: CatalogueStats, index_address: str) -> Json:
    """What the scripts need to start, before the index has come.

    Where there is no index the catalogue is too large for a list of its records: a filter by these takes any value.
    """
    listed = [name for name in ALL_FILTERS if index_address or name not in RECORD_FILTERS]
    return {
        **_script_words(context.words, tally.values),
        "files": context.catalogue.identity.id,
        "grammar": address_grammar(),
        "options": {name: list(tally.values[name]) for name in listed},
        "counts": {name: dict(tally.routes[name]) for name in FILTERS},
        "beside": {name: dict(tally.other_records[name]) for name in FILTERS},
        "totals": {kind: tally.totals[kind] for kind in ("routes", "current", "places", "projects")},
        "drawn": list(tally.drawn),
        "address": index_address,
    }


def address_grammar() -> Json:
    """What the scripts have to know to read and write addresses as ``state.view_state`` does, and to filter."""
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
    """What ``path`` selects, with all that showing it on the map takes: small, and known without the index."""
    selection = _routes_and_places(context, *selection_of(context.catalogue, context.relations, path))
    if path.startswith("/point/"):
        point = parse_point(path.removeprefix("/point/"))
        return selection if point is None else {**selection, "point": [point[1], point[0]]}
    country = context.country_bounds.get(path.removeprefix("/country/"))
    return selection | {"bounds": list(country)} if country else selection


def passing_data(context: Context, facets: Mapping[str, Facets], filters: Mapping[str, Sequence[str]]) -> Json:
    """The ``bounds`` of what passes the filters, within the chosen countries; nothing of it is selected."""
    catalogue = context.catalogue
    withdrawn = asks_for_withdrawn(filters)
    drawn = [segment for segment in catalogue.segments.values() if withdrawn or segment.status not in WITHDRAWN]
    positions = [
        position for segment in drawn if matches(facets[segment.id], filters) for position in segment.coordinates
    ]
    positions += [(place.lon, place.lat) for place in catalogue.places.values() if matches(facets[place.id], filters)]
    selection: Json = {"routes": {}, "places": {}}
    box = _bounds(positions) if positions else None
    if catalogue.filtered_totals is not None:
        box = [*catalogue.filtered_totals.box] if catalogue.filtered_totals.box else None
    if box is None:
        return selection
    countries = [context.country_bounds[code] for code in filters.get("country", ()) if code in context.country_bounds]
    return selection | {"bounds": within(box, countries)}


def within(box: Bounds, countries: Sequence[Sequence[float]]) -> Bounds:
    """What of ``box`` is in the bounds of ``countries``; all of it where there are none, or they lie elsewhere."""
    if not countries:
        return box
    west, south, east, north = zip(*countries, strict=True)
    cut = [max(box[0], min(west)), max(box[1], min(south)), min(box[2], max(east)), min(box[3], max(north))]
    return cut if cut[0] < cut[2] and cut[1] < cut[3] else box


def itinerary_data(context: Context, results: Sequence[ItineraryResult]) -> Json:
    """The same for the itineraries that an address requests, with the ``segments`` that they take.

    ``gaps`` are where the atlas has no line: each a line as the crow flies, and what it is called. The ends of the way
    and of each gap are among the places; ``bounds`` hold all of it.
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
    """What an address selects or, with nothing selected, where what passes its filters lies."""
    if state.home and state.filters:
        return passing_data(context, facets, state.filters)
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
    """What filtering in the browser takes.

    By entity, its values under each filter, and likewise the statements, counted where these are alike; all lines and
    points; and the bounds of segments and of countries.
    """
    catalogue = context.catalogue
    entities = (*catalogue.segments, *catalogue.places, *catalogue.projects)
    countries = {code for entity in entities for code in facets[entity].values("country")} & set(context.country_bounds)
    alike = Counter(
        Facets(**{name: facets[statement].values(name) for name in FILTERS}) for statement in catalogue.facts
    )
    return {
        "facets": {entity: _of_page(facets[entity]) for entity in entities},
        "statements": [[_of_page(own), number] for own, number in alike.items()],
        "bounds": {
            **{segment.id: _bounds(segment.coordinates) for segment in catalogue.segments.values()},
            **{code: list(context.country_bounds[code]) for code in sorted(countries)},
        },
        **_routes_and_places(context, catalogue.routes, catalogue.places),
    }


def _of_page(facets: Facets) -> Json:
    return {name: list(facets.values(name)) for name in FILTERS}


def _script_words(words: Words, values: Mapping[str, Sequence[str]]) -> Json:
    """What scripts say, in the reader's language; ``values`` gives by filter all its values."""
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


def _other_names(place: Place) -> str:
    """Its names in every language, for a search box that understands any script."""
    return " ".join(dict.fromkeys(name.text for name in place.names.wordings))


def _place_entry(context: Context, place: Place) -> list[Any]:
    """Its name, longitude, latitude, and its names in every language."""
    return [context.name_of(place.id), place.lon, place.lat, _other_names(place)]


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
    lons, lats = zip(*positions, strict=True)
    return [round(value, 2) for value in (min(lons), min(lats), max(lons), max(lats))]
