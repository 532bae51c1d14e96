"""Strips of ways above one another on one scale of kilometres, as SVG: small, without a library or a script.

Places are in percent of the width, so that the text keeps its size on any screen. Across runs as the language reads.
A gap is as long as it is as the crow flies, and drawn like no leg.
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
"""In percent: the longest way leaves room for the number at the axis's end."""


@dataclass(frozen=True)
class _Piece:
    """A leg or a gap, from ``start`` km on; ``look`` are its classes, ``told`` says what it is."""

    start: float
    km: float
    look: str
    told: str


def strips_svg(context: Context, ways: Sequence[ItineraryResult]) -> str:
    """The strips of ``ways``, numbered as the columns of the table are."""
    drawn = [_pieces(context, way) for way in ways]
    longest = max((piece.start + piece.km for pieces in drawn for piece in pieces), default=0.0)
    if not longest:
        return ""
    scale = _Scale(longest, rtl=context.words.direction == "rtl")
    height = _ROW * len(ways) + _AXIS
    label = escape(context.words("ways.strips"), quote=True)
    parts = [*_axis(context, scale, height)]
    for row, (way, pieces) in enumerate(zip(ways, drawn, strict=True)):
        name = f"{context.words.number(row + 1)}. {itinerary_name(context, way.places)}"
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
        """Where what begins at ``km`` begins on paper, in percent from the left."""
        across = self.width(km)
        return round(100 - across - width if self.rtl else across, 3)


def _pieces(context: Context, way: ItineraryResult) -> list[_Piece]:
    pieces: list[_Piece] = []
    for part in way.parts:
        for leg in (part,) if isinstance(part, Gap) else part.legs:
            start = pieces[-1].start + pieces[-1].km if pieces else 0.0
            pieces.append(_gap(context, leg, start) if isinstance(leg, Gap) else _leg(context, leg, start))
    return pieces


def _gap(context: Context, gap: Gap, start: float) -> _Piece:
    return _Piece(start, gap.km, "comparison-gap", gap_text(context, gap))


def _leg(context: Context, leg: Leg, start: float) -> _Piece:
    words = context.words
    idle = "" if leg.status is Status.OPERATING else " comparison-idle"
    told = (
        context.name_of(leg.route),
        words(f"mode.{leg.mode}"),
        km_text(words, leg.length_km, leg.precision),
        words(f"status.{leg.status}"),
    )
    return _Piece(start, leg.length_km, f"mode-{leg.mode}{idle}", words.comma.join(told))


def _rect(scale: _Scale, piece: _Piece, top: int) -> str:
    width = scale.width(piece.km)
    left = scale.left(piece.start, width)
    return (
        f'<rect class="comparison-leg {piece.look}" x="{left}%" y="{top}" width="{width}%" height="{_BAR}">'
        f"<title>{escape(piece.told)}</title></rect>"
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
