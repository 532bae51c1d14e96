"""The style's expressions come to what MapLibre's specification says, and every one that the picture reads is known."""

from typing import Any

import pytest

from dashboard.catalogue.vocabulary import Mode
from dashboard.map.style.evaluate import compile_expression
from dashboard.map.style.expressions import by_zoom, for_each, line_width, match, short_name
from dashboard.map.style.style import map_layers
from dashboard.map.svg.drawn_layer import CLASS_OF, DRAWN_THEME, DrawnLayer
from dashboard.map.theme import BASEMAP_COLOURS, MODE_COLOUR, WIDTH_PX, Theme

RAIL = {"mode": "rail", "rank": 2, "name_en": "Alat (port)", "name_az": "Ələt", "fid": "one"}


@pytest.mark.parametrize(
    ("expression", "zoom", "value"),
    [
        (3, 0, 3),
        (["literal", [4, 1.4]], 0, [4, 1.4]),
        ([4, 1], 0, [4, 1]),
        (["get", "rank"], 0, 2),
        (["has", "capital"], 0, False),
        (match("mode", {"rail": "#f00", "sea": "#00f"}, "#000"), 0, "#f00"),
        (match("status", {"planned": (1, 2)}, (0, 1)), 0, [0, 1]),
        (["match", ["get", "rank"], [1, 2], "early", "late"], 0, "early"),
        (for_each([3, 2]), 0, [3, 2]),
        (by_zoom([(2, 1), (4, 3)]), 1, 1),
        (by_zoom([(2, 1), (4, 3)]), 2.5, 1.5),
        (by_zoom([(2, 1), (4, 3), (8, 5)]), 6, 4),
        (by_zoom([(2, 1), (4, 3)]), 9, 3),
        (by_zoom([(2, ["*", ["get", "rank"], 2]), (4, 8)]), 3, 6),
        (["step", ["zoom"], 1, 3, 2, 5, 3], 2.9, 1),
        (["step", ["zoom"], 1, 3, 2, 5, 3], 3, 2),
        (["step", ["zoom"], 1, 3, 2, 5, 3], 7, 3),
        (["all", ["==", ["get", "mode"], "rail"], ["!", ["in", ["get", "rank"], ["literal", [3]]]]], 0, True),
        (["any", [">", ["get", "rank"], 2], ["!=", ["get", "mode"], "rail"]], 0, False),
        (["boolean", ["get", "capital"], False], 0, False),
        (["-", 12.5, ["coalesce", ["get", "nothing"], 5]], 0, 7.5),
        (["upcase", short_name("en")], 0, "ALAT"),
        (short_name("az"), 0, "Ələt"),
        (short_name("ar"), 0, "Alat"),
    ],
)
def test_an_expression_has_its_value(expression: Any, zoom: float, value: Any) -> None:  # noqa: ANN401
    assert compile_expression(expression)(RAIL, zoom) == value


@pytest.mark.parametrize(
    ("zoom", "width"), [*WIDTH_PX, (5, (2.0 + 2.8) / 2), (0, WIDTH_PX[0][1]), (20, WIDTH_PX[-1][1])]
)
def test_a_line_is_as_wide_as_the_theme_says(zoom: float, width: float) -> None:
    assert compile_expression(line_width())({}, zoom) == pytest.approx(width)


def test_what_is_not_known_fails_at_once() -> None:
    with pytest.raises(KeyError):
        compile_expression(["rgb", 1, 2, 3])


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_every_layer_of_the_style_is_read(language: str) -> None:
    for layer in map_layers(DRAWN_THEME, language):
        if layer["type"] != "background":
            DrawnLayer(layer).shows(RAIL, 6)


def test_a_colour_has_one_class_and_the_theme_has_no_two_alike() -> None:
    colours = BASEMAP_COLOURS[Theme.LIGHT]
    assert (
        len(CLASS_OF)
        == len({colours.filtered_out, colours.casing, colours.ink, *MODE_COLOUR[Theme.LIGHT].values()})
        == 3 + len(Mode)
    )
