"""The map as a picture inside the page's HTML: seen before any script has run, exactly under the live map that follows.

Also what shows without WebGL and without scripts. Lines keep their width in pixels whatever the size
(``vector-effect``); names are HTML beside the drawing and keep theirs; ``assets/first_picture.css`` places both.
Nothing carries a style attribute, which the page's content policy would refuse.
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
from dashboard.map.svg.lines import KEEP_WIDTH, Look, Role, drawn_lines
from dashboard.map.svg.links import PictureLink, place_links, route_links
from dashboard.map.svg.shapes import Basemap, ClipExtent, Features, Shapes, in_units, point_data, to_world
from dashboard.map.theme import DIMMED

NOT_DRAWN: Final = frozenset({"water", "far-land", "country-highlight"})
"""Layers of the basemap that the picture leaves out: its own background, and what no filter of it shows."""
BASEMAP: Final = [DrawnLayer(layer) for layer in basemap_layers(DRAWN_THEME) if layer["id"] not in NOT_DRAWN]
RINGS: Final[Mapping[bool, DrawnLayer]] = {
    layer["metadata"]["role"] == "selected": DrawnLayer(layer)
    for layer in place_layers(DRAWN_THEME, LANGUAGES[0])
    if layer["type"] == "circle"
}
"""The layers of places by whether they are of those that are selected."""
POINT: Final = [DrawnLayer(layer) for layer in point_layers(DRAWN_THEME)]


@dataclass(frozen=True)
class MapState:
    """What filters and selection make of routes and places, by id; None where all pass.

    ``selected`` stands out and all else steps back; what does not pass is faint where ``show_filtered_out``, else left
    out. ``statuses`` are those of another day, of the segments that have another now. ``gaps`` are lines in degrees
    where the atlas has none, each with its name and the whole zoom that shows the name; ``point`` (longitude, latitude)
    is marked whatever else is shown.
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
    """Makes the picture of any view from the same features that the live map draws."""

    def __init__(self, basemap: Basemap, segments: Features, places: Features, base: str = "") -> None:
        self._base = base
        self._segments = segments
        self._shapes = Shapes(segments)
        self._basemap = basemap
        self._places = places
        self._looks = {f["properties"]["fid"]: Look.of(f["properties"]) for f in segments["features"]}

    def html(
        self, view: Camera, language: str, title: str, shown: MapState | None = None, *, linked: bool = True
    ) -> str:
        """The picture as HTML that fills its positioned parent; ``title`` is what a screen reader says of it.

        Where it is ``linked`` its routes and places are links below the path ``base`` of the constructor.
        """
        shown, cell = shown or MapState(), view.cell()
        zoom = view.zoom_on(NOMINAL_PX)
        labels = choose_labels(self.names(language, zoom, shown), view, self.selected_lines(shown))
        drawing = self.drawing(cell, zoom, shown)
        links = self._links(view, shown, language) if linked else []
        style, box = _style(view, labels, links), _view_box(view, cell)
        answers = "".join(link.html(self._base, box) for link in links)
        return (
            f'<div class="first-picture" role="{"group" if links else "img"}" '
            f'aria-label="{html.escape(title, quote=True)}"><style>{style}</style>'
            f'<svg viewBox="{box}" preserveAspectRatio="none" aria-hidden="true">{drawing}</svg>'
            f"{''.join(map(_label, labels))}{answers}</div>"
        )

    def _looks_in(self, shown: MapState) -> Iterator[tuple[str, Look]]:
        statuses = dict(shown.statuses)
        for fid, look in self._looks.items():
            yield fid, replace(look, status=statuses[fid]) if fid in statuses else look

    def _links(self, view: Camera, shown: MapState, language: str) -> list[PictureLink]:
        cell, zoom = view.cell(), view.zoom_on(NOMINAL_PX)
        data = self._shapes.segment_paths(cell)
        drawn = {fid: data[fid] for fid, look in self._looks_in(shown) if _roles(fid, look, shown)}
        places = [place for place, _ in self._drawn_places(cell, zoom, shown)]
        return [*route_links(self._segments, drawn, cell, language), *place_links(places, view, language)]

    def drawing(self, cell: ClipExtent, zoom: float, shown: MapState) -> str:
        """Basemap, lines and rings as SVG elements in units of ``cell``; widths are pixels, colours are classes."""
        lines = [gap_path([(lon, lat) for lon, lat in line], cell) for line, *_ in shown.gaps]
        drawn = self._drawn_basemap(cell), self._lines(cell, zoom, shown), *lines, self._rings(cell, zoom, shown)
        return "".join([*drawn, _point(cell, shown)])

    def names(self, language: str, zoom: float, shown: MapState) -> Iterable[Label]:
        """The names that ``zoom`` shows of what passes, the most important first."""
        passing = {**self._places, "features": [f for f in self._places["features"] if _passes(f, shown)]}
        gaps = (gap_label([(lon, lat) for lon, lat in line], text) for line, text, at in shown.gaps if zoom >= at)
        on_land = basemap_names(self._basemap.features, language, zoom)
        return chain(gaps, place_labels(passing, language, zoom, shown.selected), on_land)

    def selected_lines(self, shown: MapState) -> BaseGeometry | None:
        """The lines that stand out, in world pixels: no name crosses them."""
        return self._shapes.lines(shown.selected)

    def _drawn_basemap(self, cell: ClipExtent) -> str:
        paths = self._basemap.paths(cell)
        coast = "".join(f'<path {KEEP_WIDTH} d="{data}"/>' for data in paths["coast"])
        drawn = [f'<defs><g id="first-coast">{coast}</g></defs>']
        for layer in BASEMAP:
            if layer.id in ("shallows", "coast"):
                drawn.append(f'<use href="#first-coast" {layer.stroke({}, cell.zoom)}/>')
            else:
                look = layer.stroke({}, cell.zoom) if layer.is_line else f'class="{layer.id}"'
                pieces = "".join(f'<path d="{data}"/>' for data in paths[layer.id])
                drawn.append(f"<g {look}>{pieces}</g>")
        return "".join(drawn)

    def _lines(self, cell: ClipExtent, zoom: float, shown: MapState) -> str:
        data = self._shapes.segment_paths(cell)
        groups: dict[tuple[Role, Look], str] = {}
        for fid, look in self._looks_in(shown):
            for role in _roles(fid, look, shown):
                groups[role, look] = groups.get((role, look), "") + data[fid]
        return drawn_lines({key: path for key, path in groups.items() if path}, zoom, dimmed=bool(shown.selected))

    def _rings(self, cell: ClipExtent, zoom: float, shown: MapState) -> str:
        dots: dict[tuple[bool, PlaceKind], str] = {}
        for feature, selected in self._drawn_places(cell, zoom, shown):
            key = selected, PlaceKind(feature["properties"]["kind"])
            dots[key] = dots.get(key, "") + point_data(*to_world(*feature["geometry"]["coordinates"]), cell)
        faint = f' opacity="{DIMMED}"' if shown.selected else ""
        rings = (
            f"<g{'' if selected else faint}>{RINGS[selected].ring(data, {'kind': kind}, zoom)}</g>"
            for (selected, kind), data in sorted(dots.items())
        )
        return "".join(rings)

    def _drawn_places(self, cell: ClipExtent, zoom: float, shown: MapState) -> Iterator[tuple[Features, bool]]:
        """The places that the picture has, each with whether it is selected."""
        for feature in self._places["features"]:
            about, selected = feature["properties"], feature["properties"]["fid"] in shown.selected
            seen = selected or (RINGS[selected].shows(about, zoom) and _passes(feature, shown))
            if seen and cell.holds(*to_world(*feature["geometry"]["coordinates"])):
                yield feature, selected


