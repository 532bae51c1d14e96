"""``/healthz``: whether the server is alive. ``/readyz``: its data, the time of loading, and the last reload."""

from flask import Blueprint, Response, current_app

from dashboard.atlas import Atlas
from dashboard.http.caching import NO_STORE
from dashboard.http.responses import encode
from dashboard.web.server_state import server_state_of, stamp


def health_blueprint(atlas: Atlas, version: str) -> Blueprint:
    """Both routes; they exist only on a server that has loaded ``atlas``. ``version`` is the program's.

    A server is healthy after a refused reload, which ``last_reload`` reports: it serves its previous data. It is also
    healthy without the database from which it has loaded its data.
    """
    blueprint = Blueprint("health", __name__)
    about = {"version": version, "data": atlas.version, "counts": dict(atlas.catalogue.counts)}
    warnings = sum(finding.level == "warning" for finding in atlas.findings)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return _now({"status": "ok", **about, "warnings": warnings, "last_reload": _last_reload()})

    @blueprint.get("/readyz")
    def readyz() -> Response:
        loaded_at = stamp(server_state_of(current_app).loaded_at)
        return _now({"status": "ready", **about, **_database(), "loaded_at": loaded_at, "last_reload": _last_reload()})

    return blueprint


def _last_reload() -> dict[str, object] | None:
    last = server_state_of(current_app).last_reload
    return None if last is None else last.as_json()


def _database() -> dict[str, object]:
    """Whether the database answers; empty where data comes from files."""
    contact = server_state_of(current_app).contact
    if contact is None:
        return {}
    away = contact.away_since()
    return {"database": {"status": "there"} if away is None else {"status": "away", "since": stamp(away)}}


def _now(payload: dict[str, object]) -> Response:
    return Response(encode(payload), mimetype="application/json", headers={"Cache-Control": NO_STORE})
