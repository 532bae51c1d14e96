"""The names on a picture of the map: which there is room for, on which side of their places."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Final

from dashboard.cartography.picture_shapes import Features, to_world
from dashboard.cartography.picture_view import NOMINAL_PX, SMALL_PX, PictureView
from dashboard.cartography.place_layers import RANK_ZOOM

LETTER: Final = 0.56
"""Width of a letter in sizes of the font, on average; what is written is never measured here."""
GAP: Final = 0.7
WIDEST_EM: Final = 9.0  # a longer name takes several lines, as ``text-max-width`` has it
Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """A name at a position in world pixels; ``kind`` and ``side`` are its classes in the style sheet."""

    text: str
    x: float
    y: float
    kind: str
    size_px: float
    side: str = "mid"
    small: bool = True
    """Whether there is room for it on a small screen too."""


def choose_labels(wanted: Iterable[Label], view: PictureView) -> list[Label]:
    """Those of ``wanted``, the most important first, that find room; a place's name may move to its other sides."""
    ordered = list(wanted)
    large = dict(placed(ordered, view, NOMINAL_PX))
    small = dict(placed([label for label in ordered if label in large], view, SMALL_PX)) if view.room else large
    return [replace(label, side=side, small=small.get(label) == side) for label, side in large.items()]


def place_labels(places: Features, language: str, zoom: float) -> list[Label]:
    """The names of the places that ``zoom`` shows, the most important first."""
    least = 1 + sum(zoom >= from_zoom for _, from_zoom in RANK_ZOOM)
    shown = [f for f in places["features"] if f["properties"]["rank"] <= least]
    ordered = sorted(shown, key=lambda feature: feature["properties"]["rank"])
    grown = min(max((zoom - 3) / 5, 0), 1)
    sizes = {1: 11.5 + grown * 3.5}
    found = []
    for feature in ordered:
        rank = feature["properties"]["rank"]
        size = round(sizes.get(rank, 10.5 + grown * 2), 1)
        found.append(_label(feature, language, "town" if rank == 1 else "place", size))
    return [label for label in found if label.text]


def ground_names(ground: Features, language: str, zoom: float) -> list[Label]:
    """The names of countries and waters, the largest first."""
    found: list[tuple[int, Label]] = []
    size = 9 + min(max((zoom - 2) / 3, 0), 1) * 3.5
    for feature in ground["features"]:
        layer, rank = feature["properties"]["layer"], feature["properties"].get("rank", 5)
        if layer == "country-label":
            found.append((rank, _label(feature, language, "country", round(size, 1))))
        elif layer == "water-label":
            grown = min(max((zoom - 2) / 4, 0), 1)
            found.append((rank, _label(feature, language, "sea", round(12.5 - rank + grown * (5.5 - rank * 0.1), 1))))
    return [label for _, label in sorted(found, key=lambda pair: pair[0]) if label.text]


def _label(feature: Mapping[str, Any], language: str, kind: str, size_px: float) -> Label:
    properties = feature["properties"]
    name = properties.get(f"name_{language}") or properties.get("name_en") or ""
    x, y = to_world(*feature["geometry"]["coordinates"])
    short = name.split(" (")[0]
    return Label(short.upper() if kind == "country" and language == "en" else short, x, y, kind, size_px)


def placed(labels: Iterable[Label], view: PictureView, screen_px: tuple[float, float]) -> Iterator[tuple[Label, str]]:
    """Those of ``labels`` that find room on a screen of this size, each with its side."""
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
            if not any(_meet(area, other) for other in taken):
                taken.append(area)
                yield label, side
                break


def whole_on(label: Label, side: str, view: PictureView, screen_px: tuple[float, float]) -> bool:
    """Whether a placed name is seen whole on a screen of this size."""
    scale, (mx, my) = 2 ** view.zoom_on(screen_px), view.middle
    left, top, right, bottom = _area(label, side, (label.x - mx) * scale, (label.y - my) * scale)
    return max(-left, right) <= screen_px[0] / 2 and max(-top, bottom) <= screen_px[1] / 2


def _sides(label: Label) -> tuple[str, ...]:
    return ("left", "right", "top", "bottom") if label.kind in ("town", "place") else ("mid",)


def _area(label: Label, side: str, x: float, y: float) -> Area:
    """What a name covers; ``left`` means that its left edge is at the place, as MapLibre has it."""
    spaced = 1.22 if label.kind == "country" else 1.0
    whole, most = len(label.text) * LETTER * spaced, WIDEST_EM if " " in label.text else 99.0
    width, height = min(whole, most) * label.size_px, ceil(whole / most) * label.size_px * 1.25
    away = GAP * label.size_px
    dx = {"left": away, "right": -away - width}.get(side, -width / 2)
    dy = {"top": away, "bottom": -away - height}.get(side, -height / 2)
    return (x + dx, y + dy, x + dx + width, y + dy + height)


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
