"""The search for an itinerary between two places: its form and its panel."""

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.itinerary.itinerary import Gap, Itinerary, gaps
from dashboard.catalogue.itinerary.itinerary_result import ItineraryResult
from dashboard.views import component_ids as ids
from dashboard.views.context import Context, km_text
from dashboard.views.controls import Element, switch
from dashboard.views.panel.itinerary import itinerary_name, itinerary_parts
from dashboard.views.panel.itinerary_strip import broken_strip, gap_notes
from dashboard.views.parts import aria, data, link, section, title

_ENDS: tuple[tuple[str, str], ...] = (("from", ids.FROM), ("via", ids.VIA), ("to", ids.TO))


def corridor_form(context: Context, ends: tuple[str | None, ...], *, planned: bool) -> list[Component]:
    """The form: search boxes for places, in any script (assets/src/page/corridor.js), and its buttons.

    ``ends`` are the places in the boxes: the start, the place between, the end.
    """
    words = context.words
    boxes = [_place_box(context, *box, chosen) for box, chosen in zip(_ENDS, ends, strict=True)]
    planned_too = switch(ids.PLANNED, words("corridor.include_planned"), on=planned)
    find = html.Button(words("corridor.find"), id="corridor-find", type="button", className="quiet")
    swap = html.Button(words("corridor.swap"), id="corridor-swap", type="button", className="quiet")
    compare = html.Button(words("ways.compare"), id="corridor-compare", type="button", className="quiet")
    body = [*boxes, planned_too, html.Div([find, compare, swap], className="bar")]
    return [html.Details([html.Summary(words("corridor.title")), *body], id="corridor-form", open=ends[0] is not None)]


def _place_box(context: Context, end: str, element_id: str, chosen: str | None) -> Component:
    """A combobox over the places of the page's index, which finds them in any script."""
    words, lists = context.words, f"{element_id}-places"
    label = Element("label", words(f"corridor.{end}"), htmlFor=element_id)
    box = Element(
        "input",
        id=element_id,
        type="text",
        role="combobox",
        dir="auto",
        value=context.name_of(chosen) if chosen else "",
        placeholder=words("corridor.any" if end == "via" else "corridor.choose"),
        autoComplete="off",
        spellCheck="false",
        maxLength="100",
        **aria(autocomplete="list", expanded="false", controls=lists),
        **data(place=chosen or "", nothing=words("filters.nothing")),
    )
    listbox = html.Ul([], id=lists, role="listbox", hidden=True, **aria(label=words(f"corridor.{end}")))
    return html.Div([label, box, listbox], className="place-box")


def corridor_panel(context: Context, result: ItineraryResult, side_by_side: str = "") -> list[Component]:
    """The itineraries between two places; where there is none, the gaps and the planned lines.

    ``side_by_side`` is the address of the comparison with other itineraries.
    """
    words = context.words
    parts: list[Component] = [
        title(itinerary_name(context, result.places), words("corridor.title")),
        html.P(words("corridor.planned_too" if result.planned else "corridor.operating_only"), className="hint"),
        html.P(link(side_by_side, words("ways.open")), className="comparison-open"),
    ]
    if result.itineraries:
        return [*parts, *_itineraries(context, result.itineraries)]
    if result.farthest_km is not None:
        km = words("length.about", km=words.number(round(result.farthest_km, -1)))
        return [*parts, html.P(words("corridor.too_far", km=km), className="summary")]
    if not (result.planned_itineraries or result.broken):
        return [*parts, html.P(words("corridor.same"), className="summary")]
    parts.append(html.P(words("corridor.none_planned" if result.planned else "corridor.none"), className="summary"))
    if result.planned_itineraries:
        first = result.planned_itineraries[0]
        parts += gap_notes(context, gaps(first))
        return [*parts, section(words("corridor.planned"), itinerary_parts(context, first))]
    missing = [part for part in result.broken if isinstance(part, Gap)]
    return [*parts, *gap_notes(context, missing), broken_strip(context, result.broken)]


def _itineraries(context: Context, itineraries: tuple[Itinerary, ...]) -> list[Component]:
    first, *others = itineraries
    alternatives = [
        html.Details(
            [html.Summary(_summary(context, number, other)), *itinerary_parts(context, other)], className="alternative"
        )
        for number, other in enumerate(others, start=2)
    ]
    heading = [section(context.words("corridor.alternatives"), alternatives)] if alternatives else []
    return [*itinerary_parts(context, first), *heading]


def _summary(context: Context, number: int, itinerary: Itinerary) -> str:
    routes = context.words.listing([context.name_of(leg.route) for leg in itinerary.legs])
    return f"{number}. {km_text(context.words, itinerary.length_km, itinerary.precision)}: {routes}"
