"""Names of places stand where no line of the atlas strikes them through."""

import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.geo.geodesy import Position
from dashboard.map.features import place_features
from dashboard.map.label_sides import SIDES, LabelSides, sides_from
from dashboard.map.style.place_layers import place_layers
from dashboard.map.theme import Theme

PLACE = (45.0, 41.0)
WEST, EAST, NORTH, SOUTH = (44.0, 41.0), (46.0, 41.0), (45.0, 42.0), (45.0, 40.0)


@pytest.mark.parametrize(
    ("lines", "side"),
    [
        ([], "left"),
        ([[WEST, PLACE]], "left"),
        ([[PLACE, EAST]], "right"),
        ([[NORTH, PLACE, SOUTH]], "left"),
        ([[WEST, PLACE, EAST]], "top"),
        ([[WEST, EAST], [PLACE, SOUTH]], "bottom"),
        ([[WEST, (46.0, 41.3)]], "left"),
    ],
)
def test_a_name_keeps_away_from_lines(lines: list[list[Position]], side: str) -> None:
    assert LabelSides(lines).side(PLACE, "A station", 4) == side


def test_stations_on_the_way_to_kars_are_clear_of_it(real: Catalogue) -> None:
    sides = {
        feature["properties"]["fid"]: feature["properties"]["side"] for feature in place_features(real)["features"]
    }
    assert set(sides.values()) <= set(SIDES)
    assert sides["tsalka-station"] in ("top", "bottom")
    assert sides["tetritskaro-station"] != "left"


@pytest.mark.parametrize("theme_layer", ["places-name", "selected-name"])
def test_the_map_tries_the_clear_side_first(theme_layer: str) -> None:

    layer = next(layer for layer in place_layers(Theme.LIGHT, "en") if layer["id"] == theme_layer)
    *cases, otherwise = layer["layout"]["text-variable-anchor-offset"][2:]
    for side, (_, anchors) in zip(cases[::2], cases[1::2], strict=True):
        assert tuple(anchors[:8:2]) == sides_from(side)
        assert len(anchors) == 16
    assert otherwise == cases[1]
