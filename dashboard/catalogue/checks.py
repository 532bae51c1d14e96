"""The rules over the whole catalogue that no single file can hold. Findings, never exceptions."""

from collections.abc import Iterator, Mapping

from dashboard.catalogue.check_countries import InsideCountry, check_countries
from dashboard.catalogue.check_facts import check_documents, check_facts
from dashboard.catalogue.check_names import check_names
from dashboard.catalogue.check_routes import check_routes
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.models import Project
from dashboard.catalogue.sources import DOCUMENT_FILE, PLACES_FILE, PROJECT_FILE, ROUTE_FILE, SPEAKERS_FILE
from dashboard.catalogue.vocabulary import FORWARD, Status, StatusBasis

_LEVELS = {"error": 0, "warning": 1, "note": 2}


def check(catalogue: Catalogue, inside_country: InsideCountry | None = None) -> list[Finding]:
    """Every finding, errors first, then by file and record.

    Args:
        catalogue: what was loaded; loading has held form, ids, checksums and quotations already.
        inside_country: tells whether a point is in a country; without it no place is held to its country.
    """
    findings = [
        *_references(catalogue),
        *_statuses(catalogue),
        *check_facts(catalogue),
        *check_documents(catalogue),
        *check_names(catalogue),
        *check_routes(catalogue),
        *check_countries(catalogue, inside_country),
        *_left_out(catalogue),
    ]
    return sorted(findings, key=lambda finding: (_LEVELS[finding.level], finding.file, finding.record, finding.field))


def _references(catalogue: Catalogue) -> Iterator[Finding]:
    entities = {**catalogue.projects, **catalogue.routes, **catalogue.places}
    for fact in catalogue.facts.values():
        file = DOCUMENT_FILE.format(catalogue.fact_document[fact.id])
        for entity in fact.about:
            yield from _unknown(entity, entities, "project, route or place", (file, fact.id, "about"))
        yield from _unknown(fact.speaker, catalogue.speakers, "speaker", (file, fact.id, "speaker"))
        if fact.confirms:
            yield from _unknown(fact.confirms, catalogue.facts, "fact", (file, fact.id, "confirms"))
    for project in catalogue.projects.values():
        yield from _references_of_project(catalogue, project)
    for route in catalogue.routes.values():
        file = ROUTE_FILE.format(route.id)
        if route.superseded_by:
            yield from _unknown(route.superseded_by, catalogue.routes, "route", (file, route.id, "route.superseded_by"))
        for segment in route.segments:
            yield from _unknown(segment.start, catalogue.places, "place", (file, segment.id, "from"))
            yield from _unknown(segment.end, catalogue.places, "place", (file, segment.id, "to"))


def _references_of_project(catalogue: Catalogue, project: Project) -> Iterator[Finding]:
    file = PROJECT_FILE.format(project.id)
    for route in project.routes:
        yield from _unknown(route, catalogue.routes, "route", (file, project.id, "routes"))
    for route in (route for figure in project.figures for route in figure.over):
        yield from _unknown(route, catalogue.routes, "route", (file, project.id, "figures.over"))
    for place in project.places:
        yield from _unknown(place, catalogue.places, "place", (file, project.id, "places"))
    for place in (place for pair in project.ends for place in pair):
        yield from _unknown(place, catalogue.places, "place", (file, project.id, "ends"))
    if project.status.fact:
        yield from _unknown(project.status.fact, catalogue.facts, "fact", (file, project.id, "status.fact"))


def _unknown(wanted: str, known: Mapping[str, object], kind: str, where: tuple[str, str, str]) -> Iterator[Finding]:
    if wanted not in known:
        yield Finding("error", *where, f"there is no {kind} {wanted!r}; add it or correct the id")


def _statuses(catalogue: Catalogue) -> Iterator[Finding]:
    """A stated status rests on a fact about the project, and a running system on no mere plan."""
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
    """What nothing points to: not wrong, and not to be hidden."""
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
        if not (project.routes or project.places or project.countries):
            yield Finding("warning", file, project.id, "", "is nowhere on the map; name routes, places or countries")
    for document in catalogue.documents.keys() - with_facts:
        yield Finding("note", DOCUMENT_FILE.format(document), document, "", "no fact is taken from this document")
    for route in catalogue.routes.keys() - named_routes:
        yield Finding("warning", ROUTE_FILE.format(route), route, "", "belongs to no project; name it in one's routes")
    for place in catalogue.places.keys() - about - stops - named_places:
        yield Finding("note", PLACES_FILE, place, "", "is used by no segment, project or fact")
    for speaker in catalogue.speakers.keys() - speaking:
        yield Finding("note", SPEAKERS_FILE, speaker, "", "says nothing in any document")
