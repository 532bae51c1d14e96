"""Ids, lines and error pages, on the published server with routes that fail in the ways that code can fail."""

import json
import logging
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import run_wsgi_app

from dashboard.atlas import Atlas
from dashboard.settings import Settings
from dashboard.web.middleware.access_log import LONGEST_PATH
from dashboard.web.middleware.log_format import JsonLines
from dashboard.web.registration import register_all
from dashboard.web.server_state import server_state_of
from tests.conftest import ROOT, Closing

SECRET = "what nobody outside should read"


def failing(atlas: Atlas, settings: Settings) -> Flask:
    server = Flask("dashboard", static_folder=None)
    register_all(server, atlas, settings)

    @server.get("/broken")
    @server.get("/data/broken")
    def broken() -> str:
        raise RuntimeError(SECRET)

    @server.get("/halfway")
    def halfway() -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError(SECRET)

    server_state_of(server).serving = True
    server.test_client_class = Closing
    return server


@pytest.fixture(scope="module")
def broken(atlas: Atlas) -> Flask:
    return failing(atlas, Settings(root=ROOT))


@pytest.fixture
def client(broken: Flask) -> FlaskClient:
    return broken.test_client()


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[list[dict[str, object]]]:
    """The lines as they would be written, read again."""
    lines: list[dict[str, object]] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            text = JsonLines().format(record)
            assert "\n" not in text
            lines.append(json.loads(text))

    kept = Kept()
    caplog.set_level(logging.INFO, "dashboard")
    logging.getLogger("dashboard").addHandler(kept)
    yield lines
    logging.getLogger("dashboard").removeHandler(kept)


def test_a_request_is_one_line(client: FlaskClient, log: list[dict[str, object]]) -> None:
    answer = client.get("/data/facts.json?country=GE", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    (line,) = log
    assert line["id"] == answer.headers["X-Request-ID"]
    assert (line["event"], line["level"], line["method"], line["status"]) == ("request", "info", "GET", 200)
    assert (line["path"], line["remote"], line["bytes"]) == ("/data/facts.json", "192.0.2.7", len(answer.data))
    assert isinstance(line["ms"], float)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", str(line["time"]))
    assert "country" not in json.dumps(line), "what people ask for is theirs"


@pytest.mark.parametrize("path", ["/data/facts.json", "/data/nothing", "/nothing", "/broken", "/metrics", "/static/x"])
def test_every_answer_has_an_id_of_its_own(client: FlaskClient, path: str) -> None:
    ids = [client.get(path).headers.getlist("X-Request-ID") for _ in range(2)]
    assert all(len(own) == 1 and re.fullmatch(r"[0-9a-f]{32}", own[0]) for own in ids), ids
    assert ids[0] != ids[1]


@pytest.mark.parametrize("sent", ["4bf92f3577b34da6a3ce929d0e0e4736", "01J9ZK3M-abc.def_0"])
def test_an_id_that_comes_in_well_formed_is_kept(client: FlaskClient, log: list[dict[str, object]], sent: str) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": sent}).headers["X-Request-ID"] == sent
    assert log[0]["id"] == sent


@pytest.mark.parametrize(
    "sent", ["", "short", "a" * 65, "with space1", '"quoted--1"', "-begins-so", "нетакойid1", "a\tb.cdefgh"]
)
def test_any_other_is_replaced(client: FlaskClient, sent: str) -> None:
    answer = client.get("/healthz", environ_overrides={"HTTP_X_REQUEST_ID": sent})
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-ID"])


@pytest.mark.parametrize(("hops", "remote"), [(0, "198.51.100.1"), (1, "203.0.113.9"), (2, "192.0.2.1")])
def test_the_address_is_the_one_that_trusted_proxies_tell(
    atlas: Atlas, log: list[dict[str, object]], hops: int, remote: str
) -> None:
    client = failing(atlas, Settings(root=ROOT, trusted_proxies=hops)).test_client()
    client.get(
        "/healthz",
        headers={"X-Forwarded-For": "10.9.8.7, 192.0.2.1, 203.0.113.9"},
        environ_base={"REMOTE_ADDR": "198.51.100.1"},
    )
    assert log[0]["remote"] == remote


def test_a_line_stays_a_line_whatever_is_asked(client: FlaskClient, log: list[dict[str, object]]) -> None:
    client.get("/a%0a%22b%1b%5b31m%ff" + "x" * 3000)
    assert str(log[0]["path"]).startswith('/a\n"b\x1b[31m\ufffd')
    assert len(str(log[0]["path"])) == LONGEST_PATH


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/broken", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("/broken", "*/*", "text/html"),
        ("/broken", "application/json", "application/json"),
        ("/data/broken", "text/html", "application/json"),
    ],
)
def test_a_failure_shows_its_id_and_nothing_else(
    client: FlaskClient, log: list[dict[str, object]], path: str, accept: str, kind: str
) -> None:
    answer = client.get(f"{path}?lang=ar", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (500, kind)
    assert answer.headers["X-Request-ID"] in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    for word in (SECRET, "Traceback", "RuntimeError", ".py"):
        assert word not in answer.text
    if kind == "text/html":
        assert '<html lang="ar" dir="rtl">' in answer.text
        assert "style=" not in answer.text
    told = next(line for line in log if "trace" in line)
    assert (told["level"], told["id"]) == ("error", answer.headers["X-Request-ID"])
    assert SECRET in str(told["trace"])
    assert "test_access_log.py" in str(told["trace"])
    assert [line["status"] for line in log if line["event"] == "request"] == [500]


def test_an_answer_that_breaks_off_is_no_whole_one(client: FlaskClient, log: list[dict[str, object]]) -> None:
    with pytest.raises(RuntimeError, match=SECRET):
        client.get("/halfway")
    assert any(line["event"] == "an answer broke off" and SECRET in str(line["trace"]) for line in log)


def test_where_even_the_framework_fails_the_answer_is_clean(broken: Flask, log: list[dict[str, object]]) -> None:
    environ = broken.test_request_context("/").request.environ
    environ["HTTP_HOST"] = 7  # no server gives this; whatever goes wrong before Flask's own error handling does
    answer, status, headers = run_wsgi_app(broken.wsgi_app, environ)
    body = json.loads(b"".join(answer))
    assert status == "500 Internal Server Error"
    assert body["id"] == headers["X-Request-ID"]
    assert any("trace" in line for line in log)


def test_nothing_is_told_before_readers_are_let_in(atlas: Atlas, log: list[dict[str, object]]) -> None:
    server = Flask("dashboard", static_folder=None)
    register_all(server, atlas, Settings(root=ROOT))
    assert server.test_client().get("/healthz").status_code == 200
    assert log == []
    assert server_state_of(server).counters.totals().sum() == 0
