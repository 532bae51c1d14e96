"""The strip of an itinerary: place – leg – place in reading order, with gaps where the atlas has no line."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.itinerary.itinerary import Gap, Itinerary, Leg
from dashboard.views.context import Context, km_text
from dashboard.views.panel.statements import by_weight
from dashboard.views.parts import entity_link, fact_link, isolated, joined, link, local, status_badge

Items = list[Component]


def strip(context: Context, itinerary: Itinerary) -> Component:
    """The strip of a complete itinerary. The line beside each leg has the colour of its mode."""
    return html.Ol([_stop(context, itinerary.legs[0].start), *_legs(context, itinerary)], className="strip")


def broken_strip(context: Context, parts: Sequence[Itinerary | Gap]) -> Component:
    """The strip of an itinerary with gaps, which are dashed."""
    first = parts[0]
    items = [_stop(context, first.near if isinstance(first, Gap) else first.legs[0].start)]
    for part in parts:
        items += _gap(context, part) if isinstance(part, Gap) else _legs(context, part)
    return html.Ol(items, className="strip")


def gap_notes(context: Context, gaps: Sequence[Gap]) -> Items:
    """A note for each gap, and that a gap in the atlas says nothing about the world."""
    notes: Items = [html.P(_gap_parts(context, gap), className="gap") for gap in gaps]
    explained = html.P(context.words("corridor.gap_explained"), className="hint")
    return notes if all(gap.has_line for gap in gaps) else [*notes, explained]


def gap_name(context: Context, gap: Gap) -> str:
    """The name of a gap: no line, or no line that operates."""
    return context.words("corridor.not_operating" if gap.has_line else "corridor.gap")


def gap_text(context: Context, gap: Gap) -> str:
    """A gap as one line of text without links."""
    return f"{gap_name(context, gap)}: {context.stretch_name(gap.near, gap.far)} ({_distance(context, gap)})"


def _distance(context: Context, gap: Gap) -> str:
    return km_text(context.words, gap.km, gap.precision)


def _gap_parts(context: Context, gap: Gap) -> list[Component | str]:
    ends = [entity_link(context, end) for end in (gap.near, gap.far)]
    return [gap_name(context, gap), ": ", *joined(ends, " – "), " (", isolated(_distance(context, gap)), ")"]


def _gap(context: Context, gap: Gap) -> Items:
    text = html.Div([gap_name(context, gap), html.Div(isolated(_distance(context, gap)))])
    leg = html.Li([html.Span(className="leg-line missing"), text], className="leg leg-missing")
    return [leg, _stop(context, gap.far)]


def _legs(context: Context, itinerary: Itinerary) -> Items:
    items: Items = []
    for leg in itinerary.legs:
        items += [html.Li(_leg(context, leg), className=f"leg leg-{leg.mode}"), _stop(context, leg.end)]
    return items


def _stop(context: Context, place_id: str) -> Component:
    place = context.catalogue.places[place_id]
    country = html.Span(context.words.country(place.country), className="hint")
    return html.Li([link(f"/place/{place_id}", local(context.words, place.names)), country], className="stop")


def _facts(context: Context, leg: Leg) -> list[Component]:
    """The statements about a leg as links, folded."""
    if not leg.facts:
        return []
    facts = by_weight((context.catalogue.facts[fact_id] for fact_id in leg.facts), leg.route)
    items = [html.Li(fact_link(context, fact.id)) for fact in facts]
    return [html.Details([html.Summary(context.words.count("facts.count", len(items))), html.Ul(items)])]


def _leg(context: Context, leg: Leg) -> list[Component | str]:
    words = context.words
    return [
        html.Span(className=f"leg-line mode-{leg.mode}"),
        html.Div(
            [
                entity_link(context, leg.route),
                html.Div(
                    [
                        html.Span(words(f"mode.{leg.mode}")),
                        html.Span(isolated(km_text(words, leg.length_km, leg.precision))),
                        status_badge(words, leg.status),
                        html.Span(words(f"precision.{leg.precision}")),
                        html.Span(words.comma.join(words.country(code) for code in leg.countries)),
                    ],
                    className="meta",
                ),
                *_facts(context, leg),
            ]
        ),
    ]
