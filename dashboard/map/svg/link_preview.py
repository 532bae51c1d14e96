"""The preview of a link: the text of a page beside its map, as one SVG without a style sheet.

The map is that of ``still``. Lines of text are broken here, because no browser does it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dashboard.map.camera import Camera
from dashboard.map.svg.map_picture import FirstPicture, MapState
from dashboard.map.svg.still import map_svg, picture_css
from dashboard.map.svg.text_lines import FAMILIES, limit_lines, svg_text, width_em, wrap_lines
from dashboard.map.theme import BASEMAP_COLOURS, Theme

WIDTH_PX: Final = 1200
HEIGHT_PX: Final = 630
CARD_PX: Final = 500
MAP_PX: Final = (float(WIDTH_PX - CARD_PX), float(HEIGHT_PX))
MARGIN_PX: Final = 44
TITLE_SIZES: Final = (46, 40, 34, 29, 25)
WORDS_PX: Final = 22
_COLOURS: Final = BASEMAP_COLOURS[Theme.LIGHT]


@dataclass(frozen=True)
class Card:
    """The text beside the map. ``words`` are a quotation or a summary, ``by`` is the line below them.

    ``words_rtl`` is whether ``words`` run from the right: a quotation keeps its direction in every language.
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


def preview_svg(picture: FirstPicture, view: Camera, state: MapState, card: Card, language: str) -> str:
    """The preview, 1200 × 630 pixels. The map is on the left where the language runs from the right."""
    drawn = map_svg(picture, view.on_screen(MAP_PX), state, language, MAP_PX)
    x = 0 if card.rtl else CARD_PX
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_PX}" height="{HEIGHT_PX}" font-family="{FAMILIES}">'
        f"<style>{picture_css()}</style>"
        f'<rect width="{WIDTH_PX}" height="{HEIGHT_PX}" fill="{_COLOURS.casing}"/>'
        f'<svg x="{x}" y="0" width="{MAP_PX[0]:g}" height="{MAP_PX[1]:g}">'
        f"{drawn}{_attribution(card)}</svg>"
        f"{''.join(_card(card))}</svg>"
    )


def _attribution(card: Card) -> str:
    lines = wrap_lines(card.attribution, (MAP_PX[0] - 24) / 12)
    anchor, x = ("start", 12.0) if card.rtl else ("end", MAP_PX[0] - 12)
    look = f'text-anchor="{anchor}" fill="{_COLOURS.town_label}" stroke="{_COLOURS.land_halo}" stroke-width="3"'
    look += ' stroke-opacity=".8" paint-order="stroke" stroke-linejoin="round"'
    return "".join(
        svg_text(line, x, HEIGHT_PX - 12 - (len(lines) - 1 - index) * 15, 12, look, rtl=card.rtl)
        for index, line in enumerate(lines)
    )


def _card(card: Card) -> Iterator[str]:
    """The lines from the top: the kind, the title, the words; at the bottom ``by`` and the name of the atlas."""
    width = CARD_PX - 2 * MARGIN_PX
    y, foot = float(MARGIN_PX), HEIGHT_PX - MARGIN_PX - 40.0
    if card.over:
        yield _line(card, card.over, y + 18, 20, _COLOURS.town_label)
        y += 40
    by = limit_lines(wrap_lines(card.by, width / 18), 2)
    room = foot - len(by) * 25 - 12
    size, title = _fitting(card.title, width, room - y - (4 * WORDS_PX * 1.4 if card.words else 0))
    for line in title:
        y += size * 1.2
        yield _line(card, line, y - size * 0.25, size, _COLOURS.ink, bold=True)
    y += 18
    marks = ("«", "»") if card.words_rtl else ("“", "”")
    words = card.words.join(marks) if card.quoted else card.words
    for line in limit_lines(wrap_lines(words, width / WORDS_PX), int((room - y) // (WORDS_PX * 1.4))):
        y += WORDS_PX * 1.4
        yield _line(card, line, y - 8, WORDS_PX, _COLOURS.ink, rtl=card.words_rtl)
    y += 14
    for line in by:
        y += 25
        yield _line(card, line, y - 6, 18, _COLOURS.town_label)
    yield from _foot(card)


def _fitting(text: str, width: float, room: float) -> tuple[int, list[str]]:
    """The largest size at which a title fits, and its lines; at the smallest size, the lines that fit."""
    for size in TITLE_SIZES:
        lines = wrap_lines(text, width / size, bold=True)
        fits = max(width_em(line, bold=True) for line in lines) * size <= width
        if fits and len(lines) * size * 1.2 <= room:
            return size, lines
    return size, limit_lines(lines, max(1, int(room // (size * 1.2))))


def _line(
    card: Card, text: str, y: float, size: float, colour: str, *, bold: bool = False, rtl: bool | None = None
) -> str:
    right_to_left = card.rtl if rtl is None else rtl
    left = WIDTH_PX - CARD_PX if card.rtl else 0
    anchor, x = ("end", left + CARD_PX - MARGIN_PX) if right_to_left else ("start", left + MARGIN_PX)
    look = f'text-anchor="{anchor}" fill="{colour}"' + (' font-weight="700"' if bold else "")
    return svg_text(text, x, y, size, look, rtl=right_to_left)


def _foot(card: Card) -> Iterator[str]:
    left = WIDTH_PX - CARD_PX if card.rtl else 0
    y = HEIGHT_PX - MARGIN_PX
    line = f'x1="{left + MARGIN_PX}" x2="{left + CARD_PX - MARGIN_PX}" y1="{y - 36}" y2="{y - 36}"'
    yield f'<line {line} stroke="{_COLOURS.border}"/>'
    yield _line(card, card.atlas, y, 22, _COLOURS.ink, bold=True)
