"""The style is whole: sources exist, ids are single, themes agree, nothing points away from the origin."""

import json
import re
from typing import Any

import pytest

from dashboard.catalogue.vocabulary import LANGUAGES, WITHDRAWN, Mode, PlaceKind, Precision, Status
from dashboard.map.figure import GRAPH_CONFIG, build_figure
from dashboard.map.style.basemap_layers import Tiles
from dashboard.map.style.context_layers import CONTEXT
from dashboard.map.style.style import MapUrls, build_style, map_layers, theme_paint
from dashboard.map.theme import Theme
from dashboard.state.view_state import SWITCHES

URLS = MapUrls()


def all_layers(style: dict[str, Any]) -> list[dict[str, Any]]:
    lazy = style["metadata"]["atlas"]["lazy"].values()
    return [*style["layers"], *(placed["layer"] for source in lazy for placed in source["layers"])]


@pytest.fixture(params=LANGUAGES)
def style(request: pytest.FixtureRequest) -> dict[str, Any]:
    return build_style(URLS, request.param)


def test_every_source_exists_and_every_id_is_single(style: dict[str, Any]) -> None:
    sources = {*style["sources"], *style["metadata"]["atlas"]["lazy"]}
    layers = all_layers(style)
    assert {layer["source"] for layer in layers if layer["type"] != "background"} == sources
    assert len({layer["id"] for layer in layers}) == len(layers)


def test_lazy_layers_have_their_place(style: dict[str, Any]) -> None:
    first = {layer["id"] for layer in style["layers"]}
    for lazy in style["metadata"]["atlas"]["lazy"].values():
        assert {placed["before"][-1] for placed in lazy["layers"]} <= first
        assert set(lazy.get("replaces", ())) <= first
        assert min(layer["layer"]["minzoom"] for layer in lazy["layers"]) == lazy["fromZoom"]
        assert lazy["source"]["tiles"][0].startswith("{origin}/")


def test_nothing_is_fetched_from_elsewhere(style: dict[str, Any]) -> None:
    figure = build_figure(style).to_json()
    assert not re.search(r"https?:|//", figure)
    assert not {"glyphs", "sprite"} & set(style)
    assert not any("icon-image" in layer.get("layout", {}) for layer in all_layers(style))


def test_nothing_in_it_is_empty(style: dict[str, Any]) -> None:
    """Plotly prunes what is empty, finds the style changed, and loads the whole map again."""

    def empty(value: object, path: str) -> list[str]:
        if isinstance(value, dict | list):
            parts = value.items() if isinstance(value, dict) else enumerate(value)
            return (
                [path]
                if not value
                else [empty_path for key, part in parts for empty_path in empty(part, f"{path}.{key}")]
            )
        return [path] if value is None else []

    assert empty(style, "style") == []


def test_from_tiles_every_layer_of_features_reads_its_own() -> None:
    address = "{origin}/tiles/features/{z}/{x}/{y}.mvt?v=1"
    tiled = build_style(MapUrls(feature_tiles=address))
    for name in ("segments", "places"):
        assert tiled["sources"][name] == {"type": "vector", "tiles": [address], "maxzoom": 12}
    plain = build_style(URLS)
    others = {name: source for name, source in plain["sources"].items() if name not in ("segments", "places")}
    selected = {"selected": {"type": "geojson", "data": "/selected.geojson", "maxzoom": 12}}
    assert {name: source for name, source in tiled["sources"].items() if source["type"] == "geojson"} == (
        others | selected
    )
    for layer, same in zip(tiled["layers"], plain["layers"], strict=True):
        todo = f"{same['id']}: a layer of segments or places has a role in its metadata (map/style/style.py)"
        assert same.get("source") not in ("segments", "places") or "role" in same.get("metadata", {}), todo
        own = same.get("source") in ("segments", "places")
        chosen = own and same["metadata"]["role"] == "selected"
        read = {"source": "selected"} if chosen else {"source-layer": same["source"]} if own else {}
        assert layer == same | read


def test_every_word_is_drawn(style: dict[str, Any]) -> None:
    by_id = {layer["id"]: json.dumps(layer["paint"]) for layer in style["layers"]}
    for words, layer in ((Mode, "segments-line"), (Status, "segments-line"), (Precision, "segments-line")):
        assert all(f'"{word.value}"' in by_id[layer] for word in words), layer
    assert all(f'"{kind.value}"' in by_id["places-ring"] for kind in PlaceKind)


def test_what_is_withdrawn_is_hidden_at_first(style: dict[str, Any]) -> None:
    assert style["metadata"]["atlas"]["withdrawn"] == sorted(WITHDRAWN)
    for layer in style["layers"]:
        if layer.get("metadata", {}).get("role") == "matched" and layer["source"] == "segments":
            todo = f"{layer['id']}: its filter holds NOT_WITHDRAWN (map/style/expressions.py)"
            assert all(f'"{status.value}"' in json.dumps(layer["filter"]) for status in WITHDRAWN), todo


