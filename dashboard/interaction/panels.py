"""Which panel a path opens, and what that panel lights on the map."""

import json

from dash import html
from dash.development.base_component import Component

from dashboard.interaction.corridor import find_ways
from dashboard.interaction.index_pieces import Piece, selection_piece, way_piece
from dashboard.interaction.state import Entity, ViewState, format_path
from dashboard.views.about import about_panel
from dashboard.views.context import Context
from dashboard.views.corridor import corridor_panel
from dashboard.views.home import home_panel, missing_panel
from dashboard.views.parts import data
from dashboard.views.place import country_panel, place_panel
from dashboard.views.project import project_panel
from dashboard.views.reader import document_panel, fact_panel
from dashboard.views.route import route_panel


def panel_of(context: Context, state: ViewState, version: str) -> list[Component]:
    """The panel for what is selected, the home panel with nothing selected; and last in it what it lights."""
    if state.entity is not None and state.entity.kind == "corridor":
        start, end = state.entity.id.split("/")
        found = find_ways(context, start, end, planned=state.planned)
        return [*corridor_panel(context, found), _selection(way_piece(context, found))]
    return [*_panel(context, state, version), _selection(selection_piece(context, format_path(state)))]


def _selection(piece: Piece) -> Component:
    """For the map, and for whatever else marks what is selected (assets/atlas_selection.js)."""
    text = json.dumps(piece, ensure_ascii=False, separators=(",", ":"))
    return html.Div(hidden=True, id="panel-selection", **data(selection=text))


def _panel(context: Context, state: ViewState, version: str) -> list[Component]:
    if state.missing is not None:
        return missing_panel(context, state.missing)
    if state.page == "about":
        return about_panel(context, version)
    if state.entity is None:
        return home_panel(context)
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
    raise ValueError(f"no panel for {entity.kind}")


def heading_of(context: Context, state: ViewState) -> str:
    """What is selected, by name: the page's title."""
    words, entity, catalogue = context.words, state.entity, context.catalogue
    if state.missing is not None:
        return words("missing.title")
    if state.page == "about":
        return words("about.title")
    if entity is None:
        return ""
    if entity.kind == "country":
        return words.country(entity.id)
    if entity.kind == "fact":
        return catalogue.facts[entity.id].statement.in_language(words.language)
    if entity.kind == "document":
        return catalogue.documents[entity.id].titles.in_language(words.language)
    return " – ".join(context.name_of(part) for part in entity.id.split("/"))


def corridor_ends(state: ViewState) -> tuple[str | None, str | None]:
    """The two places between which a way is asked for; none where nothing is asked."""
    entity = state.entity
    if entity is not None and entity.kind == "corridor":
        start, end = entity.id.split("/")
        return start, end
    return None, None
