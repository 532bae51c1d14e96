"""The rows of the comparison: of each way what is drawn and what is stated, as items with their sources."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.itinerary.itinerary import Gap, Itinerary, Leg
from dashboard.catalogue.itinerary.itinerary_result import ItineraryResult
from dashboard.catalogue.itinerary.limits import StatedAmount, aims, capacities, least
from dashboard.catalogue.itinerary.transshipments import TransshipmentReason
from dashboard.catalogue.vocabulary import Mode
from dashboard.views.context import Context, km_text
from dashboard.views.panel.figures import figure_parts
from dashboard.views.panel.itinerary import change_parts, transshipments_text
from dashboard.views.panel.itinerary_strip import gap_name, gap_text
from dashboard.views.parts import entity_link, fact_link, isolated, joined, mode_sample

Item = Sequence[Component | str]
Cell = list[Item]
MakeCell = Callable[[Context, ItineraryResult], Cell]


@dataclass(frozen=True)
class Row:
    """One row: its heading (the key of a message), a cell for each way, and whether its items stand in an order."""

    key: str
    cells: tuple[Cell, ...]
    ordered: bool = False


def rows_of(context: Context, ways: Sequence[ItineraryResult]) -> tuple[Row, ...]:
    """The table: what of a way is not known says so, and is never a zero."""
    return tuple(Row(key, tuple(make(context, way) for way in ways)) for key, make in _ROWS)


def _of_whole(make: Callable[[Context, Itinerary], Cell]) -> MakeCell:
    """A cell that only a way from end to end has; nothing is computed over a gap."""

    def cell(context: Context, way: ItineraryResult) -> Cell:
        return (make(context, way.complete) if way.complete else []) or [[context.words("ways.not_known")]]

    return cell


def _of_goods(make: Callable[[Context, Itinerary], Cell]) -> MakeCell:
    """A cell that only a way for goods has."""
    return _of_whole(
        lambda context, way: make(context, way) if way.carries_goods else [[context.words("ways.no_goods")]]
    )


def route_link(context: Context, leg: Leg) -> Component:
    """The line of a leg, by name."""
    return entity_link(context, leg.route)


def _lines(context: Context, way: ItineraryResult) -> Cell:
    parts: list[Component] = []
    for part in way.parts:
        if isinstance(part, Gap):
            parts.append(html.Em(gap_name(context, part)))
        else:
            parts += [entity_link(context, route) for route in part.routes]
    arrow = " ← " if context.words.direction == "rtl" else " → "
    return [joined(parts, arrow)] if parts else [[context.words("ways.not_known")]]


def _length(context: Context, way: ItineraryResult) -> Cell:
    words = context.words
    if way.complete is None:
        nothing = "corridor.same" if way.farthest_km is None else "corridor.none"
        return [[gap_text(context, gap)] for gap in way.gaps] or [[words(nothing)]]
    drawn = html.B(isolated(km_text(words, way.complete.length_km, way.complete.precision)))
    return [[drawn, words.comma, words(f"precision.{way.complete.precision}")]]


def _by_mode(context: Context, way: Itinerary) -> Cell:
    words = context.words
    return [
        [mode_sample(words, mode), " ", isolated(km_text(words, km, way.precision))] for mode, km in way.by_mode.items()
    ]


def _borders(context: Context, way: Itinerary) -> Cell:
    words = context.words
    pairs = [
        f"{words.country(crossing.before)} – {words.country(crossing.after)}"
        + (f" ({words('corridor.by_sea')})" if crossing.by_sea else "")
        for crossing in way.crossings
    ]
    return [[html.B(words.number(len(pairs))), *([": ", words.listing(pairs)] if pairs else [])]]


def _transshipments(context: Context, way: Itinerary) -> Cell:
    if way.unknown_gauges and not way.transshipments:
        return [[context.words("corridor.gauge_partly")]]
    return [[html.B(transshipments_text(context, way))]]


def _gauges(context: Context, way: Itinerary) -> Cell:
    """How many changes of gauge are known, where, by which source, and where the gauge is not known."""
    words = context.words
    changes = [change for change in way.transshipments if change.change is TransshipmentReason.GAUGE]
    items: Cell = [change_parts(context, change) for change in changes]
    items += unknown_gauges(context, way)
    if not items and Mode.RAIL not in way.by_mode:
        return [[words("ways.no_railway")]]
    return items or [[words("ways.one_gauge")]]


def unknown_gauges(context: Context, way: Itinerary) -> Cell:
    """Between which places the gauge is not known."""
    stretches = (context.stretch_name(start, end) for start, end in way.unknown_gauges)
    return [[f"{context.words('corridor.gauge_unknown')}: ", isolated(ends)] for ends in stretches]


def _idle(context: Context, way: Itinerary) -> Cell:
    words = context.words
    if not way.idle:
        return [[words("corridor.all_operate")]]
    return [
        [
            route_link(context, leg),
            f": {words(f'status.{leg.status}')}{words.comma}",
            isolated(km_text(words, leg.length_km, leg.precision)),
        ]
        for leg in sorted(way.idle, key=lambda leg: -leg.length_km)
    ]


def _times(context: Context, way: Itinerary) -> Cell:
    """Every stated time: they are of different years and stretches, so none is taken for the others."""
    items: Cell = []
    for limit in way.times:
        holder = _holder(context, limit.holder)
        items += [[holder, *fact_parts(context, fact)] for fact in limit.facts]
        items += [[holder, *figure_parts(context.words, figure)] for figure in limit.figures]
    return items


def _least_capacity(context: Context, way: Itinerary) -> Cell:
    return [amount_parts(context, amount) for amount in least(capacities(way.limits, context.catalogue.facts))]


def _least_aim(context: Context, way: Itinerary) -> Cell:
    return [amount_parts(context, amount) for amount in least(aims(way.limits, context.catalogue.facts))]


def amount_parts(context: Context, amount: StatedAmount) -> list[Component | str]:
    """An amount, whose it is, and the statement or the figure that says it."""
    words = context.words
    holder = _holder(context, amount.holder)
    if amount.figure is not None:
        return [holder, *figure_parts(words, amount.figure)]
    said = fact_parts(context, amount.fact) if amount.fact else []
    return [holder, html.B(isolated(words.amount(amount.unit, amount.value))), " – ", *said]


def _holder(context: Context, entity: str) -> Component:
    """Of what something is stated."""
    return html.Span([entity_link(context, entity), ": "], className="comparison-holder")


def fact_parts(context: Context, fact_id: str) -> list[Component | str]:
    """A statement as a link to its words."""
    return [fact_link(context, fact_id)]


def _evidence(context: Context, way: ItineraryResult) -> Cell:
    told = frozenset[str]().union(*(part.evidence for part in way.stretches))
    if not way.stretches:
        return [[context.words("ways.not_known")]]
    return [[context.words.count("facts.count", len(told))]]


_ROWS: Final[tuple[tuple[str, MakeCell], ...]] = (
    ("ways.lines", _lines),
    ("length.drawn", _length),
    ("filter.mode", _of_whole(_by_mode)),
    ("corridor.borders", _of_whole(_borders)),
    ("corridor.transshipments", _of_goods(_transshipments)),
    ("ways.gauges", _of_goods(_gauges)),
    ("ways.idle", _of_whole(_idle)),
    ("ways.times", _of_whole(_times)),
    ("ways.least_capacity", _of_whole(_least_capacity)),
    ("ways.least_aim", _of_whole(_least_aim)),
    ("ways.evidence", _evidence),
)
