"""The map beside a story: that of the address which its step names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dashboard.catalogue.stories.story import Story, StoryStep
from dashboard.state.view_state import Entity, ViewState, parse_view

STORY = "story"


def story_ids(stories: Mapping[str, Story]) -> Iterator[str]:
    """What may follow ``/story/`` in an address: the id of a story, and with the number of each of its steps."""
    for story in stories.values():
        yield story.id
        yield from (f"{story.id}/{number}" for number in range(1, len(story.steps) + 1))


def story_and_step(identity: str) -> tuple[str, int]:
    """The story and the number of the step, from 1, that an entity's id names; the first step where it names none."""
    story, _, number = identity.partition("/")
    return story, int(number or 1)


def map_of_step(step: StoryStep) -> ViewState:
    """The state that a step's address means."""
    kind, _, identity = step.map_path.strip("/").partition("/")
    return ViewState(
        entity=Entity(kind, identity) if kind else None, view=parse_view(step.map_query.removeprefix("view="))
    )


def state_shown_by_map(state: ViewState, stories: Mapping[str, Story]) -> ViewState:
    """``state`` with the selection and the view that its map has, which differ from its own in a story."""
    if state.entity is None or state.entity.kind != STORY:
        return state
    story, number = story_and_step(state.entity.id)
    shown = map_of_step(stories[story].steps[number - 1])
    return replace(state, entity=shown.entity, view=state.view or shown.view)
