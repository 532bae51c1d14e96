"""The names on a picture of the map: those with enough space, each on a side of its place."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from typing import Any, Final, Literal

import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.map.camera import NOMINAL_PX, SMALL_PX, Camera
from dashboard.map.label_sides import SIDES, sides_from
from dashboard.map.style.basemap_layers import basemap_labels
from dashboard.map.style.place_layers import place_layers
from dashboard.map.svg.drawn_layer import DRAWN_THEME, DrawnLayer
from dashboard.map.svg.shapes import Features, to_world
from dashboard.map.svg.text_lines import wrap_lines

LETTER: Final = 0.56
"""The average width of a letter in sizes of the font. The server does not measure text."""
GAP: Final = 0.7
MOST_TRIED: Final = 600
"""The most names to place. A screen has space for fewer, and each is compared with all before it."""
WIDEST_EM: Final = 7.0  # a longer name takes several lines, as ``text-max-width`` has it
Area = tuple[float, float, float, float]
Screens = Literal["all", "large", "small"]


@dataclass(frozen=True)
class Label:
    """A name at a position in world pixels. ``kind`` and ``side`` are its classes in the style sheet."""

    text: str
    x: float
    y: float
    kind: str
    size_px: float
    side: str = "mid"  # of a place: the preferred side
    moves_em: tuple[float, ...] = (0,)  # of a country or a water: possible moves downwards, in sizes of the font
    selected: bool = False
    screens: Screens = "all"
    """The screens with space for the name."""


def choose_labels(candidates: Iterable[Label], view: Camera, lines: BaseGeometry | None = None) -> list[Label]:
    """The labels with enough space, from ``candidates`` (the most important first), each on a side of its place.

    No name crosses ``lines``, which are in world pixels. On a phone, no name is cut at the edge of the map.
    """
    ordered = list(islice(candidates, MOST_TRIED))
    phone_px = SMALL_PX[view.padding] if view.padding else NOMINAL_PX
    large = list(fit_labels(ordered, view, NOMINAL_PX, lines=lines))
    small = list(fit_labels(ordered, view, phone_px, phone_px, lines)) if view.padding else large
    both = [label for label in large if label in small]
    only: tuple[tuple[Screens, list[Label]], ...] = (("large", large), ("small", small))
    return both + [replace(label, screens=name) for name, labels in only for label in labels if label not in both]


def place_labels(places: Features, language: str, zoom: float, selected: Collection[str] = ()) -> list[Label]:
    """The names of places that are ``selected`` or visible at ``zoom``, the most important first."""
    layer = _layers(language)["places-name"]
    visible = [
        feature["properties"] | {"at": feature["geometry"]["coordinates"]}
        for feature in places["features"]
        if feature["properties"]["fid"] in selected or layer.shows(feature["properties"], zoom)
    ]
    visible.sort(key=lambda place: (place["fid"] not in selected, place["rank"]))
    labels = [_label(layer, place, "town" if place["rank"] == 1 else "place", zoom) for place in visible]
    marked = [replace(label, selected=place["fid"] in selected) for label, place in zip(labels, visible, strict=True)]
    return [label for label in marked if label.text]


def basemap_names(basemap: Features, language: str, zoom: float) -> list[Label]:
    """The names of countries and waters, the largest first."""
    layers = _layers(language)
    ranked: list[tuple[int, Label]] = []
    for feature in basemap["features"]:
        about = feature["properties"]
        for layer, kind in ((layers["country-name"], "country"), (layers["water-name"], "sea")):
            if layer.shows(about, zoom):
                label = _label(layer, about | {"at": feature["geometry"]["coordinates"]}, kind, zoom)
                moves = layer.value("text-variable-anchor-offset", about, zoom)[1::2]
                ranked.append((about.get("rank", 5), replace(label, moves_em=tuple(down for _, down in moves))))
    return [label for _, label in sorted(ranked, key=lambda pair: pair[0]) if label.text]


@cache
def _layers(language: str) -> Mapping[str, DrawnLayer]:
    """The style's layers of names, by id."""
    layers = [*place_layers(DRAWN_THEME, language), *basemap_labels(DRAWN_THEME, language)]
    return {layer["id"]: DrawnLayer(layer) for layer in layers if layer["type"] == "symbol"}


