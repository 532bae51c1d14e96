"""Findings on days that have not come: nothing was so, was published or was said on a day after today."""

from collections.abc import Iterable, Iterator
from datetime import date

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.paths import DOCUMENT_FILE, PROJECT_FILE, ROUTE_FILE
from dashboard.catalogue.models import Fact, ReferenceFigure
from dashboard.catalogue.vocabulary import FORWARD, Measure

_Dated = tuple[str, str, str, str | None]
"""A file, a record, a field and its date."""


def check_future_dates(catalogue: Catalogue, today: date | None) -> Iterator[Finding]:
    """One finding for each date that lies wholly after ``today``; no check without it.

    The day of the latest release counts as past, so that a clock that is slow refuses nothing.
    """
    if today is None:
        return
    latest = max(today, date_bounds(catalogue.changed_on)[1]) if catalogue.changed_on else today
    for file, record, field, day in _past(catalogue):
        if day is not None and date_bounds(day)[0] > latest:
            remedy = "correct it, or give it the measure due" if field.startswith("figures") else "correct it"
            yield Finding("error", file, record, field, f"{day} has not come, today is {latest}; {remedy}")


def _past(catalogue: Catalogue) -> Iterator[_Dated]:
    """The dates of what is over, each with its place in the files."""
    for document in catalogue.documents.values():
        for field in ("published", "retrieved"):
            yield DOCUMENT_FILE.format(document.id), document.id, field, getattr(document, field)
    for fact in catalogue.facts.values():
        yield DOCUMENT_FILE.format(catalogue.fact_document[fact.id]), fact.id, "as_of", _held(catalogue, fact)
    for project in catalogue.projects.values():
        file = PROJECT_FILE.format(project.id)
        yield file, project.id, "status.as_of", project.status.as_of
        yield from ((file, project.id, "history.as_of", status.as_of) for status in project.history)
        yield from _of_figures(file, project.id, project.figures)
    for route in catalogue.routes.values():
        file = ROUTE_FILE.format(route.id)
        yield from ((file, route.id, "route.history.as_of", status.as_of) for status in route.history)
        yield from _of_figures(file, route.id, route.figures)


def _held(catalogue: Catalogue, fact: Fact) -> str | None:
    """When a fact of an undated document held; that of a dated one is held against its day (``statements``)."""
    document = catalogue.documents.get(catalogue.fact_document[fact.id])
    dated = document is not None and document.published is not None
    return None if dated or fact.modality in FORWARD else fact.as_of


def _of_figures(file: str, holder: str, figures: Iterable[ReferenceFigure]) -> Iterator[_Dated]:
    """When figures held; the date of one that is ``due`` is to come, and the day it was named is not."""
    for number, figure in enumerate(figures):
        yield file, holder, f"figures[{number}].as_of", None if figure.measure is Measure.DUE else figure.as_of
        yield file, holder, f"figures[{number}].said", figure.said
