"""The pictures of the legend: how the map draws each mode, status and precision."""

from typing import Final
from urllib.parse import quote

from dashboard.catalogue.vocabulary import Mode, Precision, Status
from dashboard.map.theme import (
    BAND_OPACITY,
    BASEMAP_COLOURS,
    MARK,
    MODE_COLOUR,
    PRECISION_LOOK,
    SKETCH_DASH,
    STATUS_DASH,
    UNKNOWN_OPACITY,
    Mark,
    Theme,
)

WIDTH: Final = 48
HEIGHT: Final = 18
LINE_PX: Final = 3.0
MIDDLE: Final = HEIGHT / 2


def swatches(word: Mode | Status | Precision) -> dict[Theme, str]:
    """The picture of a mode, a status or a precision, by theme. Only a mode has a colour other than ink."""
    mode = word if isinstance(word, Mode) else None
    status = word if isinstance(word, Status) else Status.OPERATING
    precision = Precision.APPROXIMATE if isinstance(word, Status) else Precision.TRACED
    precision = word if isinstance(word, Precision) else precision
    return {theme: swatch_svg(mode, status, precision, theme) for theme in Theme}


def swatch_svg(mode: Mode | None, status: Status, precision: Precision, theme: Theme) -> str:
    """A piece of a line as the map draws it: an SVG of 48 × 18 pixels without style attributes.

    Without a ``mode`` it has the colour of the ink, which is no mode's.
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
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} fill="none">{"".join(parts)}</svg>'


def data_uri(svg: str) -> str:
    """``svg`` as an address for an image, which the content policy allows (``img-src data:``)."""
    return "data:image/svg+xml," + quote(svg, safe="/:=,'() ")


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
