"""The first picture: the map as a picture in the page's HTML, at the position of the live map that replaces it.

It is also the map of pages without WebGL or scripts. Lines have a constant width in pixels (``vector-effect``). Names
are HTML elements over the drawing; ``assets/first_picture.css`` places both. No element has a style attribute, which
the content policy would refuse.
"""

import html
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from shapely.geometry.base import BaseGeometry

from dashboard.catalogue.vocabulary import LANGUAGES, WITHDRAWN, PlaceKind, Status
from dashboard.map.camera import LARGE_FROM_PX, NOMINAL_PX, PADDINGS, Camera, basemap_box
from dashboard.map.style.basemap_layers import basemap_layers
from dashboard.map.style.place_layers import place_layers
from dashboard.map.style.point_layers import point_layers
from dashboard.map.svg.drawn_layer import DRAWN_THEME, DrawnLayer
from dashboard.map.svg.gaps import gap_label, gap_path
from dashboard.map.svg.labels import Label, basemap_names, choose_labels, place_labels
from dashboard.map.svg.lines import KEEP_WIDTH, Look, Role, lines_svg
from dashboard.map.svg.links import PictureLink, place_links, route_links
from dashboard.map.svg.shapes import Basemap, ClipExtent, Features, Shapes, in_units, point_data, to_world
from dashboard.map.theme import DIMMED

NOT_DRAWN: Final = frozenset({"water", "far-land", "country-highlight"})
"""The layers of the basemap that the picture does not draw."""
BASEMAP: Final = [DrawnLayer(layer) for layer in basemap_layers(DRAWN_THEME) if layer["id"] not in NOT_DRAWN]
RINGS: Final[Mapping[bool, DrawnLayer]] = {
    layer["metadata"]["role"] == "selected": DrawnLayer(layer)
    for layer in place_layers(DRAWN_THEME, LANGUAGES[0])
    if layer["type"] == "circle"
}
"""The layers of places by whether they are those of selected places."""
POINT: Final = [DrawnLayer(layer) for layer in point_layers(DRAWN_THEME)]


@dataclass(frozen=True)
class MapState:
    """The state of the map: the filters and the selection.

    Parameters
    ----------
    segments, places
        The ids of those that pass the filters; None where all pass.
    selected
        The ids of selected segments and places. All else is faint.
    show_filtered_out
        Whether the picture shows what the filters exclude, faint.
    withdrawn
        Whether the picture shows withdrawn lines.
    statuses
        The statuses of another day, for the segments whose status differs from today's.
    gaps
        The lines (in degrees) of gaps, each with its name and the integer zoom from which the name is visible.
    point
        The longitude and latitude of a position to mark.
    """

    segments: frozenset[str] | None = None
    places: frozenset[str] | None = None
    selected: frozenset[str] = frozenset()
    show_filtered_out: bool = True
    withdrawn: bool = False
    statuses: frozenset[tuple[str, Status]] = frozenset()
    gaps: tuple[tuple[tuple[tuple[float, ...], ...], str, int], ...] = ()
    point: tuple[float, float] | None = None


