"""The record as it stood on a day: the documents published, the figures known and the statuses valid by then.

A date counts from the last day that it can mean (``dates.counts_from``). A record without a date counts from the day
of the last change of the data. From that day on, the record is today's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from dashboard.catalogue.dates import counts_from
from dashboard.catalogue.filters import Facets, facets
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Project, ProjectStatus, ReferenceFigure, Route, RouteStatus, Segment
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.vocabulary import Measure, Status, StatusBasis

S = TypeVar("S", ProjectStatus, RouteStatus)


@dataclass(frozen=True)
class RecordOn:
    """The record of a day.

    Parameters
    ----------
    catalogue
        All records, with the statuses of the day; a status that no source had stated is ``unknown``.
    facets
        The facets of these records, by id.
    documents
        The ids of the documents that were published.
    """

    catalogue: Catalogue
    facets: Mapping[str, Facets]
    documents: frozenset[str]


def record_on(catalogue: Catalogue, relations: Relations, day: date) -> RecordOn:
    """The record as it stood at the end of ``day``."""
    projects = {project.id: _project_on(catalogue, project, day) for project in catalogue.projects.values()}
    routes = {route.id: _route_on(catalogue, route, day) for route in catalogue.routes.values()}
    segments = {segment.id: segment for route in routes.values() for segment in route.segments}
    ordered = {segment: segments[segment] for segment in catalogue.segments}
    past = replace(catalogue, projects=projects, routes=routes, segments=ordered)
    documents = documents_on(catalogue, day)
    documents_of = {
        entity: tuple(document for document in own if document in documents)
        for entity, own in relations.documents_of.items()
    }
    return RecordOn(past, facets(past, replace(relations, documents_of=documents_of)), documents)


def documents_on(catalogue: Catalogue, day: date) -> frozenset[str]:
    """The ids of the documents that were published by the end of ``day``."""
    return frozenset(name for name in catalogue.documents if _counts(catalogue, document_date(catalogue, name), day))


def change_days(catalogue: Catalogue) -> tuple[date, ...]:
    """The days, in order, on which map and filters show another record than the day before."""
    dates = [catalogue.changed_on, *(document_date(catalogue, document) for document in catalogue.documents)]
    dates += [status.as_of for project in catalogue.projects.values() for status in project.statuses]
    dates += [status.as_of for route in catalogue.routes.values() for status in route.history]
    days = {counts_from(text) for text in dates if text}
    last = counts_from(catalogue.changed_on) if catalogue.changed_on else date.max
    return tuple(sorted(day for day in days if day <= last))


def document_date(catalogue: Catalogue, document_id: str) -> str | None:
    """The day of publication, else the day on which the text was taken from the original; None if neither is known."""
    document = catalogue.documents[document_id]
    return document.published or document.retrieved


def _counts(catalogue: Catalogue, text: str | None, day: date) -> bool:
    return _is_today(catalogue, day) or (text is not None and counts_from(text) <= day)


def _is_today(catalogue: Catalogue, day: date) -> bool:
    """Whether the record of ``day`` is that of today."""
    return catalogue.changed_on is not None and counts_from(catalogue.changed_on) <= day


def _project_on(catalogue: Catalogue, project: Project, day: date) -> Project:
    if _is_today(catalogue, day):
        return project
    statuses = _until(project.statuses, day)
    status = statuses[-1] if statuses else _unknown_status(day)
    changes = {"status": status, "history": statuses[:-1], "figures": _figures_on(catalogue, project.figures, day)}
    return project.model_copy(update=changes)


def _route_on(catalogue: Catalogue, route: Route, day: date) -> Route:
    if _is_today(catalogue, day):
        return route
    history = _until(route.history, day)
    segments = tuple(segment.model_copy(update={"status": _status_on(history, segment)}) for segment in route.segments)
    figures = _figures_on(catalogue, route.figures, day)
    return route.model_copy(update={"history": history, "segments": segments, "figures": figures})


def _status_on(history: Iterable[RouteStatus], segment: Segment) -> Status:
    values = [status.value for status in history if status.applies_to(segment.id)]
    return values[-1] if values else Status.UNKNOWN


def _until(statuses: Iterable[S], day: date) -> tuple[S, ...]:
    return tuple(status for status in statuses if counts_from(status.as_of) <= day)


def _figures_on(catalogue: Catalogue, figures: Iterable[ReferenceFigure], day: date) -> tuple[ReferenceFigure, ...]:
    return tuple(figure for figure in figures if _counts(catalogue, _figure_date(figure), day))


def _figure_date(figure: ReferenceFigure) -> str | None:
    """The day for which a figure holds; of a due date, the day on which it was named."""
    return figure.said if figure.measure is Measure.DUE else figure.as_of


def _unknown_status(day: date) -> ProjectStatus:
    """A status without a source, which validation would refuse."""
    return ProjectStatus.model_construct(
        value=Status.UNKNOWN, basis=StatusBasis.INFERRED, as_of=day.isoformat(), note=None, fact=None, source=None
    )
