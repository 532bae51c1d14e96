"""Which changes of the data concern a project."""

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Change
from dashboard.catalogue.relations import Relations


def changes_of(catalogue: Catalogue, relations: Relations, project: str) -> tuple[Change, ...]:
    """The changes that name a project, one of its lines or places, or a statement about it."""
    record = catalogue.projects[project]
    own = {project, *record.routes, *record.places, *relations.facts_about.get(project, ())}
    return tuple(change for change in catalogue.changes if not own.isdisjoint(change.about))
