"""The map as a picture inside the page's HTML: seen before any script has run, exactly under the live map that follows.

Also what shows without WebGL and without scripts. Lines keep their width in pixels whatever the size
(``vector-effect``); names are HTML beside the drawing and keep theirs; ``assets/first_picture.css`` places both.
Nothing carries a style attribute, which the page's content policy would refuse.
"""

import html
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from dashboard.cartography.picture_labels import Label, choose_labels, ground_names, place_labels
from dashboard.cartography.picture_lines import KEEP_WIDTH, Look, Role, drawn_lines
from dashboard.cartography.picture_shapes import Cell, Features, Shapes, in_units, point_data, to_world
from dashboard.cartography.picture_view import NOMINAL_PX, PictureView, ground_box
from dashboard.cartography.place_layers import RANK_ZOOM
from dashboard.cartography.theme import DIMMED, PLACE_SYMBOL, PlaceSymbol
from dashboard.catalogue.vocabulary import WITHDRAWN, PlaceKind

ABOVE_THE_COAST: Final = ("land", "river", "shore", "lake", "border", "disputed")
"""From the ground up. An outline lies beneath what it surrounds, so that only its outer side shows."""


@dataclass(frozen=True)
class Shown:
    """What filters and selection make of routes and places, by id; None where all pass.

    ``lit`` stands out and all else steps back; what does not pass is faint where ``ghosts``, else left out.
    """

    segments: frozenset[str] | None = None
    places: frozenset[str] | None = None
    lit: frozenset[str] = frozenset()
    ghosts: bool = True
    withdrawn: bool = False


class FirstPicture:
    """Makes the picture of any view from the same features that the live map draws."""

    def __init__(self, ground: Features, segments: Features, places: Features) -> None:
        self._shapes = Shapes(ground, segments)
        self._ground = ground
        self._places = places
        self._looks = {f["properties"]["fid"]: Look.of(f["properties"]) for f in segments["features"]}

    def html(self, view: PictureView, language: str, title: str, shown: Shown | None = None) -> str:
        """The picture as HTML that fills its positioned parent; ``title`` is what a screen reader says of it."""
        shown, cell = shown or Shown(), view.cell()
        zoom = view.zoom_on(NOMINAL_PX)
        labels = choose_labels(self.names(language, zoom, shown), view)
        drawing = self.drawing(cell, zoom, shown)
        return (
            f'<div class="first-picture {view.room or ""}" role="img" aria-label="{html.escape(title, quote=True)}">'
            f"<style>{_style(view, labels)}</style>{_svg(view, cell, drawing)}{''.join(map(_label, labels))}</div>"
        )

    def drawing(self, cell: Cell, zoom: float, shown: Shown) -> str:
        """Ground, lines and rings as SVG elements in units of ``cell``; widths are pixels, colours are classes."""
        return "".join((self._drawn_ground(cell), self._lines(cell, zoom, shown), self._rings(cell, zoom, shown)))

    def names(self, language: str, zoom: float, shown: Shown) -> Iterable[Label]:
        """The names that ``zoom`` shows of what passes, the most important first."""
        passing = {**self._places, "features": [f for f in self._places["features"] if _passes(f, shown)]}
        return chain(place_labels(passing, language, zoom), ground_names(self._ground, language, zoom))

    def _drawn_ground(self, cell: Cell) -> str:
        paths = self._shapes.ground_paths(cell)
        coast = "".join(f'<path {KEEP_WIDTH} d="{data}"/>' for data in paths["coast"])
        below = f'<defs><g id="first-coast">{coast}</g></defs><use href="#first-coast" class="shallows"/>'
        below = f'{_drawn("graticule", paths)}{below}<use href="#first-coast" class="coast"/>'
        return below + "".join(_drawn(name, paths) for name in ABOVE_THE_COAST)

    def _lines(self, cell: Cell, zoom: float, shown: Shown) -> str:
        data = self._shapes.segment_paths(cell)
        groups: dict[tuple[Role, Look], str] = {}
        for fid, look in self._looks.items():
            for role in _roles(fid, look, shown):
                groups[role, look] = groups.get((role, look), "") + data[fid]
        return drawn_lines({key: path for key, path in groups.items() if path}, zoom, dimmed=bool(shown.lit))

    def _rings(self, cell: Cell, zoom: float, shown: Shown) -> str:
        most = 1 + sum(zoom >= from_zoom for _, from_zoom in RANK_ZOOM)
        dots: dict[tuple[bool, PlaceKind], str] = {}
        for feature in self._places["features"]:
            about, lit = feature["properties"], feature["properties"]["fid"] in shown.lit
            x, y = to_world(*feature["geometry"]["coordinates"])
            if cell.holds(x, y) and (lit or (about["rank"] <= most and _passes(feature, shown))):
                key = lit, PlaceKind(about["kind"])
                dots[key] = dots.get(key, "") + point_data(x, y, cell)
        faint = f' opacity="{DIMMED}"' if shown.lit else ""
        rings = (
            f"<g{'' if lit else faint}>{_ring(PLACE_SYMBOL[kind], data, zoom, 1.35 if lit else 1)}</g>"
            for (lit, kind), data in sorted(dots.items())
        )
        return "".join(rings)


