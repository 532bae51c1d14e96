"""Projects, documents and facts for programs: plain values, ids as references, texts in every language."""

from typing import Any

from dashboard.atlas import Atlas
from dashboard.catalogue.courses import Course, courses
from dashboard.catalogue.load.paths import text_path
from dashboard.catalogue.models import Document, Fact, Project, Variant
from dashboard.catalogue.subjects import highlighted_by
from dashboard.catalogue.vocabulary import LANGUAGES

Json = dict[str, Any]
DEFAULT = LANGUAGES[0]
NO_HEADER = {"id", "file"}
FACT_FIELDS = {"modality", "value", "baseline", "target", "unit", "written", "as_of", "due", "confirms", "note"}
"""Fields of a document outside its header; fields of a fact as they are, as ``web/reference/schemas.py`` says too."""


def project_record(atlas: Atlas, project: Project) -> Json:
    """A project: names in every language, status with its basis, reference figures, ids of its facts.

    ``countries`` are those of its lines and places, and those that it names itself. ``length_km`` is the drawn length
    of its main course, the first of ``variants`` if it has any; null where its lines form no single course.
    """
    project_courses = courses(atlas.catalogue, project)
    return {
        "id": project.id,
        "name": project.names.in_language(DEFAULT),
        **project.model_dump(mode="json", include={"kind", "names", "summary", "aliases", "status", "history"}),
        "routes": project.routes,
        "length_km": _km(atlas, project_courses[0]) if project_courses else None,
        "variants": [_variant(atlas, *pair) for pair in zip(project.variants, project_courses, strict=False)],
        "places": project.places,
        "countries": atlas.facets[project.id].country,
        "documents": atlas.facets[project.id].document,
        "facts": atlas.relations.facts_of.get(project.id, ()),
        "figures": [figure.model_dump(mode="json") for figure in project.figures],
    }


def _variant(atlas: Atlas, variant: Variant, course: Course) -> Json:
    return {
        **variant.model_dump(mode="json", by_alias=True),
        "segments": [segment.id for segment in course.segments],
        "length_km": _km(atlas, course),
    }


def _km(atlas: Atlas, course: Course) -> float:
    return round(course.length_km(atlas.measures), 3)


def document_record(atlas: Atlas, document: Document, base: str = "") -> Json:
    """A document's header, the path of its text on this server (``text``), and the ids of its facts.

    ``base`` is the path below which the atlas is served.
    """
    header = document.model_dump(mode="json", exclude=NO_HEADER)
    facts = atlas.relations.facts_in_document.get(document.id, ())
    return {"id": document.id, **header, "text": base + text_path(document.id), "facts": facts}


def fact_record(atlas: Atlas, fact: Fact) -> Json:
    """A fact with its quotation: ``text[start:end] == quote`` in code points of its document's text.

    ``lights`` are the routes and places that it highlights. ``statement`` is our English gloss, ``statements`` the
    gloss in every language; ``speaker`` is the English name.
    """
    start, end = atlas.catalogue.spans[fact.id]
    speaker = atlas.catalogue.speakers[fact.speaker]
    return {
        "id": fact.id,
        "about": fact.about,
        "lights": highlighted_by(atlas.catalogue, fact),
        "countries": atlas.facets[fact.id].country,
        "kind": fact.kind,
        "statement": fact.statement.in_language(DEFAULT),
        "statements": fact.statement.model_dump(),
        "quote": fact.quote,
        "document": atlas.catalogue.fact_document[fact.id],
        "start": start,
        "end": end,
        "speaker": speaker.names.in_language(DEFAULT),
        "speaker_id": speaker.id,
        "speaker_names": speaker.names.model_dump(),
        "speaker_role": speaker.role.model_dump() if speaker.role else None,
        **fact.model_dump(mode="json", include=FACT_FIELDS),
    }
