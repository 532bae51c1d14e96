"""The programs that the OGC API is for, against a real server: GDAL through geopandas, and OWSLib.

GDAL is asked in a process of its own: while it waits for an answer it lets no other thread of its process run. One
process answers all questions, because starting one takes half a second.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from subprocess import PIPE
from typing import Any

import pytest
from dash import Dash
from owslib.ogcapi.features import Features

from dashboard.api.query_filters import FilterQuery
from dashboard.atlas import Atlas
from dashboard.database.stored_files import newest_size
from dashboard.exports.collections import SOURCES
from dashboard.exports.extract import extract
from dashboard.large.app import create_large_app
from dashboard.large.store import Store
from dashboard.load_atlas import load_basemap
from dashboard.settings import Settings
from tests.conftest import ROOT
from tests.serving import serving

GDAL = """
import json, sys
import geopandas, pyogrio

def answer(address, columns=(), **options):
    if not options:
        return list(pyogrio.list_layers("OAPIF:" + address)[:, 0])
    read = geopandas.read_file("OAPIF:" + address, **options)
    return {"crs": read.crs.to_authority(), **{name: list(read[name]) for name in columns}}

for line in sys.stdin:
    question = json.loads(line)
    question |= {"bbox": tuple(question["bbox"])} if "bbox" in question else {}
    try:
        print(json.dumps({"answer": answer(**question)}), flush=True)
    except Exception as error:
        print(json.dumps({"error": repr(error)}), flush=True)
"""
"""Answers questions, one JSON object a line: the layers at an address, or columns of a layer."""
Ask = Callable[..., Any]


@pytest.fixture(scope="module", params=["loaded", "not loaded"])
def address(request: pytest.FixtureRequest, app: Dash) -> Iterator[str]:
    """Of a server with the project's own catalogue: one that has loaded it, and one that asks a database."""
    if request.param == "not loaded":
        url = request.getfixturevalue("published")
        version, _ = newest_size(url)
        app = create_large_app(Store(url, version), Settings(searches_a_minute=0), load_basemap(ROOT))
    with serving(app.server) as origin:
        yield f"{origin}/ogc"


@pytest.fixture(scope="module")
def gdal() -> Iterator[Ask]:
    with subprocess.Popen([sys.executable, "-c", GDAL], stdin=PIPE, stdout=PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        questions, answers = process.stdin, process.stdout

        def ask(**question: Any) -> Any:  # noqa: ANN401 (JSON)
            print(json.dumps(question), file=questions, flush=True)
            answer = json.loads(answers.readline())
            assert "error" not in answer, answer
            return answer["answer"]

        yield ask


def test_gdal_lists_the_collections(gdal: Ask, address: str) -> None:
    assert gdal(address=address) == list(SOURCES)


@pytest.mark.parametrize("name", ["segments", "routes", "places", "statements"])
def test_gdal_reads_a_collection_whole(gdal: Ask, address: str, atlas: Atlas, name: str) -> None:
    read = gdal(address=address, columns=["id"], layer=name)
    assert read["id"] == list(extract(atlas, FilterQuery(), [name])[name]["id"])
    assert read["crs"] == ["OGC", "CRS84"]


def test_gdal_pages(gdal: Ask, address: str, atlas: Atlas) -> None:
    read = gdal(address=address, columns=["id"], layer="segments", PAGE_SIZE="50")
    assert read["id"] == list(extract(atlas, FilterQuery(), ["segments"])["segments"]["id"])


def test_gdal_asks_for_a_box_and_a_condition(gdal: Ask, address: str) -> None:
    near = gdal(address=address, columns=["id", "lon", "lat"], layer="places", bbox=[49, 40, 50.5, 41])
    assert "baku" in near["id"]
    assert all(49 <= lon <= 50.5 for lon in near["lon"])
    assert all(40 <= lat <= 41 for lat in near["lat"])
    where = "mode = 'rail' AND length_km > 100"
    rail = gdal(address=address, columns=["mode", "length_km"], layer="segments", where=where)
    assert set(rail["mode"]) == {"rail"}
    assert min(rail["length_km"]) > 100


def test_owslib_reads_and_filters(address: str) -> None:
    service = Features(address)
    assert service.feature_collections() == list(SOURCES)
    assert "name_en" in service.collection_queryables("places")["properties"]
    assert service.collection("statements")["extent"]["temporal"]["interval"][0][0]
    near = service.collection_items("places", bbox=[49, 40, 50.5, 41], limit=5)
    assert near["numberMatched"] > 0
    chosen = service.collection_items("segments", filter="status = 'proposed'", limit=3)
    assert {feature["properties"]["status"] for feature in chosen["features"]} == {"proposed"}
    assert service.collection_item("places", "baku")["properties"]["name_en"] == "Baku"