class FirstPicture:
    """Draws the picture for any camera from the same features as the live map."""

    def __init__(self, basemap: Basemap, segments: Features, places: Features, base: str = "") -> None:
        self._base = base
        self._segments = segments
        self._shapes = Shapes(segments)
        self._basemap = basemap
        self._places = places
        self._looks = {f["properties"]["fid"]: Look.from_properties(f["properties"]) for f in segments["features"]}

    def html(
        self, view: Camera, language: str, title: str, state: MapState | None = None, *, linked: bool = True
    ) -> str:
        """The picture as HTML that fills its positioned parent. ``title`` is its text for screen readers.

        Where it is ``linked``, its routes and places are links below the path ``base`` of the constructor.
        """
        state, extent = state or MapState(), view.clip_extent()
        zoom = view.zoom_on(NOMINAL_PX)
        labels = choose_labels(self.names(language, zoom, state), view, self.selected_lines(state))
        drawing = self.drawing(extent, zoom, state)
        links = self._links(view, state, language) if linked else []
        style, box = _style(view, labels, links), _view_box(view, extent)
        answers = "".join(link.html(self._base, box) for link in links)
        return (
            f'<div class="first-picture" role="{"group" if links else "img"}" '
            f'aria-label="{html.escape(title, quote=True)}"><style>{style}</style>'
            f'<svg viewBox="{box}" preserveAspectRatio="none" aria-hidden="true">{drawing}</svg>'
            f"{''.join(map(_label, labels))}{answers}</div>"
        )

    def _looks_in(self, state: MapState) -> Iterator[tuple[str, Look]]:
        statuses = dict(state.statuses)
        for fid, look in self._looks.items():
            yield fid, replace(look, status=statuses[fid]) if fid in statuses else look

    def _links(self, view: Camera, state: MapState, language: str) -> list[PictureLink]:
        extent, zoom = view.clip_extent(), view.zoom_on(NOMINAL_PX)
        data = self._shapes.segment_paths(extent)
        drawn = {fid: data[fid] for fid, look in self._looks_in(state) if _roles(fid, look, state)}
        places = [place for place, _ in self._drawn_places(extent, zoom, state)]
        return [*route_links(self._segments, drawn, extent, language), *place_links(places, view, language)]

    def drawing(self, extent: ClipExtent, zoom: float, state: MapState) -> str:
        """Basemap, lines and rings as SVG in units of ``extent``. Widths are in pixels, colours are classes."""
        lines = [gap_path([(lon, lat) for lon, lat in line], extent) for line, *_ in state.gaps]
        drawn = self._drawn_basemap(extent), self._lines(extent, zoom, state), *lines, self._rings(extent, zoom, state)
        return "".join([*drawn, _point(extent, state)])

    def names(self, language: str, zoom: float, state: MapState) -> Iterable[Label]:
        """The visible names at ``zoom``, the most important first."""
        places = {**self._places, "features": [f for f in self._places["features"] if _passes(f, state)]}
        gaps = (gap_label([(lon, lat) for lon, lat in line], text) for line, text, at in state.gaps if zoom >= at)
        on_land = basemap_names(self._basemap.features, language, zoom)
        return chain(gaps, place_labels(places, language, zoom, state.selected), on_land)

    def selected_lines(self, state: MapState) -> BaseGeometry | None:
        """The selected lines in world pixels. No name crosses them."""
        return self._shapes.lines(state.selected)

    def _drawn_basemap(self, extent: ClipExtent) -> str:
        paths = self._basemap.paths(extent)
        coast = "".join(f'<path {KEEP_WIDTH} d="{data}"/>' for data in paths["coast"])
        drawn = [f'<defs><g id="first-coast">{coast}</g></defs>']
        for layer in BASEMAP:
            if layer.id in ("shallows", "coast"):
                drawn.append(f'<use href="#first-coast" {layer.stroke({}, extent.zoom)}/>')
            else:
                look = layer.stroke({}, extent.zoom) if layer.is_line else f'class="{layer.id}"'
                pieces = "".join(f'<path d="{data}"/>' for data in paths[layer.id])
                drawn.append(f"<g {look}>{pieces}</g>")
        return "".join(drawn)

    def _lines(self, extent: ClipExtent, zoom: float, state: MapState) -> str:
        data = self._shapes.segment_paths(extent)
        groups: dict[tuple[Role, Look], str] = {}
        for fid, look in self._looks_in(state):
            for role in _roles(fid, look, state):
                groups[role, look] = groups.get((role, look), "") + data[fid]
        return lines_svg({key: path for key, path in groups.items() if path}, zoom, dimmed=bool(state.selected))

    def _rings(self, extent: ClipExtent, zoom: float, state: MapState) -> str:
        dots: dict[tuple[bool, PlaceKind], str] = {}
        for feature, selected in self._drawn_places(extent, zoom, state):
            key = selected, PlaceKind(feature["properties"]["kind"])
            dots[key] = dots.get(key, "") + point_data(*to_world(*feature["geometry"]["coordinates"]), extent)
        faint = f' opacity="{DIMMED}"' if state.selected else ""
        rings = (
            f"<g{'' if selected else faint}>{RINGS[selected].ring(data, {'kind': kind}, zoom)}</g>"
            for (selected, kind), data in sorted(dots.items())
        )
        return "".join(rings)

    def _drawn_places(self, extent: ClipExtent, zoom: float, state: MapState) -> Iterator[tuple[Features, bool]]:
        """The places of the picture, each with whether it is selected."""
        for feature in self._places["features"]:
            about, selected = feature["properties"], feature["properties"]["fid"] in state.selected
            seen = selected or (RINGS[selected].shows(about, zoom) and _passes(feature, state))
            if seen and extent.contains(*to_world(*feature["geometry"]["coordinates"])):
                yield feature, selected


