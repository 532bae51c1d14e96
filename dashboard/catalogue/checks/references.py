"""Findings on ids that name no record. A wrong id is reported once, with all places that use it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from pydantic import BaseModel

from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.load_context import Declared
from dashboard.catalogue.load.paths import AnyRecord
from dashboard.catalogue.models import Change, Fact, Project, Route, Segment
from dashboard.catalogue.stories.evidence import named_figures
from dashboard.catalogue.stories.story import Story
from dashboard.catalogue.text.likeness import nearest

_SUBJECTS: Final = ("project", "route", "place")
_IdsByKind: TypeAlias = Mapping[str, Mapping[str, object]]
_Targets: TypeAlias = tuple[str, tuple[str, ...], Iterable[str | None]]
"""A field, the kinds of records that it can name, and the ids that it names."""


@dataclass(frozen=True)
class Reference:
    """The ``field`` of a record names another record: ``target`` is its id, ``kinds`` are the kinds that it can be."""

    field: str
    kinds: tuple[str, ...]
    target: str


def check_references(catalogue: Catalogue, declared: Declared) -> Iterator[Finding]:
    """One finding for each unknown id, with all places that use it; one for each id that ``lights`` may not name."""
    ids = ids_by_kind(catalogue)
    records: Iterable[AnyRecord] = (
        *catalogue.facts.values(),
        *catalogue.holders,
        *catalogue.changes,
        *catalogue.segments.values(),
        *catalogue.stories.values(),
    )
    # The steps of an invalid story may be unknown.
    unfinished = [(file, record) for file, record in declared.unfinished if not isinstance(record, Story)]
    places: dict[tuple[tuple[str, ...], str], list[tuple[str, str, str]]] = {}
    for file, record in (*((catalogue.file_of(record), record) for record in records), *unfinished):
        for reference in references(record):
            if not is_known(ids, reference) and not _may_exist(catalogue, declared, reference):
                place = (file, getattr(record, "id", ""), reference.field)
                places.setdefault((reference.kinds, reference.target), []).append(place)
    for (kinds, target), of_target in places.items():
        yield _unknown(kinds, target, of_target, sorted(record_id for kind in kinds for record_id in ids[kind]))
    yield from _lights(catalogue)


def ids_by_kind(catalogue: Catalogue) -> _IdsByKind:
    """The records that a reference can name, by kind and id."""
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


def is_known(ids: _IdsByKind, reference: Reference) -> bool:
    """Whether a reference names one of ``ids``."""
    return any(reference.target in ids[kind] for kind in reference.kinds)


def references(record: BaseModel) -> Iterator[Reference]:
    """The references of a record, or of the valid parts of an invalid one."""
    for field, kinds, targets in _targets(record):
        yield from (Reference(field, kinds, target) for target in targets if target)


def _targets(record: BaseModel) -> Iterator[_Targets]:
    match record:
        case Fact():
            yield "about", _SUBJECTS, dict.fromkeys(record.about or ())
            yield "speaker", ("speaker",), [record.speaker]
            yield "confirms", ("fact",), [record.confirms]
        case Project():
            yield from _project_targets(record)
        case Route():
            yield "route.superseded_by", ("route",), [record.superseded_by]
            for status in record.history:
                yield "route.history.fact", ("fact",), [status.fact]
                yield "route.history.segments", ("segment",), status.segments
        case Segment():
            yield "from", ("place",), [record.start]
            yield "to", ("place",), [record.end]
        case Change():
            yield "about", (*_SUBJECTS, "fact", "document"), dict.fromkeys(record.about)
        case Story():
            yield from _story_targets(record)


def _project_targets(project: Project) -> Iterator[_Targets]:
    yield "routes", ("route",), project.routes
    yield "figures.over", ("route",), [route for figure in project.figures for route in figure.over]
    yield "places", ("place",), project.places
    yield "ends", ("place",), [place for pair in project.ends for place in pair]
    yield "status.fact", ("fact",), [project.status.fact] if project.status else []
    yield "history.fact", ("fact",), [status.fact for status in project.history]


def _story_targets(story: Story) -> Iterator[_Targets]:
    for field, sentence in story.all_sentences():
        yield f"{field}.facts", ("fact",), sentence.facts
        yield f"{field}.figures", ("figure",), sentence.figures
        yield f"{field}.statuses", ("project",), sentence.statuses
        yield f"{field}.way", ("place",), sentence.way or ()
    for number, step in enumerate(story.steps):
        kind, *ids = step.map_path.strip("/").split("/")
        yield f"steps[{number}].map", ("place" if kind == "corridor" else kind,), ids


def _may_exist(catalogue: Catalogue, declared: Declared, reference: Reference) -> bool:
    """Whether an invalid record may have the id; the figures of an invalid record are not known."""
    if reference.kinds == ("figure",):
        holder = reference.target.partition("/")[0]
        is_valid = holder in catalogue.projects or holder in catalogue.routes
        return not is_valid and declared.may_have(("project", "route"), holder)
    return declared.may_have(reference.kinds, reference.target)


def _unknown(
    kinds: Sequence[str], target: str, places: Sequence[tuple[str, str, str]], candidates: Sequence[str]
) -> Finding:
    *most, last = kinds
    kind = f"{', '.join(most)} or {last}" if most else last
    near = nearest(target, candidates)
    remedy = f"did you mean {near!r}?" if near else "add it or correct the id"
    count = f" ({len(places)} times)" if len(places) > 1 else ""
    message = f"there is no {kind} {target!r}{count}; {remedy}"
    also = tuple(": ".join(place) for place in places[1:])
    return Finding("error", *places[0], message, also=also, suggestion=near or "")


def _lights(catalogue: Catalogue) -> Iterator[Finding]:
    """Ids in ``lights`` that a fact is not about; none where it is about an invalid record, whose parts are unknown."""
    entities = {**catalogue.projects, **catalogue.routes, **catalogue.places}
    for fact in catalogue.facts.values():
        if not fact.lights or not entities.keys() >= set(fact.about):
            continue
        projects = [catalogue.projects[subject] for subject in fact.about if subject in catalogue.projects]
        allowed = {*fact.about, *(part for project in projects for part in (*project.routes, *project.places))}
        for entity in sorted(set(fact.lights) - allowed):
            message = f"{entity!r} is neither in about nor part of a project there"
            yield Finding("error", catalogue.file_of(fact), fact.id, "lights", message)
