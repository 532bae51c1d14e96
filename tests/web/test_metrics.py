"""The numbers, read as Prometheus reads them."""

import os
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from dashboard.atlas import Atlas
from dashboard.settings import VERSION, Settings
from dashboard.web.middleware.counters import Counters
from dashboard.web.middleware.route_groups import KINDS, kind_of
from dashboard.web.registration import register_all
from dashboard.web.server_state import server_state_of
from tests.conftest import ROOT, Closing

Numbers = dict[tuple[str, frozenset[tuple[str, str]]], float]


@pytest.fixture
def client(atlas: Atlas) -> FlaskClient:
    server = Flask("counted", static_folder=None)
    register_all(server, atlas, Settings(root=ROOT))
    server_state_of(server).serving = True
    server.test_client_class = Closing
    return server.test_client()


@pytest.fixture
def number(client: FlaskClient) -> Callable[..., float]:
    def read(name: str, **labels: str) -> float:
        answer = client.get("/metrics")
        assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        samples = [sample for family in text_string_to_metric_families(answer.text) for sample in family.samples]
        keys = [(sample.name, frozenset(sample.labels.items())) for sample in samples]
        assert len(keys) == len(set(keys))
        numbers: Numbers = dict(zip(keys, (sample.value for sample in samples), strict=True))
        return numbers[name, frozenset(labels.items())]

    return read


def test_requests_are_counted_by_kind_and_status(client: FlaskClient, number: Callable[..., float]) -> None:
    sent = sum(len(client.get(path).data) for path in ("/data/facts.json", "/data/facts.json", "/data/nothing"))
    assert number("atlas_requests_total", kind="data", status="2xx") == 2
    assert number("atlas_requests_total", kind="data", status="4xx") == 1
    assert number("atlas_answer_bytes_total", kind="data") == sent
    assert number("atlas_request_seconds_count", kind="data") == 3
    assert number("atlas_request_seconds_bucket", kind="data", le="+Inf") == 3
    assert number("atlas_request_seconds_sum", kind="data") > 0
    assert number("atlas_requests_total", kind="search", status="2xx") == 0


def test_steps_hold_all_that_was_quicker(number: Callable[..., float]) -> None:
    steps = [number("atlas_request_seconds_bucket", kind="watch", le=le) for le in ("0.005", "1", "10", "+Inf")]
    assert steps[0] <= steps[1] <= steps[2] <= steps[3]
    assert steps[3] >= 3


def test_what_is_loaded_is_told(atlas: Atlas, number: Callable[..., float]) -> None:
    assert number("atlas_info", version=VERSION, data=atlas.version) == 1
    assert number("atlas_records", kind="facts") == len(atlas.catalogue.facts)
    assert number("atlas_loaded_timestamp_seconds") > 0


def test_every_number_says_what_it_is(client: FlaskClient) -> None:
    families = list(text_string_to_metric_families(client.get("/metrics").text))
    assert {family.name for family in families if not family.documentation} == set()
    assert {family.type for family in families} == {"counter", "gauge", "histogram"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "page"),
        ("/project/tasim", "page"),
        ("/panel/project/tasim", "selection"),
        ("/_dash-update-component", "selection"),
        ("/_dash-component-suites/dash/deps/x.js", "static"),
        ("/data/facts.json", "data"),
        ("/document/x.txt", "data"),
        ("/tiles/ground/5/20/11.mvt", "tiles"),
        ("/metrics", "watch"),
        ("/healthzzz", "page"),
        ("", "page"),
    ],
)
def test_every_path_has_a_kind(path: str, kind: str) -> None:
    assert kind_of(path) == kind
    assert kind in KINDS


def test_processes_count_into_one_table_and_the_dead_are_not_forgotten() -> None:
    counters = Counters()
    children = []
    for row in (1, 2, 3):
        child = os.fork()
        if child == 0:
            counters.claim(row)
            for _ in range(1000):
                counters.add("page", 200, 0.02, 5, cut=False)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    told = set(counters.lines())
    assert {'atlas_requests_total{kind="page",status="2xx"} 3000', 'atlas_answer_bytes_total{kind="page"} 15000'} < told
    steps = (("0.01", 0), ("0.025", 3000), ("+Inf", 3000))
    assert {f'atlas_request_seconds_bucket{{kind="page",le="{upper}"}} {number}' for upper, number in steps} < told
    with pytest.raises(ValueError, match="not in"):
        counters.add("nothing", 200, 0.02, 5, cut=False)
