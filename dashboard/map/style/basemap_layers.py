"""The layers of the basemap (water, land, borders and names): a coarse basemap, and a fine one for higher zooms.

The coarse basemap is one GeoJSON source whose features have a property ``layer``. The fine basemap is vector tiles. Its
layers are in the style's metadata, and ``assets/src/map/look.js`` adds them when they are needed: the address of a tile
must be absolute, and only the browser knows the host.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dashboard.map.style.expressions import Expression, Layer, by_zoom, for_each, short_name
from dashboard.map.style.line_layers import BOLD, FONT, ITALIC
from dashboard.map.style.own_basemap import land_count
from dashboard.map.theme import BASEMAP_COLOURS, Theme

COARSE: Final = "basemap"
FINE: Final = "basemap-fine"
FINE_FROM_ZOOM: Final = 5
URBAN_FROM_ZOOM: Final = 7
RANK: Final[Expression] = ["coalesce", ["get", "rank"], 5]
CAPITAL: Final[Expression] = ["boolean", ["get", "capital"], False]
NOWHERE: Final = "-"
"""A code of no country, for the highlight while no country is selected."""

MOVES_EM: Final[Mapping[str, tuple[int, Mapping[int, tuple[float, ...]]]]] = {
    "country-name": (3, {3: (0, 1.3, -1.3)}),
    "water-name": (1, {4: (0, 1.6, -1.6), 5: (0, 1.6, -1.6, 3.2, -3.2)}),
}
"""By layer: the last rank whose names may move off other things, and from which zoom on, how far down in font sizes.

