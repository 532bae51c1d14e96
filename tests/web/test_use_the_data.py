"""What docs/USE_THE_DATA.md shows runs as it is written, against a real server; the dataset as its judges read it."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator

import mlcroissant
import pytest
from flask import Flask
from rdflib import DCAT, RDF, Graph
from werkzeug.serving import make_server

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.settings import Settings
from dashboard.web.reference.routes import GUIDE, ORIGIN
from tests.conftest import ROOT

PYTHON = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def app(atlas: Atlas) -> Flask:
    return create_app(atlas, Settings(root=ROOT, exports_a_minute=0)).server


@pytest.fixture(scope="module")
def origin(app: Flask) -> Iterator[str]:
    listening = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    thread.join()


@pytest.mark.parametrize("program", PYTHON)
def test_the_programs_run_as_written(origin: str, program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", program.replace(ORIGIN, origin)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 2


def test_there_are_programs() -> None:
    assert len(PYTHON) == 2


def test_dcat_is_read_as_rdf(app: Flask) -> None:
    client = app.test_client()
    graph = Graph().parse(data=client.get("/data/dcat.jsonld").text, format="json-ld")
    [dataset] = graph.subjects(RDF.type, DCAT.Dataset)
    listed = client.get("/data", headers={"Accept": "application/json"}).get_json()
    said = {str(url) for url in graph.objects(None, DCAT.downloadURL)}
    assert said == {file["url"] for file in listed["files"]}
    assert len(set(graph.objects(dataset, DCAT.distribution))) == len(said)
    assert {str(size) for size in graph.objects(None, DCAT.byteSize)} == {
        str(file["bytes"]) for file in listed["files"]
    }


def test_croissant_is_valid_and_its_columns_can_be_read(origin: str, app: Flask) -> None:
    described = json.loads(app.test_client().get("/data/croissant.json", base_url=origin).text)
    dataset = mlcroissant.Dataset(jsonld=described)
    assert not dataset.metadata.issues.errors
    assert not dataset.metadata.issues.warnings
    assert {one.name for one in dataset.metadata.record_sets} == {"facts", "segments", "places", "figures"}
