"""The own basemap of a deployment (``ATLAS_BASEMAP``): Protomaps' layers, adapted to the atlas's style.

Protomaps' layers come from npm (``dashboard/build_own_basemap.py``). They are changed as follows:

- names are in the page's language, in the atlas's fonts, on one line, because the style has no glyphs of a server;
- layers with a sprite (shields, arrows, points of interest) and the icons of towns are removed;
- places of the atlas have no second name, and names of towns are smaller than those of the atlas's places;
- names of countries and seas are inside the bounds of the file, where they replace the atlas's own (``own_source``).
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final

from dashboard.map.style.expressions import Expression, Layer, by_zoom
from dashboard.map.style.line_layers import BOLD, FONT, ITALIC
from dashboard.map.theme import Theme

OWN: Final = "own-basemap"
"""The name of the source. Its layers have Protomaps' ids with the prefix ``own-``."""
LAND_LAYERS: Final = frozenset({"earth", "landcover", "landuse"})
"""The layers of the schema that Protomaps draws first, below the tint of a selected country."""
FACES: Final[Mapping[str, list[str]]] = {"Medium": BOLD, "Italic": ITALIC}
"""Protomaps' fonts by the word in their names that makes them another face than the atlas's usual one."""
COUNTRIES: Final = "places_country"
COUNTRY_MOVES: Final = ["center", [0, 0], "center", [0, 1.3], "center", [0, -1.3]]
"""The positions of a country's name in sizes of its font: lines and names of the atlas have priority."""
ALSO_OURS: Final = frozenset({COUNTRIES, "water_label_ocean", "water_label_lakes"})
"""The layers whose names are also in the atlas's basemap."""
TOWNS: Final = "places_locality"
_IS_LARGE: Final[Expression] = [">=", ["coalesce", ["get", "population_rank"], 0], 12]
TOWN_SIZE: Final = by_zoom([(4, ["case", _IS_LARGE, 10.5, 9]), (8, ["case", _IS_LARGE, 12, 10.5]), (15, 18)])
"""The size of town names, which is smaller than that of the atlas's places."""
SCRIPT: Final[Mapping[str, str]] = {"ar": "Arabic"}
"""The name of a language's script in Protomaps, which has none for Latin."""


@dataclass(frozen=True, eq=False)
class OwnBasemap:
    """A checked PMTiles file in the Protomaps schema, and its layers.

    Parameters
    ----------
    address
        The address of a tile, with ``{origin}``, ``{z}``, ``{x}`` and ``{y}`` to fill in.
    minzoom, maxzoom
        The zooms with tiles. Higher zooms show the tiles of ``maxzoom``.
    bounds
        West, south, east, north, in degrees on WGS84.
    languages
        The languages of its names.
    attribution
        Pieces of text, each with its link, if any.
    layers
        Protomaps' layers by theme, as npm's package makes them.
    """

    address: str
    minzoom: int
    maxzoom: int
    bounds: tuple[float, float, float, float]
    languages: frozenset[str]
    attribution: tuple[tuple[str, str | None], ...]
    layers: Mapping[Theme, Sequence[Layer]]


def own_layers(basemap: OwnBasemap, theme: Theme, language: str, without_towns: Collection[str] = ()) -> list[Layer]:
    """The layers from the land up, in ``theme``, without the towns of these English names, which the atlas names."""
    layers = [layer for layer in basemap.layers[theme] if _can_be_drawn(layer)]
    if language not in basemap.languages:
        layers = [layer for layer in layers if layer["id"] not in ALSO_OURS]
    return [_adapted(layer, basemap, language, without_towns) for layer in layers]


