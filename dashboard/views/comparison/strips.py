"""Strips of itineraries on one scale of kilometres, as SVG that needs no script.

Positions are in percent of the width, so that the text keeps its size on any screen. A strip runs as the language
reads. The length of a gap is the distance as the crow flies.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from dashboard.catalogue.itinerary.itinerary import Gap, Leg
from dashboard.catalogue.itinerary.itinerary_result import ItineraryResult
from dashboard.catalogue.vocabulary import Status
from dashboard.views.context import Context, km_text
from dashboard.views.panel.itinerary import itinerary_name
from dashboard.views.panel.itinerary_strip import gap_text

_ROW, _BAR, _NAME, _AXIS = 38, 12, 13, 22
_BAR_TOP: Final = _NAME + 5
_LEAST_TICKS: Final = 4
_STEPS: Final = (5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10)
_WIDEST: Final = 96.0
"""The width of the longest strip in percent. It leaves room for the number at the end of the axis."""


@dataclass(frozen=True)
class _Piece:
    """A leg or a gap that begins at ``start`` km, with its CSS classes and its tooltip."""

    start: float
    km: float
    classes: str
    tooltip: str


def strips_svg(context: Context, results: Sequence[ItineraryResult]) -> str:
    """The strips, numbered as the columns of the table are."""
    strips = [_pieces(context, result) for result in results]
    longest = max((piece.start + piece.km for pieces in strips for piece in pieces), default=0.0)
    if not longest:
        return ""
    scale = _Scale(longest, rtl=context.words.direction == "rtl")
    height = _ROW * len(results) + _AXIS
    label = escape(context.words("ways.strips"), quote=True)
    parts = [*_axis(context, scale, height)]
    for row, (result, pieces) in enumerate(zip(results, strips, strict=True)):
        name = f"{context.words.number(row + 1)}. {itinerary_name(context, result.places)}"
        parts.append(_text(scale, 0, row * _ROW + _NAME, name, "comparison-name", "start"))
        parts += [_rect(scale, piece, row * _ROW + _BAR_TOP) for piece in pieces]
    svg = f'<svg class="comparison-strips" width="100%" height="{height}" role="img" aria-label="{label}">'
    return f"{svg}{''.join(parts)}</svg>"


@dataclass(frozen=True)
class _Scale:
    longest: float
    rtl: bool

    def width(self, km: float) -> float:
        return round(_WIDEST * km / self.longest, 3)

    def left(self, km: float, width: float = 0.0) -> float:
        """The left edge of a piece that begins at ``km``, in percent."""
        distance = self.width(km)
        return round(100 - distance - width if self.rtl else distance, 3)


def _pieces(context: Context, result: ItineraryResult) -> list[_Piece]:
    pieces: list[_Piece] = []
    for part in result.parts:
        for leg in (part,) if isinstance(part, Gap) else part.legs:
            start = pieces[-1].start + pieces[-1].km if pieces else 0.0
            if isinstance(leg, Gap):
                pieces.append(_Piece(start, leg.km, "comparison-gap", gap_text(context, leg)))
            else:
                pieces.append(_leg(context, leg, start))
    return pieces


def _leg(context: Context, leg: Leg, start: float) -> _Piece:
    words = context.words
    idle = "" if leg.status is Status.OPERATING else " comparison-idle"
    texts = (
        context.name_of(leg.route),
        words(f"mode.{leg.mode}"),
        km_text(words, leg.length_km, leg.precision),
        words(f"status.{leg.status}"),
    )
    return _Piece(start, leg.length_km, f"mode-{leg.mode}{idle}", words.comma.join(texts))


def _rect(scale: _Scale, piece: _Piece, top: int) -> str:
    width = scale.width(piece.km)
    left = scale.left(piece.start, width)
    return (
        f'<rect class="comparison-leg {piece.classes}" x="{left}%" y="{top}" width="{width}%" height="{_BAR}">'
        f"<title>{escape(piece.tooltip)}</title></rect>"
    )


def _axis(context: Context, scale: _Scale, height: int) -> Iterator[str]:
    step = next((step for step in _STEPS if scale.longest / step >= _LEAST_TICKS), _STEPS[-1])
    for tick in range(0, int(scale.longest) + 1, step):
        at = scale.left(tick)
        yield f'<line class="comparison-tick" x1="{at}%" x2="{at}%" y1="0" y2="{height - _AXIS + 4}"/>'
        number = context.words.number(tick)
        text = context.words("length.exact", km=number) if tick + step > scale.longest else number
        yield _text(scale, tick, height - 6, text, "comparison-km", "middle" if tick else "start")


def _text(scale: _Scale, km: float, y: int, text: str, name: str, anchor: str) -> str:
    return f'<text class="{name}" x="{scale.left(km)}%" y="{y}" text-anchor="{anchor}">{escape(text)}</text>'
