"""A target never looks like what is there."""

from collections.abc import Callable

from dashboard.catalogue.load import Catalogue
from dashboard.views.context import Context
from dashboard.views.targets import target_view
from tests.views.conftest import by_class, context_of, everything, text


def widths(view: object, part: str) -> list[str]:
    return [bar.style["inlineSize"] for bar in by_class(view, "bar-fill") if part in bar.className.split()]


def test_bars_are_in_proportion_within_a_unit(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    view = target_view(context, everything(context))
    # 1 → 5 million tonnes; 15 → 25 a year; 15 billion dollars from nowhere said.
    assert (widths(view, "baseline"), widths(view, "target")) == (["20.00%", "60.00%"], ["100.00%"] * 3)
    assert [len(by_class(card, "quotation")) for card in by_class(view, "target") if card._type == "Article"] == [
        1,
        1,
        1,
    ]
    assert "the words give no starting point" in text(view)
    assert "5 million tonnes" in text(view) and "25 million tonnes a year" in text(view)


def test_a_plain_number_is_no_target(tiny: Catalogue) -> None:
    view = target_view(context_of(tiny), everything(context_of(tiny)))
    assert "15" not in text(by_class(view, "bars"))
    assert len(by_class(view, "bars")) == 1
