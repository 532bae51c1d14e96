"""The map of a story: each step names the address of its map."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dashboard.catalogue.stories.story import Story, StoryStep
from dashboard.state.view_state import Entity, ViewState, parse_view

STORY = "story"


def story_ids(stories: Mapping[str, Story]) -> Iterator[str]:
    """The ids after ``/story/`` in addresses: each story, and each of its steps by number."""
    for story in stories.values():
        yield story.id
        yield from (f"{story.id}/{number}" for number in range(1, len(story.steps) + 1))


def story_and_step(entity_id: str) -> tuple[str, int]:
    """The story and the number of the step, from 1, in the id of an entity; the first step if the id has no number."""
    story, _, number = entity_id.partition("/")
    return story, int(number or 1)


def map_of_step(step: StoryStep) -> ViewState:
    """The state of the address that a step names."""
    kind, _, entity_id = step.map_path.strip("/").partition("/")
    return ViewState(
        entity=Entity(kind, entity_id) if kind else None, view=parse_view(step.map_query.removeprefix("view="))
    )


def state_shown_by_map(state: ViewState, stories: Mapping[str, Story]) -> ViewState:
    """``state`` with the selection and the view of its map; in a story, the step names them."""
    if state.entity is None or state.entity.kind != STORY:
        return state
    story, number = story_and_step(state.entity.id)
    step = map_of_step(stories[story].steps[number - 1])
    return replace(state, entity=step.entity, view=state.view or step.view)
