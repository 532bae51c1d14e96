"""The page's index in two pieces: what the first view needs, and the rest, which it fetches when it is first filtered.

The first piece grows with the vocabulary and is bounded where that grows with the catalogue; the second has its own
address (``publishing/index_files.py``) and is read once. What is selected is in neither: each panel carries it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from dashboard.catalogue.facets import FILTERS, Facets
from dashboard.catalogue.tally import Tally
from dashboard.interaction.corridor import Found
from dashboard.interaction.index import place_entry, route_entry, script_words
from dashboard.interaction.selection import selection_of
from dashboard.views.context import Context
from dashboard.views.filters import label_of

EAGER_RECORDS: Final = 800
"""Up to so many segments, places and projects the rest (some 350 bytes each) comes before anybody asks for it."""

Piece = dict[str, Any]
Values = Mapping[str, Sequence[str]]


def first_piece(context: Context, tally: Tally, chosen: Values, rest: str) -> Piece:
    """What the scripts need to start.

    Args:
        context: the knowledge and the reader's language.
        tally: counts over the catalogue.
        chosen: by filter, what is chosen.
        rest: the address of the other piece.
    """
    offered = offered_of(tally, chosen)
    catalogue = context.catalogue
    return {
        **script_words(context.words, tally.values),
        "options": offered,
        "more": {name: len(tally.values[name]) - len(offered[name]) for name in FILTERS},
        "counts": {name: {one: tally.routes[name].get(one, 0) for one in ids} for name, ids in offered.items()},
        "totals": dict(tally.totals),
        "drawn": list(tally.drawn),
        "rest": rest,
        "eager": len(catalogue.segments) + len(catalogue.places) + len(catalogue.projects) <= EAGER_RECORDS,
    }


def offered_of(tally: Tally, chosen: Values) -> dict[str, list[str]]:
    """By filter, the values that the first view offers."""
    return {name: tally.first(name, chosen.get(name, ())) for name in FILTERS}


def selection_piece(context: Context, path: str) -> Piece:
    """What ``path`` lights up, with all that lighting it and flying there takes: small, and known without the rest."""
    return _lit(context, *selection_of(context.catalogue, context.relations, path))


def way_piece(context: Context, found: Found) -> Piece:
    """The same for the way between two places, with the ``segments`` that it takes of its routes."""
    ways = found.ways or found.planned_ways
    legs = ways[0].legs if ways else ()
    routes = dict.fromkeys(leg.route for leg in legs)
    segments = [segment for leg in legs for segment in leg.segments]
    return {**_lit(context, routes, (found.start.id, found.end.id)), "segments": segments}


def _lit(context: Context, routes: Iterable[str], places: Iterable[str]) -> Piece:
    catalogue = context.catalogue
    return {
        "routes": {one: route_entry(context, catalogue.routes[one]) for one in routes},
        "places": {one: place_entry(context, catalogue.places[one]) for one in places},
    }


def rest_piece(context: Context, facets: Mapping[str, Facets], values: Values) -> Piece:
    """What filtering in the browser takes. ``facets`` gives by entity the number of its row in ``rows``.

    Many entities have one row, and a row names its values by their number in ``options``: rows are lists of such
    numbers, a list a filter, in the order of ``filters``. ``labels`` go along with ``options``.
    """
    catalogue = context.catalogue
    number = {name: {value: at for at, value in enumerate(values[name])} for name in FILTERS}
    rows: dict[tuple[tuple[int, ...], ...], int] = {}
    entities = (*catalogue.segments, *catalogue.places, *catalogue.projects)
    found = {}
    for entity in entities:
        row = tuple(tuple(number[name][value] for value in facets[entity].of(name)) for name in FILTERS)
        found[entity] = rows.setdefault(row, len(rows))
    return {
        "filters": list(FILTERS),
        "options": {name: list(values[name]) for name in FILTERS},
        "labels": {name: [label_of(context, name, one) for one in values[name]] for name in FILTERS},
        "rows": [list(map(list, row)) for row in rows],
        "facets": found,
        "routes": {route.id: route_entry(context, route) for route in catalogue.routes.values()},
        "places": {place.id: place_entry(context, place) for place in catalogue.places.values()},
    }
