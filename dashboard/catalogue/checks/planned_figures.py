"""Findings on figures of what does not run yet: they are planned or intended, and have to say so."""

from collections.abc import Iterator, Sequence
from typing import Final

from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.paths import PROJECT_FILE, ROUTE_FILE
from dashboard.catalogue.models import ReferenceFigure
from dashboard.catalogue.vocabulary import Measure, Status

OF_WHAT_RUNS: Final = frozenset(
    {Measure.CAPACITY, Measure.TRAFFIC, Measure.DURATION, Measure.POWER, Measure.ENERGY, Measure.HEIGHT, Measure.VOLUME}
)
"""Measures that a thing has when it is there. A length or a cost may be that of a plan: the status says so."""
NOT_THERE: Final = frozenset(
    {Status.CONSTRUCTION, Status.PLANNED, Status.PROPOSED, Status.ANNOUNCED, Status.SHELVED, Status.CANCELLED}
)


def check_planned_figures(catalogue: Catalogue) -> Iterator[Finding]:
    """An error for each figure that says how something is which is not there; those of a part are left out."""
    for project in catalogue.projects.values():
        file = PROJECT_FILE.format(project.id)
        yield from _of(file, project.id, "figures", project.figures, {project.status.value})
    for route in catalogue.routes.values():
        statuses = {segment.status for segment in route.segments}
        yield from _of(ROUTE_FILE.format(route.id), route.id, "route.figures", route.figures, statuses)


def _of(
    file: str, holder: str, field: str, figures: Sequence[ReferenceFigure], statuses: set[Status]
) -> Iterator[Finding]:
    if not statuses <= NOT_THERE:
        return
    for number, figure in enumerate(figures, start=1):
        if figure.measure in OF_WHAT_RUNS and figure.value is not None and not (figure.modality or figure.part):
            has = f"entry {number} ({figure.measure} {figure.value:g}) says how it is, and its status is"
            remedy = 'give modality = "planned" or "intended", or the part that is there'
            yield Finding("error", file, holder, field, f"{has} {' and '.join(sorted(statuses))}; {remedy}")
