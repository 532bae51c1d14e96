"""Stories as cards: on the first page, in their list, and where an address names none."""

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.stories.story import Sentence, Story
from dashboard.views.context import Context
from dashboard.views.parts import link, local, title

Told = Callable[[Sentence], str]
"""A sentence in the reader's language, with the numbers that are computed."""


def story_cards(context: Context, told: Told) -> list[Component]:
    """The stories, each a link with its finding; none where the atlas has no story."""
    cards = [html.Li(_card(context, story, told)) for story in context.catalogue.stories.values()]
    return [html.Ul(cards, className="story-cards")] if cards else []


def _card(context: Context, story: Story, told: Told) -> Component:
    words = context.words
    inside: Sequence[Component] = [
        html.B(local(words, story.title)),
        html.Span(told(story.summary), className="story-finding"),
        html.Span(words.count("story.steps", len(story.steps)), className="meta"),
    ]
    return link(f"/story/{story.id}", inside, "story-card")


def stories_panel(context: Context, told: Told) -> list[Component]:
    """The list of all stories."""
    words = context.words
    return [
        title(words("stories.title")),
        html.P(words("stories.what"), className="summary"),
        *story_cards(context, told),
    ]


def missing_story_panel(context: Context, told: Told) -> list[Component]:
    """What is shown where a story's address names none: says so, and lists those that there are."""
    words = context.words
    return [
        title(words("story.missing")),
        html.P(words("story.missing.text")),
        *story_cards(context, told),
        html.P(link("/", words("missing.home"))),
    ]
