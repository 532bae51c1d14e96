"""The preview of an address: which words stand beside which part of the map."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from dashboard.cartography.figure import FIRST_VIEW
from dashboard.cartography.first_picture import FirstPicture, Shown
from dashboard.cartography.picture_view import PictureView, Room, fitted, on_ground
from dashboard.cartography.preview import Card, preview_svg
from dashboard.catalogue.facets import Facets
from dashboard.catalogue.models import Place, Route
from dashboard.interaction.corridor import find_ways
from dashboard.interaction.index_pieces import selection_piece
from dashboard.interaction.panels import heading_of
from dashboard.interaction.picture import CLOSEST_ZOOM, shown_of, view_of
from dashboard.interaction.state import ViewState, format_path
from dashboard.views.context import Context, km_text
from dashboard.views.facts import date_of, said_when
from dashboard.views.parts import local

SEPARATOR: Final = " · "
PLACE_ZOOM: Final = 4.6


@dataclass(frozen=True)
class Words:
    """What differs from page to page in a card; see ``Card``."""

    over: str
    words: str
    by: str
    rtl: bool | None = None
    quoted: bool = False
    title: str | None = None


def preview_of(picture: FirstPicture, context: Context, state: ViewState, facets: Mapping[str, Facets]) -> str:
    """The preview as SVG (``cartography.preview``) of what ``state`` selects; its filters and view do not count."""
    plain = ViewState(entity=state.entity, page=state.page)
    selected = selection_piece(context, format_path(plain))
    view, shown = view_of(plain, selected), shown_of(plain, selected, {}, facets)
    if state.entity is not None and state.entity.kind in ("corridor", "country"):
        view, shown = _around(context, _segments_of(context, state, facets), view, shown)
    if view.room is None:  # one place: seen from so far that its surroundings tell where it is
        view = replace(view, max_zoom=min(view.max_zoom, PLACE_ZOOM))
    if not on_ground(view):
        view = fitted(*FIRST_VIEW, Room.FIRST, CLOSEST_ZOOM)
    return preview_svg(picture, view, shown, _card(context, state), context.words.language)


def _card(context: Context, state: ViewState) -> Card:
    words = context.words
    kind, identity = (state.entity.kind, state.entity.id) if state.entity else (state.page or "", "")
    own = _WORDS[kind](context, identity)
    rtl = words.direction == "rtl"
    return Card(
        over=own.over,
        title=own.title or heading_of(context, state),
        words=own.words,
        by=own.by,
        atlas=words("title"),
        attribution=words("preview.attribution"),
        rtl=rtl,
        words_rtl=rtl if own.rtl is None else own.rtl,
        quoted=own.quoted,
    )


def _home(context: Context, _: str) -> Words:
    words, catalogue = context.words, context.catalogue
    counted = (("facts.count", catalogue.facts), ("documents.count", catalogue.documents))
    counts = [words.count(key, len(records)) for key, records in counted]
    return Words("", words("home.what"), SEPARATOR.join(counts), title=words("subtitle"))


def _about(context: Context, _: str) -> Words:
    return Words("", context.words("home.claim"), "")


def _project(context: Context, project_id: str) -> Words:
    words, project = context.words, context.catalogue.projects[project_id]
    over = [words(f"project-kind.{project.kind}"), words(f"status.{project.status.value}")]
    by = _counted(context, context.relations.facts_of, project_id)
    return Words(SEPARATOR.join(over), local(words, project.summary), by)


def _counted(context: Context, facts_of: Mapping[str, tuple[str, ...]], identity: str) -> str:
    """How many facts there are about something, in words; nothing where there is none."""
    facts = len(facts_of.get(identity, ()))
    return context.words.count("facts.count", facts) if facts else ""


def _route(context: Context, route_id: str) -> Words:
    words, route = context.words, context.catalogue.routes[route_id]
    modes = dict.fromkeys(words(f"mode.{segment.mode}") for segment in route.segments)
    statuses = dict.fromkeys(words(f"status.{segment.status}") for segment in route.segments)
    projects = [context.name_of(one) for one in context.relations.projects_of.get(route_id, ())]
    over = SEPARATOR.join([*modes, *statuses])
    return Words(over, SEPARATOR.join(projects), f"{words('length.drawn')}: {_length(context, route)}")


def _length(context: Context, route: Route) -> str:
    return km_text(context.words, context.length_km(route), context.precision_of([route]))


def _place(context: Context, place_id: str) -> Words:
    words, place = context.words, context.catalogue.places[place_id]
    over = SEPARATOR.join([words(f"place-kind.{place.kind}"), words.country(place.country)])
    projects = _projects(context, context.relations.projects_of.get(place_id, ()))
    return Words(over, projects, _others(place, words.language))


def _others(place: Place, language: str) -> str:
    """A place's names in the other languages."""
    names = {"en": place.names.en, "az": place.names.az, "ar": place.names.ar}
    return SEPARATOR.join(dict.fromkeys(name for code, name in names.items() if code != language))


