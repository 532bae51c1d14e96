"""Findings on ids: each names a record that is there. A wrong one is told once, however often it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from dashboard.catalogue.checks.stories import story_names
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.load_context import Declared
from dashboard.catalogue.load.paths import CHANGES_FILE, DOCUMENT_FILE, PROJECT_FILE, ROUTE_FILE, STORY_FILE
from dashboard.catalogue.models import Fact, Project, Route, Segment
from dashboard.catalogue.stories.evidence import named_figures
from dashboard.catalogue.text.likeness import nearest

_SUBJECT = ("project", "route", "place")
_RECORD = (*_SUBJECT, "fact", "document")


@dataclass(frozen=True)
class Reference:
    """That a field of a record names another record, which is one of ``kinds``."""

    file: str
    record: str
    field: str
    kinds: tuple[str, ...]
    wanted: str

    @property
    def where(self) -> str:
        """The place, as the other places of a finding are written."""
        return f"{self.file}: {self.record}: {self.field}"


def check_references(catalogue: Catalogue, declared: Declared) -> Iterator[Finding]:
    """One finding for each unknown id, with all places that use it; one for each id that ``lights`` may not name."""
    known = _known(catalogue)
    wrong: dict[tuple[tuple[str, ...], str], list[Reference]] = {}
    for reference in (*_references(catalogue, declared), *_references_of_stories(catalogue)):
        if not any(reference.wanted in known[kind] for kind in reference.kinds) and not _may_be_there(
            catalogue, declared, reference
        ):
            wrong.setdefault((reference.kinds, reference.wanted), []).append(reference)
    for (kinds, wanted), places in wrong.items():
        yield _unknown(kinds, wanted, places, sorted(record for kind in kinds for record in known[kind]))
    yield from _lights(catalogue)


def _may_be_there(catalogue: Catalogue, declared: Declared, reference: Reference) -> bool:
    """Whether an invalid record may have the id; the figures of an invalid record are not known."""
    if reference.kinds == ("figure",):
        holder = reference.wanted.partition("/")[0]
        faulty = holder not in catalogue.projects and holder not in catalogue.routes
        return faulty and declared.may_have(("project", "route"), holder)
    return declared.may_have(reference.kinds, reference.wanted)


def _known(catalogue: Catalogue) -> Mapping[str, Mapping[str, object]]:
    return {
        "project": catalogue.projects,
        "route": catalogue.routes,
        "place": catalogue.places,
        "segment": catalogue.segments,
        "speaker": catalogue.speakers,
        "fact": catalogue.facts,
        "document": catalogue.documents,
        "figure": named_figures(catalogue),
    }


def _unknown(kinds: Sequence[str], wanted: str, places: Sequence[Reference], known: Sequence[str]) -> Finding:
    *most, last = kinds
    kind = f"{', '.join(most)} or {last}" if most else last
    near = nearest(wanted, known)
    remedy = f"did you mean {near!r}?" if near else "add it or correct the id"
    count = f" ({len(places)} times)" if len(places) > 1 else ""
    first, *others = places
    return Finding(
        "error",
        first.file,
        first.record,
        first.field,
        f"there is no {kind} {wanted!r}{count}; {remedy}",
        also=tuple(other.where for other in others),
        suggestion=near or "",
    )


def _references(catalogue: Catalogue, declared: Declared) -> Iterator[Reference]:
    """Every reference of valid records, and of what is valid in the others."""
    for fact in catalogue.facts.values():
        yield from _references_of_fact(DOCUMENT_FILE.format(catalogue.fact_document[fact.id]), fact)
    for project in catalogue.projects.values():
        yield from _references_of_project(PROJECT_FILE.format(project.id), project)
    for route in catalogue.routes.values():
        yield from _references_of_route(ROUTE_FILE.format(route.id), route)
    for change in catalogue.changes:
        for record in dict.fromkeys(change.about):
            yield Reference(CHANGES_FILE, change.id, "about", _RECORD, record)
    for segment in catalogue.segments.values():
        yield from _references_of_segment(ROUTE_FILE.format(segment.route), segment)
    for file, parts in declared.unfinished:
        yield from _references_of_parts(file, parts)


def _references_of_parts(file: str, parts: BaseModel) -> Iterator[Reference]:
    match parts:
        case Fact():
            yield from _references_of_fact(file, parts)
        case Project():
            yield from _references_of_project(file, parts)
        case Route():
            yield from _references_of_route(file, parts)
        case Segment():
            yield from _references_of_segment(file, parts)


def _references_of_fact(file: str, fact: Fact) -> Iterator[Reference]:
    for entity in dict.fromkeys(fact.about or ()):
        yield Reference(file, fact.id, "about", _SUBJECT, entity)
    if fact.speaker:
        yield Reference(file, fact.id, "speaker", ("speaker",), fact.speaker)
    if fact.confirms:
        yield Reference(file, fact.id, "confirms", ("fact",), fact.confirms)


def _references_of_segment(file: str, segment: Segment) -> Iterator[Reference]:
    for field, place in (("from", segment.start), ("to", segment.end)):
        if place:
            yield Reference(file, segment.id, field, ("place",), place)


def _references_of_stories(catalogue: Catalogue) -> Iterator[Reference]:
    for story in catalogue.stories.values():
        for field, kind, wanted in story_names(story):
            yield Reference(STORY_FILE.format(story.id), story.id, field, (kind,), wanted)


def _references_of_project(file: str, project: Project) -> Iterator[Reference]:
    status_fact = project.status.fact if project.status else None
    named = (
        ("routes", "route", project.routes),
        ("figures.over", "route", [route for figure in project.figures for route in figure.over]),
        ("places", "place", project.places),
        ("ends", "place", [place for pair in project.ends for place in pair]),
        ("status.fact", "fact", [status_fact] if status_fact else []),
        ("history.fact", "fact", [status.fact for status in project.history if status.fact]),
    )
    for field, kind, ids in named:
        for wanted in ids:
            yield Reference(file, project.id, field, (kind,), wanted)


def _references_of_route(file: str, route: Route) -> Iterator[Reference]:
    if route.superseded_by:
        yield Reference(file, route.id, "route.superseded_by", ("route",), route.superseded_by)
    for status in route.history:
        named = [("fact", status.fact)] if status.fact else []
        for kind, wanted in [*named, *(("segment", segment) for segment in status.segments)]:
            field = "fact" if kind == "fact" else "segments"
            yield Reference(file, route.id, f"route.history.{field}", (kind,), wanted)


def _lights(catalogue: Catalogue) -> Iterator[Finding]:
    for fact in catalogue.facts.values():
        for entity in sorted(set(fact.lights or ()) - _parts_of(catalogue, fact.about)):
            if not _has_faulty_parts(catalogue, fact):
                file = DOCUMENT_FILE.format(catalogue.fact_document[fact.id])
                message = f"{entity!r} is neither in about nor part of a project there"
                yield Finding("error", file, fact.id, "lights", message)


def _has_faulty_parts(catalogue: Catalogue, fact: Fact) -> bool:
    entities = (catalogue.projects, catalogue.routes, catalogue.places)
    return not all(any(subject in kind for kind in entities) for subject in fact.about)


def _parts_of(catalogue: Catalogue, about: Iterable[str]) -> set[str]:
    projects = (catalogue.projects[subject] for subject in about if subject in catalogue.projects)
    return {*about, *(part for project in projects for part in (*project.routes, *project.places))}