def _point(extent: ClipExtent, state: MapState) -> str:
    """The rings of the marked position, where it is on the picture."""
    if state.point is None:
        return ""
    x, y = to_world(*state.point)
    return (
        "".join(layer.ring(point_data(x, y, extent), {}, extent.zoom) for layer in POINT)
        if extent.contains(x, y)
        else ""
    )


def _roles(fid: str, look: Look, state: MapState) -> Collection[Role]:
    selected: tuple[Role, ...] = ("selected",) if fid in state.selected else ()
    if look.status in WITHDRAWN and not state.withdrawn:
        return selected
    if state.segments is None or fid in state.segments:
        return ("matched", *selected)
    return ("filtered_out", *selected) if state.show_filtered_out else selected


def _passes(place: Features, state: MapState) -> bool:
    return state.places is None or place["properties"]["fid"] in state.places


def _view_box(view: Camera, extent: ClipExtent) -> str:
    (left, top), (width, height) = in_units(view.box[0], view.box[1], extent), view.size
    return f"{left:.2f} {top:.2f} {width * extent.scale:.2f} {height * extent.scale:.2f}"


def _style(view: Camera, labels: Iterable[Label], links: Iterable[PictureLink]) -> str:
    """The scale and the positions as variables for the style sheet.

    They follow the rules of ``assets/src/map/view.js``: the box fits into its padding, at most at the greatest zoom,
    and the map shows nothing outside the basemap.
    """
    (width, height), (x, y) = view.size, view.middle
    left, top, right, bottom = basemap_box()
    scale = f"{2**view.max_zoom:.7g}px"
    if view.padding:
        across = f"(100cqw - var(--left) - var(--right))/{width:.7g}"
        down = f"(100cqh - var(--top) - var(--bottom))/{height:.7g}"
        scale = f"min({across},{down},{scale})"
    # The rules are for the children, because units of a container are relative to it.
    rules = [
        f".first-picture>*{{--scale:{scale};"
        f"--w:{width:.6f};--h:{height:.6f};--west:{left - x:.4f};--east:{right - x:.4f};"
        f"--north:{top - y:.4f};--south:{bottom - y:.4f}}}",
        *_padding(view),
    ]
    positioned: tuple[tuple[str, Iterable[Label | PictureLink]], ...] = (("b", labels), ("a", links))
    rules += [
        f".first-picture>{tag}:nth-of-type({number}){{--x:{item.x - x:.4f};--y:{item.y - y:.4f}}}"
        for tag, items in positioned
        for number, item in enumerate(items, start=1)
    ]
    return "".join(rules)


def _padding(view: Camera) -> Iterable[str]:
    """The free space on each side: at most a quarter of a small map."""
    if view.padding is None:
        return
    for screen, rule in (("small", "{}"), ("large", f"@media (min-width:{LARGE_FROM_PX}px){{{{{{}}}}}}")):
        sides = zip(("top", "right", "bottom", "left"), PADDINGS[view.padding][screen], ("cqh", "cqw") * 2, strict=True)
        variables = ";".join(f"--{side}:min({px}px,25{unit})" for side, px, unit in sides)
        yield rule.format(f".first-picture>*{{{variables}}}")


def _label(label: Label) -> str:
    size = f"size-{round(label.size_px)}"
    only = "" if label.screens == "all" else f" {label.screens}-only"
    # No line breaks after hyphens, because the search for space breaks lines between words only.
    text = html.escape(label.text.replace("-", "\N{NON-BREAKING HYPHEN}"))
    return f'<b class="n-{label.kind} n-{label.side} {size}{only}" dir="auto">{text}</b>'
