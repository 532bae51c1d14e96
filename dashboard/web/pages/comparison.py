"""Ways side by side: which ways an address asks for, which others are offered, and the table as a file."""

from collections.abc import Iterator, Sequence
from typing import Final

from pandas import DataFrame

from dashboard.catalogue.itinerary.itinerary_result import ItineraryResult
from dashboard.catalogue.models import Project
from dashboard.catalogue.vocabulary import WITHDRAWN, Mode
from dashboard.exports.csv_files import csv_bytes
from dashboard.state.view_state import Places, ViewState
from dashboard.views.comparison.as_text import item_text, sources_of
from dashboard.views.comparison.view import ComparisonRequest, all_rows
from dashboard.views.context import Context
from dashboard.views.panel.itinerary import itinerary_name
from dashboard.web.pages.itineraries import CARRIES, find_itineraries

MOST_OFFERED: Final = 8


def compared_itineraries(context: Context, state: ViewState) -> tuple[ItineraryResult, ...]:
    """Every way that ``state`` asks for: the shortest one, over what does not operate too where nothing else leads."""
    return tuple(
        find_itineraries(context, start, end, planned=state.planned, via=between[0] if between else None)
        for start, *between, end in state.itineraries
    )


def comparison_request(context: Context, state: ViewState) -> ComparisonRequest:
    """What the view of a corridor is asked."""
    ways = compared_itineraries(context, state)
    return ComparisonRequest(state, ways, tuple(_offered(context, state, ways)))


def _offered(context: Context, state: ViewState, ways: Sequence[ItineraryResult]) -> list[Places]:
    """Other ways worth a look: over a port where none of ``ways`` stops, to another end of the same system, and
    between the ends of others. All of it is what the atlas holds.
    """
    (start, *_, end), chosen = state.itineraries[0], set(state.itineraries)
    goods = any(part.carries_goods for way in ways for part in way.stretches)
    others = [
        *((start, port, end) for port in (_free_ports(context, ways) if goods else ())),
        *((start, other) for other in _other_ends(context, start, ways)),
        *_ends_of_others(context, goods=goods),
    ]
    open_ways = (way for way in dict.fromkeys(others) if way not in chosen and len(set(way)) == len(way))
    return list(open_ways)[:MOST_OFFERED]


def _free_ports(context: Context, ways: Sequence[ItineraryResult]) -> Iterator[str]:
    stops = {place for way in ways for part in way.stretches for leg in part.legs for place in (leg.start, leg.end)}
    by_sea = (segment for segment in context.catalogue.segments.values() if segment.mode is Mode.SEA)
    ports = {end for segment in by_sea if segment.status not in WITHDRAWN for end in (segment.start, segment.end)}
    asked = {place for way in ways for place in way.places}
    return (port for port in sorted(ports) if port not in stops | asked)


def _other_ends(context: Context, start: str, ways: Sequence[ItineraryResult]) -> Iterator[str]:
    """Of the systems that ``ways`` run along, the ends on the other side."""
    routes = (route for way in ways for part in way.stretches for route in part.routes)
    projects = dict.fromkeys(project for route in routes for project in context.relations.projects_of[route])
    for project in projects:
        for side in (0, 1):
            pairs = context.catalogue.projects[project].ends
            if start in {pair[side] for pair in pairs}:
                yield from (pair[1 - side] for pair in pairs)


def _ends_of_others(context: Context, *, goods: bool) -> Iterator[Places]:
    for project in context.catalogue.projects.values():
        if _carries_goods(context, project) is goods:
            yield from project.ends


def _carries_goods(context: Context, project: Project) -> bool:
    modes = (segment.mode for route in project.routes for segment in context.catalogue.routes[route].segments)
    return any(CARRIES[mode] == "goods" for mode in modes)


def comparison_csv(context: Context, state: ViewState) -> bytes:
    """The table of the ways that ``state`` asks for: one line for each item of a cell, with its sources."""
    ways = compared_itineraries(context, state)
    words, names = context.words, [itinerary_name(context, way.places) for way in ways]
    columns = [words(key) for key in ("ways.column_way", "ways.column_row", "ways.column_item", "ways.column_source")]
    lines = [
        (f"{number}. {names[number - 1]}", words(row.key), item_text(item), sources_of(item, context.origin))
        for number in range(1, len(ways) + 1)
        for row in all_rows(context, ways)
        for item in row.cells[number - 1]
    ]
    return csv_bytes(DataFrame(lines, columns=columns, dtype="string"), bom=True)
