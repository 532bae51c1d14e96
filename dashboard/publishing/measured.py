"""What is counted of each answer, and ``/metrics``: the same in the Prometheus text format, over all workers."""

from collections.abc import Iterator
from typing import Final

from flask import Blueprint, Response, current_app

from dashboard.atlas import Atlas
from dashboard.publishing.answers import NEVER
from dashboard.publishing.counts import counts
from dashboard.publishing.kinds import KINDS
from dashboard.publishing.standing import Standing, standing_of

CLASSES: Final = ("2xx", "3xx", "4xx", "5xx")
SECONDS: Final = ("0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10")
"""Upper bounds of the steps that an answer's time is counted in."""

CUT: Final = "atlas_answers_cut_total"
MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


def _requests(kind: str, status_class: str) -> str:
    return f'atlas_requests_total{{kind="{kind}",status="{status_class}"}}'


def _step(kind: str, upper: str) -> str:
    return f'atlas_request_seconds_bucket{{kind="{kind}",le="{upper}"}}'


def _sum(kind: str) -> str:
    return f'atlas_request_seconds_sum{{kind="{kind}"}}'


def _count(kind: str) -> str:
    return f'atlas_request_seconds_count{{kind="{kind}"}}'


def _bytes(kind: str) -> str:
    return f'atlas_answer_bytes_total{{kind="{kind}"}}'


def names() -> list[str]:
    """Every number that is counted, by the name and labels that it has in the text."""
    return [name for _, _, group in _families() for name in group]


def _families() -> Iterator[tuple[str, str, list[str]]]:
    """Name and type of each family of numbers, and the numbers in it."""
    steps = [
        name
        for kind in KINDS
        for name in (*(_step(kind, upper) for upper in (*SECONDS, "+Inf")), _sum(kind), _count(kind))
    ]
    yield "atlas_requests_total", "counter", [_requests(kind, one) for kind in KINDS for one in CLASSES]
    yield "atlas_request_seconds", "histogram", steps
    yield "atlas_answer_bytes_total", "counter", [_bytes(kind) for kind in KINDS]
    yield CUT, "counter", [CUT]


def amounts(kind: str, status: int, seconds: float, sent: int, *, cut: bool) -> Iterator[tuple[str, float]]:
    """What one answer adds to which number; ``sent`` in bytes."""
    yield _requests(kind, f"{min(max(status // 100, 2), 5)}xx"), 1
    yield from ((_step(kind, upper), 1) for upper in SECONDS if seconds <= float(upper))
    yield _step(kind, "+Inf"), 1
    yield _sum(kind), seconds
    yield _count(kind), 1
    yield _bytes(kind), sent
    if cut:
        yield CUT, 1


def metrics_blueprint(atlas: Atlas, version: str) -> Blueprint:
    """The route ``/metrics``; ``version`` is the program's."""
    blueprint = Blueprint("metrics", __name__)

    @blueprint.get("/metrics")
    def metrics() -> Response:
        lines = [*_of_data(atlas, version), *_of_server(standing_of(current_app))]
        body = "\n".join([*lines, ""])
        return Response(body, content_type=MEDIA_TYPE, headers={"Cache-Control": NEVER})

    return blueprint


def _of_data(atlas: Atlas, version: str) -> Iterator[str]:
    yield "# TYPE atlas_info gauge"
    yield f'atlas_info{{version="{version}",data="{atlas.version}"}} 1'
    yield "# TYPE atlas_records gauge"
    yield from (f'atlas_records{{kind="{kind}"}} {number}' for kind, number in counts(atlas).items())


def _of_server(standing: Standing) -> Iterator[str]:
    yield "# TYPE atlas_loaded_timestamp_seconds gauge"
    yield f"atlas_loaded_timestamp_seconds {int(standing.loaded_at.timestamp())}"
    yield "# TYPE atlas_reloads_total counter"
    yield from (f'atlas_reloads_total{{outcome="{name}"}} {number}' for name, number in standing.reloads.items())
    totals = standing.counters.totals()
    for family, kind, group in _families():
        yield f"# TYPE {family} {kind}"
        yield from (f"{name} {totals[name]:.12g}" for name in group)
    yield "# TYPE atlas_worker_resident_bytes gauge"
    for row, size in standing.counters.resident_bytes().items():
        yield f'atlas_worker_resident_bytes{{worker="{row}"}} {size}'
