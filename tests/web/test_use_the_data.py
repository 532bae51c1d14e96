"""What docs/USE_THE_DATA.md shows runs as it is written, against a real server; the dataset as its judges read it."""

import json
import re
import subprocess
import sys

import mlcroissant
import pytest
from dash import Dash
from flask.testing import FlaskClient
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph

from dashboard.web.reference.routes import GUIDE, ORIGIN
from tests.serving import serving

PYTHON = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("program", PYTHON)
def test_the_programs_run_as_written(app: Dash, program: str) -> None:
    with serving(app.server) as origin:
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
    assert len(PYTHON) == 3


def test_dcat_is_read_as_rdf(page: FlaskClient) -> None:
    graph = Graph().parse(data=page.get("/data/dcat.jsonld").text, format="json-ld")
    [dataset] = graph.subjects(RDF.type, DCAT.Dataset)
    publishers = list(graph.objects(None, DCTERMS.publisher))
    assert all((publisher, RDF.type, FOAF.Agent) in graph for publisher in publishers)  # as DCAT-AP's shapes want it
    assert publishers
    listed = page.get("/data", headers={"Accept": "application/json"}).get_json()
    said = {str(url) for url in graph.objects(None, DCAT.downloadURL)}
    assert said == {file["url"] for file in listed["files"]}
    assert len(set(graph.objects(dataset, DCAT.distribution))) == len(said)
    assert {str(size) for size in graph.objects(None, DCAT.byteSize)} == {
        str(file["bytes"]) for file in listed["files"]
    }


def test_croissant_is_valid_and_its_columns_can_be_read(app: Dash, page: FlaskClient) -> None:
    with serving(app.server) as origin:
        described = json.loads(page.get("/data/croissant.json", base_url=origin).text)
        dataset = mlcroissant.Dataset(jsonld=described)
    assert not dataset.metadata.issues.errors
    assert not dataset.metadata.issues.warnings
    assert {record_set.name for record_set in dataset.metadata.record_sets} == {
        "facts",
        "segments",
        "places",
        "figures",
    }
