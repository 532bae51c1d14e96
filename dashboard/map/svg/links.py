"""The routes and places of the first picture as links, for the time before the live map, and for pages without one.

Each is an HTML link over the drawing with a name, which ``assets/first_picture.css`` shows on hover and on focus. The
link of a route has an invisible copy of its line, which is wide enough for a finger.
"""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot
from typing import Final

from dashboard.map.camera import NOMINAL_PX, PADDINGS, SMALL_PX, Camera
from dashboard.map.svg.shapes import ClipExtent, Features, to_world

_MIDDLE: Final = 0.5
APART_PX: Final = 48.0
"""The least distance between two places on a map of the usual size."""
TARGET_PX: Final = 24.0
"""The least size of a target: https://www.w3.org/TR/WCAG22/#target-size-minimum."""
EDGE_PX: Final = TARGET_PX / 2 + 28
"""The least distance of a place from the edge of a small map, which the round corners of a panel may cover."""
CONTROLS_PX: Final = (146.0, 66.0)
"""The width and height of the corner of a small map that its buttons cover."""


@dataclass(frozen=True)
class PictureLink:
    """A link of the picture: its path, its name, the position of the name (world pixels), and a route's line."""

    path: str
    name: str
    x: float
    y: float
    line: str = ""
    large_only: bool = False
    """Whether a small screen has no space for it."""

    def html(self, base: str, view_box: str) -> str:
        """The link as HTML. ``base`` is the path below which the atlas is served."""
        name, address = html.escape(self.name), html.escape(f"{base}{self.path}", quote=True)
        if not self.line:
            only = " large-only" if self.large_only else ""
            return f'<a class="nav spot{only}" href="{address}"><i dir="auto">{name}</i></a>'
        drawn = f'<svg viewBox="{view_box}" preserveAspectRatio="none" aria-hidden="true"><path d="{self.line}"/></svg>'
        return f'<a class="nav way" href="{address}">{drawn}<i dir="auto">{name}</i></a>'


def route_links(segments: Features, paths: Mapping[str, str], extent: ClipExtent, language: str) -> list[PictureLink]:
    """A link for each drawn route. ``paths`` has the drawn lines by segment."""
    by_route: dict[str, list[Features]] = {}
    for feature in segments["features"]:
        if paths.get(feature["properties"]["fid"]):
            by_route.setdefault(feature["properties"]["route"], []).append(feature)
    return [_route_link(route, drawn, paths, extent, language) for route, drawn in by_route.items()]


def _route_link(
    route: str, drawn: list[Features], paths: Mapping[str, str], extent: ClipExtent, language: str
) -> PictureLink:
    """A link whose name is at the middle of the visible part of the route."""
    positions = [to_world(*position) for feature in drawn for position in feature["geometry"]["coordinates"]]
    seen = [(x, y) for x, y in positions if extent.contains(x, y)] or positions
    x, y = seen[int(len(seen) * _MIDDLE)]
    line = "".join(paths[feature["properties"]["fid"]] for feature in drawn)
    return PictureLink(f"/route/{route}", drawn[0]["properties"][f"name_{language}"], x, y, line)


def place_links(places: Iterable[Features], view: Camera, language: str) -> list[PictureLink]:
    """A link for each drawn place, but not for those that are too close to a more important one."""
    scale = 2 ** view.zoom_on(NOMINAL_PX)
    links: list[PictureLink] = []
    for place in sorted(places, key=lambda feature: feature["properties"]["rank"]):
        x, y = to_world(*place["geometry"]["coordinates"])
        about = place["properties"]
        if all(_distance(x, y, other) * scale >= APART_PX for other in links):
            small = [other for other in links if not other.large_only]
            only = not all(_is_free_on_small(x, y, view, small, size) for size in SMALL_PX.values())
            links.append(PictureLink(f"/place/{about['fid']}", about[f"name_{language}"], x, y, large_only=only))
    return links


def _is_free_on_small(
    x: float, y: float, view: Camera, others: Iterable[PictureLink], size: tuple[float, float]
) -> bool:
    """Whether a finger can press a place on a small screen: away from edges, buttons and other places."""
    width, height = size
    scale, (mx, my) = 2 ** view.zoom_on(size), view.middle
    above, _, below, _ = PADDINGS[view.padding]["small"] if view.padding else (0, 0, 0, 0)
    top = (height + above - below) / 2 + (y - my) * scale
    side = width / 2 - abs(x - mx) * scale
    covered = side < CONTROLS_PX[0] and top < CONTROLS_PX[1]
    near = any(_distance(x, y, other) * scale < 1.5 * TARGET_PX for other in others)
    return not (covered or near or min(side, top, height - top) < EDGE_PX)


def _distance(x: float, y: float, other: PictureLink) -> float:
    return hypot(x - other.x, y - other.y)
