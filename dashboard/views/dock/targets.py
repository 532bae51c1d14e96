"""The view of targets: baseline and target of each statement as bars; a target never looks like an existing amount."""

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.filter_result import FilterResult
from dashboard.catalogue.models import Fact
from dashboard.catalogue.vocabulary import Unit
from dashboard.views.context import Context
from dashboard.views.dock.charts import (
    ACCENT,
    MUTED,
    Bars,
    Figure,
    annotation,
    base_layout,
    chart,
    document_sources,
    written,
)
from dashboard.views.dock.dock import view_heading
from dashboard.views.panel.statements import attribution, numbers_of, quotation, stated_numbers
from dashboard.views.parts import arrow, entity_link, fact_link, joined, local, plain

_PARTS = ("baseline", "target")
_BAR_PX, _STEP_PX = 18, 30
_MARGIN = {"l": 8, "r": 8, "t": 4, "b": 4}
_NAMES_PX = 84
_ROOM = 1.6
"""The length of the axis in lengths of the longest bar: the number of the bar has room beside it."""


def target_view(context: Context, result: FilterResult, *, live: bool) -> list[Component]:
    """Every statement with a target. The bars of one unit have one scale."""
    words = context.words
    records = context.catalogue.facts
    facts = [fact for fact_id in result.facts if (fact := records[fact_id]).target is not None]
    heading = view_heading(words("dock.targets"), words("targets.hint"))
    if not facts:
        return [heading, html.P(words("targets.none"), className="empty")]
    known = {fact.unit for fact in facts if fact.unit}
    units = [*(unit for unit in Unit if unit in known), *sorted(known - set(Unit))]
    key = [_key(context)] if live else []
    return [heading, *key, *[_unit_section(context, unit, facts, live=live) for unit in units]]


def _key(context: Context) -> Component:
    words = context.words
    items = [html.Li([html.Span(className=f"bar-sample {part}"), words(f"targets.{part}")]) for part in _PARTS]
    return html.Ul(items, className="time-key")


def _unit_section(context: Context, unit: str, facts: list[Fact], *, live: bool) -> Component:
    targets = [fact for fact in facts if fact.unit == unit]
    scale = max(number for fact in targets for number in (fact.baseline, fact.target) if number is not None)
    cards = [_target(context, fact, scale if live else None) for fact in targets]
    return html.Section([html.H3(context.words.unit(unit)), *cards], className="targets")


def _target(context: Context, fact: Fact, scale: float | None) -> Component:
    """A statement with its bars; without a ``scale``, with its numbers as text."""
    words = context.words
    about = [entity_link(context, subject) for subject in fact.about if subject in context.catalogue.projects]
    return html.Article(
        [
            html.P(joined(about), className="over"),
            html.P(fact_link(context, fact.id), className="gloss"),
            html.P(numbers_of(context, fact), className="numbers") if scale is None else _chart(context, fact, scale),
            quotation(context, fact),
            attribution(context, fact),
            *([html.P(local(words, fact.note), className="note")] if fact.note else []),
        ],
        className="target",
    )


def _chart(context: Context, fact: Fact, scale: float) -> Component:
    words = context.words
    label = f"{plain(words, fact.statement)} ({_in_words(context, fact)})"
    wide, narrow = (target_figure(context, fact, scale, narrow=narrow) for narrow in (False, True))
    return chart(words, fact.id, label, document_sources(context, [context.catalogue.document_of(fact)]), wide, narrow)


def _in_words(context: Context, fact: Fact) -> str:
    words = context.words
    numbers = [(part, number) for part, number in stated_numbers(fact) if part in _PARTS]
    return arrow(words).join(f"{words(f'targets.{part}')} {words.amount(fact.unit or '', n)}" for part, n in numbers)


def target_figure(context: Context, fact: Fact, scale: float, *, narrow: bool = False) -> Figure:
    """The bars of baseline and target. ``scale`` is the largest number of all statements in the same unit.

    On a ``narrow`` page the numbers have no unit, for which there is no room; it is the heading of the bars.
    """
    words = context.words
    rtl = words.direction == "rtl"
    margin = {**_MARGIN, "r" if rtl else "l": _NAMES_PX}
    layout = base_layout(words, _STEP_PX * len(_PARTS) + margin["t"] + margin["b"], margin)
    layout["xaxis"] |= {"showticklabels": False}
    layout["yaxis"] |= {
        "tickmode": "array",
        "tickvals": [_STEP_PX * (row + 0.5) for row in range(len(_PARTS))],
        "ticktext": [words(f"targets.{part}") for part in _PARTS],
        "tickfont": {"color": MUTED, "size": 13},
    }
    traces, texts = [], []
    for row, (part, number) in enumerate(zip(_PARTS, (fact.baseline, fact.target), strict=True)):
        middle, end = _STEP_PX * (row + 0.5), 0.0
        text = written(words, words("targets.no_baseline"))
        if number is not None and fact.unit is not None:
            end = 100 * number / (scale * _ROOM)
            bar = Bars()
            bar.add(0, end, middle - _BAR_PX / 2, middle + _BAR_PX / 2)
            traces.append({**bar.trace(ACCENT, hatched=part == "target"), "name": words(f"targets.{part}")})
            text = written(words, words.number(number, 2) if narrow else words.amount(fact.unit, number))
        shift = -6 if rtl else 6
        texts.append(annotation(words, text, end, middle, xref="x", yanchor="middle", xshift=shift))
    return {"data": traces, "layout": {**layout, "annotations": texts}}
