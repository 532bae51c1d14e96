"""The preview of a link: a page's words beside its map, as one SVG that needs no style sheet and no browser.

It is the first picture's drawing in the colours of the light theme. What the page leaves to the browser is settled
here: the size, the widths in units of the drawing, the names as text, the breaking of lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dashboard.cartography.first_picture import FirstPicture, Shown
from dashboard.cartography.picture_labels import WIDEST_EM, Label, placed, whole_on
from dashboard.cartography.picture_shapes import UNITS_PER_PX, Cell, in_units
from dashboard.cartography.picture_view import PictureView
from dashboard.cartography.preview_text import FAMILIES, broken, cut, is_arabic, svg_text, width_em
from dashboard.cartography.theme import GROUND, MODE_COLOUR, Theme
from dashboard.catalogue.vocabulary import Mode

WIDTH_PX: Final = 1200
HEIGHT_PX: Final = 630
CARD_PX: Final = 500
MAP_PX: Final = (float(WIDTH_PX - CARD_PX), float(HEIGHT_PX))
MARGIN_PX: Final = 44
TITLE_SIZES: Final = (46, 40, 34, 29, 25)
WORDS_PX: Final = 22
NAMES: Final = 1.2
"""How much larger names are than on the page: a preview is shown small, and its fonts are wide."""
ATTRIBUTION_PX: Final = 30
_COLOURS: Final = GROUND[Theme.LIGHT]


@dataclass(frozen=True)
class Card:
    """The words beside the map. ``words`` are the page's quotation or its summary, ``by`` whose they are or how many.

    ``words_rtl`` is the direction of ``words``, which a quotation keeps in a page of another language.
    """

    over: str
    title: str
    words: str
    by: str
    atlas: str
    attribution: str
    rtl: bool
    words_rtl: bool
    quoted: bool = False


def preview_svg(picture: FirstPicture, view: PictureView, shown: Shown, card: Card, language: str) -> str:
    """The preview, 1200 × 630 pixels; the map stands to the left in a page that runs from the right."""
    seen = view.on(MAP_PX)
    cell = Cell(seen.max_zoom, seen.box)
    (left, top) = in_units(seen.box[0], seen.box[1], cell)
    units = f"{left:.2f} {top:.2f} {MAP_PX[0] * UNITS_PER_PX:g} {MAP_PX[1] * UNITS_PER_PX:g}"
    drawing = _in_units(picture.drawing(cell, seen.max_zoom, shown))
    wanted = [replace(one, size_px=one.size_px * NAMES) for one in picture.names(language, seen.max_zoom, shown)]
    free = (MAP_PX[0], MAP_PX[1] - 2 * ATTRIBUTION_PX)
    names = [_name(one, side, seen) for one, side in placed(wanted, seen, MAP_PX) if whole_on(one, side, seen, free)]
    x = 0 if card.rtl else CARD_PX
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_PX}" height="{HEIGHT_PX}" font-family="{FAMILIES}">'
        f"<style>{_style()}</style>"
        f'<rect width="{WIDTH_PX}" height="{HEIGHT_PX}" fill="{_COLOURS.casing}"/>'
        f'<svg x="{x}" y="0" width="{MAP_PX[0]:g}" height="{MAP_PX[1]:g}">'
        f'<rect width="{MAP_PX[0]:g}" height="{MAP_PX[1]:g}" fill="{_COLOURS.water}"/>'
        f'<svg width="{MAP_PX[0]:g}" height="{MAP_PX[1]:g}" viewBox="{units}" fill="none" stroke-linejoin="round">'
        f"{drawing}</svg>{''.join(names)}{_attribution(card)}</svg>"
        f"{''.join(_card(card))}</svg>"
    )


def _in_units(drawing: str) -> str:
    """Widths and dashes in units of the drawing: only browsers know a stroke that does not scale."""

    def grown(found: re.Match[str]) -> str:
        numbers = (f"{float(number) * UNITS_PER_PX:g}" for number in found[2].split())
        return f'{found[1]}="{" ".join(numbers)}"'

    return re.sub(r'(stroke-width|stroke-dasharray)="([^"]+)"', grown, drawing)


def _style() -> str:
    """The colours and widths that ``assets/first_picture.css`` and ``stylesheet`` give the page's drawing."""
    ground = _COLOURS
    strokes = {f"s-{mode.value}": MODE_COLOUR[Theme.LIGHT][mode] for mode in Mode}
    strokes |= {"s-paper": ground.casing, "s-ink": ground.ink, "s-ghost": ground.ghost}
    rules = [f".{name}{{stroke:{colour}}}" for name, colour in strokes.items()]
    lines = (
        ("graticule", ground.graticule, 0.7, ""),
        ("shallows", ground.coast, 4.0, "stroke-opacity:.25"),
        ("coast", ground.coast, 1.8, ""),
        ("river", ground.river, 0.7, ""),
        ("shore", ground.coast, 1.4, ""),
        ("border", ground.border, 0.8, ""),
        ("disputed", ground.disputed, 1.0, f"stroke-dasharray:{3 * UNITS_PER_PX} {2 * UNITS_PER_PX}"),
    )
    rules += [
        f".{name}{{stroke:{colour};stroke-width:{width * UNITS_PER_PX:g};{more}}}"
        for name, colour, width, more in lines
    ]
    rules += [
        f".{name}{{fill:{colour};fill-rule:evenodd}}"
        for name, colour in (("land", ground.land), ("lake", ground.water))
    ]
    return "".join([*rules, ".dot{stroke-linecap:round}"])


