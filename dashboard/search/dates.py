"""Rewrites dates in digits as the texts write them: 2024-08-09 and 09.08.2024 are 9 August 2024."""

import re
from datetime import date

from dashboard.catalogue.text.amounts import ARABIC_DIGITS
from dashboard.i18n.words import words_in

MAY = "may"
"""The folded name of the month; it is a stop word too."""
_DATE = re.compile(
    r"(?<![\w.,/-])(?:(\d{4})-(\d{1,2})(?:-(\d{1,2}))?|(?:(\d{1,2})([./]))?(\d{1,2})[./](\d{4}))(?![\w/-]|[.,]\d)"
)


def dates_in_words(text: str) -> str:
    """``text`` with each date in digits replaced by English words; the index has every date in English too.

    The day comes before the month (09.08.2024). If that is no date (8/25/2024), the month comes first.
    """
    return _DATE.sub(_in_words, text.translate(ARABIC_DIGITS))


def _in_words(match: re.Match[str]) -> str:
    year = match[1] or match[7]
    month, day = (match[2], match[3]) if match[1] else (match[6], match[4])
    for first, second in ((month, day), (day, month)):
        partial = "-".join(part.zfill(2) for part in (year, first, second) if part)
        if first and _is_date(partial):
            return words_in("en").date(partial)
    return match[0]


def _is_date(partial: str) -> bool:
    try:
        date.fromisoformat(partial if len(partial) == 10 else f"{partial}-01")
    except ValueError:
        return False
    return True