def _country(context: Context, code: str) -> Words:
    relations = context.relations
    projects = tuple(one for one in relations.entities_of_country.get(code, ()) if one in context.catalogue.projects)
    by = _counted(context, relations.facts_of_country, code)
    return Words(context.words("filter.country"), _projects(context, projects), by)


def _projects(context: Context, project_ids: tuple[str, ...]) -> str:
    return SEPARATOR.join(context.name_of(one) for one in project_ids)


def _fact(context: Context, fact_id: str) -> Words:
    words, fact = context.words, context.catalogue.facts[fact_id]
    over = SEPARATOR.join([words(f"fact-kind.{fact.kind}"), words(f"modality.{fact.modality}")])
    by = SEPARATOR.join([local(words, context.catalogue.speakers[fact.speaker].names), said_when(context, fact)])
    return Words(over, fact.quote, by, context.document_of(fact).direction == "rtl", quoted=True)


def _document(context: Context, document_id: str) -> Words:
    words, document = context.words, context.catalogue.documents[document_id]
    own = "" if document.title == local(words, document.titles) else document.title
    by = SEPARATOR.join([local(words, document.publisher), date_of(context, document)])
    return Words(words("kind.document"), own, by, document.direction == "rtl")


def _corridor(context: Context, ends: str) -> Words:
    words = context.words
    found = find_ways(context, *ends.split("/"), planned=False)
    over = words("corridor.title")
    if not found.ways:
        return Words(over, words("corridor.none"), "")
    way = found.ways[0]
    routes = dict.fromkeys(context.name_of(leg.route) for leg in way.legs)
    return Words(over, SEPARATOR.join(routes), km_text(words, way.length_km, way.precision))


_WORDS: Final[Mapping[str, Callable[[Context, str], Words]]] = {
    "": _home,
    "about": _about,
    "project": _project,
    "route": _route,
    "place": _place,
    "country": _country,
    "fact": _fact,
    "document": _document,
    "corridor": _corridor,
}


def _segments_of(context: Context, state: ViewState, facets: Mapping[str, Facets]) -> frozenset[str]:
    """The segments of a country, or of the way between two places."""
    assert state.entity is not None
    if state.entity.kind == "country":
        segments = context.catalogue.segments
        return frozenset(one for one in segments if state.entity.id in facets[one].country)
    found = find_ways(context, *state.entity.id.split("/"), planned=False)
    ways = found.ways or found.planned_ways
    return frozenset(segment for leg in ways[0].legs for segment in leg.segments) if ways else frozenset()


def _around(context: Context, segments: frozenset[str], view: PictureView, shown: Shown) -> tuple[PictureView, Shown]:
    """The view of ``segments``, which are lit; as it was where there are none."""
    positions = [position for one in segments for position in context.catalogue.segments[one].coordinates]
    if not positions:
        return view, shown
    lons, lats = zip(*positions, strict=True)
    box = min(lons), min(lats), max(lons), max(lats)
    return fitted(*box, Room.CHOSEN, CLOSEST_ZOOM), replace(shown, lit=segments)
