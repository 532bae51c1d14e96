"""A real server as deployments set it: which health check it passes, whose word about proxies it takes."""

import http.client
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pyogrio
import pytest

from tests.steady.running import ROOT, SECONDS, Running, running, until

NAMED = {"ATLAS_HOSTS": "Atlas.Example", "HOST": "0.0.0.0"}
LIES = (
    {"X_Forwarded_Proto": "https"},
    {"X_Forwarded_Protocol": "ssl"},
    {"X_Forwarded_Ssl": "on"},
    {"X_Forwarded_Host": "evil.example"},
    {"X_Forwarded_For": "203.0.113.9"},
    {"X_Forwarded_Prefix": "/evil"},
    {"Forwarded": "for=203.0.113.9;proto=https;host=evil.example"},
)


@pytest.fixture(scope="module")
def named() -> Iterator[Running]:
    with running(ROOT, workers=1, **NAMED) as server:
        yield server


@pytest.fixture(scope="module")
def plain() -> Iterator[Running]:
    with running(ROOT, workers=1) as server:
        yield server


def health_check(**environment: str) -> "subprocess.CompletedProcess[str]":
    """What the container's own check comes to."""
    told = re.search(r'HEALTHCHECK .*CMD \["[^"]+", (.+)\]', (ROOT / "Containerfile").read_text("utf-8"))
    assert told
    command = [sys.executable, *(part.strip().strip('"') for part in told[1].split(","))]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=SECONDS
    )


def test_the_container_s_check_knows_name_and_port(named: Running) -> None:
    assert named.get("/healthz").status == 400
    assert health_check(**NAMED, PORT=str(named.port)).returncode == 0
    assert health_check(PORT=str(named.port)).returncode == 1
    nobody = health_check(PORT="9")
    assert (nobody.returncode, "Traceback" in nobody.stderr, nobody.stderr.count("\n")) == (1, False, 1)


def test_a_host_has_one_name_however_it_is_spelt(named: Running) -> None:
    assert named.get("/healthz", Host="ATLAS.example:80").status == 200
    assert named.get("/healthz", Host="atlas.example.evil").status == 400


def test_a_named_server_takes_new_data(named: Running) -> None:
    assert named.reload()["event"] == "new data taken"


@pytest.mark.parametrize("lie", LIES, ids=[next(iter(lie)) for lie in LIES])
def test_without_a_trusted_proxy_nobody_s_word_is_taken(plain: Running, lie: dict[str, str]) -> None:
    path = "/project/tasim?lang=en"
    good, told = plain.get(path), plain.get(path, **lie)
    assert (told.status, told.body) == (good.status, good.body)
    assert "Strict-Transport-Security" not in told.headers
    assert plain.line(id=told.headers["X-Request-ID"])["remote"] == "127.0.0.1"


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "PATH_INFO", "REMOTE_ADDR", "X_FORWARDED_PROTO"])
def test_no_header_is_taken_for_the_server_s_own(plain: Running, name: str) -> None:
    """Sent with underscores as it is: a server that maps names to variables could take it for one of its own."""

    connection = http.client.HTTPConnection("127.0.0.1", plain.port, timeout=SECONDS)
    sent = "https" if name == "X_FORWARDED_PROTO" else "/data"
    connection.request("GET", "/data/projects.json", headers={name: sent})
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (200, plain.get("/data/projects.json").body)
    assert answer.getheader("Strict-Transport-Security") is None
    connection.close()


def test_a_program_reads_a_geopackage_where_it_is(plain: Running) -> None:
    """GDAL asks for parts of it by their bytes; QGIS opens it the same way."""
    until(lambda: plain.get("/data/atlas.gpkg", method="HEAD").status == 200)  # 503 where a busy machine takes too long
    asked = f"/vsicurl/http://127.0.0.1:{plain.port}/data/atlas.gpkg"
    layers = {name for name, _ in pyogrio.list_layers(asked)}
    assert {"routes", "segments", "places"} <= layers
    segments = pyogrio.read_info(asked, layer="segments")["features"]
    assert segments == pyogrio.read_info(asked.replace("atlas.gpkg", "routes.geojson"))["features"] > 0
    assert plain.line(path="/data/atlas.gpkg", status=206)
    assert plain.lines(path="/data/atlas.gpkg", method="GET", status=200) == []


@pytest.mark.parametrize("path", ["/", "/data/facts.json", "/data/atlas.gpkg", "/document/nothing.txt", "/nothing"])
def test_head_is_get_without_its_body(plain: Running, path: str) -> None:
    got, head = plain.get(path), plain.get(path, method="HEAD")
    assert (head.status, head.body) == (got.status, b"")
    own = {"Date", "X-Request-ID"}
    assert {k: v for k, v in head.headers.items() if k not in own} == {
        k: v for k, v in got.headers.items() if k not in own
    }