def _name(label: Label, side: str, seen: PictureView) -> str:
    """A name beside its place, in lines as the page has them, with a halo of the ground's colour."""
    scale, size = 2**seen.max_zoom, label.size_px * 0.94
    x, y = (label.x - seen.box[0]) * scale, (label.y - seen.box[1]) * scale
    x += {"left": 0.7, "right": -0.7}.get(side, 0) * size
    lines = broken(label.text, WIDEST_EM, bold=label.kind == "town")
    height = len(lines) * size * 1.2
    top = y + {"top": 0.6 * size, "bottom": -0.6 * size - height}.get(side, -height / 2)
    anchor = {"left": "start", "right": "end"}.get(side, "middle")
    colour = {"country": _COLOURS.country_label, "sea": _COLOURS.water_label}.get(label.kind, _COLOURS.ink)
    halo = _COLOURS.water_halo if label.kind == "sea" else _COLOURS.land_halo
    look = f'text-anchor="{anchor}" fill="{colour}" stroke="{halo}" stroke-width="3" paint-order="stroke"'
    look += ' stroke-linejoin="round"' + (' font-weight="700"' if label.kind == "town" else "")
    # Arabic has no italic: fonts slant it, and its joins come apart.
    look += ' font-style="italic"' if label.kind == "sea" and not is_arabic(label.text) else ""
    return "".join(svg_text(line, x, top + (index + 0.85) * size * 1.2, size, look) for index, line in enumerate(lines))


def _attribution(card: Card) -> str:
    lines = broken(card.attribution, (MAP_PX[0] - 24) / 12)
    anchor, x = ("start", 12.0) if card.rtl else ("end", MAP_PX[0] - 12)
    look = f'text-anchor="{anchor}" fill="{_COLOURS.town_label}" stroke="{_COLOURS.land_halo}" stroke-width="3"'
    look += ' stroke-opacity=".8" paint-order="stroke" stroke-linejoin="round"'
    return "".join(
        svg_text(line, x, HEIGHT_PX - 12 - (len(lines) - 1 - index) * 15, 12, look, rtl=card.rtl)
        for index, line in enumerate(lines)
    )


def _card(card: Card) -> Iterator[str]:
    """From the top: what it is, its name, its words; at the foot whose words, and the atlas's name."""
    width = CARD_PX - 2 * MARGIN_PX
    y, foot = float(MARGIN_PX), HEIGHT_PX - MARGIN_PX - 40.0
    if card.over:
        yield _line(card, card.over, y + 18, 20, _COLOURS.town_label)
        y += 40
    by = cut(broken(card.by, width / 18), 2)
    room = foot - len(by) * 25 - 12
    size, title = _fitting(card.title, width, room - y - (4 * WORDS_PX * 1.4 if card.words else 0))
    for line in title:
        y += size * 1.2
        yield _line(card, line, y - size * 0.25, size, _COLOURS.ink, bold=True)
    y += 18
    marks = ("«", "»") if card.words_rtl else ("“", "”")
    words = card.words.join(marks) if card.quoted else card.words
    for line in cut(broken(words, width / WORDS_PX), int((room - y) // (WORDS_PX * 1.4))):
        y += WORDS_PX * 1.4
        yield _line(card, line, y - 8, WORDS_PX, _COLOURS.ink, rtl=card.words_rtl)
    y += 14
    for line in by:
        y += 25
        yield _line(card, line, y - 6, 18, _COLOURS.town_label)
    yield from _foot(card)


def _fitting(text: str, width: float, room: float) -> tuple[int, list[str]]:
    """The largest size at which a title fits its room, and its lines; at the smallest, what fits of it."""
    for size in TITLE_SIZES:
        lines = broken(text, width / size, bold=True)
        fits = max(width_em(line, bold=True) for line in lines) * size <= width
        if fits and len(lines) * size * 1.2 <= room:
            return size, lines
    return size, cut(lines, max(1, int(room // (size * 1.2))))


def _line(
    card: Card, text: str, y: float, size: float, colour: str, *, bold: bool = False, rtl: bool | None = None
) -> str:
    own = card.rtl if rtl is None else rtl
    left = WIDTH_PX - CARD_PX if card.rtl else 0
    anchor, x = ("end", left + CARD_PX - MARGIN_PX) if own else ("start", left + MARGIN_PX)
    look = f'text-anchor="{anchor}" fill="{colour}"' + (' font-weight="700"' if bold else "")
    return svg_text(text, x, y, size, look, rtl=own)


def _foot(card: Card) -> Iterator[str]:
    left = WIDTH_PX - CARD_PX if card.rtl else 0
    y = HEIGHT_PX - MARGIN_PX
    line = f'x1="{left + MARGIN_PX}" x2="{left + CARD_PX - MARGIN_PX}" y1="{y - 36}" y2="{y - 36}"'
    yield f'<line {line} stroke="{_COLOURS.border}"/>'
    yield _line(card, card.atlas, y, 22, _COLOURS.ink, bold=True)
