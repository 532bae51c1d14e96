"""The panels of a place, of a country, and of a position on the map."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Place
from dashboard.views.context import Context
from dashboard.views.panel.project import route_section
from dashboard.views.panel.sources import cited
from dashboard.views.panel.statements import fact_list, first_ids, truncation_note
from dashboard.views.parts import (
    Children,
    data,
    entity_section,
    isolated,
    link,
    local,
    other_names,
    pairs,
    section,
    title,
)


def place_panel(context: Context, place: Place) -> list[Component]:
    """The panel of a place: its position and precision, its projects, its statements and its routes."""
    words = context.words
    routes = [
        route
        for route in context.catalogue.routes.values()
        if any(place.id in (segment.start, segment.end) for segment in route.segments)
    ]
    rows: list[tuple[str, Children]] = [
        (words("filter.country"), link(f"/country/{place.country}", words.country(place.country))),
        (
            words("place.position"),
            [
                isolated(words.position(place.lon, place.lat)),
                " · ",
                words("precision.within", m=words.number(place.precision_m)),
            ],
        ),
        (words("place.source"), cited(place.source)),
    ]
    ends = [
        html.Button(words(f"corridor.{end}_here"), type="button", className="quiet", **data(end=end, place=place.id))
        for end in ("from", "to")
    ]
    return [
        title(local(words, place.names), words(f"place-kind.{place.kind}")),
        pairs(rows),
        html.P(ends, className="bar-start"),
        *entity_section(context, words("home.projects"), context.relations.projects_of.get(place.id, ())),
        fact_list(context, context.relations.facts_of.get(place.id, ()), place.id),
        *route_section(context, routes),
        other_names(words, place.names),
    ]


def country_panel(context: Context, code: str) -> list[Component]:
    """The panel of a country: its projects, the routes that cross it, and its statements."""
    relations = context.relations
    all_entities = relations.entities_of_country.get(code, ())
    entities = first_ids(context, all_entities)
    routes = [context.catalogue.routes[entity] for entity in entities if entity in context.catalogue.routes]
    projects = tuple(entity for entity in entities if entity in context.catalogue.projects)
    return [
        title(context.words.country(code), context.words("filter.country")),
        *truncation_note(context, all_entities),
        *entity_section(context, context.words("home.projects"), projects),
        *route_section(context, routes),
        fact_list(context, relations.facts_of_country.get(code, ()), code, context.words("country.statements")),
    ]


def point_panel(context: Context, lat: float, lon: float, nearest: Sequence[tuple[Place, float]]) -> list[Component]:
    """The panel of a position without a record: its coordinates and the nearest places with their distance in km."""
    words = context.words
    items = [
        html.Li(
            [
                link(f"/place/{place.id}", isolated(local(words, place.names))),
                html.Div([html.Span(words(f"place-kind.{place.kind}")), html.Span(words.away(km))], className="meta"),
            ]
        )
        for place, km in nearest
    ]
    return [
        title(words.position(lon, lat, digits=5), words("point.over")),
        section(words("point.nearest"), html.Ul(items, className="nearest")),
    ]
