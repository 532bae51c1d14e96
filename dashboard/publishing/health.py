"""``/healthz``: whether the catalogue is loaded, and which."""

from flask import Blueprint, Response

from dashboard.atlas import Atlas
from dashboard.publishing.answers import NEVER, encode


def health_blueprint(atlas: Atlas, version: str) -> Blueprint:
    """The route ``/healthz``; it exists only on a server that has loaded ``atlas``. ``version`` is the program's."""
    blueprint = Blueprint("health", __name__)
    catalogue = atlas.catalogue
    body = encode(
        {
            "status": "ok",
            "version": version,
            "data": atlas.version,
            "counts": {
                "projects": len(catalogue.projects),
                "routes": len(catalogue.routes),
                "segments": len(catalogue.segments),
                "places": len(catalogue.places),
                "documents": len(catalogue.documents),
                "facts": len(catalogue.facts),
            },
            "warnings": sum(finding.level == "warning" for finding in atlas.findings),
        }
    )

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return Response(body, mimetype="application/json", headers={"Cache-Control": NEVER})

    return blueprint
