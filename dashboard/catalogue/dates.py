"""Dates exactly as precise as their source: ``2011``, ``2024-05``, ``2024-08-09`` or ``from/to``.

The notation is ISO 8601-2 (EDTF) level 0: year, month, day, and an interval with a slash.
"""

import calendar
import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def _bounds(text: str) -> tuple[date, date]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date; write 2011, 2024-05, 2024-08-09 or 2011-04-20/2011-04-21")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if day is not None and month is not None:
            return date(year, month, day), date(year, month, day)
        if month is not None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, IndexError) as error:
        raise ValueError(f"{text!r} is not in the calendar: {error}") from error


def date_bounds(text: str) -> tuple[date, date]:
    """The first and the last day that a partial date can mean.

    Raises
    ------
    ValueError
        The text is not a date in one of the four forms, or its interval ends before it begins.
    """
    first, _, last = text.partition("/")
    begin = _bounds(first)
    end = _bounds(last) if "/" in text else begin
    if end[1] < begin[0]:
        raise ValueError(f"{text!r} ends before it begins")
    return begin[0], end[1]


def counts_from(text: str) -> date:
    """The day from which a partial date counts: the last day that it can mean.

    A record that is dated 2011 counts from the end of 2011, because its source may not have said it before. A reader
    who asks for ``2011`` gets the same day.

    Raises
    ------
    ValueError
        As ``date_bounds``.
    """
    return date_bounds(text)[1]


def _validated(text: str) -> str:
    date_bounds(text)
    return text


PartialDate = Annotated[str, AfterValidator(_validated)]
"""A date as precise as its source; see the module's notation."""
