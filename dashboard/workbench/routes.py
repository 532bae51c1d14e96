"""What the page of the workbench asks for."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from babel.numbers import get_territory_currencies
from flask import Flask, request
from pydantic import ValidationError
from werkzeug.wrappers import Response

from dashboard.authoring.errors import AuthoringError
from dashboard.catalogue.findings import CatalogueError
from dashboard.catalogue.load.paths import PLACES_FILE, SPEAKERS_FILE
from dashboard.catalogue.vocabulary import (
    LANGUAGES,
    DrawMethod,
    FactKind,
    Modality,
    Mode,
    PlaceKind,
    Precision,
    ProjectKind,
    Status,
    Unit,
)
from dashboard.curation.saving.store import ConflictError
from dashboard.http.caching import NO_STORE
from dashboard.http.responses import encode
from dashboard.workbench.desk import Desk, StatementForm
from dashboard.workbench.gazetteer import towns_called
from dashboard.workbench.new_records import RecordForm, RouteForm, add_record, add_route
from dashboard.workbench.working import UNSAVED

STATIC: Final = Path(__file__).parent / "static"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'none'; img-src 'self' data: blob:; "
    "connect-src 'self'; frame-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
F = TypeVar("F", StatementForm, RecordForm, RouteForm)
_VOCABULARY: Final = {
    "kind": FactKind, "modality": Modality, "place_kind": PlaceKind, "project_kind": ProjectKind,
    "status": Status, "mode": Mode, "method": DrawMethod, "precision": Precision,
}  # fmt: skip


def workbench(desk: Desk, token: str) -> Flask:
    """The editing side as a server of its own, mounted beside the atlas."""
    server = Flask(__name__, static_folder=str(STATIC), static_url_path="/static")
    page = (STATIC / "index.html").read_text(encoding="utf-8").replace("{token}", token)
    server.add_url_rule("/", "page", lambda: Response(page, mimetype="text/html"))
    reads: Mapping[str, Callable[[], object]] = {
        "documents": desk.documents,
        "document": lambda: desk.view(request.args["id"]),
        "names": lambda: _names(desk),
        "gazetteer": lambda: towns_called(request.args["name"]),
        "served": lambda: {"served": desk.working.served, "errors": desk.errors_on_disk()},
    }
    writes: Mapping[str, Callable[[], object]] = {
        "check": lambda: desk.checked(_form(StatementForm)),
        "save": lambda: desk.save(_form(StatementForm)),
        "show": lambda: {"address": f"{UNSAVED}/fact/{desk.show(_form(StatementForm))}"},
        "reject": lambda: desk.reject(_form(StatementForm)),
        "undo": desk.undo,
        **{kind: _adding(desk, kind) for kind in ("speaker", "place", "project")},
        "route": lambda: add_route(desk, _form(RouteForm)),
    }
    for method, answers in (("GET", reads), ("POST", writes)):
        for name, answer in answers.items():
            server.add_url_rule(f"/api/{name}", f"{method} {name}", _answered(desk, answer), methods=[method])
    server.after_request(_headers)
    return server


def _adding(desk: Desk, kind: str) -> Callable[[], object]:
    return lambda: add_record(desk, kind, _form(RecordForm))


def _form(model: type[F]) -> F:
    return model.model_validate(request.get_json())


def _answered(desk: Desk, answer: Callable[[], object]) -> Callable[[], Response]:
    """The answer as JSON; what a person can put right is told in words."""

    def view() -> Response:
        try:
            body, status = answer(), 200
        except ConflictError as error:
            body, status = desk.conflict(error), 200  # an answer to be read; a browser would call it a failure
        except CatalogueError as error:
            body, status = {"error": "the data has errors", "findings": desk.told(error.findings)}, 422
        except (AuthoringError, ValidationError) as error:
            body, status = {"error": str(error)}, 422
        return Response(encode(body), status=status, mimetype="application/json")

    return view


def _headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = NO_STORE
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _names(desk: Desk) -> dict[str, Any]:
    """What a form can name, and the words that it can be found by."""
    catalogue = desk.working.atlas.catalogue
    entities = [
        {"id": record.id, "kind": kind, "name": _shown(record.names), "words": _words(record)}
        for kind, records in (("project", catalogue.projects), ("place", catalogue.places), ("route", catalogue.routes))
        for record in records.values()
    ]
    positions = {place.id: [place.lon, place.lat] for place in catalogue.places.values()}
    return {
        "entities": entities,
        "positions": positions,
        "speakers": [{"id": speaker.id, "name": _shown(speaker.names)} for speaker in catalogue.speakers.values()],
        "vocabulary": {
            **{name: [value.value for value in values] for name, values in _VOCABULARY.items()},
            "unit": _units({place.country for place in catalogue.places.values()}),
        },
        "languages": LANGUAGES,
        "versions": {file: desk.store.version(file) for file in (SPEAKERS_FILE, PLACES_FILE)},
    }


def _units(countries: set[str]) -> list[str]:
    """The units that a person may look for: the vocabulary, and the money of these countries, dollars and euros."""
    currencies = {code for country in countries for code in get_territory_currencies(country)} | {"USD", "EUR"}
    scales = ("million ", "billion ", "thousand ", "")
    return [*(unit.value for unit in Unit), *(f"{scale}{code}" for code in sorted(currencies) for scale in scales)]


def _words(record: Any) -> list[str]:  # noqa: ANN401 (any record with names)
    return [*_all(record.names), *getattr(record, "aliases", ())]


def _all(names: Any) -> list[str]:  # noqa: ANN401 (the names of any record)
    return [name for name in names.model_dump().values() if name]


def _shown(names: Any) -> str:  # noqa: ANN401
    return _all(names)[0]
