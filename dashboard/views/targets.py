"""Targets: from what to what something shall grow, drawn so that a target never looks like what is there."""

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Fact
from dashboard.catalogue.shown import Shown
from dashboard.catalogue.vocabulary import Unit
from dashboard.views.context import Context
from dashboard.views.dock import view_heading
from dashboard.views.facts import attribution, quotation
from dashboard.views.parts import aria, isolated, joined, link, local

_PARTS = ("baseline", "target")


def target_view(context: Context, passing: Shown) -> list[Component]:
    """Every fact with a target: bars of one unit share one scale, those of different units none."""
    words = context.words
    facts = [fact for fact in (context.catalogue.facts[one] for one in passing.facts) if fact.target is not None]
    heading = view_heading(words("dock.targets"), words("targets.hint"))
    if not facts:
        return [heading, html.P(words("targets.none"), className="empty")]
    units = [unit for unit in Unit if any(fact.unit is unit for fact in facts)]
    return [heading, _key(context), *[_of_unit(context, unit, facts) for unit in units]]


def _key(context: Context) -> Component:
    words = context.words
    items = [
        html.Li([html.Span(className=f"bar-sample {part}"), words(f"targets.{part}")])
        for part in ("baseline", "target")
    ]
    return html.Ul(items, className="time-key")


def _of_unit(context: Context, unit: Unit, facts: list[Fact]) -> Component:
    own = [fact for fact in facts if fact.unit is unit]
    scale = max(number for fact in own for number in (fact.baseline, fact.target) if number is not None)
    return html.Section(
        [html.H3(context.words(f"unit.{unit}")), *[_target(context, fact, unit, scale) for fact in own]],
        className="targets",
    )


def _target(context: Context, fact: Fact, unit: Unit, scale: float) -> Component:
    words = context.words
    about = [
        link(context.path_of(one), context.name_of(one)) for one in fact.about if one in context.catalogue.projects
    ]
    return html.Article(
        [
            html.P(joined(about), className="over"),
            html.P(link(f"/fact/{fact.id}", local(words, fact.statement)), className="gloss"),
            html.Div(_bars(context, fact, unit, scale), className="bars"),
            quotation(context, fact),
            attribution(context, fact),
            *([html.P(local(words, fact.note), className="note")] if fact.note else []),
        ],
        className="target",
    )


def _bars(context: Context, fact: Fact, unit: Unit, scale: float) -> list[Component]:
    words = context.words
    parts: list[Component] = []
    for part, number in zip(_PARTS, (fact.baseline, fact.target), strict=True):
        label = html.Span(words(f"targets.{part}"), className="bar-label")
        if number is None:
            parts += [label, html.Span(words("targets.no_baseline"), className="hint bar-none")]
            continue
        share = {"inlineSize": f"{100 * number / scale:.2f}%"}
        bar = html.Span(className=f"bar-fill {part}", style=share, **aria(hidden="true"))
        amount = html.B(isolated(words.amount(unit, number)))
        parts += [label, html.Span([html.Span(bar, className="bar-track"), amount], className="bar-line")]
    return parts
