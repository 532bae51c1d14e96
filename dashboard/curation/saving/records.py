"""The content of the files of speakers, places, projects and routes with one record more."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import tomlkit

from dashboard.authoring.geojson_form import canonical
from dashboard.authoring.tracing_route import VIA_HEADER
from dashboard.catalogue.load.records import PLACES_HEADER
from dashboard.curation.file_form import canonical_csv
from dashboard.curation.saving.toml_tables import with_table
from dashboard.curation.toml_text import toml_lines, toml_value

_TABLES: Final = ("names", "summary")
"""Texts of a project that stand under a heading of their own."""
_PROJECT_KEYS: Final = ("id", "kind", "aliases", "routes", "places", "countries")


def with_speaker(text: str, speaker: Mapping[str, Any]) -> str:
    """The content of ``data/speakers.toml`` with one speaker more, in the order of ids."""
    block = "\n".join(["[[speakers]]", *(f"{key} = {toml_value(value)}" for key, value in speaker.items())]) + "\n"
    document = tomlkit.parse(text)
    at = sum(str(other["id"]) < speaker["id"] for other in document.get("speakers", []))
    return with_table(document, text, "speakers", block, at)


def with_place(text: str, place: Mapping[str, Any]) -> str:
    """The content of ``data/places.csv`` with one place more, whose names are keys such as ``name_en``."""
    text = text or ",".join(PLACES_HEADER)
    header = next(csv.reader(io.StringIO(text)), PLACES_HEADER)
    return _with_rows(text, [[str(place.get(column, "")) for column in header]], by_number=False)


def with_via(text: str, rows: Sequence[Sequence[object]]) -> str:
    """The content of ``data/routes/via.csv`` with the points of a new segment; ``text`` may be empty."""
    return _with_rows(text or ",".join(VIA_HEADER), [[str(cell) for cell in row] for row in rows], by_number=True)


def _with_rows(text: str, rows: Sequence[Sequence[str]], *, by_number: bool) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return canonical_csv(text.rstrip("\r\n") + "\n" + out.getvalue(), by_number=by_number)


def project_text(project: Mapping[str, Any]) -> str:
    """The content of a new project's file."""
    lines = list(toml_lines({key: project[key] for key in _PROJECT_KEYS if project.get(key)}))
    for key in _TABLES:
        lines += ["", f"[{key}]", *toml_lines(project[key])]
    lines += ["", "[status]", *toml_lines(project["status"])]
    return "\n".join(lines) + "\n"


def with_member(text: str, key: str, member: str) -> str:
    """The content of a project's file with one id more in one of its lists (``routes``, ``places``)."""
    project = tomlkit.parse(text)
    members = project.get(key)
    if members is None:
        # Before the first heading, where the keys of the project itself stand.
        heading = re.search(r"^\s*\[", text, re.MULTILINE)
        at = len(text) if heading is None else heading.start()
        return f"{text[:at].rstrip()}\n{key} = {toml_value([member])}\n\n{text[at:].lstrip()}"
    if member in members:
        return text
    members.append(member)
    return tomlkit.dumps(project)


def route_text(route: Mapping[str, Any], features: Sequence[Mapping[str, Any]]) -> str:
    """The content of a new route's file."""
    return canonical({"type": "FeatureCollection", "route": route, "features": features})
