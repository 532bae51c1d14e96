"""The rows of the comparison: the lines and the stated amounts of each itinerary, as items with their sources."""

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
from dashboard.views.parts import arrow, entity_link, fact_link, isolated, joined, mode_sample

Item = Sequence[Component | str]
Cell = list[Item]
MakeCell = Callable[[Context, ItineraryResult], Cell]


@dataclass(frozen=True)
class Row:
    """A row: its heading (the key of a message), a cell for each itinerary, and whether its items are numbered."""

    key: str
    cells: tuple[Cell, ...]
    ordered: bool = False


def rows_of(context: Context, results: Sequence[ItineraryResult]) -> tuple[Row, ...]:
    """The rows but for the obstacles. An unknown amount is called unknown, and is never a zero."""
    return tuple(Row(key, tuple(make(context, result) for result in results)) for key, make in _ROWS)


def _complete_only(make: Callable[[Context, Itinerary], Cell]) -> MakeCell:
    """A cell that only a complete itinerary has: nothing is computed over a gap."""

    def cell(context: Context, result: ItineraryResult) -> Cell:
        return (make(context, result.complete) if result.complete else []) or [[context.words("ways.not_known")]]

    return cell


def _goods_only(make: Callable[[Context, Itinerary], Cell]) -> MakeCell:
    """A cell that only an itinerary for goods has."""

    def cell(context: Context, itinerary: Itinerary) -> Cell:
        return make(context, itinerary) if itinerary.carries_goods else [[context.words("ways.no_goods")]]

    return _complete_only(cell)


def _lines(context: Context, result: ItineraryResult) -> Cell:
    parts: list[Component] = []
    for part in result.parts:
        if isinstance(part, Gap):
            parts.append(html.Em(gap_name(context, part)))
        else:
            parts += [entity_link(context, route) for route in part.routes]
    return [joined(parts, arrow(context.words))] if parts else [[context.words("ways.not_known")]]


def _length(context: Context, result: ItineraryResult) -> Cell:
    words = context.words
    if result.complete is None:
        nothing = "corridor.same" if result.farthest_km is None else "corridor.none"
        return [[gap_text(context, gap)] for gap in result.gaps] or [[words(nothing)]]
    drawn = html.B(isolated(km_text(words, result.complete.length_km, result.complete.precision)))
    return [[drawn, words.comma, words(f"precision.{result.complete.precision}")]]


def _by_mode(context: Context, itinerary: Itinerary) -> Cell:
    words = context.words
    return [
        [mode_sample(words, mode), " ", isolated(km_text(words, km, itinerary.precision))]
        for mode, km in itinerary.by_mode.items()
    ]


def _borders(context: Context, itinerary: Itinerary) -> Cell:
    words = context.words
    pairs = [
        f"{words.country(crossing.before)} – {words.country(crossing.after)}"
        + (f" ({words('corridor.by_sea')})" if crossing.by_sea else "")
        for crossing in itinerary.crossings
    ]
    return [[html.B(words.number(len(pairs))), *([": ", words.listing(pairs)] if pairs else [])]]


def _transshipments(context: Context, itinerary: Itinerary) -> Cell:
    if itinerary.unknown_gauges and not itinerary.transshipments:
        return [[context.words("corridor.gauge_partly")]]
    return [[html.B(transshipments_text(context, itinerary))]]


def _gauges(context: Context, itinerary: Itinerary) -> Cell:
    """The known changes of gauge with their sources, and the stretches of unknown gauge."""
    words = context.words
    changes = [change for change in itinerary.transshipments if change.change is TransshipmentReason.GAUGE]
    items: Cell = [change_parts(context, change) for change in changes]
    items += unknown_gauges(context, itinerary)
    if not items and Mode.RAIL not in itinerary.by_mode:
        return [[words("ways.no_railway")]]
    return items or [[words("ways.one_gauge")]]


def unknown_gauges(context: Context, itinerary: Itinerary) -> Cell:
    """The stretches whose gauge is not known."""
    stretches = (context.stretch_name(start, end) for start, end in itinerary.unknown_gauges)
    return [[f"{context.words('corridor.gauge_unknown')}: ", isolated(ends)] for ends in stretches]


def _idle(context: Context, itinerary: Itinerary) -> Cell:
    lines: Cell = [idle_parts(context, leg) for leg in itinerary.longest_idle]
    return lines or [[context.words("corridor.all_operate")]]


def idle_parts(context: Context, leg: Leg) -> list[Component | str]:
    """A line that does not operate: its name, status and length."""
    words = context.words
    length = isolated(km_text(words, leg.length_km, leg.precision))
    return [entity_link(context, leg.route), f": {words(f'status.{leg.status}')}{words.comma}", length]


def _times(context: Context, itinerary: Itinerary) -> Cell:
    """Every stated time. They hold for different years and stretches, so that none replaces the others."""
    items: Cell = []
    for limit in itinerary.times:
        holder = _holder(context, limit.holder)
        items += [[holder, fact_link(context, fact)] for fact in limit.facts]
        items += [[holder, *figure_parts(context.words, figure)] for figure in limit.figures]
    return items


def _least_capacity(context: Context, itinerary: Itinerary) -> Cell:
    return [amount_parts(context, amount) for amount in least(capacities(itinerary.limits, context.catalogue))]


def _least_aim(context: Context, itinerary: Itinerary) -> Cell:
    return [amount_parts(context, amount) for amount in least(aims(itinerary.limits, context.catalogue))]


def amount_parts(context: Context, amount: StatedAmount) -> list[Component | str]:
    """An amount with the project, route or place to which it belongs, and its statement or figure."""
    words = context.words
    holder = _holder(context, amount.holder)
    if amount.figure is not None:
        return [holder, *figure_parts(words, amount.figure)]
    statement = [fact_link(context, amount.fact)] if amount.fact else []
    return [holder, html.B(isolated(words.amount(amount.unit, amount.value))), " – ", *statement]


def _holder(context: Context, entity: str) -> Component:
    """The project, route or place to which an amount belongs."""
    return html.Span([entity_link(context, entity), ": "], className="comparison-holder")


def _evidence(context: Context, result: ItineraryResult) -> Cell:
    if not result.stretches:
        return [[context.words("ways.not_known")]]
    facts = frozenset[str]().union(*(part.evidence for part in result.stretches))
    return [[context.words.count("facts.count", len(facts))]]


_ROWS: Final[tuple[tuple[str, MakeCell], ...]] = (
    ("ways.lines", _lines),
    ("length.drawn", _length),
    ("filter.mode", _complete_only(_by_mode)),
    ("corridor.borders", _complete_only(_borders)),
    ("corridor.transshipments", _goods_only(_transshipments)),
    ("ways.gauges", _goods_only(_gauges)),
    ("ways.idle", _complete_only(_idle)),
    ("ways.times", _complete_only(_times)),
    ("ways.least_capacity", _complete_only(_least_capacity)),
    ("ways.least_aim", _complete_only(_least_aim)),
    ("ways.evidence", _evidence),
)
