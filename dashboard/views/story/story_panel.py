"""The panel of a story: its steps, each with its sentences, their evidence, and a picture of its map."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.stories.story import Sentence, Story, StoryStep
from dashboard.views.context import Context
from dashboard.views.parts import aria, data, link, local, title
from dashboard.views.story.cards import SentenceText
from dashboard.views.story.evidence import Evidence, evidence_list, evidence_of


@dataclass(frozen=True)
class Scene:
    """The map of a step: its selection and camera as JSON, and the address of its picture."""

    selection: str
    picture: str


def story_panel(
    context: Context, story: Story, current: int, scenes: Sequence[Scene], text_of: SentenceText
) -> list[Component]:
    """A story with the step ``current`` (from 1) marked; ``assets/src/page/story.js`` moves from step to step."""
    words = context.words
    steps = [
        _step(context, story, number, scene, text_of, current=number == current)
        for number, scene in enumerate(scenes, start=1)
    ]
    here = story.steps[current - 1]
    return [
        html.Div(title(local(words, story.title), link("/stories", words("story.kind"))), className="story-head"),
        html.P(text_of(story.summary), className="summary story-summary"),
        *([_to_step(context, here, current)] if current > 1 else []),
        html.Ol(steps, className="story", **data(story=story.id)),
        _walk(context, len(story.steps), current),
        html.P(words("story.rests"), className="hint story-rests"),
        html.P(link("/stories", words("stories.all")), className="about-link"),
    ]


def _to_step(context: Context, step: StoryStep, number: int) -> Component:
    """A link to the step of the address, for pages without scripts, which do not scroll there."""
    text = context.words("story.to_step", n=context.words.number(number), heading=local(context.words, step.heading))
    return html.Noscript(html.P(html.A(text, href=f"#step-{number}")))


def _step(
    context: Context, story: Story, number: int, scene: Scene, text_of: SentenceText, *, current: bool
) -> Component:
    words, step = context.words, story.steps[number - 1]
    evidence = evidence_of(step)
    heading = local(words, step.heading)
    position = words("story.step_of", n=words.number(number), of=words.number(len(story.steps)))
    sentences = [part for sentence in step.sentences for part in _sentence(sentence, number, evidence, text_of)]
    picture = html.Img(src=scene.picture, alt=words("story.picture", heading=heading), width=720, height=420)
    marked = aria(current="step") if current else {}
    return html.Li(
        [
            html.P(position, className="over"),
            html.H3(link(f"/story/{story.id}/{number}", heading)),
            html.P(sentences, className="story-text"),
            html.Div(picture, className="story-picture"),
            evidence_list(context, evidence, number),
        ],
        id=f"step-{number}",
        className="story-step",
        **marked,
        **data(step=str(number), selection=scene.selection),
    )


def _sentence(
    sentence: Sentence, step: int, evidence: Sequence[Evidence], text_of: SentenceText
) -> list[Component | str]:
    """The text of a sentence, then the numbers of its evidence as links."""
    numbers = [at for at, item in enumerate(evidence, start=1) if item.is_under(sentence)]
    marks = [html.A(str(at), href=f"#rests-{step}-{at}", className="rests") for at in numbers]
    return [text_of(sentence), html.Sup(marks), " "]


def _walk(context: Context, steps: int, current: int) -> Component:
    """The buttons to the previous and the next step. The page shows them where scripts run."""
    words = context.words
    buttons = [
        html.Button(sign, type="button", className="quiet", **aria(label=words(f"story.{name}")), **data(walk=by))
        for name, sign, by in (("back", "←", "-1"), ("forth", "→", "1"))
    ]
    place = html.Span(
        words("story.step_of", n=words.number(current), of=words.number(steps)),
        className="story-place",
        role="status",
        **data(template=words.template("story.step_of")),
    )
    return html.Div([buttons[0], place, buttons[1]], className="story-walk")
