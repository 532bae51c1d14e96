"""Findings on dates in the future, of things that are over: a status, a publication, a figure."""

from collections.abc import Iterator
from datetime import date

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.paths import AnyRecord
from dashboard.catalogue.models import Fact, Project
from dashboard.catalogue.vocabulary import FORWARD, Measure

_Dated = tuple[AnyRecord, str, str | None]
"""A record, a field and its date."""


def check_future_dates(catalogue: Catalogue, today: date | None) -> Iterator[Finding]:
    """One finding for each date that lies wholly after ``today``; no check without it.

    The day of the latest release counts as past, so that a slow clock causes no error.
    """
    if today is None:
        return
    latest = max(today, date_bounds(catalogue.changed_on)[1]) if catalogue.changed_on else today
    for record, field, day in _past_dates(catalogue):
        if day is not None and date_bounds(day)[0] > latest:
            remedy = "correct it, or give it the measure due" if field.startswith("figures") else "correct it"
            message = f"{day} has not come, today is {latest}; {remedy}"
            yield Finding("error", catalogue.file_of(record), record.id, field, message)


def _past_dates(catalogue: Catalogue) -> Iterator[_Dated]:
    for document in catalogue.documents.values():
        yield document, "published", document.published
        yield document, "retrieved", document.retrieved
    for fact in catalogue.facts.values():
        yield fact, "as_of", _past_date_of(catalogue, fact)
    for project in catalogue.projects.values():
        yield project, "status.as_of", project.status.as_of
    for holder in catalogue.holders:
        field = "history.as_of" if isinstance(holder, Project) else "route.history.as_of"
        yield from ((holder, field, status.as_of) for status in holder.history)
        for number, figure in enumerate(holder.figures):
            # The date of a figure that is due is to come; the day on which its source named it is not.
            yield holder, f"figures[{number}].as_of", None if figure.measure is Measure.DUE else figure.as_of
            yield holder, f"figures[{number}].said", figure.said


def _past_date_of(catalogue: Catalogue, fact: Fact) -> str | None:
    """The day for which a fact of an undated document holds; ``statements`` checks the facts of dated ones."""
    document = catalogue.documents.get(catalogue.fact_document[fact.id])
    dated = document is not None and document.published is not None
    return None if dated or fact.modality in FORWARD else fact.as_of
