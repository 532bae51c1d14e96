"""The numbers that a passage has in digits, in all notations of the documents."""

import re

ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
"""For ``str.translate``. One character becomes one, so positions stay."""
_SPACES = " \u00a0\u2009\u202f"
# The longest match, so that 5 is not found inside 15 or 1.5. After a Latin letter it is part of a name (COP29); an
# Arabic letter before it can be a prefix written onto it (و15).
_TOKEN = re.compile(r"(?<![0-9A-Za-zƏəĞğİıÖöŞşÜüÇç])[0-9]+(?:[.,][0-9]+)*")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")
_BOTH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")


def numbers_in(passage: str) -> frozenset[float]:
    """Every number that the digits of a passage can mean.

    ASCII and Arabic-Indic digits, a decimal comma or point, thousands separated by comma, point or space. An ambiguous
    notation (``1.520``) gives both numbers.
    """
    plain = passage.translate(ARABIC_DIGITS)
    spans = number_spans(plain)
    return frozenset(number for start, end in spans for number in readings("".join(plain[start:end].split())))


def readings(token: str) -> set[float]:
    """What a run of digits, points and commas can mean; empty for a date (31.12.2026)."""
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
