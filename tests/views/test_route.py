"""The panel of a route says the gauge of its track, and where that is from."""

from collections.abc import Callable

import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.views.context import Context
from dashboard.views.panel.route import route_panel
from tests.views.conftest import context_of, text


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ["1520 mm", "1435 mm"]), ("az", ["1520 mm", "1435 mm"]), ("ar", ["1520 مم", "1435 مم"])],
)
def test_a_railway_tells_its_gauges_in_order_and_their_source(
    real_context: Callable[[str], Context], language: str, said: list[str]
) -> None:
    context = real_context(language)
    told = text(route_panel(context, context.catalogue.routes["tbilisi-kars"]))
    first, second = (told.index(gauge) for gauge in said)
    assert first < second
    assert "mkr.ge" in told


def test_a_gauge_that_no_source_says_is_not_known(tiny: Catalogue) -> None:
    context = context_of(tiny)
    assert "gauge not known" in text(route_panel(context, tiny.routes["north-line"]))
    assert "auge" not in text(route_panel(context, tiny.routes["sea-cable"]))


def test_the_gauge_of_a_line_that_is_not_built_is_planned(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    told = text(route_panel(context, context.catalogue.routes["naibabad-kharlachi"]))
    assert "1520 mm (planned)" in told
    assert "(planned)" not in text(route_panel(context, context.catalogue.routes["tbilisi-kars"]))
