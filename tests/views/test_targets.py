"""A target never looks like what is there."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Fact
from dashboard.views.context import Context
from dashboard.views.dock.targets import target_view
from tests.views.conftest import by_class, context_of, everything, parts, text


def figures(view: object) -> list[dict[str, Any]]:
    return [part.data["wide"] for part in parts(view) if getattr(part, "_type", "") == "Store"]


def widths(view: object, *, hatched: bool) -> list[float]:
    """How far the bars reach, in percent of the axis."""
    traces = [trace for figure in figures(view) for trace in figure["data"]]
    return [max(x for x in trace["x"] if x is not None) for trace in traces if ("fillpattern" in trace) == hatched]


def with_target(context: Context) -> list[Fact]:
    return [fact for fact in context.catalogue.facts.values() if fact.target is not None]


def test_bars_are_in_proportion_within_a_unit(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    view = target_view(context, everything(context), live=True)
    # 1 → 5 million tonnes; 15 → 25 a year; 15 billion dollars from nowhere said.
    longest = max(widths(view, hatched=True))
    reached = [pytest.approx(width) for width in widths(view, hatched=False)]
    assert longest / 5 in reached
    assert longest * 15 / 25 in reached
    assert len(figures(view)) == len(with_target(context))
    said = [[annotation["text"] for annotation in figure["layout"]["annotations"]] for figure in figures(view)]
    assert ["1 million tonnes", "5 million tonnes"] in said
    assert any("no starting point is stated" in words for words in said)
    for figure in figures(view):
        go.Figure(figure)


@pytest.mark.parametrize("live", [True, False])
def test_the_words_stand_below_the_numbers(real_context: Callable[[str], Context], live: bool) -> None:
    context = real_context("en")
    targets = by_class(target_view(context, everything(context), live=live), "target")
    cards = [card for card in targets if card._type == "Article"]
    assert len(cards) == len(with_target(context))
    for card in cards:
        kinds = [str(getattr(child, "className", "")) for child in card.children]
        assert kinds.index("quotation") == kinds.index("chart" if live else "numbers") + 1
    assert live or "target 25 million tonnes a year" in text(cards)


def test_a_plain_number_is_no_target(tiny: Catalogue) -> None:
    view = target_view(context_of(tiny), everything(context_of(tiny)), live=True)
    assert len(figures(view)) == 1
    assert "15" not in str([annotation["text"] for annotation in figures(view)[0]["layout"]["annotations"]])
