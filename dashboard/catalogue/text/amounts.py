"""The values of the numbers in a text, in any notation: ٢٠٢٦ and 2026, 1 000 and 1,000, 15 million."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.catalogue.text.digits import ARABIC_DIGITS, number_spans, readings
from dashboard.catalogue.text.scales import scale_at

_RANGE = re.compile(r"\s?[-\u2010-\u2015]\s?")


@dataclass(frozen=True)
class Amount:
    """A number in a text. Positions are code points; ``end`` includes the word of its scale (million).

    ``values`` are all that it can mean: ``1,520`` has two. ``unscaled`` are the values without the ``scale``.
    """

    start: int
    digits_end: int
    end: int
    values: frozenset[float]
    unscaled: frozenset[float]
    scale: int = 1


def amounts(text: str, language: str | None = None) -> list[Amount]:
    """Every number of a text in digits, in order. Both ends of a range have the scale of its end (15–20 million)."""
    plain = text.translate(ARABIC_DIGITS)
    numbers = [_scaled(number, *scale_at(plain, number.end, language)) for number in _numbers(plain)]
    for at in range(len(numbers) - 1, 0, -1):
        before, after = numbers[at - 1], numbers[at]
        if after.scale != 1 and before.scale == 1 and is_range(plain, before, after):
            numbers[at - 1] = _scaled(before, after.scale, before.end)
    return numbers


def is_range(text: str, low: Amount, high: Amount) -> bool:
    """Whether only a dash stands between two amounts that follow one another: 15–20 million."""
    return _RANGE.fullmatch(text, low.end, high.start) is not None


def _numbers(plain: str) -> Iterator[Amount]:
    for start, end in number_spans(plain):
        token = "".join(plain[start:end].split())
        values = {value for value in readings(token) if not _rounded_away(token, value)}
        if values:
            yield Amount(start, end, end, frozenset(values), frozenset(values))
            continue
        for part in re.finditer("[0-9]+", plain[start:end]):  # 31.12.2026 is three numbers
            value = frozenset({float(part[0])})
            yield Amount(start + part.start(), start + part.end(), start + part.end(), value, value)


def _rounded_away(token: str, value: float) -> bool:
    """Whether ``1,000`` was read as 1.000."""
    return not token.isdigit() and token.endswith("000") and value < 1000


def _scaled(number: Amount, scale: int, end: int) -> Amount:
    values = frozenset(value * scale for value in number.unscaled)
    return replace(number, end=end, values=values, scale=scale)
