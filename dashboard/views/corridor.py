"""The corridor strip: a way between two places as a line of legs, and as the text that the map shows."""

from collections.abc import Mapping
from typing import Protocol

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Place
from dashboard.catalogue.ways import Leg, Way
from dashboard.interaction import ids
from dashboard.views.context import Context, km_text
from dashboard.views.controls import Element, switch
from dashboard.views.facts import by_weight
from dashboard.views.parts import (
    Children,
    aria,
    data,
    isolated,
    joined,
    link,
    local,
    pairs,
    section,
    status_badge,
    title,
)


class Break(Protocol):
    """Two places between which nothing runs, and how far they lie apart."""

    @property
    def near(self) -> str:
        """The place where the way from the start ends."""

    @property
    def far(self) -> str:
        """The place where the way to the end begins."""

    @property
    def km(self) -> float:
        """The distance between them in kilometres."""


class Answer(Protocol):
    """What was found between two places (``interaction.corridor.Found``)."""

    @property
    def start(self) -> Place:
        """Where the way begins."""

    @property
    def end(self) -> Place:
        """Where it ends."""

    @property
    def planned(self) -> bool:
        """Whether planned lines were asked for too."""

    @property
    def ways(self) -> tuple[Way, ...]:
        """The shortest way first."""

    @property
    def gap(self) -> Break | None:
        """Where the way breaks off, if it does."""

    @property
    def planned_ways(self) -> tuple[Way, ...]:
        """What would join the two if all that is planned were built."""


_ENDS: tuple[tuple[str, str], ...] = (("from", ids.FROM), ("to", ids.TO))


def corridor_form(context: Context, ends: tuple[str | None, str | None], *, planned: bool) -> list[Component]:
    """Two search boxes for places, in any script (assets/atlas_corridor.js matches), and the way to ask."""
    words = context.words
    boxes = [_place_box(context, end, identity, chosen) for (end, identity), chosen in zip(_ENDS, ends, strict=True)]
    planned_too = switch(ids.PLANNED, words("corridor.include_planned"), on=planned)
    find = html.Button(words("corridor.find"), id="corridor-find", type="button", className="quiet")
    swap = html.Button(words("corridor.swap"), id="corridor-swap", type="button", className="quiet")
    body = [*boxes, planned_too, html.Div([find, swap], className="bar")]
    return [html.Details([html.Summary(words("corridor.title")), *body], id="corridor-form", open=ends[0] is not None)]


def _place_box(context: Context, end: str, identity: str, chosen: str | None) -> Component:
    """A combobox over the places of the page's index: what is typed in any script finds them."""
    words, lists = context.words, f"{identity}-places"
    label = Element("label", words(f"corridor.{end}"), htmlFor=identity)
    box = Element(
        "input",
        id=identity,
        type="text",
        role="combobox",
        dir="auto",
        value=context.name_of(chosen) if chosen else "",
        placeholder=words("corridor.choose"),
        autoComplete="off",
        spellCheck="false",
        maxLength="100",
        **aria(autocomplete="list", expanded="false", controls=lists),
        **data(place=chosen or "", nothing=words("filters.nothing")),
    )
    found = html.Ul([], id=lists, role="listbox", hidden=True, **aria(label=words(f"corridor.{end}")))
    return html.Div([label, box, found], className="place-box")


def corridor_panel(context: Context, found: Answer) -> list[Component]:
    """The ways between two places, or between which places there is none and what is planned there."""
    words = context.words
    names = [local(words, place.names) for place in (found.start, found.end)]
    parts: list[Component] = [
        title(" – ".join(names), words("corridor.title")),
        html.P(words("corridor.planned_too" if found.planned else "corridor.operating_only"), className="hint"),
    ]
    if found.ways:
        return [*parts, *_ways(context, found.ways)]
    parts.append(html.P(words("corridor.none"), className="summary"))
    if found.gap is not None:
        ends = [link(f"/place/{end}", context.name_of(end)) for end in (found.gap.near, found.gap.far)]
        distance = isolated(words("length.about", km=words.number(round(found.gap.km, -1))))
        parts.append(html.P([words("corridor.gap"), " ", *joined(ends, " – "), " (", distance, ")."], className="gap"))
    if found.planned_ways:
        parts.append(section(words("corridor.planned"), _ways(context, found.planned_ways[:1])))
    return parts