def _drawn(name: str, paths: Mapping[str, Iterable[str]]) -> str:
    """What is of one look, in one piece or many."""
    drawn = "".join(f'<path d="{data}"/>' for data in paths[name])
    return f'<g class="{name}">{drawn}</g>'


def _roles(fid: str, look: Look, shown: Shown) -> Collection[Role]:
    lit: tuple[Role, ...] = ("lit",) if fid in shown.lit else ()
    if look.status in WITHDRAWN and not shown.withdrawn:
        return lit
    if shown.segments is None or fid in shown.segments:
        return ("bright", *lit)
    return ("ghost", *lit) if shown.ghosts else lit


def _passes(place: Features, shown: Shown) -> bool:
    return shown.places is None or place["properties"]["fid"] in shown.places


def _ring(symbol: PlaceSymbol, data: str, zoom: float, wider: float) -> str:
    """Two dots, one inside the other: a ring's width is outside its radius, as MapLibre has it."""
    grown = 0.6 + 0.25 * min(max((zoom - 2) / 3, 0), 1) + 0.15 * min(max((zoom - 5) / 3, 0), 1)
    radius, ring = symbol.radius_px * grown * wider, symbol.stroke_px * wider
    outer = f'<path class="dot s-{symbol.stroke.value}" stroke-width="{2 * (radius + ring):.2f}" d="{data}"/>'
    return f'{outer}<path class="dot s-{symbol.fill.value}" stroke-width="{2 * radius:.2f}" d="{data}"/>'


def _svg(view: PictureView, cell: Cell, drawing: str) -> str:
    (left, top), (width, height) = in_units(view.box[0], view.box[1], cell), view.size
    box = f"{left:.2f} {top:.2f} {width * cell.scale:.2f} {height * cell.scale:.2f}"
    return f'<svg viewBox="{box}" preserveAspectRatio="none" aria-hidden="true">{drawing}</svg>'


def _style(view: PictureView, labels: Iterable[Label]) -> str:
    """How large a world pixel is shown, and where everything is, as variables for the style sheet.

    As MapLibre does it: the box fitted into its room, no closer than the greatest zoom, no farther than the ground's
    size, and the middle kept so far from the ground's edges that nothing beyond them is seen.
    """
    (width, height), (x, y) = view.size, view.middle
    left, top, right, bottom = ground_box()
    scale = f"{2**view.max_zoom:.7g}px"
    if view.room:
        across = f"(100cqw - var(--left) - var(--right))/{width:.7g}"
        down = f"(100cqh - var(--top) - var(--bottom))/{height:.7g}"
        scale = f"min({across},{down},{scale})"
    # On what is inside: units of the container count from there.
    rules = [
        f".first-picture>*{{--scale:max({scale},100cqw/{right - left:.7g},100cqh/{bottom - top:.7g});"
        f"--w:{width:.6f};--h:{height:.6f};--west:{left - x:.4f};--east:{right - x:.4f};"
        f"--north:{top - y:.4f};--south:{bottom - y:.4f}}}"
    ]
    rules += [
        f".first-picture>b:nth-of-type({number}){{--x:{label.x - x:.4f};--y:{label.y - y:.4f}}}"
        for number, label in enumerate(labels, start=1)
    ]
    return "".join(rules)


def _label(label: Label) -> str:
    size = f"size-{round(label.size_px)}"
    large = "" if label.small else " large-only"
    return f'<b class="n-{label.kind} n-{label.side} {size}{large}" dir="auto">{html.escape(label.text)}</b>'
