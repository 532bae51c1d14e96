"""Findings on numbers that cannot be: less than nothing, or a range whose upper end is the lower one."""

from collections.abc import Iterator

from dashboard.catalogue.checks.quoted_numbers import FACT_NUMBERS
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.paths import DOCUMENT_FILE, PROJECT_FILE, ROUTE_FILE
from dashboard.catalogue.models import ReferenceFigure
from dashboard.catalogue.text.units import money_of
from dashboard.catalogue.vocabulary import Unit


def check_figures(catalogue: Catalogue) -> Iterator[Finding]:
    """Check the numbers of reference figures, and that no fact has a number below 0 of what cannot be less."""
    for file, holders in ((PROJECT_FILE, catalogue.projects), (ROUTE_FILE, catalogue.routes)):
        for holder in holders.values():
            for number, figure in enumerate(holder.figures):
                for field, message in _faults(figure):
                    yield Finding("error", file.format(holder.id), holder.id, f"figures[{number}].{field}", message)
    for fact in catalogue.facts.values():
        file = DOCUMENT_FILE.format(catalogue.fact_document[fact.id])
        # What is said can be a fall by so many per cent, or a loss.
        if fact.unit and fact.unit != Unit.PERCENT and not money_of(fact.unit) and "dollars" not in fact.unit:
            for field in FACT_NUMBERS:
                if (getattr(fact, field) or 0) < 0:
                    yield Finding("error", file, fact.id, field, _below_nothing(getattr(fact, field), fact.unit))


def _faults(figure: ReferenceFigure) -> Iterator[tuple[str, str]]:
    low, high = figure.value, figure.value_max
    if low is not None and low < 0 and figure.unit != Unit.PERCENT:
        yield "value", _below_nothing(low, figure.unit or "")
    if high is not None and low is None:
        yield "value_max", "is the upper end of a range without a lower one; write that as value"
    elif high is not None and low is not None and high <= low:
        message = f"{high:g} is not more than value, {low:g}; write the lower end as value, or leave value_max out"
        yield "value_max", message


def _below_nothing(number: float, unit: str) -> str:
    return f"{number:g} {unit} is less than nothing; write it without the minus, or correct it"
