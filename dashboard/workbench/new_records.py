"""Adds speakers, places, projects and routes: turns the fields of a form into changes of files."""

import importlib.util
from collections.abc import Mapping, Sequence
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
from dashboard.workbench.desk import Desk
from dashboard.workbench.proposals import record_id

DRAWN_BY_HAND: Final = "drawn by hand on the map of the workbench"
_TRACK: Final = {
    "source": "OpenStreetMap railways, simplified in the Python package scgraph_data",
    "licence": "ODbL-1.0",
}


class RecordForm(BaseModel):
    """A new record as the page has it; empty fields are left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: dict[str, Any]
    versions: dict[str, str] = {}


class RouteForm(BaseModel):
    """A new route by the places that it passes; ``via`` has the points (lon, lat) drawn between each two of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: dict[str, str]
    stops: tuple[str, ...]
    mode: str
    status: str
    method: str
    precision: str
    source: str = ""
    licence: str = "CC-BY-4.0"
    project: str
    via: tuple[tuple[tuple[float, float], ...], ...] = ()
    versions: dict[str, str] = {}


def add_record(desk: Desk, kind: str, form: RecordForm) -> dict[str, Any]:
    """Write a new speaker, place or project; the answer to the page, with the record's id."""
    fields = _without_empty(form.fields)
    fields = {"id": _new_id(desk, fields), **fields}
    file = {"speaker": SPEAKERS_FILE, "place": PLACES_FILE}.get(kind, PROJECT_FILE.format(fields["id"]))
    text = desk.store.read(file)
    if kind == "project" and text is not None:
        raise AuthoringError(f"{file} is there already; choose another id")
    try:
        content = _content(kind, text or "", fields)
    except KeyError as missing:
        raise AuthoringError(f"{missing.args[0]} is missing") from None
    change = desk.store.change(file, content, form.versions)
    return {**desk.write([change], f"{kind} {fields['id']}"), "id": fields["id"]}


def _content(kind: str, text: str, fields: Mapping[str, Any]) -> str:
    """The content of the file of a record; ``text`` is its content before."""
    if kind == "speaker":
        return with_speaker(text, fields)
    if kind == "place":
        return with_place(text, {**fields, **{f"name_{language}": name for language, name in fields["names"].items()}})
    return project_text(fields)


def _new_id(desk: Desk, fields: Mapping[str, Any]) -> str:
    catalogue = desk.working_data.atlas.catalogue
    taken = {*catalogue.projects, *catalogue.routes, *catalogue.places, *catalogue.facts, *catalogue.speakers}
    names = fields.get("names", {}).values()
    new_id = record_id(names, taken)
    if any(names) and not new_id:
        raise AuthoringError("the name has no Latin letter, so no id can be made of it; write it in Latin as Name (en)")
    return new_id


def _without_empty(value: object) -> Any:  # noqa: ANN401 (as the value)
    """The value without empty parts, and texts without white space at their ends."""
    if isinstance(value, Mapping):
        return {key: filled for key, inner in value.items() if (filled := _without_empty(inner))}
    return value.strip() if isinstance(value, str) else value


def add_route(desk: Desk, form: RouteForm) -> dict[str, Any]:
    """Write a new route, its drawn points and its id in a project; the answer to the page reports on each line."""
    route = _new_id(desk, {"names": form.names})
    if len(form.stops) < 2:
        raise AuthoringError("a route goes from one place to another: name at least two")
    if not route:
        raise AuthoringError("the route has no name; write one")
    via = {_segment_id(route, at): points for at, points in enumerate(form.via, start=1) if points}
    collection = {"features": [_feature(form, route, at) for at in range(1, len(form.stops))]}
    reports = _draw(desk, form, collection, via)
    header = {"id": route, "names": {key: name for key, name in form.names.items() if name}}
    contents = {ROUTE_FILE.format(route): route_text(header, collection["features"])}
    if via:
        rows = [
            [segment, number, *point, "", DRAWN_BY_HAND]
            for segment, points in via.items()
            for number, point in enumerate(points, 1)
        ]
        contents[VIA_FILE] = with_via(desk.store.read(VIA_FILE) or "", rows)
    project = PROJECT_FILE.format(form.project)
    content = desk.store.read(project)
    if content is None:
        raise AuthoringError("a route belongs to a project: choose one")
    contents[project] = with_member(content, "routes", route)
    changes = [desk.store.change(file, text, form.versions) for file, text in contents.items()]
    return {**desk.write(changes, f"route {route}"), "id": route, "told": reports}


def _segment_id(route: str, at: int) -> str:
    return f"{route}-{at:02}"


def _feature(form: RouteForm, route: str, at: int) -> dict[str, Any]:
    stated = {key: getattr(form, key) for key in ("mode", "status", "method", "precision", "source", "licence")}
    if form.method == FOLLOWS_TRACK:
        stated |= _TRACK
    properties = {**stated, "from": form.stops[at - 1], "to": form.stops[at]}
    return {"type": "Feature", "id": _segment_id(route, at), "geometry": None, "properties": properties}


def _draw(
    desk: Desk, form: RouteForm, collection: dict[str, Any], via: Mapping[str, Sequence[tuple[float, float]]]
) -> list[str]:
    """Give the segments their lines, and report on each. Raises AuthoringError where one cannot be drawn."""
    network = None
    if form.method == FOLLOWS_TRACK:
        if importlib.util.find_spec(PACKAGE) is None:
            raise AuthoringError("the railways are not installed; `make authoring` brings them, or choose a sketch")
        root = desk.store.root
        network = cached_network(package_file(), read_region(root / "data").tracing, root / "build")
    return redraw(collection, read_ends(desk.store.root / PLACES_FILE), via, network)
