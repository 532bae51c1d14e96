"""Stories as cards: on the first page, in their list, and on the page of an unknown story."""

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.stories.story import Sentence, Story
from dashboard.views.context import Context
from dashboard.views.parts import link, local, title

SentenceText = Callable[[Sentence], str]
"""Gives a sentence in the reader's language, with its computed numbers."""


def story_cards(context: Context, text_of: SentenceText) -> list[Component]:
    """The stories, each a link with its finding; none where the atlas has no story."""
    cards = [html.Li(_card(context, story, text_of)) for story in context.catalogue.stories.values()]
    return [html.Ul(cards, className="story-cards")] if cards else []


def _card(context: Context, story: Story, text_of: SentenceText) -> Component:
    words = context.words
    inside: Sequence[Component] = [
        html.B(local(words, story.title)),
        html.Span(text_of(story.summary), className="story-finding"),
        html.Span(words.count("story.steps", len(story.steps)), className="meta"),
    ]
    return link(f"/story/{story.id}", inside, "story-card")


def stories_panel(context: Context, text_of: SentenceText) -> list[Component]:
    """The list of all stories."""
    words = context.words
    return [
        title(words("stories.title")),
        html.P(words("stories.what"), className="summary"),
        *story_cards(context, text_of),
    ]


def missing_story_panel(context: Context, text_of: SentenceText) -> list[Component]:
    """The panel of an unknown story, with the list of the existing ones."""
    words = context.words
    return [
        title(words("story.missing")),
        html.P(words("story.missing.text")),
        *story_cards(context, text_of),
        html.P(link("/", words("missing.home"))),
    ]
