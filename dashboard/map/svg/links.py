"""Routes and places of the first picture as links: it answers before the live map is there, and where none comes.

Each is a link of HTML over the drawing, with its name, which ``assets/first_picture.css`` shows under the pointer and
in focus. A route's link holds its line, drawn by nothing, wide enough for a finger.
"""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot
from typing import Final

from dashboard.map.svg.shapes import ClipExtent, Features, to_world

_MIDDLE: Final = 0.5
APART_PX: Final = 48.0
"""On a map of the usual size; on a phone's, half as large, that leaves what a finger needs."""


@dataclass(frozen=True)
class PictureLink:
    """A link of the picture: where it leads, its name, where the name stands (world pixels), and a route's line."""

    path: str
    name: str
    x: float
    y: float
    line: str = ""

    def html(self, base: str, view_box: str) -> str:
        """The link as HTML; ``base`` is the path below which the atlas is served."""
        name, address = html.escape(self.name), html.escape(f"{base}{self.path}", quote=True)
        if not self.line:
            return f'<a class="nav spot" href="{address}"><i dir="auto">{name}</i></a>'
        drawn = f'<svg viewBox="{view_box}" preserveAspectRatio="none" aria-hidden="true"><path d="{self.line}"/></svg>'
        return f'<a class="nav way" href="{address}">{drawn}<i dir="auto">{name}</i></a>'


def route_links(segments: Features, paths: Mapping[str, str], cell: ClipExtent, language: str) -> list[PictureLink]:
    """A link for each route of which something is drawn; ``paths`` has the lines of what is drawn, by segment."""
    by_route: dict[str, list[Features]] = {}
    for feature in segments["features"]:
        if paths.get(feature["properties"]["fid"]):
            by_route.setdefault(feature["properties"]["route"], []).append(feature)
    return [_route_link(route, drawn, paths, cell, language) for route, drawn in by_route.items()]


def _route_link(
    route: str, drawn: list[Features], paths: Mapping[str, str], cell: ClipExtent, language: str
) -> PictureLink:
    """Its name stands at the middle of what of it is on the picture."""
    positions = [to_world(*position) for feature in drawn for position in feature["geometry"]["coordinates"]]
    seen = [(x, y) for x, y in positions if cell.holds(x, y)] or positions
    x, y = seen[int(len(seen) * _MIDDLE)]
    line = "".join(paths[feature["properties"]["fid"]] for feature in drawn)
    return PictureLink(f"/route/{route}", drawn[0]["properties"][f"name_{language}"], x, y, line)


def place_links(places: Iterable[Features], zoom: float, language: str) -> list[PictureLink]:
    """A link for each of the places that are drawn, but for those too near to a more important one to be pressed."""
    links: list[PictureLink] = []
    for place in sorted(places, key=lambda feature: feature["properties"]["rank"]):
        x, y = to_world(*place["geometry"]["coordinates"])
        about = place["properties"]
        if all(hypot(x - other.x, y - other.y) * 2**zoom >= APART_PX for other in links):
            links.append(PictureLink(f"/place/{about['fid']}", about[f"name_{language}"], x, y))
    return links
