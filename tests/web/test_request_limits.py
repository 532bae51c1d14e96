"""What a request may be at all: each bound at its edge, and every refusal as JSON with a reason.

``page`` is the whole application: what it does not bound would fall through to the page.
"""

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.settings import Settings
from dashboard.web.middleware.request_limits import LARGEST_BODY, limit_requests
from tests.conftest import ROOT


def test_a_body_has_its_largest_and_only_a_call_has_one(page: FlaskClient) -> None:
    call = "/_dash-update-component"
    for size, status in ((LARGEST_BODY, 400), (LARGEST_BODY + 1, 413)):
        assert page.post(call, data=b" " * size, content_type="application/json").status_code == status
    assert page.get("/about", data=b"x").status_code == 400


def test_a_body_that_does_not_say_its_length_is_bounded_too(page: FlaskClient) -> None:
    environment = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    for size, status in ((LARGEST_BODY - 1, 400), (LARGEST_BODY + 1, 413)):
        environ = {**environment, "CONTENT_LENGTH": "", "CONTENT_TYPE": "application/json"}
        answer = page.post("/_dash-update-component", data=b" " * size, environ_overrides=environ)
        assert answer.status_code == status


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/data/..%2f..%2fpyproject.toml",
        "/data/%2e%2e/x",
        "/..%5c..%5cx",
        "/%00",
        "/project/tasim%00.txt",
        "/%c0%ae%c0%ae/etc/passwd",
        "/%ff",
        "/%ed%a0%80",
        "/%0d%0aSet-Cookie:a=b",
        "/static/x/assets/%2fetc%2fpasswd",
        "/static/x/assets//etc/passwd",
        "/assets//etc/passwd",
        "/assets/../settings.py",
        "/assets/..%2f..%2fpyproject.toml",
        "/_dash-component-suites/os/path.js",
        "/_dash-component-suites/dash/%2fetc%2fpasswd",
    ],
)
def test_no_path_leads_out(page: FlaskClient, path: str) -> None:
    answer = page.get(path, follow_redirects=True)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "[project]" not in answer.text
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/assets", "/assets/", "/static/", "/document/", "/tiles/", "/map/", "/seeds/"])
def test_no_folder_is_listed(page: FlaskClient, path: str) -> None:
    answer = page.get(path, follow_redirects=True)
    assert answer.status_code == 404
    assert not any(name in answer.text for name in ("coarse.geojson", "speakers.toml", "ground.mbtiles"))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "FOO"])
def test_what_may_only_be_read_is_not_written(page: FlaskClient, method: str) -> None:
    for path in ("/", "/about", "/data/facts.json", "/healthz", "/nothing"):
        answer = page.open(path, method=method)
        assert (answer.status_code, answer.mimetype) == (405, "application/json")
        assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_call_is_json(page: FlaskClient, kind: str) -> None:
    answer = page.post("/_dash-update-component", data=b"{}", content_type=kind)
    assert (answer.status_code, answer.json) == (415, {"error": "a call is application/json"})


@pytest.mark.parametrize("host", ["", "a b", "a/b", "evil.example:99999", "<script>"])
def test_a_host_that_can_be_none_is_refused(page: FlaskClient, host: str) -> None:
    assert page.get("/healthz", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["atlas.example.", "Atlas.Example.:8050"])
def test_a_host_may_be_written_with_its_final_dot(atlas: Atlas, host: str) -> None:
    client = create_app(atlas, Settings(root=ROOT, hosts="atlas.example")).server.test_client()
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_a_failure_of_ours_has_no_trace_in_its_answer(app: Dash) -> None:
    broken = Flask("broken", static_folder=None)
    limit_requests(broken)
    broken.add_url_rule("/", view_func=lambda: {}["what nobody shall read"])
    answer = broken.test_client().get("/")
    assert (answer.status_code, answer.mimetype) == (500, "application/json")
    assert "what nobody shall read" not in answer.text
    assert not app.server.debug
