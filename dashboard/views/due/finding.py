"""The finding of a history of due dates in sentences: how often a date was named, and how far it moved."""

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.due.history import DueHistory
from dashboard.i18n import Words
from dashboard.views.context import Context

_MONTHS_OF_A_YEAR = 12


def finding(words: Words, history: DueHistory) -> str:
    """The sentences. They do not depend on the present day, so that a cached page stays right."""
    placed = history.ordered_dates
    unknown = len(history.dates) - len(placed)
    sentences = []
    if placed:
        year = date_bounds(placed[0].named_on or "")[0].year
        sentences.append(words.count("due.said", len(placed), year=year))
    if history.moved_months is not None:
        sentences.append(_moved(words, history, history.moved_months))
    if unknown:
        sentences.append(words.count("due.day_unknown", unknown))
    return " ".join(sentences)


def _moved(words: Words, history: DueHistory, months: int) -> str:
    first, last = (words.date(dated.due) for dated in (history.ordered_dates[0], history.ordered_dates[-1]))
    if months == 0:
        return words("due.unmoved", last=last)
    years, rest = divmod(abs(months), _MONTHS_OF_A_YEAR)
    time = words.count("due.months", abs(months)) if rest else words.count("due.years", years)
    return words("due.later" if months > 0 else "due.earlier", time=time, first=first, last=last)


def part_text(context: Context, history: DueHistory) -> str:
    """The name of a part: the text of its first figure (``First unit``), else the kind of its statement, or its id."""
    words, fact = context.words, context.catalogue.facts.get(history.part or "")
    texts = (dated.figure.text for dated in history.dates if dated.figure is not None)
    named = words(f"fact-kind.{fact.kind}") if fact else history.part or ""
    return next((text.in_language(words.language) for text in texts if text is not None), named)
