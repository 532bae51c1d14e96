"""The legend: a small picture of every word that the map draws, from the constants that draw it."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from dashboard.catalogue.vocabulary import PRECISION_M, WITHDRAWN, Mode, PlaceKind, Precision, Status
from dashboard.map.theme import (
    BAND_OPACITY,
    BASEMAP_COLOURS,
    MARK,
    MODE_COLOUR,
    PLACE_SYMBOL,
    PRECISION_LOOK,
    SKETCH_DASH,
    STATUS_DASH,
    UNKNOWN_OPACITY,
    Mark,
    Theme,
    fill_colour,
)

WIDTH: Final = 48
HEIGHT: Final = 18
LINE_PX: Final = 3.0
MIDDLE: Final = HEIGHT / 2


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend: the word's ``group`` and ``code`` (see ``wording``), and its picture by theme.

    ``precision_m`` is set for precisions that have one; ``hidden`` for statuses that the map leaves out unasked.
    """

    group: str
    code: str
    pictures: dict[Theme, str]
    precision_m: int | None = None
    hidden: bool = False


def legend_entries() -> tuple[LegendEntry, ...]:
    """The whole legend: modes, then statuses, precisions and kinds of places, each in the vocabulary's order."""
    status, precision = Status.OPERATING, Precision.TRACED
    return (
        *[LegendEntry("mode", mode.value, _both(mode, status, precision)) for mode in Mode],
        *[
            LegendEntry("status", statu.value, _both(None, statu, Precision.APPROXIMATE), hidden=statu in WITHDRAWN)
            for statu in Status
        ],
        *[
            LegendEntry(
                "precision", precision.value, _both(None, status, precision), precision_m=PRECISION_M[precision]
            )
            for precision in Precision
        ],
        *[LegendEntry("place", kind.value, {theme: place_svg(kind, theme) for theme in Theme}) for kind in PlaceKind],
    )


def swatch_svg(mode: Mode | None, status: Status, precision: Precision, theme: Theme) -> str:
    """A stretch of line as the map draws it, as an SVG of 48 × 18 without attributes of style.

    Without a ``mode`` it is of no mode's colour: what holds for all of them.
    """
    look, colour = PRECISION_LOOK[precision], BASEMAP_COLOURS[theme].ink if mode is None else MODE_COLOUR[theme][mode]
    width = LINE_PX * look.width
    sketch = precision is Precision.SCHEMATIC
    dash = (SKETCH_DASH if sketch else STATUS_DASH)[status]
    parts = []
    if look.band_width:
        parts.append(_line(colour, LINE_PX * look.band_width * 0.7, opacity=BAND_OPACITY))
    if look.casing_px:
        parts.append(_line(BASEMAP_COLOURS[theme].casing, width + 2 * look.casing_px))
    known = UNKNOWN_OPACITY if status is Status.UNKNOWN else 1.0
    parts.append(_line(colour, width, dash, look.opacity * known))
    if mode is not None and not sketch:
        parts += _mark(MARK[mode], colour, BASEMAP_COLOURS[theme].casing, dash)
    return _svg(WIDTH, parts)


def place_svg(kind: PlaceKind, theme: Theme) -> str:
    """A place's mark as the map draws it, as an SVG of 18 × 18."""
    symbol = PLACE_SYMBOL[kind]
    fill, stroke = fill_colour(symbol.fill, theme), fill_colour(symbol.stroke, theme)
    radius, ring = symbol.radius_px + symbol.stroke_px / 2, symbol.stroke_px
    circle = f'<circle cx="9" cy="9" r="{radius:g}" fill="{fill}" stroke="{stroke}" stroke-width="{ring:g}"/>'
    return _svg(HEIGHT, [circle])


def data_uri(svg: str) -> str:
    """``svg`` as an address for an image, which a strict content policy lets through (``img-src data:``)."""
    return "data:image/svg+xml," + quote(svg, safe="/:=,'() ")


def _both(mode: Mode | None, status: Status, precision: Precision) -> dict[Theme, str]:
    return {theme: swatch_svg(mode, status, precision, theme) for theme in Theme}


def _mark(mark: Mark, colour: str, casing: str, dash: tuple[float, ...]) -> list[str]:
    if mark is Mark.TIES:
        return [_line(colour, LINE_PX * 2.7, (0.17, 1.0))]
    if mark is Mark.PYLONS:
        return [_line(colour, LINE_PX * 3.6, (0.16, 1.1))]
    if mark is Mark.CORE:
        return [_line(casing, LINE_PX * 0.34, tuple(part / 0.34 for part in dash))]
    if mark is Mark.BEADS:
        return [f'<circle cx="{x}" cy="{MIDDLE:g}" r="{LINE_PX:g}" fill="{colour}"/>' for x in (10, 24, 38)]
    return []


def _line(colour: str, width: float, dash: tuple[float, ...] = (1, 0), opacity: float = 1.0) -> str:
    lengths = " ".join(f"{part * width:g}" for part in dash)
    dashed = "" if dash[1] == 0 else f' stroke-dasharray="{lengths}"'
    faint = "" if opacity == 1 else f' stroke-opacity="{opacity:g}"'
    return f'<path d="M1 {MIDDLE:g}H{WIDTH - 1}" stroke="{colour}" stroke-width="{width:g}"{dashed}{faint}/>'


def _svg(width: int, parts: list[str]) -> str:
    size = f'width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} fill="none">{"".join(parts)}</svg>'
