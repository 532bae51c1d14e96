"""The numbers that stand in digits in a passage, in the ways the documents may write them."""

import re
from itertools import pairwise

_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
_SPACES = " \u00a0\u202f"
# A token is as long as it can be, so that 5 is not found inside 15 or 1.5. A Latin letter before it
# makes it part of a name (COP29); an Arabic one may be a particle written on to it (و15).
_TOKEN = re.compile(r"(?<![0-9A-Za-zƏəĞğİıÖöŞşÜüÇç])[0-9]+(?:[.,][0-9]+)*")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:\.[0-9]{3})+")
_DECIMAL = re.compile(r"[0-9]+[.,][0-9]+")


def numbers_in(passage: str) -> frozenset[float]:
    """Every number a reader may see in the passage's digits.

    ASCII and Arabic-Indic digits, a decimal comma or point, thousands parted by comma, point or
    space. What can be read in two ways (``1.520``) gives both numbers.
    """
    plain = passage.translate(_ARABIC_DIGITS)
    tokens = list(_TOKEN.finditer(plain))
    found = {number for token in tokens for number in _readings(token[0])}
    return frozenset(found | {float(joined) for joined in _joined_by_space(plain, tokens)})


def _readings(token: str) -> set[float]:
    readings = set()
    if token.isdigit():
        readings.add(float(token))
    if _DECIMAL.fullmatch(token):
        readings.add(float(token.replace(",", ".")))
    if _THOUSANDS.fullmatch(token):
        readings.add(float(token.replace(",", "").replace(".", "")))
    return readings


def _joined_by_space(plain: str, tokens: list[re.Match[str]]) -> list[str]:
    """Runs such as ``11 000``: after the first, groups of exactly three digits, one space between."""
    joined, run = [], ""
    for before, after in pairwise(tokens):
        gap = plain[before.end() : after.start()]
        goes_on = len(gap) == 1 and gap in _SPACES and len(after[0]) == 3 and after[0].isdigit()
        if not goes_on:
            run = ""
        elif run or (before[0].isdigit() and len(before[0]) <= 3):
            run = (run or before[0]) + after[0]
            joined.append(run)
    return joined
