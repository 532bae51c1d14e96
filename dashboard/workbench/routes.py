"""The addresses that the page of the workbench requests."""

from collections.abc import Callable, Mapping
from functools import partial
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
from dashboard.workbench.desk import Desk, StatementForm, findings_as_json
from dashboard.workbench.gazetteer import towns_called
from dashboard.workbench.new_records import RecordForm, RouteForm, add_record, add_route
from dashboard.workbench.working_data import UNSAVED

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
    """The server of the editing page, which is mounted beside that of the atlas."""
    server = Flask(__name__, static_folder=str(STATIC), static_url_path="/static")
    page = (STATIC / "index.html").read_text(encoding="utf-8").replace("{token}", token)
    server.add_url_rule("/", "page", lambda: Response(page, mimetype="text/html"))
    reads: Mapping[str, Callable[[], object]] = {
        "documents": desk.documents,
        "document": lambda: desk.view(request.args["id"]),
        "names": lambda: _names(desk),
        "gazetteer": lambda: towns_called(request.args["name"]),
        "served": lambda: {"served": desk.working_data.served, "errors": desk.errors_on_disk()},
    }
    writes: Mapping[str, Callable[[], object]] = {
        "check": lambda: desk.check(_form(StatementForm)),
        "save": lambda: desk.save(_form(StatementForm)),
        "show": lambda: {"address": f"{UNSAVED}/fact/{desk.show(_form(StatementForm))}"},
        "reject": lambda: desk.reject(_form(StatementForm)),
        "undo": desk.undo,
        **{kind: partial(_add_record, desk, kind) for kind in ("speaker", "place", "project")},
        "route": lambda: add_route(desk, _form(RouteForm)),
    }
    for method, answers in (("GET", reads), ("POST", writes)):
        for name, answer in answers.items():
            server.add_url_rule(f"/api/{name}", f"{method} {name}", _json_view(desk, answer), methods=[method])
    server.after_request(_headers)
    return server


def _add_record(desk: Desk, kind: str) -> object:
    return add_record(desk, kind, _form(RecordForm))


def _form(model: type[F]) -> F:
    return model.model_validate(request.get_json())


def _json_view(desk: Desk, answer: Callable[[], object]) -> Callable[[], Response]:
    """A view that gives the answer as JSON, or in words an error that a person can put right."""

    def view() -> Response:
        try:
            body, status = answer(), 200
        except ConflictError as error:
            # The page reads this as an answer; a browser would log another status as a failure.
            body, status = desk.conflict(error), 200
        except CatalogueError as error:
            body, status = {"error": "the data has errors", "findings": findings_as_json(error.findings)}, 422
        except (AuthoringError, ValidationError) as error:
            body, status = {"error": str(error)}, 422
        except OSError as error:  # the disk is full, or a file must not be written
            body, status = {"error": f"{error.filename or 'the disk'}: {error.strerror}; nothing was saved"}, 422
        return Response(encode(body), status=status, mimetype="application/json")

    return view


def _headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = NO_STORE
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _names(desk: Desk) -> dict[str, Any]:
    """The records that a form can name, with the words by which they are found, and the words of its lists."""
    catalogue = desk.working_data.atlas.catalogue
    entities = [
        {
            "id": record.id,
            "kind": kind,
            "name": _all_names(record)[0],
            "words": [*_all_names(record), *getattr(record, "aliases", ())],
        }
        for kind, records in (("project", catalogue.projects), ("place", catalogue.places), ("route", catalogue.routes))
        for record in records.values()
    ]
    positions = {place.id: [place.lon, place.lat] for place in catalogue.places.values()}
    return {
        "entities": entities,
        "positions": positions,
        "speakers": [{"id": speaker.id, "name": _all_names(speaker)[0]} for speaker in catalogue.speakers.values()],
        "vocabulary": {
            **{name: [value.value for value in values] for name, values in _VOCABULARY.items()},
            "unit": _units({place.country for place in catalogue.places.values()}),
        },
        "languages": LANGUAGES,
        "versions": {file: desk.store.version(file) for file in (SPEAKERS_FILE, PLACES_FILE)},
    }


def _units(countries: set[str]) -> list[str]:
    """The units of the form's list: the vocabulary, the currencies of these countries, dollars and euros."""
    currencies = {code for country in countries for code in get_territory_currencies(country)} | {"USD", "EUR"}
    scales = ("million ", "billion ", "thousand ", "")
    return [*(unit.value for unit in Unit), *(f"{scale}{code}" for code in sorted(currencies) for scale in scales)]


def _all_names(record: Any) -> list[str]:  # noqa: ANN401 (any record with names)
    return [name for name in record.names.model_dump().values() if name]