Countries and waters of these ranks are large at that zoom, so that moved names stay on them.
"""


def basemap_layers(theme: Theme) -> list[Layer]:
    """Water, land, lakes, rivers, graticule and borders of the coarse basemap."""
    background = {"id": "water", "type": "background", "paint": {"background-color": BASEMAP_COLOURS[theme].water}}
    below = [("graticule", _line("graticule", BASEMAP_COLOURS[theme].graticule, 0.7)), *_surfaces("", theme)]
    far = _fill("far-land", BASEMAP_COLOURS[theme].land) | {"filter": ["has", "far"], "minzoom": FINE_FROM_ZOOM}
    return [
        background,
        *[_from_coarse(kind, layer) for kind, layer in below],
        _from_coarse("land", far),  # outside the fine basemap, which replaces the coarse one
        _highlight(_from_coarse("land", _fill("country-highlight", BASEMAP_COLOURS[theme].highlight))),
        *[_from_coarse(kind, layer) for kind, layer in _borders("", theme)],
    ]


def basemap_labels(theme: Theme, language: str) -> list[Layer]:
    """The names of countries and waters of the coarse basemap, in ``language``."""
    colours = BASEMAP_COLOURS[theme]
    spaced = 0 if language == "ar" else 0.14  # letters of an Arabic word stay joined
    # Capitals in English only: a browser would turn "Misir" into "MISIR" instead of "MİSİR".
    country = {
        "text-field": ["upcase", short_name(language)] if language == "en" else short_name(language),
        "text-font": FONT,
        "text-size": by_zoom([(2, 9), (5, 12.5), (8, 17)]),
        "text-letter-spacing": spaced,
        "text-max-width": 7,
        "text-padding": 6,
        "text-variable-anchor-offset": _moves("country-name"),
        "symbol-sort-key": RANK,
    }
    water = country | {
        "text-field": short_name(language),
        "text-font": FONT if language == "ar" else ITALIC,  # a slanted Arabic face is an imitation
        "text-size": by_zoom([(2, ["-", 12.5, RANK]), (6, ["-", 18, ["*", RANK, 1.1]])]),
        "text-letter-spacing": spaced / 2,
        "text-variable-anchor-offset": _moves("water-name"),
    }
    return [
        _from_coarse("country-label", _label("country-name", country, colours.country_label, colours.land_halo)),
        _from_coarse("water-label", _label("water-name", water, colours.water_label, colours.water_halo)),
    ]


def _moves(layer_id: str) -> Expression:
    """The positions of a name, the best one first."""
    rank, moves = MOVES_EM[layer_id]
    still: Expression = ["literal", ["center", [0, 0]]]
    steps: Expression = ["step", ["zoom"], still]
    for zoom, down in moves.items():
        places: Expression = ["literal", [part for move in down for part in ("center", [0, move])]]
        steps += [zoom, ["case", ["<=", RANK, rank], places, still]]
    return steps


@dataclass(frozen=True)
class Tiles:
    """The address of a set of tiles (``{origin}``, ``{z}``, ``{x}``, ``{y}`` to fill in), and its greatest zoom."""

    url: str
    maxzoom: int


def fine_source(
    theme: Theme,
    language: str,
    tiles: Tiles,
    without_towns: Collection[str],
    own: Sequence[Layer] = (),
) -> dict[str, Any]:
    """The fine basemap, which the page's script adds when it is needed.

    Parameters
    ----------
    theme
        The look of the layers.
    language
        The language of the towns' names.
    tiles
        The tiles of the fine basemap.
    without_towns
        English names of towns that the atlas itself draws.
    own
        The layers of the deployment's own basemap, which cover the fine basemap but not the tint of a country.
    """
    below = own[0]["id"] if own else None
    surfaces = [*_land("fine-", theme), ("urban", _urban(theme)), *_waters("fine-", theme)]
    fine = [
        *[(_from_tiles(kind, layer), below or "country-highlight") for kind, layer in surfaces],
        (
            _highlight(_from_tiles("land", _fill("fine-highlight", BASEMAP_COLOURS[theme].highlight))),
            own[land_count(own)]["id"] if own else "segments-filtered-out",
        ),
        *[(_from_tiles(kind, layer), below or "segments-filtered-out") for kind, layer in _borders("fine-", theme)],
        *([] if own else [(_town(theme, language, without_towns), "segments-name")]),
    ]
    replaced = [layer["id"] for _, layer in [*_surfaces("", theme), *_borders("", theme)]] + ["country-highlight"]
    return lazy_source(tiles, fine, FINE_FROM_ZOOM) | {"replaces": replaced, "proof": "land", "asked": False}


def lazy_source(tiles: Tiles, layers: Sequence[tuple[Layer, *tuple[str, ...]]], from_zoom: int) -> dict[str, Any]:
    """A source that the page's script adds from a zoom on: each layer with the layers above it, the nearest first."""
    source = {"type": "vector", "tiles": [tiles.url], "minzoom": from_zoom, "maxzoom": tiles.maxzoom}
    placed = [{"layer": {"minzoom": from_zoom} | layer, "before": list(before)} for layer, *before in layers]
    return {"source": source, "layers": placed, "fromZoom": from_zoom}


def _surfaces(prefix: str, theme: Theme) -> list[tuple[str, Layer]]:
    """Pairs of a layer of the basemap and one of the style."""
    return [*_land(prefix, theme), *_waters(prefix, theme)]


def _land(prefix: str, theme: Theme) -> list[tuple[str, Layer]]:
    """Coasts are below the land, so that only their sea side is visible."""
    colours = BASEMAP_COLOURS[theme]
    shallows = _line(f"{prefix}shallows", colours.coast, [(3, 5), (8, 14)])
    shallows["paint"] |= {"line-blur": by_zoom([(3, 4), (8, 11)]), "line-opacity": 0.4}
    shallows["metadata"] = {"unblurred": {"line-width": 4, "line-opacity": 0.25}}
    return [
        ("land", shallows),
        ("land", _line(f"{prefix}coast", colours.coast, 1.8)),
        ("land", _fill(f"{prefix}land", colours.land)),
    ]


def _urban(theme: Theme) -> Layer:
    """The extent of towns. It fades in, so that the map does not change abruptly under the lines."""
    extent = _fill("fine-urban", BASEMAP_COLOURS[theme].urban)
    extent["paint"]["fill-opacity"] = by_zoom([(URBAN_FROM_ZOOM, 0.4), (9, 1)])
    return extent | {"minzoom": URBAN_FROM_ZOOM}