def test_names_are_in_the_language_asked_for() -> None:
    for language in LANGUAGES:
        fields = [
            layer["layout"]["text-field"]
            for layer in all_layers(build_style(URLS, language))
            if "text-field" in layer.get("layout", {})
        ]
        named = [json.dumps(field) for field in fields if field != "●"]
        assert len(named) >= 6
        assert all(f"name_{language}" in field for field in named)


def test_the_themes_differ_in_paint_alone() -> None:
    def without_paint(theme: Theme) -> list[dict[str, Any]]:
        return [{key: value for key, value in layer.items() if key != "paint"} for layer in map_layers(theme, "en")]

    assert without_paint(Theme.LIGHT) == without_paint(Theme.DARK)


def test_changing_the_paint_gives_the_other_theme() -> None:
    paint = theme_paint(Theme.DARK)
    changed = [
        layer | {"paint": layer["paint"] | paint.get(layer["id"], {})}
        for layer in all_layers(build_style(URLS, "en", Theme.LIGHT))
    ]
    assert changed == all_layers(build_style(URLS, "en", Theme.DARK))


def test_opacity_is_the_same_in_both_themes() -> None:
    """The script sets it when something is selected, and would undo the theme."""
    assert not [key for paint in theme_paint(Theme.DARK).values() for key in paint if key.endswith("opacity")]


def test_tiles_are_asked_for_no_closer_than_they_were_made() -> None:
    context = {"railways": Tiles("{origin}/b/{z}/{x}/{y}", 6), "roads": Tiles("{origin}/c/{z}/{x}/{y}", 7)}
    urls = MapUrls(basemap_tiles=Tiles("{origin}/a/{z}/{x}/{y}", 5), context_tiles=context)
    lazy = build_style(urls)["metadata"]["atlas"]["lazy"]
    asked = {name: (source["source"]["tiles"], source["source"]["maxzoom"]) for name, source in lazy.items()}
    assert asked == {
        "basemap-fine": (["{origin}/a/{z}/{x}/{y}"], 5),
        "railways": (["{origin}/b/{z}/{x}/{y}"], 6),
        "roads": (["{origin}/c/{z}/{x}/{y}"], 7),
    }


def test_what_is_asked_for_has_a_switch_and_roads_lie_below_railways() -> None:
    lazy = build_style(URLS)["metadata"]["atlas"]["lazy"]
    assert {name for name, source in lazy.items() if source["asked"]} == set(CONTEXT) <= set(SWITCHES)
    assert all(placed["before"] == ["railways", "segments-filtered-out"] for placed in lazy["roads"]["layers"])
    assert [placed["before"] for placed in lazy["railways"]["layers"]] == [["segments-filtered-out"]]


def test_roads_are_seen_as_close_as_they_are_true() -> None:
    placed = build_style(URLS)["metadata"]["atlas"]["lazy"]["roads"]["layers"]
    assert {(entry["layer"]["minzoom"], entry["layer"]["maxzoom"]) for entry in placed} == {(7, 10)}
    dashed = {entry["layer"]["id"] for entry in placed if "line-dasharray" in entry["layer"]["paint"]}
    assert dashed == {"roads-sketched"}


def test_towns_of_our_own_are_left_out_of_the_ground() -> None:
    lazy = build_style(URLS, without_towns=("Baku",))["metadata"]["atlas"]["lazy"]
    towns = next(placed["layer"] for placed in lazy["basemap-fine"]["layers"] if placed["layer"]["id"] == "fine-town")
    assert "Baku" in json.dumps(towns["filter"])


def test_the_extent_of_towns_lies_on_land_below_water_and_is_seen_close_up() -> None:
    placed = build_style(URLS)["metadata"]["atlas"]["lazy"]["basemap-fine"]["layers"]
    order = [entry["layer"]["id"] for entry in placed]
    assert order.index("fine-land") < order.index("fine-urban") < order.index("fine-river") < order.index("fine-lake")
    assert placed[order.index("fine-urban")]["layer"]["minzoom"] == 7
    assert placed[order.index("fine-land")]["layer"]["minzoom"] == 5


def test_the_figure_is_the_style_and_nothing_else() -> None:
    figure = json.loads(build_figure(build_style(URLS)).to_json())
    assert figure["layout"]["margin"] == {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0}
    assert figure["layout"]["uirevision"]
    assert len(figure["data"]) == 1


def test_no_chart_is_sent_to_a_cloud() -> None:
    assert GRAPH_CONFIG["showSendToCloud"] is False
    assert GRAPH_CONFIG["displayModeBar"] is False
