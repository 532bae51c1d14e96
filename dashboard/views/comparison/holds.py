"""What holds a way back, in an order that the records give: nothing here is weighed by us."""

from dash.development.base_component import Component

from dashboard.catalogue.itinerary.itinerary import Itinerary, Leg
from dashboard.catalogue.itinerary.itinerary_result import ItineraryResult
from dashboard.catalogue.itinerary.limits import capacities, least_of_each
from dashboard.catalogue.vocabulary import Unit
from dashboard.views.comparison.rows import Cell, Item, Row, amount_parts, fact_parts, route_link, unknown_gauges
from dashboard.views.context import Context, km_text
from dashboard.views.panel.itinerary import change_parts
from dashboard.views.panel.itinerary_strip import gap_text
from dashboard.views.panel.statements import by_weight
from dashboard.views.parts import isolated

MOST_SAID = 2
"""Statements that are shown of one line."""
_BY_YEAR = Unit.TONNES_MILLION_PER_YEAR


def holds_row(context: Context, ways: tuple[ItineraryResult, ...]) -> Row:
    """Of each way first where nothing runs, the longest first; then stated capacities of tonnes a year, the least
    first; then where goods change vehicles and the gauge is not known, in the order of travel.
    """
    return Row("ways.holds", tuple(_holds(context, way) for way in ways), ordered=True)


def _holds(context: Context, way: ItineraryResult) -> Cell:
    words = context.words
    items: Cell = [[gap_text(context, gap), ". ", words("ways.unsaid")] for gap in way.gaps]
    if way.complete is not None:
        items += _of_whole(context, way.complete)
    return items or [[words("ways.not_known")]]


def _of_whole(context: Context, way: Itinerary) -> Cell:
    stated = (amount for amount in capacities(way.limits, context.catalogue.facts) if amount.unit == _BY_YEAR)
    items: Cell = [_idle(context, leg) for leg in sorted(way.idle, key=lambda leg: -leg.length_km)]
    items += [amount_parts(context, amount) for amount in least_of_each(tuple(stated))]
    items += [change_parts(context, change) for change in way.transshipments]
    return items + unknown_gauges(context, way)


def _idle(context: Context, leg: Leg) -> Item:
    """A line that does not operate, with the statements that bear most on it, or that there is none."""
    words = context.words
    facts = by_weight((context.catalogue.facts[fact] for fact in leg.facts), leg.route)[:MOST_SAID]
    said: list[Component | str] = []
    for fact in facts:
        said += [" – ", *fact_parts(context, fact.id)]
    length = isolated(km_text(words, leg.length_km, leg.precision))
    head: list[Component | str] = [route_link(context, leg), f": {words(f'status.{leg.status}')}{words.comma}", length]
    unsaid: list[Component | str] = [". ", words("ways.unsaid")]
    return [*head, *(said or unsaid)]
