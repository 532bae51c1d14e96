"""The server as gunicorn imports it: page, data and headers together."""

import base64
import hashlib
import re

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.settings import Settings
from tests.commands import ROOT


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    from dashboard.server import server  # loads the data when it is imported

    return server.test_client()


def test_every_inline_script_of_the_page_is_in_the_policy(client: FlaskClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    inline = re.findall(
        r"<script(?![^>]*(?:src=|application/(?:ld[+])?json))[^>]*>(.+?)</script>", page.text, re.DOTALL
    )
    assert inline
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page.headers["Content-Security-Policy"]


def test_the_page_takes_nothing_from_the_routes_of_machines(client: FlaskClient) -> None:
    """Dash answers every path without a route of its own. The paths for programs must not reach it."""
    for path in ("/data/nothing.json", "/map/nothing", "/tiles/nothing", "/document/nothing.txt"):
        answer = client.get(path)
        assert (answer.status_code, answer.mimetype) == (404, "application/json"), path
    for path in ("/data/facts.json", "/healthz"):
        assert client.get(path).mimetype == "application/json", path


def test_every_static_file_of_the_page_answers_and_may_be_kept_for_a_year(client: FlaskClient) -> None:
    page = client.get("/").text
    addresses = re.findall(r'(?:src|href|data-plotly)="(/[^"]+[.](?:js|css))"', page)
    assert len(addresses) > 10
    for address in addresses:
        assert address.startswith("/static/"), address
        answer = client.get(address, headers={"Accept-Encoding": "gzip, br, zstd"})
        assert answer.status_code == 200, address
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Encoding"] == "br"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_server_is_ready_before_its_first_visitor(atlas: Atlas) -> None:
    """Dash sets itself up during its first request. A file requested meanwhile would be missing."""
    app = create_app(atlas, Settings(root=ROOT))
    assert "dash-renderer/build/dash_renderer.min.js" in app.registered_paths["dash"]
