"""New speakers, places, projects and routes: from the fields of a form to the changes of files."""

import importlib.util
from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from dashboard.authoring.basemap_region import read_region
from dashboard.authoring.errors import AuthoringError
from dashboard.authoring.tracing_network import PACKAGE, cached_network, package_file
from dashboard.authoring.tracing_route import read_ends, redraw
from dashboard.authoring.tracing_segment import FOLLOWS_TRACK
from dashboard.catalogue.load.paths import PLACES_FILE, PROJECT_FILE, ROUTE_FILE, SPEAKERS_FILE
from dashboard.curation.file_form import VIA_FILE
from dashboard.curation.saving.records import (
    project_text,
    route_text,
    with_member,
    with_place,
    with_speaker,
    with_via,
)
from dashboard.curation.saving.store import FileChange
from dashboard.workbench.desk import Desk
from dashboard.workbench.proposals import record_id

DRAWN_BY_HAND: Final = "drawn by hand on the map of the workbench"
_TRACK: Final = {
    "source": "OpenStreetMap railways, simplified in the Python package scgraph_data",
    "licence": "ODbL-1.0",
}


class RecordForm(BaseModel):
    """A new record as the page has it; empty fields count for nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: dict[str, Any]
    versions: dict[str, str] = {}


class RouteForm(BaseModel):
    """A new route by the places that it goes through; ``via`` has the points drawn between each two of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: dict[str, str]
    stops: tuple[str, ...]
    mode: str
    status: str
    method: str
    precision: str
    source: str = ""
    licence: str = "CC-BY-4.0"
    gauge_mm: int | None = None
    gauge_source: str = ""
    project: str
    via: tuple[tuple[tuple[float, float], ...], ...] = ()
    versions: dict[str, str] = {}


def add_record(desk: Desk, kind: str, form: RecordForm) -> dict[str, Any]:
    """Write a new speaker, place or project; what came of it, with its id."""
    fields = {key: value for key, value in form.fields.items() if _without_empty(value)}
    fields = {key: _without_empty(value) for key, value in fields.items()}
    fields = {"id": _new_id(desk, fields), **fields}
    file = {"speaker": SPEAKERS_FILE, "place": PLACES_FILE}.get(kind, PROJECT_FILE.format(fields["id"]))
    if kind == "project" and desk.store.read(file) is not None:
        raise AuthoringError(f"{file} is there already; choose another id")
    try:
        content = {"speaker": _speakers, "place": _places, "project": _project}[kind](desk, fields)
    except KeyError as missing:
        raise AuthoringError(f"{missing.args[0]} is missing") from None
    change = FileChange(file, content, form.versions.get(file, desk.store.version(file)))
    return {**desk.written([change], f"{kind} {fields['id']}"), "id": fields["id"]}


def _new_id(desk: Desk, fields: Mapping[str, Any]) -> str:
    catalogue = desk.working.atlas.catalogue
    taken = {*catalogue.projects, *catalogue.routes, *catalogue.places, *catalogue.facts, *catalogue.speakers}
    return record_id(fields.get("names", {}).values(), taken)


def _speakers(desk: Desk, fields: Mapping[str, Any]) -> str:
    return with_speaker(desk.store.read(SPEAKERS_FILE) or "", fields)


def _places(desk: Desk, fields: Mapping[str, Any]) -> str:
    names = {f"name_{language}": name for language, name in fields["names"].items()}
    return with_place(desk.store.read(PLACES_FILE) or "", {**fields, **names})


def _project(_: Desk, fields: Mapping[str, Any]) -> str:
    return project_text(fields)


def _without_empty(value: object) -> Any:  # noqa: ANN401 (as the value)
    if isinstance(value, Mapping):
        return {key: kept for key, inner in value.items() if (kept := _without_empty(inner))}
    return value.strip() if isinstance(value, str) else value


def add_route(desk: Desk, form: RouteForm) -> dict[str, Any]:
    """Write a new route, its drawn points and its place in a project; what came of it, and what was drawn."""
    route = _new_id(desk, {"names": form.names})
    if len(form.stops) < 2:
        raise AuthoringError("a route goes from one place to another: name at least two")
    if not route:
        raise AuthoringError("the name has no Latin letter, so no id can be made of it")
    via = {_segment_id(route, at): points for at, points in enumerate(form.via, start=1) if points}
    collection = {"features": [_feature(form, route, at) for at in range(1, len(form.stops))]}
    told = _drawn(desk, form, collection, via)
    header = {"id": route, "names": {key: name for key, name in form.names.items() if name}}
    contents = {ROUTE_FILE.format(route): route_text(header, collection["features"])}
    if via:
        rows = [
            [segment, seq, *point, "", DRAWN_BY_HAND]
            for segment, points in via.items()
            for seq, point in enumerate(points, 1)
        ]
        contents[VIA_FILE] = with_via(desk.store.read(VIA_FILE) or "", rows)
    project = PROJECT_FILE.format(form.project)
    content = desk.store.read(project)
    if content is None:
        raise AuthoringError("a route belongs to a project: choose one")
    contents[project] = with_member(content, "routes", route)
    base = {file: form.versions.get(file, desk.store.version(file)) for file in contents}
    changes = [FileChange(file, text, base[file]) for file, text in contents.items()]
    return {**desk.written(changes, f"route {route}"), "id": route, "told": told}


def _segment_id(route: str, at: int) -> str:
    return f"{route}-{at:02}"


def _feature(form: RouteForm, route: str, at: int) -> dict[str, Any]:
    named = {key: getattr(form, key) for key in ("mode", "status", "method", "precision", "source", "licence")}
    if form.method == FOLLOWS_TRACK:
        named |= _TRACK
    gauge = {"gauge_mm": form.gauge_mm, "gauge_source": form.gauge_source} if form.gauge_mm else {}
    properties = {**named, **gauge, "from": form.stops[at - 1], "to": form.stops[at]}
    return {"type": "Feature", "id": _segment_id(route, at), "geometry": None, "properties": properties}


def _drawn(desk: Desk, form: RouteForm, collection: dict[str, Any], via: Mapping[str, Iterable[Any]]) -> list[str]:
    """Give the segments their lines; what was done, a line each. Raises AuthoringError where one cannot be drawn."""
    network = None
    if form.method == FOLLOWS_TRACK:
        if importlib.util.find_spec(PACKAGE) is None:
            raise AuthoringError("the railways are not installed; `make authoring` brings them, or choose a sketch")
        network = cached_network(package_file(), read_region(desk.root / "data").tracing, desk.root / "build")
    ends = read_ends(desk.root / PLACES_FILE)
    return redraw(
        collection, ends, {segment: [(lon, lat) for lon, lat in points] for segment, points in via.items()}, network
    )
