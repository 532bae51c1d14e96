"""The map as an SVG without a style sheet, for the preview of a link and for the steps of stories.

It is the drawing of the first picture in the colours of the light theme. The size, the widths of lines and the
positions of names are fixed here, because no browser computes them.
"""

import re
from dataclasses import replace
from typing import Final

from dashboard.catalogue.vocabulary import Mode
from dashboard.map.camera import Camera
from dashboard.map.svg.labels import WIDEST_EM, Label, fit_labels
from dashboard.map.svg.map_picture import FirstPicture, MapState
from dashboard.map.svg.shapes import UNITS_PER_PX, ClipExtent, in_units
from dashboard.map.svg.text_lines import FAMILIES, is_arabic, svg_text, wrap_lines
from dashboard.map.theme import BASEMAP_COLOURS, MODE_COLOUR, Theme

NAMES: Final = 1.2
"""The factor of the size of names against the page, because such a picture is shown small."""
ATTRIBUTION_PX: Final = 30
STILL_PX: Final = (720.0, 420.0)
_COLOURS: Final = BASEMAP_COLOURS[Theme.LIGHT]


def still_svg(picture: FirstPicture, view: Camera, state: MapState, language: str) -> str:
    """The map alone, 720 × 420 pixels."""
    width, height = STILL_PX
    drawn = map_svg(picture, view.on_screen(STILL_PX), state, language, STILL_PX)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" font-family="{FAMILIES}">'
        f"<style>{picture_css()}</style>{drawn}</svg>"
    )


def map_svg(picture: FirstPicture, seen: Camera, state: MapState, language: str, size_px: tuple[float, float]) -> str:
    """Water, land, lines and names in the view of ``seen``, for an SVG of this size."""
    width, height = size_px
    extent = ClipExtent(seen.max_zoom, seen.box)
    left, top = in_units(seen.box[0], seen.box[1], extent)
    units = f"{left:.2f} {top:.2f} {width * UNITS_PER_PX:g} {height * UNITS_PER_PX:g}"
    drawing = _in_units(picture.drawing(extent, seen.max_zoom, state))
    candidates = [replace(name, size_px=name.size_px * NAMES) for name in picture.names(language, seen.max_zoom, state)]
    free = (width, height - 2 * ATTRIBUTION_PX)
    names = [_name(label, seen) for label in fit_labels(candidates, seen, size_px, free, picture.selected_lines(state))]
    return (
        f'<rect width="{width:g}" height="{height:g}" fill="{_COLOURS.water}"/>'
        f'<svg width="{width:g}" height="{height:g}" viewBox="{units}" fill="none" stroke-linejoin="round">'
        f"{drawing}</svg>{''.join(names)}"
    )


def _in_units(drawing: str) -> str:
    """Widths and dashes in units of the drawing, because only browsers support strokes that do not scale."""

    def grown(match: re.Match[str]) -> str:
        numbers = (f"{float(number) * UNITS_PER_PX:g}" for number in match[2].split())
        return f'{match[1]}="{" ".join(numbers)}"'

    return re.sub(r'(stroke-width|stroke-dasharray)="([^"]+)"', grown, drawing)


def picture_css() -> str:
    """The colours of the drawing, as in ``assets/first_picture.css`` and ``stylesheet``."""
    colours = _COLOURS
    strokes = {f"s-{mode.value}": MODE_COLOUR[Theme.LIGHT][mode] for mode in Mode}
    strokes |= {"s-paper": colours.casing, "s-ink": colours.ink, "s-filtered-out": colours.filtered_out}
    rules = [f".{name}{{stroke:{colour}}}" for name, colour in strokes.items()]
    lines = {
        "graticule": colours.graticule,
        "river": colours.river,
        "border": colours.border,
        "disputed": colours.disputed,
        **dict.fromkeys(("shallows", "coast", "shore"), colours.coast),
    }
    rules += [f".{name}{{stroke:{colour}}}" for name, colour in lines.items()]
    rules += [
        f".{name}{{fill:{colour};fill-rule:evenodd}}"
        for name, colour in (("land", colours.land), ("lake", colours.water))
    ]
    return "".join([*rules, ".dot{stroke-linecap:round}"])


def _name(label: Label, seen: Camera) -> str:
    """A name beside its place, with lines as on the page, and a halo of the basemap's colour."""
    scale, size, side = 2**seen.max_zoom, label.size_px * 0.94, label.side
    x, y = (label.x - seen.box[0]) * scale, (label.y - seen.box[1]) * scale
    x += {"left": 0.7, "right": -0.7}.get(side, 0) * size
    lines = wrap_lines(label.text, WIDEST_EM, bold=label.kind == "town")
    height = len(lines) * size * 1.2
    top = y + {"top": 0.6 * size, "bottom": -0.6 * size - height}.get(side, -height / 2)
    anchor = {"left": "start", "right": "end"}.get(side, "middle")
    colour = {"country": _COLOURS.country_label, "sea": _COLOURS.water_label}.get(label.kind, _COLOURS.ink)
    halo = _COLOURS.water_halo if label.kind == "sea" else _COLOURS.land_halo
    look = f'text-anchor="{anchor}" fill="{colour}" stroke="{halo}" stroke-width="3" paint-order="stroke"'
    look += ' stroke-linejoin="round"' + (' font-weight="700"' if label.kind == "town" else "")
    # Arabic has no italic: slanted letters would not join.
    look += ' font-style="italic"' if label.kind == "sea" and not is_arabic(label.text) else ""
    return "".join(svg_text(line, x, top + (index + 0.85) * size * 1.2, size, look) for index, line in enumerate(lines))