def _label(layer: DrawnLayer, about: Mapping[str, Any], kind: str, zoom: float) -> Label:
    text, size = (layer.value(f"text-{name}", about, zoom) for name in ("field", "size"))
    x, y = to_world(*about["at"])
    return Label(text, x, y, kind, round(size, 1), about.get("side", "mid"))


def fit_labels(
    labels: Iterable[Label],
    view: Camera,
    screen_px: tuple[float, float],
    whole_px: tuple[float, float] | None = None,
    lines: BaseGeometry | None = None,
) -> Iterator[Label]:
    """The labels with enough space on a screen of this size, each at its position.

    With ``whole_px``, a name must be completely inside a screen of that size. A name must not cross ``lines`` (in world
    pixels). The name of a selected place may cross lines and rings where it has no other position.
    """
    scale, (mx, my) = 2 ** view.zoom_on(screen_px), view.middle
    ordered = list(labels)
    at = {label: ((label.x - mx) * scale, (label.y - my) * scale) for label in ordered}
    rings = [(x - 4, y - 4, x + 4, y + 4) for label, (x, y) in at.items() if label.kind in ("town", "place")]
    names: list[Area] = []
    shapely.prepare(lines)

    def is_free(area: Area, *, strictly: bool) -> bool:
        taken = [*rings, *names] if strictly else names
        return not (any(_meet(area, other) for other in taken) or (strictly and strikes(area)))

    def strikes(area: Area) -> bool:
        left, top, right, bottom = (side / scale for side in area)
        return lines is not None and lines.intersects(shapely.box(mx + left, my + top, mx + right, my + bottom))

    for label, (x, y) in at.items():
        if abs(x) > screen_px[0] / 2 or abs(y) > screen_px[1] / 2:
            continue
        areas = {moved: _area(moved, x, (moved.y - my) * scale) for moved in _positions(label, scale)}
        seen = {moved: area for moved, area in areas.items() if whole_px is None or _is_inside(whole_px, area)}
        # As on the live map, the name of a gap may overlap others (`map/style/gap_layers.py`).
        free = seen if label.kind == "gap" else (moved for moved in seen if is_free(seen[moved], strictly=True))
        second = (moved for moved in seen if label.selected and is_free(seen[moved], strictly=False))
        if moved := next(chain(free, second), None):
            names.append(seen[moved])
            yield moved


def _is_inside(screen_px: tuple[float, float], area: Area) -> bool:
    """Whether an area, in pixels from the middle, is completely on the screen."""
    left, top, right, bottom = area
    return max(-left, right) <= screen_px[0] / 2 and max(-top, bottom) <= screen_px[1] / 2


def _positions(label: Label, scale: float) -> Iterator[Label]:
    """The label at each possible position, the best first. ``scale`` is screen pixels per world pixel."""
    if label.side in SIDES:
        yield from (replace(label, side=side) for side in sides_from(label.side))
    else:
        yield from (replace(label, y=label.y + move * label.size_px / scale) for move in label.moves_em)


def _area(label: Label, x: float, y: float) -> Area:
    """The area of a name. ``left`` means that its left edge is at the place, as in MapLibre."""
    spaced = 1.32 if label.kind == "country" else 1.0
    lines = wrap_lines(label.text, WIDEST_EM / spaced, bold=label.kind == "town")
    one_line_em = len(label.text) * LETTER * spaced
    width = (min(one_line_em, WIDEST_EM) if len(lines) > 1 else one_line_em) * label.size_px
    height = len(lines) * label.size_px * 1.25
    away = GAP * label.size_px
    dx = {"left": away, "right": -away - width}.get(label.side, -width / 2)
    dy = {"top": away, "bottom": -away - height}.get(label.side, -height / 2)
    return (x + dx, y + dy, x + dx + width, y + dy + height)


def _meet(first: Area, second: Area) -> bool:
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]
