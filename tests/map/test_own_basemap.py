"""A basemap of the deployment's own in the style: Protomaps' layers fitted in, the atlas's own around and above."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.load_own_basemap import load_own_basemap
from dashboard.map.style.line_layers import BOLD, FONT, ITALIC
from dashboard.map.style.own_basemap import OwnBasemap
from dashboard.map.style.style import build_style, theme_paint
from dashboard.map.theme import Theme
from dashboard.settings import Settings
from tests.map import test_style
from tests.map.test_style import URLS, all_layers
from tests.own_basemaps import BOX, own_basemap_root, write_own_basemap


def basemap_of(path: Path) -> OwnBasemap:
    own = load_own_basemap(Settings(root=own_basemap_root(), basemap=path), BOX)
    assert own is not None
    return own.basemap


@pytest.fixture(scope="module")
def basemap(tmp_path_factory: pytest.TempPathFactory) -> OwnBasemap:
    return basemap_of(write_own_basemap(tmp_path_factory.mktemp("basemap") / "region.pmtiles"))


@pytest.fixture(scope="module")
def without_azerbaijani(tmp_path_factory: pytest.TempPathFactory) -> OwnBasemap:
    """As the daily builds of Protomaps are."""
    return basemap_of(
        write_own_basemap(tmp_path_factory.mktemp("basemap") / "region.pmtiles", without_names_in=("az",))
    )


@pytest.fixture(params=LANGUAGES)
def style(request: pytest.FixtureRequest, basemap: OwnBasemap) -> dict[str, Any]:
    return build_style(URLS, request.param, without_towns={"Baku"}, own=basemap)


def own_layers_of(style: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {layer["id"]: layer for layer in all_layers(style) if layer["id"].startswith("own-")}


def as_added(style: dict[str, Any]) -> list[str]:
    """The ids of all layers from the lowest, when the script has added the lazy ones (assets/src/map/look.js)."""
    order = [layer["id"] for layer in style["layers"]]
    for lazy in style["metadata"]["atlas"]["lazy"].values():
        for placed in lazy["layers"]:
            before = next(name for name in placed["before"] if name in order)
            order.insert(order.index(before), placed["layer"]["id"])
    return order


@pytest.mark.parametrize(
    "law",
    [
        test_style.test_every_source_exists_and_every_id_is_single,
        test_style.test_nothing_is_fetched_from_elsewhere,
        test_style.test_nothing_in_it_is_empty,
    ],
)
def test_what_holds_for_the_style_holds_with_it(style: dict[str, Any], law: Any) -> None:  # noqa: ANN401
    law(style)


def test_without_it_the_style_is_as_it_was() -> None:
    assert "own-" not in json.dumps(build_style(URLS))


def test_it_covers_the_atlas_s_ground_and_nothing_else(style: dict[str, Any]) -> None:
    order = as_added(style)
    own = [order.index(name) for name in own_layers_of(style)]
    basemap = [
        "coast",
        "land",
        "lake",
        "border",
        "disputed",
        "fine-land",
        "fine-urban",
        "fine-lake",
        "fine-border",
        "fine-disputed",
    ]
    assert max(order.index(name) for name in basemap) < min(own)
    above = ["segments-line", "selected-line", "segments-name", "places-ring", "places-name", "selected-name"]
    assert max(own) < min(order.index(name) for name in above if name in ("segments-name", "places-ring"))
    surfaces = [order.index(name) for name, layer in own_layers_of(style).items() if layer["type"] != "symbol"]
    assert max(surfaces) < min(order.index(name) for name in above)
    assert "fine-town" not in order


def test_the_tint_of_a_country_lies_on_its_land_and_below_its_water(style: dict[str, Any]) -> None:
    order = as_added(style)
    for tint in ("country-highlight", "fine-highlight"):
        assert order.index("own-landuse_park") < order.index(tint) < order.index("own-water") < order.index("railways")


def test_the_order_of_protomaps_is_kept(style: dict[str, Any], basemap: OwnBasemap) -> None:
    own, order = own_layers_of(style), as_added(style)
    kept = [f"own-{layer['id']}" for layer in basemap.layers[Theme.LIGHT] if f"own-{layer['id']}" in own]
    assert [name for name in order if name in own] == kept
    assert len(kept) > 60


def test_names_are_in_the_atlas_s_fonts_without_icons(style: dict[str, Any]) -> None:
    layouts = [layer["layout"] for layer in own_layers_of(style).values() if layer["type"] == "symbol"]
    assert len(layouts) > 8
    written = json.dumps(layouts)
    assert "Noto Sans Medium" not in written
    assert "icon" not in written
    fonts = json.dumps([layout["text-font"] for layout in layouts])
    assert json.dumps(FONT) in fonts
    assert json.dumps(BOLD) in fonts


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_in_the_language_of_the_page(basemap: OwnBasemap, language: str) -> None:
    layers = own_layers_of(build_style(URLS, language, own=basemap))
    named = [layer for layer in layers.values() if "name" in json.dumps(layer.get("layout", {}).get("text-field"))]
    assert len(named) > 8
    assert all(f'"name:{language}"' in json.dumps(layer["layout"]["text-field"]) for layer in named)
    assert any("text-transform" in layer["layout"] for layer in named) == (language == "en")
    assert any("text-letter-spacing" in layer["layout"] for layer in named) == (language != "ar")
    assert (json.dumps(ITALIC) in json.dumps(named)) == (language != "ar")


def test_a_town_of_the_atlas_is_not_named_twice(style: dict[str, Any]) -> None:
    assert '"Baku"' in json.dumps(own_layers_of(style)["own-places_locality"]["layout"]["text-field"])


def test_countries_are_named_once_on_either_side_of_its_edge(style: dict[str, Any]) -> None:
    filters = style["metadata"]["atlas"]["lazy"]["own-basemap"]["filters"]
    assert set(filters) == {"country-name", "water-name"}
    for name, chosen in filters.items():
        assert next(layer["filter"] for layer in style["layers"] if layer["id"] == name) in chosen
        (within,) = (part[1] for part in chosen if part[0] == "!")
        assert json.dumps(within) in json.dumps(own_layers_of(style)["own-places_country"]["layout"])
        assert within[1]["coordinates"][0][0] == [BOX[0], BOX[1]]


def test_where_it_has_no_names_in_a_language_countries_and_seas_keep_the_atlas_s(
    without_azerbaijani: OwnBasemap,
) -> None:
    style = build_style(URLS, "az", own=without_azerbaijani)
    assert "filters" not in style["metadata"]["atlas"]["lazy"]["own-basemap"]
    assert not {"own-places_country", "own-water_label_ocean"} & set(own_layers_of(style))
    assert "own-places_locality" in own_layers_of(style)
    assert "own-places_country" in own_layers_of(build_style(URLS, "en", own=without_azerbaijani))


def test_changing_the_paint_gives_the_other_theme(basemap: OwnBasemap) -> None:
    paint = theme_paint(Theme.DARK, basemap)
    changed = [
        layer | {"paint": layer["paint"] | paint.get(layer["id"], {})}
        for layer in all_layers(build_style(URLS, "en", Theme.LIGHT, own=basemap))
    ]
    assert changed == all_layers(build_style(URLS, "en", Theme.DARK, own=basemap))
    assert "own-earth" in paint
