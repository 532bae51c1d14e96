"""The picture of a link to a page: its texts, and its part of the map."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from dashboard.api.previews import preview_path, preview_version
from dashboard.atlas import Atlas
from dashboard.catalogue.filters import Facets
from dashboard.catalogue.itinerary.itinerary import Gap, gaps
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.geo.geodesy import bounds
from dashboard.i18n.corpus import about_atlas
from dashboard.map.camera import CLOSEST_ZOOM, Camera, Padding, box_camera
from dashboard.map.svg.link_preview import Card, preview_svg
from dashboard.map.svg.map_picture import FirstPicture, MapState
from dashboard.state.map_state import map_state_of, view_of
from dashboard.state.story_map import state_shown_by_map, story_and_step
from dashboard.state.view_state import ViewState, format_path, format_query
from dashboard.views.context import Context, km_text
from dashboard.views.panel.itinerary import transshipments_text
from dashboard.views.panel.itinerary_strip import gap_text
from dashboard.views.panel.statements import document_date, fact_date
from dashboard.views.parts import plain, plain_title, status_name
from dashboard.web.pages.itineraries import find_itineraries
from dashboard.web.pages.page_index import selection_data
from dashboard.web.pages.panels import heading_of
from dashboard.web.pages.stories import sentence_writer
from dashboard.web.reference.oembed import LinkedPage

SEPARATOR: Final = " · "
PLACE_ZOOM: Final = 4.6


@dataclass(frozen=True)
class PreviewText:
    """The texts of a card that differ from page to page; see ``Card``."""

    over: str
    words: str
    by: str
    rtl: bool | None = None
    quoted: bool = False
    title: str | None = None


def preview_of(picture: FirstPicture, context: Context, state: ViewState, facets: Mapping[str, Facets]) -> str:
    """The preview of the selection of ``state`` as SVG (``map.svg.link_preview``), without its filters and view."""
    selection = state_shown_by_map(ViewState(entity=state.entity, page=state.page), context.catalogue.stories)
    selected = selection_data(context, selection, facets)
    view = view_of(selection, selected, context.catalogue.first_view)
    map_state = map_state_of(selection, selected, {}, facets)
    if state.entity is not None and state.entity.kind == "country":
        country = state.entity.id
        segments = frozenset(segment for segment in context.catalogue.segments if country in facets[segment].country)
        view, map_state = _select_segments(context, segments, view, map_state)
    if view.padding is None:  # a single place: zoom out until its surroundings show where it is
        view = replace(view, max_zoom=min(view.max_zoom, PLACE_ZOOM))
    return preview_svg(picture, view, map_state, _card(context, state), context.words.language)


def _card(context: Context, state: ViewState) -> Card:
    words = context.words
    kind, entity_id = (state.entity.kind, state.entity.id) if state.entity else (state.page or "", "")
    preview = _TEXTS[kind](context, entity_id)
    rtl = words.direction == "rtl"
    return Card(
        over=preview.over,
        title=preview.title or heading_of(context, state),
        words=preview.words,
        by=preview.by,
        atlas=words.title,
        attribution=words("preview.attribution"),
        rtl=rtl,
        words_rtl=rtl if preview.rtl is None else preview.rtl,
        quoted=preview.quoted,
    )


def _home(context: Context, _: str) -> PreviewText:
    words, catalogue = context.words, context.catalogue
    counts = [words.count(f"{kind}.count", catalogue.counts[kind]) for kind in ("facts", "documents")]
    return PreviewText("", about_atlas(words, catalogue.languages), SEPARATOR.join(counts), title=words.tagline)


def _project(context: Context, project_id: str) -> PreviewText:
    words, project = context.words, context.catalogue.projects[project_id]
    over = [words(f"project-kind.{project.kind}"), status_name(words, project.status.value, project.kind)]
    by = _counted(context, context.relations.facts_of, project_id)
    return PreviewText(SEPARATOR.join(over), plain(words, project.summary), by)


def _counted(context: Context, facts_of: Mapping[str, tuple[str, ...]], entity_id: str) -> str:
    """The number of facts about an entity, in words; empty where there is none."""
    facts = len(facts_of.get(entity_id, ()))
    return context.words.count("facts.count", facts) if facts else ""


def _route(context: Context, route_id: str) -> PreviewText:
    words, route = context.words, context.catalogue.routes[route_id]
    modes = dict.fromkeys(words(f"mode.{segment.mode}") for segment in route.segments)
    statuses = dict.fromkeys(words(f"status.{segment.status}") for segment in route.segments)
    projects = [context.name_of(project_id) for project_id in context.relations.projects_of.get(route_id, ())]
    over = SEPARATOR.join([*modes, *statuses])
    length = km_text(words, context.length_km(route), context.precision_of([route]))
    return PreviewText(over, SEPARATOR.join(projects), f"{words('length.drawn')}: {length}")


def _place(context: Context, place_id: str) -> PreviewText:
    words, place = context.words, context.catalogue.places[place_id]
    over = SEPARATOR.join([words(f"place-kind.{place.kind}"), words.country(place.country)])
    projects = _projects(context, context.relations.projects_of.get(place_id, ()))
    others = (name for name in place.names.wordings if name.language in LANGUAGES and name.language != words.language)
    return PreviewText(over, projects, SEPARATOR.join(dict.fromkeys(name.text for name in others)))


def _point(context: Context, _: str) -> PreviewText:
    return PreviewText(context.words("point.over"), "", "")


def _country(context: Context, code: str) -> PreviewText:
    relations = context.relations
    projects = tuple(
        entity_id
        for entity_id in relations.entities_of_country.get(code, ())
        if entity_id in context.catalogue.projects
    )
    by = _counted(context, relations.facts_of_country, code)
    return PreviewText(context.words("filter.country"), _projects(context, projects), by)


def _projects(context: Context, project_ids: tuple[str, ...]) -> str:
    return SEPARATOR.join(context.name_of(entity_id) for entity_id in project_ids)


def _fact(context: Context, fact_id: str) -> PreviewText:
    words, fact = context.words, context.catalogue.facts[fact_id]
    over = SEPARATOR.join([words(f"fact-kind.{fact.kind}"), words(f"modality.{fact.modality}")])
    by = SEPARATOR.join([plain(words, context.catalogue.speakers[fact.speaker].names), fact_date(context, fact)])
    return PreviewText(over, fact.quote, by, context.catalogue.document_of(fact).direction == "rtl", quoted=True)


def _document(context: Context, document_id: str) -> PreviewText:
    words, document = context.words, context.catalogue.documents[document_id]
    original_title = "" if document.title == plain_title(words, document) else document.title
    named = document.publisher_in(words.language)
    by = SEPARATOR.join([*([named] if named else []), document_date(context, document)])
    return PreviewText(words("kind.document"), original_title, by, document.direction == "rtl")


def _corridor(context: Context, ends: str) -> PreviewText:
    """The routes of the itinerary, its length, borders and transshipments; without an itinerary, the gaps."""
    words = context.words
    result = find_itineraries(context, *ends.split("/"), planned=False)
    over = words("corridor.title")
    if result.itineraries:
        itinerary = result.itineraries[0]
        counts = [f"{words('corridor.borders')}: {words.number(len(itinerary.crossings))}"]
        if itinerary.carries_goods:
            counts.append(f"{words('corridor.transshipments')}: {transshipments_text(context, itinerary)}")
        routes = dict.fromkeys(context.name_of(leg.route) for leg in itinerary.legs)
        length = km_text(words, itinerary.length_km, itinerary.precision)
        return PreviewText(over, SEPARATOR.join([*counts, *routes]), length)
    missing = gaps(result.planned_itineraries[0]) if result.planned_itineraries else result.broken
    broken = [gap_text(context, gap) for gap in missing if isinstance(gap, Gap)]
    none = "corridor.none" if broken or result.farthest_km else "corridor.same"
    return PreviewText(over, " ".join([words(none), SEPARATOR.join(broken)]), "")


def _sentence(key: str, context: Context, _: str) -> PreviewText:
    return PreviewText("", context.words(key), "")


def _story(context: Context, entity_id: str) -> PreviewText:
    """The finding of a story; the heading and the first sentence of a step."""
    words, (story_id, number) = context.words, story_and_step(entity_id)
    story, write = context.catalogue.stories[story_id], sentence_writer(context)
    if entity_id == story_id:
        return PreviewText(words("story.kind"), write(story.summary), words.count("story.steps", len(story.steps)))
    step = story.steps[number - 1]
    position = words("story.step_of", n=words.number(number), of=words.number(len(story.steps)))
    return PreviewText(plain(words, story.title), write(step.sentences[0]), position, title=plain(words, step.heading))


_TEXTS: Final[Mapping[str, Callable[[Context, str], PreviewText]]] = {
    "": _home,
    "about": partial(_sentence, "home.claim"),
    "changes": partial(_sentence, "changes.hint"),
    "stories": partial(_sentence, "stories.what"),
    "story": _story,
    "project": _project,
    "route": _route,
    "place": _place,
    "country": _country,
    "fact": _fact,
    "document": _document,
    "corridor": _corridor,
    "point": _point,
}


def _select_segments(
    context: Context, segments: frozenset[str], view: Camera, map_state: MapState
) -> tuple[Camera, MapState]:
    """The view of ``segments``, with them selected; ``view`` and ``map_state`` unchanged where there are none."""
    if not segments:
        return view, map_state
    box = bounds(context.catalogue.segments[segment].coordinates for segment in segments)
    return box_camera(*box, Padding.CHOSEN, CLOSEST_ZOOM), replace(map_state, selected=segments)


def linked_page(contexts: Mapping[str, Context], state: ViewState, atlas: Atlas, version: str) -> LinkedPage | None:
    """The page of ``state`` as other sites show a link to it, or None; ``version`` is the program's."""
    if state.missing is not None:
        return None
    context = contexts[state.language or LANGUAGES[0]]
    path, words = format_path(state), context.words
    picture = preview_path(path, words.language, preview_version(atlas, version))
    return LinkedPage(path, format_query(state), heading_of(context, state) or words.title, words.title, picture)
