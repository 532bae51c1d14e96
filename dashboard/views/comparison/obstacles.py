"""The row of the comparison with the obstacles of each itinerary, in an order that follows from the records."""

from dash.development.base_component import Component

from dashboard.catalogue.itinerary.itinerary import Itinerary, Leg
from dashboard.catalogue.itinerary.itinerary_result import ItineraryResult
from dashboard.catalogue.itinerary.limits import capacities, least_of_each
from dashboard.catalogue.vocabulary import Unit
from dashboard.views.comparison.rows import Cell, Item, Row, amount_parts, idle_parts, unknown_gauges
from dashboard.views.context import Context
from dashboard.views.panel.itinerary import change_parts
from dashboard.views.panel.itinerary_strip import gap_text
from dashboard.views.panel.statements import by_weight
from dashboard.views.parts import fact_link

MOST_STATEMENTS = 2
"""The most statements about one line."""


def obstacles_row(context: Context, results: tuple[ItineraryResult, ...]) -> Row:
    """The obstacles of each itinerary.

    First the lines and gaps without operation, the longest first; then stated capacities in tonnes a year, the least
    first; then changes of vehicle and unknown gauges, in the order of travel.
    """
    return Row("ways.holds", tuple(_cell(context, result) for result in results), ordered=True)


def _cell(context: Context, result: ItineraryResult) -> Cell:
    words = context.words
    items: Cell = [[gap_text(context, gap), ". ", words("ways.unsaid")] for gap in result.gaps]
    if result.complete is not None:
        items += _obstacles(context, result.complete)
    return items or [[words("ways.not_known")]]


def _obstacles(context: Context, itinerary: Itinerary) -> Cell:
    amounts = capacities(itinerary.limits, context.catalogue)
    tonnes = tuple(amount for amount in amounts if amount.unit == Unit.TONNES_MILLION_PER_YEAR)
    return [
        *(_idle_line(context, leg) for leg in itinerary.longest_idle),
        *(amount_parts(context, amount) for amount in least_of_each(tonnes)),
        *(change_parts(context, change) for change in itinerary.transshipments),
        *unknown_gauges(context, itinerary),
    ]


def _idle_line(context: Context, leg: Leg) -> Item:
    """A line that does not operate, with its most important statements, or that there are none."""
    facts = by_weight((context.catalogue.facts[fact] for fact in leg.facts), leg.route)[:MOST_STATEMENTS]
    statements = [part for fact in facts for part in (" – ", fact_link(context, fact.id))]
    none: list[Component | str] = [". ", context.words("ways.unsaid")]
    return [*idle_parts(context, leg), *(statements or none)]
