"""The panel of a path, and its selection on the map."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.filter_result import filter_result
from dashboard.catalogue.filters import Facets
from dashboard.geo.points import nearest, parse_point
from dashboard.state.dock_address import DockState
from dashboard.state.map_state import view_of
from dashboard.state.story_map import STORY, state_shown_by_map, story_and_step
from dashboard.state.view_state import Entity, ViewState, format_path, format_query
from dashboard.views.changes import changes_panel
from dashboard.views.comparison.view import comparison_address
from dashboard.views.context import Context
from dashboard.views.not_found import missing_panel
from dashboard.views.panel.about import about_panel
from dashboard.views.panel.corridor import corridor_panel
from dashboard.views.panel.home import home_panel
from dashboard.views.panel.itinerary import itinerary_name
from dashboard.views.panel.passing import passing_panel
from dashboard.views.panel.place import country_panel, place_panel, point_panel
from dashboard.views.panel.project import project_panel
from dashboard.views.panel.reader import document_panel, fact_panel
from dashboard.views.panel.route import route_panel
from dashboard.views.parts import data, plain_title
from dashboard.views.story.cards import missing_story_panel, stories_panel
from dashboard.web.pages.comparison import compared_itineraries
from dashboard.web.pages.page_index import Json, itinerary_data, selection_data
from dashboard.web.pages.stories import panel_of_story, sentence_writer

NEAREST_PLACES: Final = 5
_PAGE_TITLES: Final = {"about": "about.title", "changes": "changes.title", "stories": "stories.title"}
NO_FACETS: Final[Mapping[str, Facets]] = MappingProxyType({})


def panel_address(state: ViewState) -> str:
    """The part of an address that its panel depends on: the selection, without one the filters and the day, and for a
    corridor its parameters.
    """
    filters = state.filters if state.home else {}
    panel_state = ViewState(
        entity=state.entity,
        filters=filters,
        planned=state.planned,
        via=state.via,
        compared_ways=state.compared_ways,
        dock=DockState(on=state.dock.on if filters else None),
    )
    query = format_query(panel_state)
    return f"{format_path(state)}?{query}" if query else format_path(state)


def build_panel(
    context: Context,
    state: ViewState,
    version: str,
    likely: Sequence[Entity] = (),
    facets: Mapping[str, Facets] = NO_FACETS,
    documents: Collection[str] | None = None,
) -> list[Component]:
    """The panel of the selection or of what passes the filters, else the home panel. Its last element is the selection.

    Only statements of ``documents`` pass, where these are given. ``likely`` are suggestions for an address that names
    nothing in the atlas.
    """
    if state.entity is not None and state.entity.kind == "corridor":
        results = compared_itineraries(context, state)
        return [
            *corridor_panel(context, results[0], comparison_address(state, state.itineraries)),
            _selection(context, state, itinerary_data(context, results)),
        ]
    map_view = state_shown_by_map(state, context.catalogue.stories)
    selected = selection_data(context, map_view, facets)
    selection = _selection(context, map_view, selected)
    if state.entity is not None and state.entity.kind == STORY:
        return [*panel_of_story(context, state.entity.id, facets), selection]
    if state.home and state.filters:
        result = filter_result(context.catalogue, context.relations, facets, state.filters, documents=documents)
        counted = None if state.dock.on is None else documents  # a large catalogue would look up the document of each
        return [*passing_panel(context, result, state.filters, counted), selection]
    heading, *rest = _panel(context, state, version, likely)
    return [heading, *_map_note(context, state.entity, selected), *rest, selection]


def _map_note(context: Context, entity: Entity | None, selected: Json) -> list[Component]:
    """What the map shows of a record, where a reader could take its lines for more or less than they are."""
    if entity is None or entity.kind not in ("project", "fact", "document"):
        return []
    if not selected["routes"] and not selected["places"]:
        return [html.P(context.words("map.of_nothing"), className="hint")]
    return [html.P(context.words("map.of_document"), className="hint")] if entity.kind == "document" else []


def _selection(context: Context, state: ViewState, selected: Json) -> Component:
    """The selection and its cameras, without and with withdrawn lines (assets/src/page/selection.js)."""
    states = (replace(state, view=None, switches=frozenset(switches)) for switches in ((), ("retired",)))
    cameras = list(dict.fromkeys(view_of(each, selected, context.catalogue.first_view) for each in states))
    selection = {**selected, "cameras": [camera.as_camera() for camera in cameras]}
    text = json.dumps(selection, ensure_ascii=False, separators=(",", ":"))
    return html.Div(hidden=True, id="panel-selection", **data(selection=text))


def _panel(context: Context, state: ViewState, version: str, likely: Sequence[Entity]) -> list[Component]:
    if state.missing is not None and state.missing.startswith(f"/{STORY}"):
        return missing_story_panel(context, sentence_writer(context))
    if state.missing is not None:
        states = [ViewState(entity=entity) for entity in likely]
        suggestions = [(format_path(state), heading_of(context, state)) for state in states]
        return missing_panel(context, state.missing, suggestions)
    if state.page == "about":
        return about_panel(context, version)
    if state.page == "changes":
        return changes_panel(context)
    if state.page == "stories":
        return stories_panel(context, sentence_writer(context))
    if state.entity is None:
        return home_panel(context, sentence_writer(context))
    return _entity_panel(context, state.entity)


def _entity_panel(context: Context, entity: Entity) -> list[Component]:
    catalogue = context.catalogue
    match entity.kind:
        case "project":
            return project_panel(context, catalogue.projects[entity.id])
        case "route":
            return route_panel(context, catalogue.routes[entity.id])
        case "place":
            return place_panel(context, catalogue.places[entity.id])
        case "country":
            return country_panel(context, entity.id)
        case "fact":
            return fact_panel(context, catalogue.facts[entity.id])
        case "document":
            return document_panel(context, catalogue.documents[entity.id])
        case "point":
            return _point_panel(context, entity.id)
    raise ValueError(f"no panel for {entity.kind}")


def _point_panel(context: Context, point: str) -> list[Component]:
    lat, lon = parse_point(point) or (0.0, 0.0)
    places = list(context.catalogue.places.values())
    indices = nearest((lon, lat), [(place.lon, place.lat) for place in places], NEAREST_PLACES)
    return point_panel(context, lat, lon, [(places[number], km) for number, km in indices])


def heading_of(context: Context, state: ViewState) -> str:
    """The name of the selection: the page's title."""
    words, entity, catalogue = context.words, state.entity, context.catalogue
    if state.missing is not None:
        return words("missing.title")
    if state.page is not None:
        return words(_PAGE_TITLES[state.page])
    if entity is None:
        return ""
    if entity.kind == "country":
        return words.country(entity.id)
    if entity.kind == "fact":
        return catalogue.facts[entity.id].statement.in_language(words.language)
    if entity.kind == "document":
        return plain_title(words, catalogue.documents[entity.id])
    if entity.kind == STORY:
        return catalogue.stories[story_and_step(entity.id)[0]].title.in_language(words.language)
    if entity.kind == "point":
        lat, lon = parse_point(entity.id) or (0.0, 0.0)
        return words.position(lon, lat, digits=5)
    return itinerary_name(context, state.itineraries[0]) if state.itineraries else context.name_of(entity.id)


def corridor_ends(state: ViewState) -> tuple[str | None, str | None, str | None]:
    """The start, the place between and the end of the corridor at an address; None for each at other addresses."""
    if not state.itineraries:
        return None, None, None
    start, *between, end = state.itineraries[0]
    return start, between[0] if between else None, end
