"""Downloads as their users open them: csv, geopandas, frictionless, zipfile."""

import csv
import io
import json
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import frictionless
import geopandas
import pandas
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from dashboard.api.data import data_blueprint
from dashboard.atlas import Atlas
from dashboard.catalogue.models import (
    Document,
    Fact,
    Place,
    Project,
    ReferenceFigure,
    Route,
    RouteStatus,
    Segment,
    Speaker,
)
from dashboard.catalogue.schema import SCHEMA
from dashboard.exports.csv_files import csv_bytes
from dashboard.exports.downloads import EXPORTS, add_exports
from dashboard.http.child_process import ChildProcess
from dashboard.settings import Settings
from dashboard.web.pages.server_errors import answer_errors
from dashboard.web.registration import register_all

ROOT = Path(__file__).parent.parent.parent


def rows_of(client: FlaskClient, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def layers_of(client: FlaskClient, path: str, folder: Path) -> dict[str, geopandas.GeoDataFrame]:
    file = folder / "atlas.gpkg"
    file.write_bytes(client.get(path).data)
    return {name: geopandas.read_file(file, layer=name) for name in geopandas.list_layers(file)["name"]}


def package_of(client: FlaskClient, path: str, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(client.get(path).data)) as archive:
        archive.extractall(folder)
    return folder / "datapackage.json"


@pytest.mark.parametrize(("name", "records"), [("facts", "facts"), ("places", "places"), ("segments", "segments")])
def test_a_table_has_every_record_once(client: FlaskClient, atlas: Atlas, name: str, records: str) -> None:
    answer = client.get(f"/data/{name}.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="trans-caspian-atlas-{name}.csv"'
    assert answer.data.startswith(b'\xef\xbb\xbf"id",')
    assert [row["id"] for row in rows_of(client, f"/data/{name}.csv?retired=shown")] == list(
        getattr(atlas.catalogue, records)
    )


def test_every_quotation_comes_whole_through_the_table(client: FlaskClient, atlas: Atlas) -> None:
    for row in rows_of(client, "/data/facts.csv"):
        text = atlas.catalogue.text(row["document"])
        assert text[int(row["start"]) : int(row["end"])] == row["quote"].removeprefix("'")
        fact = atlas.catalogue.facts[row["id"]]
        assert row["target"] == ("" if fact.target is None else repr(fact.target))


def cells(*texts: str) -> pandas.DataFrame:
    return pandas.DataFrame({"a": pandas.Series(texts, dtype="str")})


@pytest.mark.parametrize("start", list("=+-@\t\r\n＝＋－＠"))
def test_a_text_that_begins_like_a_formula_is_disarmed(start: str) -> None:
    assert csv_bytes(cells(f"{start}1+1", f"a{start}")).decode() == f'"a"\r\n"\'{start}1+1"\r\n"a{start}"\r\n'


@pytest.mark.parametrize(("number", "text"), [(-5, "-5"), (-0.25, "-0.25"), (25.0, "25.0"), (0, "0"), (None, '""')])
def test_numbers_stay_numbers(number: float | None, text: str) -> None:
    kind = "Int64" if isinstance(number, int) else "float64"
    table = pandas.DataFrame({"a": pandas.Series([number], dtype=kind)})
    assert csv_bytes(table) == f'"a"\r\n{text}\r\n'.encode()


def test_a_sign_that_begins_a_cell_elsewhere_begins_none_here() -> None:
    """Where a computer's list sign is the semicolon, only quotes keep it inside its text."""
    assert csv_bytes(cells("a;=1+1", "b\t=1+1")) == b'"a"\r\n"a;=1+1"\r\n"b\t=1+1"\r\n'


@given(st.lists(st.text(), max_size=5))
def test_whatever_stands_in_a_cell_is_read_back(texts: list[str]) -> None:
    # csv reads no NUL and takes a lone surrogate for what it is; neither can stand in a UTF-8 seed.
    texts = [text.encode("utf-8", "ignore").decode().replace("\0", "") for text in texts]
    body = csv_bytes(cells(*texts), bom=True)
    read = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    assert read[0] == ["a"]
    assert [row[0] for row in read[1:]] == [
        f"'{text}" if text[:1] in (*"=+-@\t\r\n＝＋－＠",) else text for text in texts
    ]
    assert body.endswith(b"\r\n")


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("query", ["country=XX", "colour=red", "mode="])
def test_what_is_no_filter_is_refused(client: FlaskClient, name: str, query: str) -> None:
    answer = client.get(f"/data/{name}?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/json")


def test_a_filter_means_what_it_means_everywhere(client: FlaskClient) -> None:
    chosen = "?country=GE&mode=rail"
    features = client.get(f"/data/routes.geojson{chosen}").get_json()["features"]
    assert [row["id"] for row in rows_of(client, f"/data/segments.csv{chosen}")] == [
        feature["id"] for feature in features
    ]
    facts = client.get(f"/data/facts.json{chosen}").get_json()
    assert [row["id"] for row in rows_of(client, f"/data/facts.csv{chosen}")] == [fact["id"] for fact in facts]


def test_the_geopackage_opens_with_its_layers_and_tables(client: FlaskClient, atlas: Atlas, tmp_path: Path) -> None:
    layers = layers_of(client, "/data/atlas.gpkg?retired=shown", tmp_path)
    catalogue = atlas.catalogue
    assert list(layers)[:3] == ["routes", "segments", "places"]
    assert set(layers) == {*SCHEMA, "layer_styles"}
    assert list(layers["segments"]["id"]) == list(catalogue.segments)
    assert set(layers["routes"]["id"]) == set(catalogue.routes)
    assert list(layers["places"]["id"]) == list(catalogue.places)
    for frame in (layers[name] for name in ("routes", "segments", "places")):
        assert frame.crs is not None
        assert frame.crs.to_epsg() == 4326
        assert frame.geometry.is_valid.all()
    first = next(iter(catalogue.segments.values()))
    assert [tuple(position) for position in layers["segments"].geometry.iloc[0].coords] == list(first.coordinates)
    place = next(iter(catalogue.places.values()))
    assert (layers["places"].geometry.iloc[0].x, layers["places"].geometry.iloc[0].y) == (place.lon, place.lat)


@pytest.mark.parametrize("query", ["?mode=sea", "?country=US"])
def test_a_filtered_geopackage_has_the_filtered_rows(client: FlaskClient, tmp_path: Path, query: str) -> None:
    layers = layers_of(client, f"/data/atlas.gpkg{query}", tmp_path)
    for layer, file in (("segments", "routes"), ("places", "places")):
        expected = [feature["id"] for feature in client.get(f"/data/{file}.geojson{query}").get_json()["features"]]
        assert list(layers[layer]["id"]) == expected


NO_COLUMN = {
    "segments": (Segment, {"coordinates"}),
    "places": (Place, set[str]()),
    "statements": (Fact, {"prefix", "suffix", "written"}),
    "figures": (ReferenceFigure, {"id", "over"}),
    "documents": (Document, {"file", "inferences"}),
    "speakers": (Speaker, set[str]()),
    "projects": (Project, {"aliases", "history", "places", "routes", "ends", "variants", "figures"}),
    "routes": (Route, {"figures", "history", "segments"}),
    "status_history": (RouteStatus, set[str]()),
}
"""By table, its record, and the fields that are no column: they are in tables of their own, or in the JSON only."""


@pytest.mark.parametrize("name", NO_COLUMN)
def test_each_field_of_a_record_is_a_column_of_its_table(name: str) -> None:
    record, without = NO_COLUMN[name]
    fields = {info.alias or field for field, info in record.model_fields.items()}
    columns = {column.source.partition(".")[0] for column in SCHEMA[name].fields}
    todo = "add them to catalogue/schema.py, and run `python -m dashboard schemas`"
    assert fields - columns == without, todo


def test_the_gauge_and_its_source_are_in_every_download(client: FlaskClient, tmp_path: Path) -> None:
    sections = {"tbilisi-kars-05": 1520, "tbilisi-kars-06": 1435, "mazar-torkham-02": None}
    table = {row["id"]: row for row in rows_of(client, "/data/segments.csv?retired=shown")}
    layer = layers_of(client, "/data/atlas.gpkg?retired=shown", tmp_path)["segments"].set_index("id")
    features = client.get("/data/routes.geojson?retired=shown").get_json()["features"]
    drawn = {feature["id"]: feature["properties"] for feature in features}
    for segment, gauge in sections.items():
        assert drawn[segment]["gauge_mm"] == gauge
        assert table[segment]["gauge_mm"] == ("" if gauge is None else str(gauge))
        assert bool(table[segment]["gauge_source"]) == bool(drawn[segment]["gauge_source"]) == (gauge is not None)
        told = str(layer.loc[segment, "gauge_mm"])
        assert told in (["nan", "None", "<NA>"] if gauge is None else [f"{gauge}.0", f"{gauge}"])


def test_no_temporary_file_stays(client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert client.get("/data/atlas.gpkg?mode=rail").status_code == 200
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("query", ["", "?country=GE", "?project=rogun", "?country=US", "?mode=sea&country=KZ"])
def test_the_package_is_valid_to_frictionless(client: FlaskClient, tmp_path: Path, query: str) -> None:
    descriptor = package_of(client, f"/data/atlas.zip{query}", tmp_path)
    report = frictionless.validate(str(descriptor))
    assert report.flatten(["type", "fieldName", "message"]) == []
    tables = [task for task in report.tasks if task.type == "table"]
    assert len(tables) == len(SCHEMA)


def test_the_package_says_what_version_2_asks_for(client: FlaskClient, atlas: Atlas, tmp_path: Path) -> None:
    path = package_of(client, "/data/atlas.zip", tmp_path)
    package = json.loads(path.read_text(encoding="utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert {licence["name"] for licence in package["licenses"]} == {"CC-BY-4.0", "ODbL-1.0"}
    names = [resource["name"] for resource in package["resources"]]
    assert len(names) == len(set(names))
    for resource in package["resources"]:
        assert resource["licenses"], resource["name"]
        assert (tmp_path / resource["path"]).stat().st_size == resource["bytes"]
    described = {resource["path"] for resource in package["resources"]}
    files = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file()}
    assert files - described == {"datapackage.json", "README.md", "CITATION.cff"}
    for document in atlas.catalogue.documents.values():
        assert (tmp_path / "texts" / f"{document.id}.txt").read_bytes() == (ROOT / document.file).read_bytes()
    texts = [resource for resource in package["resources"] if resource["path"].startswith("texts/")]
    assert {licence["name"] for resource in texts for licence in resource["licenses"]} == {"other-closed"}


def test_a_broken_reference_would_be_seen(client: FlaskClient, tmp_path: Path) -> None:
    descriptor = package_of(client, "/data/atlas.zip?project=rogun", tmp_path)
    facts = tmp_path / "data" / "facts.csv"
    body = facts.read_bytes().decode()
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        resource.pop("hash")
        resource.pop("bytes")
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    first = body.splitlines()[1].split(",")[1]
    facts.write_bytes(body.replace(f",{first},", ",no-such-document,", 1).encode())
    report = frictionless.validate(str(descriptor))
    assert "foreign-key" in {error[0] for error in report.flatten(["type"])}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_atlas_gives_the_same_bytes(client: FlaskClient, atlas: Atlas, name: str) -> None:
    again = Flask("again", static_folder=None)
    register_all(again, atlas, Settings(root=ROOT))
    first, second = client.get(f"/data/{name}"), again.test_client().get(f"/data/{name}")
    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]
    told = client.get(f"/data/{name}", headers={"If-None-Match": first.headers["ETag"]})
    assert (told.status_code, told.data) == (304, b"")


def test_a_missing_text_is_an_answer_and_no_half_a_file(tmp_path: Path, atlas: Atlas) -> None:
    catalogue = atlas.catalogue
    gone = replace(atlas, catalogue=replace(catalogue, root=tmp_path))
    server = Flask("gone", static_folder=None)
    data = data_blueprint(gone)
    add_exports(data, gone, "0.1.0", ChildProcess())
    server.register_blueprint(data)
    answer_errors(server, catalogue.identity)
    for name in ("atlas.zip", "annotations.jsonld"):
        answer = server.test_client().get(f"/data/{name}")
        assert (answer.status_code, answer.mimetype) == (503, "application/json")
        assert "Content-Disposition" not in answer.headers
    assert server.test_client().get("/data/facts.csv").status_code == 200


def test_a_download_of_a_day_is_the_record_of_that_day(client: FlaskClient) -> None:
    rows = rows_of(client, "/data/facts.csv?on=2024-07")
    assert {row["document"] for row in rows} == {"cica-new-york-meetings"}
    lines = {row["id"]: row["status"] for row in rows_of(client, "/data/segments.csv?on=2021")}
    assert lines["siyazan-aktau-cable-01"] == "construction"
    assert lines["sumgayit-aktau-cable-01"] == "unknown"
    figures = rows_of(client, "/data/figures.csv?on=2021&project=trans-caspian-cable")
    assert {row["said"] for row in figures if row["measure"] == "due"} == {"2020-02-01"}
    projects = client.get("/data/projects.json?on=2021&project=trans-caspian-cable").json
    assert [project["status"]["value"] for project in projects if project["id"] == "trans-caspian-cable"] == [
        "construction"
    ]


@pytest.mark.parametrize("wrong", ["2021-13", "yesterday", "21"])
def test_a_day_that_is_none_is_refused(client: FlaskClient, wrong: str) -> None:
    answer = client.get(f"/data/facts.csv?on={wrong}")
    assert answer.status_code == 400 and answer.json is not None
    assert "2021-05" in answer.json["examples"] and "allowed" not in answer.json
    assert client.get("/due.ics?on=2021").status_code == 400
