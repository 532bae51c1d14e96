"""The values of the numbers in a text, in any notation: ٢٠٢٦ and 2026, 1 000 and 1,000, 15 million."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.catalogue.text.digits import ARABIC_DIGITS, number_spans, readings
from dashboard.catalogue.text.text_normalization import fold_text, strip_article

_SCALES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("000000", ("million", "mln", "mn", "milyon", "مليون", "ملايين", "миллион", "млн", "მილიონ", "ميليون")),
    (
        "000000000",
        ("billion", "bln", "bn", "milyard", "milyar", "mlrd", "مليار", "миллиард", "млрд", "მილიარდ", "ميليارد"),
    ),
    ("000", ("thousand", "الف", "الاف", "тыс", "ათას", "هزار")),
    ("000", ("min", "bin")),
)
_WHOLE_WORDS = frozenset({"mn", "bn", "min", "bin", "الف"})
"""Short words that must match as a whole, because many words begin with them: ``min`` and ``bin`` are a thousand."""
_NEXT_WORD = re.compile(r"[\s\u00a0-]{0,2}([^\W\d_]+)")
_RANGE = re.compile(r"\s?[-\u2010-\u2015]\s?")


@dataclass(frozen=True)
class Amount:
    """A number in a text. Positions are code points; ``end`` includes the word of its scale (million).

    ``values`` are all that it can mean: ``1,520`` has two. ``unscaled`` are the values without the scale.
    """

    start: int
    digits_end: int
    end: int
    values: frozenset[float]
    unscaled: frozenset[float]


def amounts(text: str) -> list[Amount]:
    """Every number of a text in digits, in order. Both ends of a range have the scale of its end (15–20 million)."""
    plain = text.translate(ARABIC_DIGITS)
    numbers = [_scaled(plain, number) for number in _numbers(plain)]
    for at in range(len(numbers) - 1, 0, -1):
        before, after = numbers[at - 1], numbers[at]
        scale = _scale_of_amount(after)
        if scale != 1 and _scale_of_amount(before) == 1 and _RANGE.fullmatch(plain[before.end : after.start]):
            numbers[at - 1] = replace(before, values=frozenset(value * scale for value in before.unscaled))
    return numbers


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


def _scaled(plain: str, number: Amount) -> Amount:
    word = _NEXT_WORD.match(plain, number.end)
    scale = scale_of(strip_article(fold_text(word[1]))) if word else 1
    if word is None or scale == 1:
        return number
    return replace(number, end=word.end(), values=frozenset(value * scale for value in number.unscaled))


def scale_of(folded: str) -> int:
    """What a folded word multiplies the number before it by: a million for ``milyon``, 1 for other words."""
    for zeros, names in _SCALES:
        if any(folded == name if name in _WHOLE_WORDS else folded.startswith(name) for name in names):
            return int(f"1{zeros}")
    return 1


def _scale_of_amount(amount: Amount) -> float:
    return max(amount.values) / max(amount.unscaled) if max(amount.unscaled) else 1