def _ways(context: Context, ways: tuple[Way, ...]) -> list[Component]:
    first, *others = ways
    alternatives = [
        html.Details([html.Summary(_summary(context, number, way)), *_way(context, way)], className="alternative")
        for number, way in enumerate(others, start=2)
    ]
    heading = [section(context.words("corridor.alternatives"), alternatives)] if alternatives else []
    return [*_way(context, first), *heading]


def _summary(context: Context, number: int, way: Way) -> str:
    routes = context.words.listing([context.name_of(leg.route) for leg in way.legs])
    return f"{number}. {km_text(context.words, way.length_km, way.precision)}: {routes}"


def _way(context: Context, way: Way) -> list[Component]:
    return [_totals(context, way), *_weakest(context, way), _strip(context, way)]


def _totals(context: Context, way: Way) -> Component:
    words = context.words

    def shares(rows: Mapping[str, float]) -> Component:
        items = [html.Li([name, " ", isolated(km_text(words, km, way.precision))]) for name, km in rows.items()]
        return html.Ul(items, className="km")

    by_country = {words.country(code): km for code, km in way.by_country.items()}
    if way.at_sea_km >= 1:
        by_country[words("length.at_sea")] = way.at_sea_km
    rows: list[tuple[str, Children]] = [
        (words("length.drawn"), isolated(km_text(words, way.length_km, way.precision))),
        (words("filter.mode"), shares({words(f"mode.{mode}"): km for mode, km in way.by_mode.items()})),
        (words("length.by_country"), shares(by_country)),
        (words("corridor.borders"), isolated(words.number(way.border_crossings))),
        (words("corridor.transshipments"), isolated(words.number(way.transshipments))),
    ]
    return pairs(rows)


def _weakest(context: Context, way: Way) -> list[Component]:
    """The least advanced legs, with what was said of them."""
    words = context.words
    if not way.weakest:
        return [html.P(words("corridor.all_operate"), className="hint")]
    items = []
    for leg in way.weakest:
        facts = by_weight(context.catalogue.facts[fact_id] for fact_id in leg.facts)[:2]
        said = [html.Li(link(f"/fact/{fact.id}", local(words, fact.statement))) for fact in facts]
        name = link(f"/route/{leg.route}", context.name_of(leg.route))
        items.append(html.Li([name, " ", status_badge(words, leg.status), html.Ul(said)]))
    return [html.Div([html.P(words("corridor.weakest")), html.Ul(items)], className="weakest")]


def _strip(context: Context, way: Way) -> Component:
    """Place – leg – place – leg – place, in reading order; the line beside it has the mode's colour."""
    items: list[Component] = [_stop(context, way.legs[0].start)]
    for leg in way.legs:
        items += [html.Li(_leg(context, leg), className=f"leg leg-{leg.mode}"), _stop(context, leg.end)]
    return html.Ol(items, className="strip")


def _stop(context: Context, place_id: str) -> Component:
    place = context.catalogue.places[place_id]
    country = html.Span(context.words.country(place.country), className="hint")
    return html.Li([link(f"/place/{place_id}", local(context.words, place.names)), country], className="stop")


def _facts(context: Context, leg: Leg) -> list[Component]:
    """What was said that bears on a leg, each a link to its words."""
    if not leg.facts:
        return []
    facts = by_weight((context.catalogue.facts[fact_id] for fact_id in leg.facts), leg.route)
    items = [html.Li(link(f"/fact/{fact.id}", local(context.words, fact.statement))) for fact in facts]
    return [html.Details([html.Summary(context.words.count("facts.count", len(items))), html.Ul(items)])]


def _leg(context: Context, leg: Leg) -> list[Component | str]:
    words = context.words
    return [
        html.Span(className=f"leg-line mode-{leg.mode}"),
        html.Div(
            [
                link(f"/route/{leg.route}", context.name_of(leg.route)),
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
