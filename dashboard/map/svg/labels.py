"""The names on a picture of the map: which there is room for, on which side of their places."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Any, Final

from dashboard.map.label_sides import SIDES, sides_from
from dashboard.map.style.basemap_layers import basemap_labels
from dashboard.map.style.place_layers import place_layers
from dashboard.map.svg.camera import NOMINAL_PX, SMALL_PX, Camera
from dashboard.map.svg.drawn_layer import DRAWN_THEME, DrawnLayer
from dashboard.map.svg.shapes import Features, to_world
from dashboard.map.svg.text_lines import broken

LETTER: Final = 0.56
"""Width of a letter in sizes of the font, on average; what is written is never measured here."""
GAP: Final = 0.7
MOST_TRIED: Final = 600
"""Names for which room is looked for: a screen holds fewer, and each is held against all before it."""
WIDEST_EM: Final = 7.0  # a longer name takes several lines, as ``text-max-width`` has it
Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """A name at a position in world pixels; ``kind`` and ``side`` are its classes in the style sheet."""

    text: str
    x: float
    y: float
    kind: str
    size_px: float
    side: str = "mid"  # for a place: the one that is tried first
    small: bool = True
    """Whether there is room for it on a small screen too."""


def choose_labels(wanted: Iterable[Label], view: Camera) -> list[Label]:
    """Those of ``wanted``, the most important first, that find room; a place's name may move to its other sides."""
    ordered = list(islice(wanted, MOST_TRIED))
    large = dict(placed(ordered, view, NOMINAL_PX))
    small = dict(placed([label for label in ordered if label in large], view, SMALL_PX)) if view.padding else large
    return [replace(label, side=side, small=small.get(label) == side) for label, side in large.items()]


def place_labels(places: Features, language: str, zoom: float, selected: Collection[str] = ()) -> list[Label]:
    """The names of the places that are ``selected`` or that ``zoom`` shows, the most important first."""
    layer = _layers(language)["places-name"]
    shown = [
        feature["properties"] | {"at": feature["geometry"]["coordinates"]}
        for feature in places["features"]
        if feature["properties"]["fid"] in selected or layer.shows(feature["properties"], zoom)
    ]
    shown.sort(key=lambda one: (one["fid"] not in selected, one["rank"]))
    found = [_label(layer, one, "town" if one["rank"] == 1 else "place", zoom) for one in shown]
    return [label for label in found if label.text]


def basemap_names(basemap: Features, language: str, zoom: float) -> list[Label]:
    """The names of countries and waters, the largest first."""
    layers = _layers(language)
    found: list[tuple[int, Label]] = []
    for feature in basemap["features"]:
        about = feature["properties"]
        for layer, kind in ((layers["country-name"], "country"), (layers["water-name"], "sea")):
            if layer.shows(about, zoom):
                label = _label(layer, about | {"at": feature["geometry"]["coordinates"]}, kind, zoom)
                found.append((about.get("rank", 5), label))
    return [label for _, label in sorted(found, key=lambda pair: pair[0]) if label.text]


@cache
def _layers(language: str) -> Mapping[str, DrawnLayer]:
    """The style's layers of names, by id."""
    layers = [*place_layers(DRAWN_THEME, language), *basemap_labels(DRAWN_THEME, language)]
    return {layer["id"]: DrawnLayer(layer) for layer in layers if layer["type"] == "symbol"}


def _label(layer: DrawnLayer, about: Mapping[str, Any], kind: str, zoom: float) -> Label:
    text, size = (layer.value(f"text-{name}", about, zoom) for name in ("field", "size"))
    x, y = to_world(*about["at"])
    return Label(text, x, y, kind, round(size, 1), about.get("side", "mid"))


def placed(
    labels: Iterable[Label],
    view: Camera,
    screen_px: tuple[float, float],
    whole_px: tuple[float, float] | None = None,
) -> Iterator[tuple[Label, str]]:
    """Those of ``labels`` that find room on a screen of this size, each with its side.

    Where ``whole_px`` is given, only sides on which the name is seen whole on a screen of that size.
    """
    scale, (mx, my) = 2 ** view.zoom_on(screen_px), view.middle
    taken: list[Area] = []
    ordered = list(labels)
    for label in ordered:
        x, y = (label.x - mx) * scale, (label.y - my) * scale
        if label.kind in ("town", "place"):
            taken.append((x - 4, y - 4, x + 4, y + 4))
    for label in ordered:
        x, y = (label.x - mx) * scale, (label.y - my) * scale
        if abs(x) > screen_px[0] / 2 or abs(y) > screen_px[1] / 2:
            continue
        for side in _sides(label):
            area = _area(label, side, x, y)
            if whole_px is not None and not _holds(whole_px, area):
                continue
            # On the live map too, what a gap is called may stand over something (`map/style/gap_layers.py`).
            if label.kind == "gap" or not any(_meet(area, other) for other in taken):
                taken.append(area)
                yield label, side
                break


def _holds(screen_px: tuple[float, float], area: Area) -> bool:
    """Whether an area, in pixels from the middle, is seen whole."""
    left, top, right, bottom = area
    return max(-left, right) <= screen_px[0] / 2 and max(-top, bottom) <= screen_px[1] / 2


def _sides(label: Label) -> tuple[str, ...]:
    return sides_from(label.side) if label.side in SIDES else ("mid",)


def _area(label: Label, side: str, x: float, y: float) -> Area:
    """What a name covers; ``left`` means that its left edge is at the place, as MapLibre has it."""
    spaced = 1.22 if label.kind == "country" else 1.0
    lines = broken(label.text, WIDEST_EM / spaced, bold=label.kind == "town")
    whole = len(label.text) * LETTER * spaced
    width = (min(whole, WIDEST_EM) if len(lines) > 1 else whole) * label.size_px
    height = len(lines) * label.size_px * 1.25
    away = GAP * label.size_px
    dx = {"left": away, "right": -away - width}.get(side, -width / 2)
    dy = {"top": away, "bottom": -away - height}.get(side, -height / 2)
    return (x + dx, y + dy, x + dx + width, y + dy + height)


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
