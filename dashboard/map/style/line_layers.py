"""The layers of the routes: filtered out lines, matched lines, and the selected ones on top.

The ``metadata`` of a layer is for the page's script: ``role`` (matched, filtered_out, selected), ``of`` (the source),
``filter`` (the condition to which the script adds its own), ``hit`` (whether a click on it counts) and ``dim`` (its
paint while something else is selected). ``unblurred`` is its paint in SVG, which has no blur.
"""

from collections.abc import Sequence
from typing import Any, Final

from dashboard.catalogue.vocabulary import Precision, Status
from dashboard.map.style.expressions import (
    MATCH_NONE,
    NOT_WITHDRAWN,
    Expression,
    Layer,
    by_zoom,
    for_each,
    line_width,
    match,
    name,
    one_of,
    short_name,
)
from dashboard.map.theme import (
    BAND_OPACITY,
    BASEMAP_COLOURS,
    DIMMED,
    MARK,
    MODE_COLOUR,
    PRECISION_LOOK,
    SKETCH_DASH,
    STATUS_DASH,
    UNKNOWN_OPACITY,
    Mark,
    Theme,
)

SOURCE: Final = "segments"
SKETCH: Final[Expression] = ["==", ["get", "precision"], Precision.SCHEMATIC.value]
DRAWN: Final[Expression] = ["!=", ["get", "precision"], Precision.SCHEMATIC.value]
CASED: Final[Expression] = one_of("precision", [word for word, look in PRECISION_LOOK.items() if look.casing_px])
SELECTED_WIDTH: Final = 1.35
CORE_WIDTH: Final = 0.34
CASING_PX: Final = 2 * max(look.casing_px for look in PRECISION_LOOK.values())
FONT: Final = ["Atlas Medium", "system-ui", "Noto Sans", "Noto Sans Arabic"]
KEEP_OUT_PX: Final = 4
"""The distance of the dots that keep names off a line. It is less than the height of a name."""
BOLD: Final = ["Atlas Semibold", *FONT[1:]]
ITALIC: Final = ["Atlas Italic", "Georgia", "Palatino", "Noto Serif", "Noto Naskh Arabic"]
"""Fonts of the reader's system. No font has the first name: MapLibre reads weight and slant from it."""


def filtered_out_layers(theme: Theme) -> list[Layer]:
    """The filtered out lines, faint and without detail."""
    faint = {"line-color": BASEMAP_COLOURS[theme].filtered_out, "line-opacity": 0.45, "line-width": line_width(0.5)}
    return [_line("segments-filtered-out", "filtered_out", NOT_WITHDRAWN, faint, visible=False)]


def matched_layers(theme: Theme) -> list[Layer]:
    """The lines that pass the filters, without their names."""
    return _stack("segments", "matched", theme, 1.0)


def selected_layers(theme: Theme) -> list[Layer]:
    """The selected lines on top of all others, wider and with a glow; empty until the script sets them."""
    glow = _route_paint(_mode_colour(theme), 0.3, 2.6, 8) | {"line-blur": line_width(1.0, 4)}
    glowing = _line("selected-glow", "selected", ["all"], glow, unblurred={"line-opacity": 0.12})
    return [glowing, *_stack("selected", "selected", theme, SELECTED_WIDTH)]


def label_layers(theme: Theme, language: str) -> list[Layer]:
    """The names of the routes along their lines, in ``language``."""
    layout = {
        "symbol-placement": "line",
        "symbol-spacing": 420,
        "text-field": short_name(language) if language == "ar" else name(language),
        "text-font": FONT,
        "text-size": by_zoom([(5, 10.5), (9, 12.5)]),
        "text-max-angle": 28,
        "text-padding": 14,
        "text-offset": [0, -0.95],
        "text-letter-spacing": 0 if language == "ar" else 0.02,
    }
    paint = {
        "text-color": _mode_colour(theme),
        "text-halo-color": BASEMAP_COLOURS[theme].casing,
        "text-halo-width": 1.6,
        "text-opacity": 0.95,
    }
    layer = _layer("segments-name", "symbol", "matched", NOT_WITHDRAWN, paint, {"text-opacity": 0.25})
    return [layer | {"layout": layout, "minzoom": 4.6}]


def selected_lines_keep_out() -> Layer:
    """Invisible dots along the selected lines. They are placed before all names, so that no name covers a line."""
    layout = {
        "symbol-placement": "line",
        "symbol-spacing": KEEP_OUT_PX,
        "text-field": "●",
        "text-font": FONT,
        "text-size": 3,
        "text-padding": 2,
        "text-max-angle": 180,  # a dot fits any bend
        "text-overlap": "always",
        "text-rotation-alignment": "viewport",
    }
    return _layer("selected-keep-out", "symbol", "selected", ["all"], {"text-opacity": 0}, {}) | {"layout": layout}


