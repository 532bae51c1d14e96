"""Lines of text for pictures without a browser. The width of a text is estimated, never measured."""

import html
import unicodedata
from typing import Final

FAMILIES: Final = "DejaVu Sans, Noto Sans, Noto Sans Arabic, Liberation Sans, Arial, Helvetica Neue, Segoe UI, Tahoma"
"""Font families by name, because generic names need a browser. The estimates are for DejaVu, the first."""
_NARROW: Final = frozenset("iıljtfrIİ.,:;'’‘|!()[]-– ،؛")
_WIDE: Final = frozenset("mwMWQ@—%")
_REGULAR: Final = 0.9
"""The width of a regular letter in widths of a bold one."""
_RTL_EMBEDDING: Final = "\u202b{}\u202c"


def width_em(text: str, *, bold: bool = False) -> float:
    """The estimated width of ``text`` in sizes of its font, rather too large than too small."""
    return sum(map(_letter_em, text)) * (1 if bold else _REGULAR)


def is_arabic(text: str) -> bool:
    """Whether a letter of ``text`` is Arabic."""
    return any(unicodedata.bidirectional(letter) == "AL" for letter in text)


def _letter_em(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if letter in _NARROW:
        return 0.42
    if letter in _WIDE:
        return 1.0
    if is_arabic(letter):
        return 0.62
    return 0.78 if letter.isupper() or letter.isdigit() else 0.7


def wrap_lines(text: str, widest_em: float, *, bold: bool = False) -> list[str]:
    """``text`` in lines of at most ``widest_em``. A longer word has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_em(longer, bold=bold) <= widest_em:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def limit_lines(lines: list[str], most: int) -> list[str]:
    """The first ``most`` of ``lines``, with an ellipsis where lines are missing."""
    if len(lines) <= most:
        return lines
    first = lines[:most]
    return [*first[:-1], first[-1].rstrip(" ,;:.،؛–-") + "…"] if first else []


def svg_text(text: str, x: float, y: float, size_px: float, attributes: str, *, rtl: bool = False) -> str:
    """One line as an SVG element. ``start`` is always the left, whatever the direction of the text."""
    body = html.escape(text, quote=False)
    # The renderer writes every line from the left, unless an embedding marks its direction.
    content = _RTL_EMBEDDING.format(body) if rtl else body
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size_px:g}" {attributes}>{content}</text>'