def _point(cell: ClipExtent, shown: MapState) -> str:
    """The rings of a point that is nothing of the atlas, where it is on the picture."""
    if shown.point is None:
        return ""
    x, y = to_world(*shown.point)
    return "".join(layer.ring(point_data(x, y, cell), {}, cell.zoom) for layer in POINT) if cell.holds(x, y) else ""


def _roles(fid: str, look: Look, shown: MapState) -> Collection[Role]:
    selected: tuple[Role, ...] = ("selected",) if fid in shown.selected else ()
    if look.status in WITHDRAWN and not shown.withdrawn:
        return selected
    if shown.segments is None or fid in shown.segments:
        return ("matched", *selected)
    return ("filtered_out", *selected) if shown.show_filtered_out else selected


def _passes(place: Features, shown: MapState) -> bool:
    return shown.places is None or place["properties"]["fid"] in shown.places


def _view_box(view: Camera, cell: ClipExtent) -> str:
    (left, top), (width, height) = in_units(view.box[0], view.box[1], cell), view.size
    return f"{left:.2f} {top:.2f} {width * cell.scale:.2f} {height * cell.scale:.2f}"


def _style(view: Camera, labels: Iterable[Label], links: Iterable[PictureLink]) -> str:
    """How large a world pixel is shown, and where everything is, as variables for the style sheet.

    As ``assets/src/map/view.js`` does it: the box fitted into its padding, no closer than the greatest zoom; the
    basemap's edges stay at the map's edges, or inside.
    """
    (width, height), (x, y) = view.size, view.middle
    left, top, right, bottom = basemap_box()
    scale = f"{2**view.max_zoom:.7g}px"
    if view.padding:
        across = f"(100cqw - var(--left) - var(--right))/{width:.7g}"
        down = f"(100cqh - var(--top) - var(--bottom))/{height:.7g}"
        scale = f"min({across},{down},{scale})"
    # On what is inside: units of the container count from there.
    rules = [
        f".first-picture>*{{--scale:{scale};"
        f"--w:{width:.6f};--h:{height:.6f};--west:{left - x:.4f};--east:{right - x:.4f};"
        f"--north:{top - y:.4f};--south:{bottom - y:.4f}}}",
        *_padding(view),
    ]
    rules += [
        f".first-picture>b:nth-of-type({number}){{--x:{label.x - x:.4f};--y:{label.y - y:.4f}}}"
        for number, label in enumerate(labels, start=1)
    ]
    rules += [
        f".first-picture>a:nth-of-type({number}){{--x:{link.x - x:.4f};--y:{link.y - y:.4f}}}"
        for number, link in enumerate(links, start=1)
    ]
    return "".join(rules)


def _padding(view: Camera) -> Iterable[str]:
    """What is kept free on each side: no more than a quarter of a small map."""
    if view.padding is None:
        return
    for screen, rule in (("small", "{}"), ("large", f"@media (min-width:{LARGE_FROM_PX}px){{{{{{}}}}}}")):
        sides = zip(("top", "right", "bottom", "left"), PADDINGS[view.padding][screen], ("cqh", "cqw") * 2, strict=True)
        variables = ";".join(f"--{side}:min({px}px,25{unit})" for side, px, unit in sides)
        yield rule.format(f".first-picture>*{{{variables}}}")


def _label(label: Label) -> str:
    size = f"size-{round(label.size_px)}"
    only = "" if label.screens == "all" else f" {label.screens}-only"
    return f'<b class="n-{label.kind} n-{label.side} {size}{only}" dir="auto">{_unbroken(label.text)}</b>'


def _unbroken(name: str) -> str:
    """A name that ends its lines between words alone, as room was looked for: a browser ends one after a hyphen too."""
    return html.escape(name.replace("-", "\N{NON-BREAKING HYPHEN}"))
