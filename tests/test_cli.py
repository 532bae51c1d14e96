"""The command line and the server's start, on the real data and on broken copies of it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import ROOT, dashboard, dashboard_here, program
from tests.listings import errors_of


def test_the_real_data_has_no_error() -> None:
    done = dashboard("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("0 errors, ")


def break_two_files(root: Path) -> None:
    """Change a letter of a quotation, and cut a TOML file in half."""
    document = root / "data/documents/tasim-international-cooperation.toml"
    quotes = [line for line in document.read_text(encoding="utf-8").splitlines() if line.startswith("quote = ")]
    broken = document.read_text(encoding="utf-8").replace(quotes[0], quotes[0][:-2] + "x" + quotes[0][-1])
    document.write_text(broken, encoding="utf-8")
    project = root / "data/projects/tasim.toml"
    project.write_text('id = "tas', encoding="utf-8")


def test_check_prints_every_error_and_the_server_refuses_with_the_same_list(copy: Path) -> None:
    break_two_files(copy)
    checked = dashboard("check", ATLAS_ROOT=str(copy))
    assert checked.returncode == 1
    assert checked.stderr == ""
    errors = errors_of(checked.stdout)
    assert any("data/documents/tasim-international-cooperation.toml" in line and "quote" in line for line in errors)
    assert any("data/projects/tasim.toml" in line and "TOML" in line for line in errors)
    assert len(errors) == 2, "what refers to the project that cannot be read is not wrong"
    gunicorn = program("-m", "gunicorn", "--check-config", "dashboard.server:server", ATLAS_ROOT=str(copy))
    assert gunicorn.returncode != 0
    assert "Traceback" not in gunicorn.stderr
    assert errors_of(gunicorn.stderr) == errors
    assert gunicorn.stderr.splitlines()[-1] == "The atlas does not start until these are put right."


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("data/basemap/countries.geojson", None, "the file is missing"),
        ("data/basemap/countries.geojson", b"{", "cannot be used"),
        ("data/basemap/ground.mbtiles", b"no database, but long enough to look like one", "cannot be used"),
        ("data/basemap/coarse.geojson", b"[]", "cannot be used"),
        ("seeds/004_fa499f1146b95a90.txt", None, "the file is missing"),
    ],
)
def test_a_file_that_is_gone_or_broken_is_named(copy: Path, file: str, content: bytes | None, words: str) -> None:
    (copy / file).unlink()
    if content is not None:
        (copy / file).write_bytes(content)
    done = dashboard_here("check", ATLAS_ROOT=str(copy))
    assert (done.returncode, done.stderr) == (1, "")
    assert any(file in line and words in line for line in errors_of(done.stdout))


def test_a_reader_that_is_gone_is_no_fault() -> None:
    command = f"{sys.executable} -m dashboard lengths | true"
    done = subprocess.run(command, cwd=ROOT, shell=True, capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_no_data_at_all_is_said_not_traced(tmp_path: Path) -> None:
    done = dashboard_here("check", ATLAS_ROOT=str(tmp_path))
    assert (done.returncode, done.stderr) == (1, "")
    assert {"data/atlas.toml", "data/routes"} <= {line.strip() for line in done.stdout.splitlines()}


def test_lengths_has_a_line_for_every_route_and_for_nothing_unknown() -> None:
    done = dashboard_here("lengths")
    assert done.returncode == 0
    routes = {path.stem for path in (ROOT / "data/routes").glob("*.geojson")}
    projects = {path.stem for path in (ROOT / "data/projects").glob("*.toml")}
    listed_ids = {line.split()[0] for line in done.stdout.splitlines()[1:]}
    assert routes <= listed_ids <= routes | projects


@pytest.mark.parametrize("arguments", [(), ("fly",), ("trace",), ("check", "more")])
def test_a_command_that_is_none_is_explained(arguments: tuple[str, ...]) -> None:
    done = dashboard_here(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: python -m dashboard")


def test_a_setting_that_cannot_be_used_is_one_line() -> None:
    done = dashboard_here("run", PORT="http")
    assert done.returncode == 1
    assert done.stderr.startswith("PORT=http: ")
    assert len(done.stderr.splitlines()) == 1


def test_a_route_that_is_none_is_one_line(copy: Path) -> None:
    done = dashboard_here("trace", "nowhere", ATLAS_ROOT=str(copy))
    assert done.returncode == 1
    assert "no route 'nowhere'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_taken_port_is_one_line(taken_port: int) -> None:
    done = dashboard_here("run", PORT=str(taken_port))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"http://127.0.0.1:{taken_port} is taken; choose another, as in PORT=8051 make run\n"


def test_run_says_where_it_serves_serves_and_stops() -> None:
    environment = {**os.environ, "PORT": "0", "WEB_CONCURRENCY": "1", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "dashboard", "run"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        start_line = process.stdout.readline()
        address = start_line.split()[4]
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=30) as answer:
                assert answer.status == 200
            with urllib.request.urlopen(f"{address}/data/facts.json?country=GE", timeout=30) as answer:
                assert answer.read(1) == b"["
        finally:
            process.send_signal(signal.SIGTERM)
            stop_began = time.monotonic()
            code = process.wait(timeout=40)
    assert start_line.startswith("The atlas is at http://127.0.0.1:")
    assert (code, time.monotonic() - stop_began < 30) == (0, True)
