"""Checks of the whole catalogue. They return findings and raise no exceptions."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from dashboard.catalogue.checks.countries import InsideCountry, check_countries
from dashboard.catalogue.checks.courses import check_courses
from dashboard.catalogue.checks.detours import LandShare, check_detours
from dashboard.catalogue.checks.document_translations import check_document_translations
from dashboard.catalogue.checks.figures import check_figures
from dashboard.catalogue.checks.future_dates import check_future_dates
from dashboard.catalogue.checks.knots import KnotsIn, check_knots
from dashboard.catalogue.checks.names import check_names
from dashboard.catalogue.checks.planned_figures import check_planned_figures
from dashboard.catalogue.checks.references import check_references
from dashboard.catalogue.checks.routes import check_routes
from dashboard.catalogue.checks.statements import check_documents, check_facts
from dashboard.catalogue.checks.status_history import check_status_history
from dashboard.catalogue.checks.stories import check_stories
from dashboard.catalogue.checks.translations import check_translations
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.load_context import Declared
from dashboard.catalogue.load.paths import DOCUMENT_FILE, PLACES_FILE, PROJECT_FILE, ROUTE_FILE, SPEAKERS_FILE
from dashboard.catalogue.vocabulary import FORWARD, ProjectKind, Status, StatusBasis

_OF_CATALOGUE: Final = (
    *(check_status_history, check_figures, check_planned_figures, check_documents),
    *(check_names, check_translations, check_courses, check_stories),
)
"""The checks that need nothing but the catalogue."""
_LEVELS = {"error": 0, "warning": 1, "note": 2}


def check(
    catalogue: Catalogue,
    inside_country: InsideCountry | None = None,
    knots_in: KnotsIn | None = None,
    declared: Declared | None = None,
    land_share: LandShare | None = None,
    today: date | None = None,
) -> list[Finding]:
    """Run every check.

    Parameters
    ----------
    catalogue
        What was loaded; loading has checked form, ids, checksums and quotations already.
    inside_country
        Tells whether a position is in a country. Without it, the countries of places are not checked.
    knots_in
        Finds the knots of a line. Without it, lines are not checked for knots.
    declared
        The ids of invalid records, if the catalogue is without them; then nothing is reported as unused.
    land_share
        Tells how much of a line lies on land. Without it, ships are not checked for land.
    today
        The day in UTC. Without it, dates to come are not checked.

    Returns
    -------
    list of Finding
        Errors first, then warnings and notes; each by file, record and field.
    """
    known = declared or Declared()
    findings = [
        *check_references(catalogue, known),
        *_statuses(catalogue),
        *check_facts(catalogue, known),
        *(finding for of_catalogue in _OF_CATALOGUE for finding in of_catalogue(catalogue)),
        *check_future_dates(catalogue, today),
        *check_document_translations(catalogue, known),
        *check_routes(catalogue, known),
        *check_detours(catalogue, land_share),
        *check_countries(catalogue, inside_country, known),
        *check_knots(catalogue, knots_in),
        *(_left_out(catalogue) if declared is None else ()),
    ]
    return in_order(findings)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then warnings and notes; each by file, record and field."""
    return sorted(findings, key=lambda finding: (_LEVELS[finding.level], finding.file, finding.record, finding.field))


def _statuses(catalogue: Catalogue) -> Iterator[Finding]:
    """A stated status needs a fact about the project; that something operates cannot rest on a plan."""
    for project in catalogue.projects.values():
        fact = catalogue.facts.get(project.status.fact or "")
        if fact is None or project.status.basis is not StatusBasis.STATED:
            continue
        where = (PROJECT_FILE.format(project.id), project.id, "status.fact")
        if not {project.id, *project.routes, *project.places} & set(fact.about):
            yield Finding("warning", *where, f"{fact.id} is not about this project, its routes or places")
        if project.status.value is Status.OPERATING and fact.modality in FORWARD:
            yield Finding("warning", *where, f"{fact.id} speaks of the future; it cannot show that something runs")


def _left_out(catalogue: Catalogue) -> Iterator[Finding]:
    """Records that nothing refers to: not errors, but worth knowing."""
    about = {entity for fact in catalogue.facts.values() for entity in fact.about}
    with_facts = set(catalogue.fact_document.values())
    named_routes = {route for project in catalogue.projects.values() for route in project.routes}
    stops = {stop for segment in catalogue.segments.values() for stop in (segment.start, segment.end)}
    named_places = {place for project in catalogue.projects.values() for place in project.places}
    speaking = {fact.speaker for fact in catalogue.facts.values()}
    for project in catalogue.projects.values():
        file = PROJECT_FILE.format(project.id)
        if not about & {project.id, *project.routes, *project.places}:
            yield Finding("note", file, project.id, "", "no fact is about this project")
        # A permanent body can have its seat outside the map, and may concern no single country.
        placeless = project.kind is ProjectKind.ORGANISATION
        if not (project.routes or project.places or project.countries or placeless):
            yield Finding("warning", file, project.id, "", "is nowhere on the map; name routes, places or countries")
    for document in catalogue.documents.keys() - with_facts:
        yield Finding("note", DOCUMENT_FILE.format(document), document, "", "no fact is taken from this document")
    for route in catalogue.routes.keys() - named_routes:
        yield Finding("warning", ROUTE_FILE.format(route), route, "", "belongs to no project; name it in one's routes")
    for place in catalogue.places.keys() - about - stops - named_places:
        yield Finding("note", PLACES_FILE, place, "", "is used by no segment, project or fact")
    for speaker in catalogue.speakers.keys() - speaking:
        yield Finding("note", SPEAKERS_FILE, speaker, "", "says nothing in any document")
