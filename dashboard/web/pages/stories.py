"""A story's panel and cards, with the numbers of its sentences and the selection of each step."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Final

from dash.development.base_component import Component

from dashboard.catalogue.filters import Facets
from dashboard.catalogue.stories.evidence import computed_numbers
from dashboard.catalogue.stories.story import COMPUTED_OF_WAY, Sentence, Story, StoryStep
from dashboard.catalogue.vocabulary import Mode
from dashboard.state.map_state import map_state_of, view_of
from dashboard.state.story_map import STORY, map_of_step, story_and_step
from dashboard.state.view_state import ViewState
from dashboard.views.context import Context, km_text
from dashboard.views.story.cards import SentenceText
from dashboard.views.story.story_panel import Scene, story_panel
from dashboard.web.pages.itineraries import find_itineraries
from dashboard.web.pages.page_index import Json, selection_data

PICTURES: Final = "/picture"


def sentence_writer(context: Context) -> SentenceText:
    """A function that writes a sentence in the context's language, with its numbers."""
    return partial(_sentence_text, context)


def _sentence_text(context: Context, sentence: Sentence) -> str:
    words = context.words
    numbers = {name: words.number(value) for name, value in computed_numbers(context.catalogue, sentence).items()}
    return sentence.text(words.language, {**numbers, **_computed_of_way(context, sentence)})


def _computed_of_way(context: Context, sentence: Sentence) -> dict[str, str]:
    """The values of ``COMPUTED_OF_WAY`` for the shortest way between the sentence's two places, or of a planned one."""
    if sentence.way is None:
        return {}
    result = find_itineraries(context, *sentence.way, planned=False)
    itineraries = result.itineraries or result.planned_itineraries
    if not itineraries:
        return dict.fromkeys(COMPUTED_OF_WAY, "–")
    itinerary, number = itineraries[0], context.words.number
    lengths = {
        "km": itinerary.length_km,
        "rail_km": itinerary.by_mode.get(Mode.RAIL, 0.0),
        "sea_km": itinerary.by_mode.get(Mode.SEA, 0.0),
    }
    counts = {
        "borders": len(itinerary.crossings),
        "transshipments": len(itinerary.transshipments),
        "gauge_changes": itinerary.gauge_changes,
        "idle": len(itinerary.idle),
    }
    return {
        **{name: km_text(context.words, km, itinerary.precision) for name, km in lengths.items()},
        **{name: number(value) for name, value in counts.items()},
    }


def finding_of(context: Context, state: ViewState) -> str:
    """The finding of the story at an address; empty at any other address."""
    if state.entity is None or state.entity.kind != STORY:
        return ""
    return _sentence_text(context, context.catalogue.stories[story_and_step(state.entity.id)[0]].summary)


def panel_of_story(context: Context, entity_id: str, facets: Mapping[str, Facets]) -> list[Component]:
    """The panel of the story, and of the step, that an entity's id names."""
    story_id, number = story_and_step(entity_id)
    story = context.catalogue.stories[story_id]
    scenes = [_scene(context, story, at, step, facets) for at, step in enumerate(story.steps, start=1)]
    return story_panel(context, story, number, scenes, sentence_writer(context))


def _scene(context: Context, story: Story, number: int, step: StoryStep, facets: Mapping[str, Facets]) -> Scene:
    selection = step_data(context, step, facets)
    picture = f"{PICTURES}/story/{story.id}/{number}.svg?lang={context.words.language}"
    return Scene(json.dumps(selection, ensure_ascii=False, separators=(",", ":")), picture)


def step_data(context: Context, step: StoryStep, facets: Mapping[str, Facets]) -> Json:
    """The segments and places that a step highlights, and its camera (assets/src/page/selection.js)."""
    map_view = map_of_step(step)
    selected = selection_data(context, map_view, facets)
    highlighted = map_state_of(map_view, selected, {}, facets).selected
    segments = [entity_id for entity_id in highlighted if entity_id in context.catalogue.segments]
    optional: Json = {name: selected[name] for name in ("gaps", "point") if name in selected}
    cameras = [view_of(map_view, selected, context.catalogue.first_view).as_camera()]
    return {"routes": {}, "places": selected["places"], "segments": sorted(segments), **optional, "cameras": cameras}
