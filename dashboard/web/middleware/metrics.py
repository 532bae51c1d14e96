"""``/metrics``: the loaded data and the counts of all workers, in the Prometheus text format."""

from collections.abc import Iterator

from flask import Blueprint, Response, current_app

from dashboard.atlas import Atlas
from dashboard.http.caching import NO_STORE
from dashboard.web.middleware.counters import described
from dashboard.web.server_state import server_state_of

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def metrics_blueprint(atlas: Atlas, version: str) -> Blueprint:
    """The route ``/metrics``; ``version`` is the program's."""
    blueprint = Blueprint("metrics", __name__)

    def lines() -> Iterator[str]:
        state = server_state_of(current_app)
        yield from described("atlas_info", "gauge", "The versions of the program and of the data.")
        yield f'atlas_info{{version="{version}",data="{atlas.version}"}} 1'
        yield from described("atlas_records", "gauge", "Records that are loaded.")
        counts = atlas.catalogue.counts
        yield from (f'atlas_records{{kind="{kind}"}} {number}' for kind, number in counts.items())
        yield from described("atlas_loaded_timestamp_seconds", "gauge", "When the data was loaded (Unix time).")
        yield f"atlas_loaded_timestamp_seconds {int(state.loaded_at.timestamp())}"
        yield from described("atlas_reloads_total", "counter", "Reloads of the data since the start.")
        yield from (f'atlas_reloads_total{{outcome="{name}"}} {number}' for name, number in state.reloads.items())
        yield from state.counters.lines()

    @blueprint.get("/metrics")
    def metrics() -> Response:
        body = "".join(f"{line}\n" for line in lines())
        return Response(body, content_type=MEDIA_TYPE, headers={"Cache-Control": NO_STORE})

    return blueprint