def _waters(prefix: str, theme: Theme) -> list[tuple[str, Layer]]:
    colours = BASEMAP_COLOURS[theme]
    return [
        ("river", _line(f"{prefix}river", colours.river, [(3, 0.5), (8, 1.7)])),
        ("lake", _line(f"{prefix}shore", colours.coast, 1.4)),
        ("lake", _fill(f"{prefix}lake", colours.water)),
    ]


def _borders(prefix: str, theme: Theme) -> list[tuple[str, Layer]]:
    colours = BASEMAP_COLOURS[theme]
    agreed = _line(f"{prefix}border", colours.border, [(3, 0.7), (8, 1.4)])
    is_disputed: Expression = ["boolean", ["get", "disputed"], False]
    # The paint depends on data, like that of the routes (line_layers), to share their shader.
    stops: list[tuple[float, Any]] = [(3, for_each(0.9)), (8, for_each(1.6))]
    disputed = _line(f"{prefix}disputed", colours.disputed, stops)
    disputed["paint"] |= {
        "line-color": for_each(colours.disputed),
        "line-opacity": for_each(1),
        "line-dasharray": for_each([3, 2]),
    }
    return [("border", agreed | {"filter": ["!", is_disputed]}), ("border", disputed | {"filter": is_disputed})]


def _highlight(layer: Layer) -> Layer:
    base = layer.get("filter", ["all"])
    metadata = {"role": "country", "filter": base}
    nowhere: Expression = ["all", base, ["==", ["get", "code"], NOWHERE]]
    return layer | {"paint": layer["paint"] | {"fill-opacity": 0.7}, "filter": nowhere, "metadata": metadata}


def _town(theme: Theme, language: str, without: Collection[str]) -> Layer:
    layout = {
        "text-field": short_name(language),
        "text-font": ["case", CAPITAL, ["literal", BOLD], ["literal", FONT]],
        "text-size": by_zoom([(5, ["case", CAPITAL, 11.5, 10]), (9, ["case", CAPITAL, 14, 12.5])]),
        "text-padding": 8,
        "symbol-sort-key": ["case", CAPITAL, -1, ["coalesce", ["get", "rank"], 9]],
    }
    layer = _label("fine-town", layout, BASEMAP_COLOURS[theme].town_label, BASEMAP_COLOURS[theme].land_halo)
    wanted: Expression = ["!", ["in", ["get", "name_en"], ["literal", sorted({"", *without})]]]
    close_enough: Expression = ["<=", RANK, ["step", ["zoom"], 10, 8, 11, 9, 12]]
    # A page in Arabic leaves out small towns without a name in Arabic script.
    readable: Expression = ["any", language != "ar", ["<", RANK, 10], ["!=", ["get", "name_ar"], ["get", "name_en"]]]
    return _from_tiles("town", layer | {"filter": ["all", wanted, close_enough, readable]})


def _fill(layer_id: str, colour: str) -> Layer:
    return {"id": layer_id, "type": "fill", "paint": {"fill-color": colour}}


def _line(layer_id: str, colour: str, width: float | list[tuple[float, Any]]) -> Layer:
    paint = {"line-color": colour, "line-width": by_zoom(width) if isinstance(width, list) else width}
    return {"id": layer_id, "type": "line", "layout": {"line-join": "round"}, "paint": paint}


def _label(layer_id: str, layout: dict[str, Any], colour: str, halo: str) -> Layer:
    paint = {"text-color": colour, "text-halo-color": halo, "text-halo-width": 1.3, "text-opacity": 0.95}
    return {"id": layer_id, "type": "symbol", "layout": layout, "paint": paint}


def _from_coarse(kind: str, layer: Layer) -> Layer:
    chosen = ["all", _is(kind), layer["filter"]] if "filter" in layer else _is(kind)
    return layer | {"source": COARSE, "filter": chosen}


def _from_tiles(kind: str, layer: Layer) -> Layer:
    return layer | {"source": FINE, "source-layer": kind}


def _is(kind: str) -> Expression:
    return ["==", ["get", "layer"], kind]
