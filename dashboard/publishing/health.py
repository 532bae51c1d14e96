"""``/healthz``: whether the server is alive. ``/readyz``: what it has loaded, when, and how the last reload went."""

from flask import Blueprint, Response, current_app

from dashboard.atlas import Atlas
from dashboard.publishing.answers import NEVER, encode
from dashboard.publishing.counts import counts
from dashboard.publishing.standing import stamp, standing_of


def health_blueprint(atlas: Atlas, version: str) -> Blueprint:
    """Both routes; they exist only on a server that has loaded ``atlas``. ``version`` is the program's.

    A refused reload does not make a server ill: it serves what it had, and says so in ``last_reload``.
    """
    blueprint = Blueprint("health", __name__)
    about = {"version": version, "data": atlas.version, "counts": counts(atlas)}
    warnings = sum(finding.level == "warning" for finding in atlas.findings)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return _now({"status": "ok", **about, "warnings": warnings, "last_reload": _last_reload()})

    @blueprint.get("/readyz")
    def readyz() -> Response:
        loaded_at = stamp(standing_of(current_app).loaded_at)
        return _now({"status": "ready", **about, "loaded_at": loaded_at, "last_reload": _last_reload()})

    return blueprint


def _last_reload() -> dict[str, object] | None:
    last = standing_of(current_app).last_reload
    return None if last is None else last.told()


def _now(payload: dict[str, object]) -> Response:
    return Response(encode(payload), mimetype="application/json", headers={"Cache-Control": NEVER})
