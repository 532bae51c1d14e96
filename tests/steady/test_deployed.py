"""A real server with the settings of deployments: its health check, and which proxy headers it trusts."""

import http.client
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pyogrio
import pytest

from tests.steady.running import ROOT, SECONDS, Running, running, until

HOST_SETTINGS = {"ATLAS_HOSTS": "Atlas.Example", "HOST": "0.0.0.0"}
FORGED_HEADERS = (
    {"X_Forwarded_Proto": "https"},
    {"X_Forwarded_Protocol": "ssl"},
    {"X_Forwarded_Ssl": "on"},
    {"X_Forwarded_Host": "evil.example"},
    {"X_Forwarded_For": "203.0.113.9"},
    {"X_Forwarded_Prefix": "/evil"},
    {"Forwarded": "for=203.0.113.9;proto=https;host=evil.example"},
)


@pytest.fixture(scope="module")
def named_server() -> Iterator[Running]:
    with running(ROOT, workers=1, **HOST_SETTINGS) as server:
        yield server


@pytest.fixture(scope="module")
def plain_server() -> Iterator[Running]:
    with running(ROOT, workers=1) as server:
        yield server


def health_check(**environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the health check of the container."""
    check = re.search(r'HEALTHCHECK .*CMD \["[^"]+", (.+)\]', (ROOT / "Containerfile").read_text("utf-8"))
    assert check
    command = [sys.executable, *(part.strip().strip('"') for part in check[1].split(","))]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=SECONDS
    )


def test_the_container_s_check_knows_name_and_port(named_server: Running) -> None:
    assert named_server.get("/healthz").status == 400
    assert health_check(**HOST_SETTINGS, PORT=str(named_server.port)).returncode == 0
    assert health_check(PORT=str(named_server.port)).returncode == 1
    nobody = health_check(PORT="9")
    assert (nobody.returncode, "Traceback" in nobody.stderr, nobody.stderr.count("\n")) == (1, False, 1)


def test_a_host_has_one_name_however_it_is_spelt(named_server: Running) -> None:
    assert named_server.get("/healthz", Host="ATLAS.example:80").status == 200
    assert named_server.get("/healthz", Host="atlas.example.evil").status == 400


def test_a_named_server_takes_new_data(named_server: Running) -> None:
    assert named_server.reload()["event"] == "new data taken"


@pytest.mark.parametrize(
    "forged_header", FORGED_HEADERS, ids=[next(iter(forged_header)) for forged_header in FORGED_HEADERS]
)
def test_without_a_trusted_proxy_nobody_s_word_is_taken(plain_server: Running, forged_header: dict[str, str]) -> None:
    path = "/project/tasim?lang=en"
    expected, answer = plain_server.get(path), plain_server.get(path, **forged_header)
    assert (answer.status, answer.body) == (expected.status, expected.body)
    assert "Strict-Transport-Security" not in answer.headers
    assert plain_server.line(id=answer.headers["X-Request-ID"])["remote"] == "127.0.0.1"


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "PATH_INFO", "REMOTE_ADDR", "X_FORWARDED_PROTO"])
def test_no_header_is_taken_for_the_server_s_own(plain_server: Running, name: str) -> None:
    """The header has underscores: a server that maps names to variables could take it for one of its own."""

    connection = http.client.HTTPConnection("127.0.0.1", plain_server.port, timeout=SECONDS)
    value = "https" if name == "X_FORWARDED_PROTO" else "/data"
    connection.request("GET", "/data/projects.json", headers={name: value})
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (200, plain_server.get("/data/projects.json").body)
    assert answer.getheader("Strict-Transport-Security") is None
    connection.close()


def test_a_program_reads_a_geopackage_where_it_is(plain_server: Running) -> None:
    """GDAL requests ranges of bytes of the file; QGIS opens it the same way."""
    until(
        lambda: plain_server.get("/data/atlas.gpkg", method="HEAD").status == 200
    )  # 503 where a busy machine takes too long
    address = f"/vsicurl/http://127.0.0.1:{plain_server.port}/data/atlas.gpkg"
    layers = {name for name, _ in pyogrio.list_layers(address)}
    assert {"routes", "segments", "places"} <= layers
    segments = pyogrio.read_info(address, layer="segments")["features"]
    assert segments == pyogrio.read_info(address.replace("atlas.gpkg", "routes.geojson"))["features"] > 0
    assert plain_server.line(path="/data/atlas.gpkg", status=206)
    assert plain_server.lines(path="/data/atlas.gpkg", method="GET", status=200) == []


@pytest.mark.parametrize("path", ["/", "/data/facts.json", "/data/atlas.gpkg", "/document/nothing.txt", "/nothing"])
def test_head_is_get_without_its_body(plain_server: Running, path: str) -> None:
    get_answer, head_answer = plain_server.get(path), plain_server.get(path, method="HEAD")
    assert (head_answer.status, head_answer.body) == (get_answer.status, b"")
    changing = {"Date", "X-Request-ID"}
    assert {k: v for k, v in head_answer.headers.items() if k not in changing} == {
        k: v for k, v in get_answer.headers.items() if k not in changing
    }
