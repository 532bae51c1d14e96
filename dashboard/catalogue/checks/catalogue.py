"""All checks of a catalogue. They return findings and raise no exceptions."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Final

from dashboard.catalogue.checks.countries import InsideCountry, check_countries
from dashboard.catalogue.checks.courses import check_courses
from dashboard.catalogue.checks.document_translations import check_document_translations
from dashboard.catalogue.checks.figures import check_figures
from dashboard.catalogue.checks.future_dates import check_future_dates
from dashboard.catalogue.checks.lines import KnotsIn, LandShare, check_lines
from dashboard.catalogue.checks.references import check_references
from dashboard.catalogue.checks.routes import check_routes
from dashboard.catalogue.checks.statements import check_documents, check_facts
from dashboard.catalogue.checks.statuses import check_statuses
from dashboard.catalogue.checks.stories import check_stories
from dashboard.catalogue.checks.texts import check_scripts, check_translations
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.load_context import Declared
from dashboard.catalogue.load.paths import AnyRecord
from dashboard.catalogue.vocabulary import ProjectKind

_CHECKS_OF_THE_CATALOGUE_ALONE: Final = (
    check_statuses,
    check_figures,
    check_documents,
    check_scripts,
    check_translations,
    check_courses,
    check_stories,
)
_LEVELS: Final = {"error": 0, "warning": 1, "note": 2}


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
        The loaded records; loading has checked form, ids, checksums and quotations already.
    inside_country
        Tells whether a position is in a country. Without it, the countries of places are not checked.
    knots_in
        Finds the knots of a line. Without it, lines are not checked for knots.
    declared
        The ids of invalid records, if the catalogue is without them; then nothing is reported as unused.
    land_share
        Tells how much of a line lies on land. Without it, ships are not checked for land.
    today
        The day in UTC. Without it, future dates are not checked.

    Returns
    -------
    list of Finding
        Errors first, then warnings and notes; each by file, record and field.
    """
    ids = declared or Declared()
    findings = chain(
        check_references(catalogue, ids),
        check_facts(catalogue, ids),
        *(check_alone(catalogue) for check_alone in _CHECKS_OF_THE_CATALOGUE_ALONE),
        check_future_dates(catalogue, today),
        check_document_translations(catalogue, ids),
        check_routes(catalogue, ids),
        check_lines(catalogue, knots_in, land_share),
        check_countries(catalogue, inside_country, ids),
        _unused(catalogue) if declared is None else (),
    )
    return in_order(findings)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then warnings and notes; each by file, record and field."""
    return sorted(findings, key=lambda finding: (_LEVELS[finding.level], finding.file, finding.record, finding.field))


def _unused(catalogue: Catalogue) -> Iterator[Finding]:
    """Records that no other record refers to: not errors, but worth knowing."""
    about = {entity for fact in catalogue.facts.values() for entity in fact.about}
    projects = catalogue.projects.values()
    stops = {stop for segment in catalogue.segments.values() for stop in (segment.start, segment.end)}
    used_places = about.union(stops, *(project.places for project in projects))
    speakers = {fact.speaker for fact in catalogue.facts.values()}
    kinds: tuple[tuple[Iterable[AnyRecord], set[str], str], ...] = (
        (catalogue.documents.values(), set(catalogue.fact_document.values()), "no fact is taken from this document"),
        (catalogue.places.values(), used_places, "is used by no segment, project or fact"),
        (catalogue.speakers.values(), speakers, "says nothing in any document"),
    )
    for records, used, message in kinds:
        for record in records:
            if record.id not in used:
                yield Finding("note", catalogue.file_of(record), record.id, "", message)
    for project in projects:
        file = catalogue.file_of(project)
        if about.isdisjoint((project.id, *project.routes, *project.places)):
            yield Finding("note", file, project.id, "", "no fact is about this project")
        # A permanent body can have its seat outside the map, and may concern no single country.
        placeless = project.kind is ProjectKind.ORGANISATION
        if not (project.routes or project.places or project.countries or placeless):
            yield Finding("warning", file, project.id, "", "is nowhere on the map; name routes, places or countries")
    routes_of_projects = {route for project in projects for route in project.routes}
    for route in catalogue.routes.values():
        if route.id not in routes_of_projects:
            message = "belongs to no project; name it in one's routes"
            yield Finding("warning", catalogue.file_of(route), route.id, "", message)