def _stack(prefix: str, role: str, theme: Theme, wider: float) -> list[Layer]:
    widths = {word: look.width * wider for word, look in PRECISION_LOOK.items()}
    opacities = {word: look.opacity if role == "matched" else 1.0 for word, look in PRECISION_LOOK.items()}
    colour, width = _mode_colour(theme), match("precision", widths, wider)
    sketch = PRECISION_LOOK[Precision.SCHEMATIC]
    band = _route_paint(colour, BAND_OPACITY, sketch.band_width * wider)
    band["line-blur"] = line_width(sketch.band_width * 0.3)
    sharp = {"line-width": line_width(sketch.band_width * wider * 0.8)}
    casing = {
        "line-color": BASEMAP_COLOURS[theme].casing,
        "line-opacity": 0.9,
        "line-width": line_width(wider, CASING_PX),
    }
    opacity = match("precision", opacities, 1.0)
    return [
        _line(f"{prefix}-band", role, SKETCH, band, hit=True, unblurred=sharp),
        _line(f"{prefix}-casing", role, CASED, casing, cap="round"),
        _line(f"{prefix}-line", role, DRAWN, _route_paint(colour, opacity, width, dash=_dash(STATUS_DASH)), hit=True),
        _line(
            f"{prefix}-sketch", role, SKETCH, _route_paint(colour, opacity, width, dash=_dash(SKETCH_DASH)), hit=True
        ),
        *_marks(prefix, role, theme, wider),
    ]


def _marks(prefix: str, role: str, theme: Theme, wider: float) -> list[Layer]:
    """The marks that distinguish modes without colour; not on sketches."""
    colour, opacity = _mode_colour(theme), 0.85 if role == "matched" else 1.0
    core = _dash(STATUS_DASH, 1 / CORE_WIDTH)
    looks: dict[Mark, tuple[float, dict[str, Any]]] = {
        Mark.TIES: (5, _route_paint(colour, opacity, 2.7 * wider, dash=[0.17, 1.0])),
        Mark.PYLONS: (4, _route_paint(colour, opacity, 3.6 * wider, dash=[0.16, 2.4])),
        Mark.CORE: (4, _route_paint(BASEMAP_COLOURS[theme].casing, opacity, CORE_WIDTH * wider, dash=core)),
        Mark.BEADS: (4, _route_paint(colour, opacity, 2.1 * wider, dash=[0, 6])),
    }
    layers = []
    for mode, mark in MARK.items():
        if mark not in looks:
            continue
        minzoom, paint = looks[mark]
        chosen: Expression = ["all", DRAWN, ["==", ["get", "mode"], mode.value]]
        cap = "round" if mark is Mark.BEADS else "butt"
        layers.append(_line(f"{prefix}-{mark.value}", role, chosen, paint, cap=cap) | {"minzoom": minzoom})
    return layers


def _route_paint(
    colour: str | Expression,
    opacity: float | Expression,
    width: float | Expression,
    extra_px: float = 0.0,
    dash: Sequence[Any] = (1, 0),
) -> dict[str, Any]:
    """The paint of a line. Colour, opacity, width and dashes all depend on data, even where they are constant.

    MapLibre compiles a shader for each combination of properties that depend on data. With this paint all layers share
    one shader from the first frame, so that a first click needs no compilation.
    """
    return {
        "line-color": for_each(colour),
        "line-opacity": ["*", opacity, match("status", {Status.UNKNOWN: UNKNOWN_OPACITY}, 1.0)],
        "line-width": line_width(for_each(width), extra_px),
        "line-dasharray": for_each(dash),
    }


def _line(
    layer_id: str,
    role: str,
    chosen: Expression,
    paint: dict[str, Any],
    *,
    hit: bool = False,
    visible: bool = True,
    cap: str = "butt",
    unblurred: dict[str, Any] | None = None,
) -> Layer:
    dim = {"line-opacity": _dimmed(paint["line-opacity"])} if role == "matched" else {}
    layer = _layer(layer_id, "line", role, chosen, paint, dim)
    layer["metadata"] |= {"hit": hit} | ({"unblurred": unblurred} if unblurred else {})
    layout = {"line-join": "round", "line-cap": cap, "visibility": "visible" if visible else "none"}
    return layer | {"layout": layout}


def _layer(
    layer_id: str, kind: str, role: str, chosen: Expression, paint: dict[str, Any], dim: dict[str, Any]
) -> Layer:
    condition = MATCH_NONE if role in ("selected", "filtered_out") else NOT_WITHDRAWN
    return {
        "id": layer_id,
        "type": kind,
        "source": SOURCE,
        "filter": ["all", chosen, condition],
        "paint": paint,
        "metadata": {"role": role, "of": SOURCE, "filter": chosen, **({"dim": dim} if dim else {})},
    }


def _dimmed(opacity: float | Expression) -> float | Expression:
    return ["*", opacity, DIMMED] if isinstance(opacity, list) else round(opacity * DIMMED, 3)


def _mode_colour(theme: Theme) -> Expression:
    return match("mode", MODE_COLOUR[theme], BASEMAP_COLOURS[theme].ink)


def _dash(dashes: Any, scale: float = 1.0) -> Expression:  # noqa: ANN401
    scaled = {word: [round(part * scale, 3) for part in dash] for word, dash in dashes.items()}
    return match("status", scaled, [round(part * scale, 3) for part in dashes[Status.UNKNOWN]])
