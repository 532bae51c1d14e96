"""The routes of a picture of the map: casing, dashes, bands and marks, from the constants of the live map."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Literal, Self

from dashboard.cartography.line_layers import CASING_PX, CORE_WIDTH, LIT_WIDTH
from dashboard.cartography.theme import (
    BAND_OPACITY,
    DASH,
    DIMMED,
    MARK,
    PRECISION_LOOK,
    SKETCH_DASH,
    WIDTH_PX,
    Mark,
)
from dashboard.catalogue.vocabulary import Mode, Precision, Status

Role = Literal["ghost", "bright", "lit"]
KEEP_WIDTH: Final = 'vector-effect="non-scaling-stroke"'
"""What is drawn by reference sees no style sheet's rule that names something around it: hence an attribute."""
ROLES: Final[tuple[Role, ...]] = ("ghost", "bright", "lit")
MARKS_FROM: Final[Mapping[Mark, tuple[float, float, tuple[float, float]]]] = {
    Mark.TIES: (5, 2.7, (0.17, 1.0)),
    Mark.PYLONS: (4, 3.6, (0.16, 2.4)),
    Mark.BEADS: (4, 2.1, (0, 6)),
}
"""Zoom from which a mark shows, its width and its dashes in widths of the line (``line_layers``)."""


@dataclass(frozen=True, order=True)
class Look:
    """What a segment looks like depends on."""

    mode: Mode
    status: Status
    precision: Precision

    @classmethod
    def of(cls, properties: Mapping[str, Any]) -> Self:
        """The look of a segment's feature."""
        return cls(Mode(properties["mode"]), Status(properties["status"]), Precision(properties["precision"]))

    @property
    def sketch(self) -> bool:
        """Whether only its ends are known."""
        return self.precision is Precision.SCHEMATIC


def width_px(zoom: float) -> float:
    """The width of a line at a zoom: straight between the stops of ``WIDTH_PX``."""
    stops = list(WIDTH_PX)
    if zoom <= stops[0][0]:
        return stops[0][1]
    for (z0, w0), (z1, w1) in pairwise(stops):
        if zoom <= z1:
            return w0 + (w1 - w0) * (zoom - z0) / (z1 - z0)
    return stops[-1][1]


def drawn_lines(groups: Mapping[tuple[Role, Look], str], zoom: float, *, dimmed: bool) -> str:
    """SVG of all lines, in the live map's order: bands, casings, lines, sketches, marks; ghosts first, lit ones last.

    Args:
        groups: path data by role and look.
        zoom: the map's zoom, for widths.
        dimmed: whether something is selected and the rest steps back.
    """
    numbers = {key: f"first-{number}" for number, key in enumerate(sorted(groups))}
    defs = "".join(f'<path id="{numbers[key]}" {KEEP_WIDTH} d="{data}"/>' for key, data in sorted(groups.items()))
    layers = []
    for role in ROLES:
        own = {look: name for (one, look), name in numbers.items() if one == role}
        if own:
            faint = f' opacity="{DIMMED}"' if dimmed and role == "bright" else ""
            layers.append(f"<g{faint}>{''.join(_layers(own, role, width_px(zoom), zoom))}</g>")
    return f"<defs>{defs}</defs>{''.join(layers)}"


def _layers(names: Mapping[Look, str], role: Role, width: float, zoom: float) -> Iterable[str]:
    if role == "ghost":
        for name in names.values():
            yield _use(name, "s-ghost", width * 0.5, opacity=0.45)
        return
    wider = LIT_WIDTH if role == "lit" else 1.0
    for look, name in names.items():
        if role == "lit":
            yield _use(name, f"s-{look.mode.value}", width * 2.6 + 8, opacity=0.12)
        if look.sketch:
            band = width * wider * PRECISION_LOOK[look.precision].band_width
            yield _use(name, f"s-{look.mode.value}", band * 0.8, opacity=BAND_OPACITY)
    for look, name in names.items():
        if PRECISION_LOOK[look.precision].casing_px:
            yield _use(name, "s-paper", width * wider + CASING_PX, opacity=0.9, cap="round")
    for look, name in names.items():
        yield _line(look, name, width * wider, whole=role == "lit")
    for look, name in names.items():
        yield _mark(look, name, width * wider, zoom)


def _line(look: Look, name: str, width: float, *, whole: bool) -> str:
    shown = PRECISION_LOOK[look.precision]
    dash = (SKETCH_DASH if look.sketch else DASH)[look.status]
    opacity = 1.0 if whole else shown.opacity
    return _use(name, f"s-{look.mode.value}", width * shown.width, dash, opacity)


def _mark(look: Look, name: str, width: float, zoom: float) -> str:
    mark = MARK[look.mode]
    if look.sketch or zoom < 4:
        return ""
    if mark is Mark.CORE:
        core = tuple(part / CORE_WIDTH for part in DASH[look.status])
        return _use(name, "s-paper", width * CORE_WIDTH, (core[0], core[1]), 0.85)
    if mark not in MARKS_FROM or zoom < MARKS_FROM[mark][0]:
        return ""
    _, wide, dash = MARKS_FROM[mark]
    cap = "round" if mark is Mark.BEADS else "butt"
    return _use(name, f"s-{look.mode.value}", width * wide, dash, 0.85, cap)


def _use(
    name: str,
    stroke: str,
    width: float,
    dash: tuple[float, ...] = (1, 0),
    opacity: float = 1.0,
    cap: str = "butt",
) -> str:
    lengths = " ".join(f"{part * width:.2f}" for part in dash)
    dashed = "" if dash[1] == 0 else f' stroke-dasharray="{lengths}"'
    # Of the stroke, not of the element: that would make the browser paint it apart and lay it over the rest.
    faint = "" if opacity == 1 else f' stroke-opacity="{opacity:g}"'
    ends = "" if cap == "butt" else f' stroke-linecap="{cap}"'
    return f'<use href="#{name}" class="{stroke}" stroke-width="{width:.2f}"{dashed}{faint}{ends}/>'
