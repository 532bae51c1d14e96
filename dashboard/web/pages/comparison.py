"""The comparison of itineraries: those that an address names, those that the page suggests, and the table as a file."""

from collections.abc import Iterator, Sequence
from typing import Final

from pandas import DataFrame

from dashboard.catalogue.itinerary.itinerary import CARRIES, Carried
from dashboard.catalogue.itinerary.itinerary_result import ItineraryResult
from dashboard.catalogue.models import Project
from dashboard.catalogue.vocabulary import WITHDRAWN, Mode
from dashboard.exports.csv_files import csv_bytes
from dashboard.state.view_state import Places, ViewState
from dashboard.views.comparison.as_text import item_text, sources_of
from dashboard.views.comparison.view import ComparisonRequest, all_rows
from dashboard.views.context import Context
from dashboard.views.panel.itinerary import itinerary_name
from dashboard.web.pages.itineraries import find_itineraries

MOST_SUGGESTIONS: Final = 8


def compared_itineraries(context: Context, state: ViewState) -> tuple[ItineraryResult, ...]:
    """The itineraries that ``state`` names: each the shortest one, over planned lines where no other one exists."""
    return tuple(
        find_itineraries(context, start, end, planned=state.planned, via=between[0] if between else None)
        for start, *between, end in state.itineraries
    )


def comparison_request(context: Context, state: ViewState) -> ComparisonRequest:
    """The request to the view of the comparison."""
    itineraries = compared_itineraries(context, state)
    return ComparisonRequest(state, itineraries, tuple(_suggestions(context, state, itineraries)))


def _suggestions(context: Context, state: ViewState, itineraries: Sequence[ItineraryResult]) -> list[Places]:
    """Other itineraries to compare: over a port that none of ``itineraries`` uses, to another end of the same system,
    and between the ends of other systems.
    """
    (start, *_, end), compared = state.itineraries[0], set(state.itineraries)
    goods = any(stretch.carries_goods for itinerary in itineraries for stretch in itinerary.stretches)
    others = [
        *((start, port, end) for port in (_free_ports(context, itineraries) if goods else ())),
        *((start, other) for other in _other_ends(context, start, itineraries)),
        *_ends_of_others(context, goods=goods),
    ]
    new = (places for places in dict.fromkeys(others) if places not in compared and len(set(places)) == len(places))
    return list(new)[:MOST_SUGGESTIONS]


def _free_ports(context: Context, itineraries: Sequence[ItineraryResult]) -> Iterator[str]:
    stretches = [stretch for itinerary in itineraries for stretch in itinerary.stretches]
    stops = {place for stretch in stretches for leg in stretch.legs for place in (leg.start, leg.end)}
    by_sea = (segment for segment in context.catalogue.segments.values() if segment.mode is Mode.SEA)
    ports = {end for segment in by_sea if segment.status not in WITHDRAWN for end in (segment.start, segment.end)}
    named = {place for itinerary in itineraries for place in itinerary.places}
    return (port for port in sorted(ports) if port not in stops | named)


def _other_ends(context: Context, start: str, itineraries: Sequence[ItineraryResult]) -> Iterator[str]:
    """The ends on the other side of the systems that ``itineraries`` use."""
    routes = (route for itinerary in itineraries for stretch in itinerary.stretches for route in stretch.routes)
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
    return any(CARRIES[mode] is Carried.GOODS for mode in modes)


def comparison_csv(context: Context, state: ViewState) -> bytes:
    """The table of the itineraries that ``state`` names: one line for each item of a cell, with its sources."""
    itineraries = compared_itineraries(context, state)
    words, names = context.words, [itinerary_name(context, itinerary.places) for itinerary in itineraries]
    columns = [words(key) for key in ("ways.column_way", "ways.column_row", "ways.column_item", "ways.column_source")]
    lines = [
        (f"{number}. {names[number - 1]}", words(row.key), item_text(item), sources_of(item, context.origin))
        for number in range(1, len(itineraries) + 1)
        for row in all_rows(context, itineraries)
        for item in row.cells[number - 1]
    ]
    return csv_bytes(DataFrame(lines, columns=columns, dtype="string"), bom=True)
