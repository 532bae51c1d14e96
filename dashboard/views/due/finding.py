"""The finding of a history of due dates, in sentences: how often a date was named, and by how much it moved."""

from datetime import date

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.due.history import DueHistory
from dashboard.i18n import Words
from dashboard.views.context import Context

_MONTHS_OF_A_YEAR = 12


def finding(words: Words, history: DueHistory) -> str:
    """The sentences, all computed. They need no present day, so that a page that is kept stays right."""
    placed = history.ordered_dates
    unknown = len(history.dates) - len(placed)
    said = []
    if placed:
        year = date_bounds(placed[0].named_on or "")[0].year
        said.append(words.count("due.said", len(placed), year=year))
    if history.moved_months is not None:
        said.append(_moved(words, history, history.moved_months))
    if unknown:
        said.append(words.count("due.day_unknown", unknown))
    return " ".join(said)


def _moved(words: Words, history: DueHistory, months: int) -> str:
    first, last = (words.date(dated.due) for dated in (history.ordered_dates[0], history.ordered_dates[-1]))
    if months == 0:
        return words("due.unmoved", last=last)
    years, rest = divmod(abs(months), _MONTHS_OF_A_YEAR)
    time = words.count("due.months", abs(months)) if rest else words.count("due.years", years)
    return words("due.later" if months > 0 else "due.earlier", time=time, first=first, last=last)


def came_due(context: Context, history: DueHistory, today: date) -> str | None:
    """The sentence on what is past without evidence, where that is so on ``today``."""
    return context.words("due.came_due") if history.came_due(today) else None


def part_text(words: Words, history: DueHistory) -> str:
    """What a part is called by its first figure (``First unit``), else by its id."""
    texts = (dated.figure.text for dated in history.dates if dated.figure is not None)
    return next((text.in_language(words.language) for text in texts if text is not None), history.part or "")