def own_source(
    layers: Sequence[Layer], basemap: OwnBasemap, language: str, names: Iterable[Layer], land_before: str
) -> dict[str, Any]:
    """The source that the page's script adds at once: each layer with the layer above it, and changed filters.

    Parameters
    ----------
    layers
        The result of ``own_layers``.
    basemap
        The file.
    language
        The language of the page.
    names
        The atlas's layers of the names of countries and waters.
    land_before
        The layer above the land.
    """
    source = {
        "type": "vector",
        "tiles": [basemap.address],
        "minzoom": basemap.minzoom,
        "maxzoom": basemap.maxzoom,
        "bounds": list(basemap.bounds),
    }
    befores = [land_before] * land_count(layers) + ["segments-filtered-out"] * len(layers)
    placed = [
        {"layer": layer, "before": ["segments-name" if layer["type"] == "symbol" else before]}
        for layer, before in zip(layers, befores, strict=False)
    ]
    lazy = {"source": source, "layers": placed, "fromZoom": 0, "asked": False, "proof": "earth"}
    if language not in basemap.languages:
        return lazy
    outside: Expression = ["!", _within(basemap)]
    return lazy | {"filters": {layer["id"]: ["all", layer["filter"], outside] for layer in names}}


def land_count(layers: Sequence[Layer]) -> int:
    """The number of layers, from the lowest, below the tint of a selected country."""
    return sum(1 for _ in takewhile(lambda layer: layer["source-layer"] in LAND_LAYERS, layers))


def _can_be_drawn(layer: Layer) -> bool:
    """Whether a layer uses the file and needs no sprite. Towns can do without their icon."""
    has_icon = "icon-image" in layer.get("layout", {})
    return layer["type"] != "background" and (not has_icon or layer["source-layer"] == "places")


def _adapted(layer: Layer, basemap: OwnBasemap, language: str, without_towns: Collection[str]) -> Layer:
    adapted = layer | {"id": f"own-{layer['id']}", "source": OWN}
    if layer["type"] != "symbol":
        return adapted
    layout = {name: value for name, value in layer["layout"].items() if not name.startswith("icon-")}
    layout["text-font"] = _our_fonts(layout["text-font"], language)
    if layer["id"] == TOWNS:
        layout |= {"text-font": FONT, "text-size": TOWN_SIZE}
    if layer["id"] == COUNTRIES:
        layout["text-variable-anchor-offset"] = COUNTRY_MOVES
    if "name:en" in json.dumps(layout["text-field"]):
        layout["text-field"] = _name(layer["id"], basemap, language, without_towns)
    if language != "en":  # a browser would turn "Misir" into "MISIR" instead of "MİSİR"
        layout.pop("text-transform", None)
    if language == "ar":  # letters of an Arabic word stay joined
        layout.pop("text-letter-spacing", None)
    return adapted | {"layout": layout}


def _name(layer_id: str, basemap: OwnBasemap, language: str, without_towns: Collection[str]) -> Expression:
    """The name in the page's language, else the local name if it is in the script of the page, else the English one."""
    local: Expression = ["==", ["coalesce", ["get", "script"], "Latin"], SCRIPT.get(language, "Latin")]
    wanted, english, native = ["get", f"name:{language}"], ["get", "name:en"], ["get", "name"]
    name: Expression = ["coalesce", wanted, ["case", local, native, english], english, native, ""]
    if layer_id in ALSO_OURS:
        return ["case", _within(basemap), name, ""]
    if layer_id == TOWNS:
        hidden = ["in", ["coalesce", english, native, ""], ["literal", sorted({"", *without_towns})]]
        return ["case", hidden, "", name]
    return name


def _within(basemap: OwnBasemap) -> Expression:
    west, south, east, north = basemap.bounds
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return ["within", {"type": "Polygon", "coordinates": [ring]}]


def _our_fonts(fonts: Any, language: str) -> Any:  # noqa: ANN401
    """``fonts`` (a list of names, or an expression for one) with the atlas's fonts instead of Protomaps'."""
    if not isinstance(fonts, list):
        return fonts
    if fonts and all(isinstance(name, str) and name.startswith("Noto Sans") for name in fonts):
        face = next((face for word, face in FACES.items() if word in fonts[0]), FONT)
        return FONT if language == "ar" and face is ITALIC else face  # a slanted Arabic face is an imitation
    return [_our_fonts(part, language) for part in fonts]
