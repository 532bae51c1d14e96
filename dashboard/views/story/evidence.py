"""The evidence of a step: statements, figures and statuses with their sources, itineraries with their page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.stories.evidence import named_figures
from dashboard.catalogue.stories.story import Sentence, StoryStep
from dashboard.views.context import Context
from dashboard.views.panel.figures import figure_parts
from dashboard.views.panel.statements import fact_date, quotation, speaker_name
from dashboard.views.panel.status import status_words
from dashboard.views.parts import data, entity_link, isolated, link, modality_badge


@dataclass(frozen=True)
class Evidence:
    """One record on which a step rests: its kind (``fact``, ``figure``, ``status`` or ``way``) and its name."""

    kind: str
    name: str

    def is_under(self, sentence: Sentence) -> bool:
        """Whether ``sentence`` rests on this record."""
        return self.name in _names(sentence)[self.kind]


def _names(sentence: Sentence) -> dict[str, Sequence[str]]:
    itinerary = ["/".join(sentence.way)] if sentence.way else []
    return {"fact": sentence.facts, "figure": sentence.figures, "status": sentence.statuses, "way": itinerary}


def evidence_of(step: StoryStep) -> list[Evidence]:
    """The records on which the sentences of a step rest, in their order, each once."""
    named = (
        Evidence(kind, name)
        for sentence in step.sentences
        for kind, names in _names(sentence).items()
        for name in names
    )
    return list(dict.fromkeys(named))


def evidence_list(context: Context, evidence: Sequence[Evidence], step: int) -> Component:
    """The records as a numbered list."""
    items = [
        html.Li(
            _MAKERS[item.kind](context, item.name),
            id=f"rests-{step}-{at}",
            className=f"rests-{item.kind}",
        )
        for at, item in enumerate(evidence, start=1)
    ]
    return html.Ol(items, className="story-rests-on")


def _fact(context: Context, name: str) -> list[Component]:
    words, fact = context.words, context.catalogue.facts[name]
    source: list[Component | str] = [speaker_name(context, fact), words.comma, fact_date(context, fact)]
    opened = link(f"/fact/{name}", words("fact.open"), **data(fact=name))
    return [
        quotation(context, fact),
        html.P([html.Span(source), modality_badge(words, fact.modality), opened], className="meta"),
    ]


def _figure(context: Context, name: str) -> list[Component]:
    holder = name.partition("/")[0]
    figure = named_figures(context.catalogue)[name]
    subject_link = entity_link(context, holder)
    parts = [context.words(f"measure.{figure.measure.value}"), ": ", *figure_parts(context.words, figure)]
    return [html.P([html.Span(context.words("story.figure"), className="over"), " ", subject_link]), html.P(parts)]


def _status(context: Context, name: str) -> list[Component]:
    status = status_words(context, context.catalogue.projects[name])
    return [html.P(entity_link(context, name)), html.Div(status)]


def _itinerary(context: Context, name: str) -> list[Component]:
    names = " – ".join(context.name_of(place) for place in name.split("/"))
    return [html.P([context.words("story.computed"), " ", link(f"/corridor/{name}", isolated(names))])]


_MAKERS: Final[dict[str, Callable[[Context, str], list[Component]]]] = {
    "fact": _fact,
    "figure": _figure,
    "status": _status,
    "way": _itinerary,
}
