"""The numbers that a text has in digits, in all notations of the documents: ٢٠٢٦, 1 000, 1,000, 1.5, 15 million."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.catalogue.text.scales import scale_at

ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
"""For ``str.translate``. One character becomes one, so positions stay."""
_SPACES = " \u00a0\u2009\u202f"
# The longest match, so that 5 is not found inside 15 or 1.5. After a Latin letter it is part of a name (COP29); an
# Arabic letter before it can be a prefix written onto it (و15).
_TOKEN = re.compile(r"(?<![0-9A-Za-zƏəĞğİıÖöŞşÜüÇç])[0-9]+(?:[.,][0-9]+)*")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")
_BOTH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_DASH = re.compile(r"\s?[-\u2010-\u2015]\s?")
_TO, _FROM = re.compile(r"\s(?:to|ila|ilə|bis|تا)\s[$€£]?|[至到]"), re.compile(r"(?i)\bfrom\s[$€£]?$")
_AND = re.compile(r"\s(?:and|и|до|و|et|und|y)\s?[$€£]?")
_BETWEEN = re.compile(r"(?i)(?:between|между|от|بين|entre|zwischen)\s[$€£]?$")
_YEAR = re.compile("(?:19|20)[0-9]{2}")


@dataclass(frozen=True)
class Amount:
    """A number in a text.

    Parameters
    ----------
    start, digits_end, end
        Positions in code points; ``end`` includes the word of the scale (million).
    values
        All values that it can mean, with the scale: ``1,520`` has two.
    unscaled
        The same without the scale.
    scale
        The factor of the word behind the digits: 1 000 000 for million, 1 without such a word.
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
    numbers = [_scaled(number, *scale_at(plain, number.end, language)) for number in _unscaled_amounts(plain)]
    for at in range(len(numbers) - 1, 0, -1):
        before, after = numbers[at - 1], numbers[at]
        if after.scale != 1 and before.scale == 1 and is_range(plain, before, after):
            numbers[at - 1] = _scaled(before, after.scale, before.end)
    return numbers


def is_range(text: str, low: Amount, high: Amount) -> bool:
    """Whether two amounts that follow one another are the ends of a range: 15–20 million, between 15 and 20 million.

    What grows from 15 to 20 million has two numbers, and "in 2025 to 4.5 million" names a year.
    """
    if _DASH.fullmatch(text, low.end, high.start):
        return True
    before = text[: low.start]
    joined = _AND if _BETWEEN.search(before) else None if _FROM.search(before) else _TO
    is_year = _YEAR.fullmatch(text, low.start, low.end)
    return bool(joined and not is_year and joined.fullmatch(text, low.end, high.start))


def numbers_in(passage: str) -> frozenset[float]:
    """Every number that the digits of a passage can mean, without scales.

    ASCII and Arabic-Indic digits, a decimal comma or point, thousands separated by comma, point or space. An ambiguous
    notation (``1.520``) gives both numbers.
    """
    plain = passage.translate(ARABIC_DIGITS)
    return frozenset(number for start, end in number_spans(plain) for number in readings(plain[start:end]))


def readings(number: str) -> set[float]:
    """All values that digits with points, commas and spaces can mean; empty for a date (31.12.2026)."""
    token = "".join(number.split())
    values = set()
    if token.isdigit():
        values.add(float(token))
    if _DECIMAL.fullmatch(token):
        values.add(float(token.replace(",", ".")))
    if _THOUSANDS.fullmatch(token):
        values.add(float(token.replace(",", "").replace(".", "")))
    if _BOTH.fullmatch(token):
        decimal = max(".,", key=token.rfind)
        values.add(float(token.replace(".,".replace(decimal, ""), "").replace(decimal, ".")))
    return values


def number_spans(plain: str) -> list[tuple[int, int]]:
    """The positions of the numbers of a text with ASCII digits; groups separated by spaces are one number (11 000)."""
    spans: list[tuple[int, int]] = []
    grouped = False
    for token in _TOKEN.finditer(plain):
        before = spans[-1] if spans else None
        gap = plain[before[1] : token.start()] if before else ""
        starts_group = before is not None and (grouped or re.fullmatch("[1-9][0-9]{0,2}", plain[before[0] : before[1]]))
        grouped = bool(starts_group) and len(gap) == 1 and gap in _SPACES and bool(re.fullmatch("[0-9]{3}", token[0]))
        if grouped and before:
            spans[-1] = (before[0], token.end())
        else:
            spans.append(token.span())
    return spans


def _unscaled_amounts(plain: str) -> Iterator[Amount]:
    for start, end in number_spans(plain):
        number = plain[start:end]
        values = frozenset(value for value in readings(number) if not _is_thousand_read_as_one(number, value))
        if values:
            yield Amount(start, end, end, values, values)
            continue
        for part in re.finditer("[0-9]+", number):  # 31.12.2026 is three numbers
            value = frozenset({float(part[0])})
            yield Amount(start + part.start(), start + part.end(), start + part.end(), value, value)


def _is_thousand_read_as_one(number: str, value: float) -> bool:
    """Whether ``1,000`` was read as 1.000."""
    return not number.isdigit() and number.endswith("000") and value < 1000


def _scaled(number: Amount, scale: int, end: int) -> Amount:
    values = frozenset(value * scale for value in number.unscaled)
    return replace(number, end=end, values=values, scale=scale)
