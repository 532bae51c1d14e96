"""Reads a position from a query: degrees, with minutes and seconds or decimals, or the address of a map."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from dashboard.catalogue.text.amounts import ARABIC_DIGITS
from dashboard.catalogue.text.text_normalization import fold_text

FARTHEST_NORTH: Final = 85.0
"""The limit of a map in the Mercator projection, in degrees."""
DIGITS: Final = 5
"""The decimals of a degree; the last one is about a metre."""
LONGEST: Final = 100
"""The most characters of a position; a longer text is none."""
_SIDES: Mapping[str, tuple[bool, int]] = {
    # word → (is a latitude, sign): letters of the compass, and words of the page
    **dict.fromkeys(["n", "north", "lat", "latitude", "simal", "sm", "شمال", "شمالا", "с"], (True, 1)),
    **dict.fromkeys(["s", "south", "cenub", "جنوب", "جنوبا", "ю"], (True, -1)),
    **dict.fromkeys(["e", "east", "lon", "lng", "long", "longitude", "serq", "شرق", "شرقا", "в"], (False, 1)),
    **dict.fromkeys(["w", "west", "qerb", "غرب", "غربا", "з"], (False, -1)),
}
_IGNORED_WORDS: Final = frozenset({"enliyi", "uzunlugu", "ш", "д", "deg", "degrees", "درجه", "and", "و"})
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("º˚", "°"),
        **dict.fromkeys("′’ʹ‘`´", "'"),
        **dict.fromkeys("″”“ʺ", '"'),
        **{"−": "-", "،": ",", "؛": ";"},
        **dict.fromkeys("\u200e\u200f\u2066\u2067\u2068\u2069", ""),  # marks of direction in right-to-left texts
    }
)
_IN_MAP_LINK = re.compile(
    r"https?://.*?(?:(?:map|view)=[\d.]+/|[@=])(-?\d+\.\d+)(?:/|,|%2C)(-?\d+\.\d+)", re.IGNORECASE
)
"""The position in the address of a map (OpenStreetMap's, Google's, this atlas's): latitude, then longitude."""
_TOKEN = re.compile(
    r"""(?P<number>(?:(?<![^\s,;/:=NSEWnsew])[-+])?[0-9]{1,3}(?:[.,][0-9]+)?)|(?P<mark>°)|(?P<other>['"])"""
    r"""|(?P<word>[^\W\d_][^\W\d_\u064b-\u0652]*[\u064b-\u0652]*)|(?P<gap>[\s,;/:=.]+)"""
)


@dataclass
class _Angle:
    """Degrees, minutes and seconds, with the direction; ``marked``: a sign shows that they are an angle."""

    numbers: list[float] = field(default_factory=list)
    side: tuple[bool, int] | None = None
    marked: bool = False

    @property
    def value(self) -> float | None:
        """In degrees; None if the numbers are not an angle."""
        degrees, *finer = self.numbers or [0.0]
        if not self.numbers or len(finer) > 2 or not self.marked or any(not 0 <= part < 60 for part in finer):
            return None
        size = abs(degrees) + sum(part / divisor for part, divisor in zip(finer, (60, 3600), strict=False))
        return (-size if degrees < 0 else size) * (self.side[1] if self.side else 1)


def read_point(text: str) -> tuple[float, float] | None:
    """Read a position.

    Two plain whole numbers are not a position: degrees need a decimal sign, a degree sign or a direction. The first
    number is the latitude, unless the directions say otherwise or it is too large for one.

    Returns
    -------
    tuple of float or None
        Latitude and longitude in degrees, in this order, on WGS84; None if ``text`` is anything else.
    """
    if link := _IN_MAP_LINK.match(text):
        text = f"{link[1]}, {link[2]}"
    if len(text) > LONGEST:
        return None
    tokens = list(_tokens(text.translate(ARABIC_DIGITS).translate(_SIGNS).strip().removeprefix("geo:")))
    angles = list(_angles(tokens))
    if len(angles) != 2:
        return None
    first, second = (angle.value for angle in angles)
    sides = [angle.side[0] if angle.side else None for angle in angles]
    if first is None or second is None or (sides[0] is sides[1] is not None):
        return None
    lon_first = sides[0] is False or sides[1] is True or (sides == [None, None] and abs(first) > FARTHEST_NORTH)
    lat, lon = (second, first) if lon_first else (first, second)
    return (round(lat, DIGITS), round(lon, DIGITS)) if abs(lat) <= FARTHEST_NORTH and abs(lon) <= 180 else None


def _tokens(plain: str) -> Iterator[tuple[str, str]]:
    """The kind and text of each token; the kind ``?`` for one that is not part of a position."""
    at = 0
    while at < len(plain):
        match = _TOKEN.match(plain, at)
        if match is None:
            yield "?", ""
            return
        at = match.end()
        kind, text = match.lastgroup or "?", match[0]
        if kind == "word":
            text = fold_text(text)
            kind = "side" if text in _SIDES else "gap" if text in _IGNORED_WORDS else "?"
        if kind != "gap":
            yield kind, text


def _angles(tokens: Sequence[tuple[str, str]]) -> Iterator[_Angle]:
    """The angles; each begins or ends with its direction, or begins with its degrees if there are no directions."""
    if any(kind == "?" for kind, _ in tokens):
        return
    side_first = bool(tokens) and tokens[0][0] == "side"
    marked = any(kind == "mark" for kind, _ in tokens)
    sided = any(kind == "side" for kind, _ in tokens)
    angle = _Angle()
    for (kind, text), following in zip_longest(tokens, tokens[1:]):
        begins = kind == "number" and not sided and (not marked or following == ("mark", "°"))
        if (begins or (kind == "side" and side_first)) and (angle.numbers or angle.side):
            yield angle
            angle = _Angle()
        if kind == "number":
            angle.numbers.append(float(text.replace(",", ".")))
            angle.marked |= any(sign in text for sign in ".,")
        elif kind == "side":
            angle.side, angle.marked = _SIDES[text], True
            if not side_first:
                yield angle
                angle = _Angle()
        else:
            angle.marked = True
    if angle.numbers or angle.side:
        yield angle
