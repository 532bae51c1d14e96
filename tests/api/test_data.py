from collections.abc import Mapping
from typing import Any

import pytest
import shapely
from flask import Flask
from flask.testing import FlaskClient

from dashboard.api.data import FILES
from dashboard.atlas import Atlas
from dashboard.catalogue.filters import ALL_FILTERS, FILTERS, STATEMENT_FILTERS, matches, options
from dashboard.catalogue.vocabulary import LANGUAGES

FACT_FIELDS = """
    id about kind statement statements quote document start end speaker modality value baseline target unit
    as_of due confirms
"""
SEGMENT_FIELDS = """
    id route project name names mode status gauge_mm gauge_source precision method source licence countries length_km
"""
PLACE_FIELDS = "id name names kind country precision_m source"


def ids(answer: Any) -> list[str]:  # noqa: ANN401 (JSON)
    """The ids of a list of records, or of a FeatureCollection."""
    return [record["id"] for record in (answer["features"] if isinstance(answer, dict) else answer)]


def records(atlas: Atlas, name: str) -> Mapping[str, object]:
    catalogue = atlas.catalogue
    return {
        "documents.json": catalogue.documents,
        "facts.json": catalogue.facts,
        "places.geojson": catalogue.places,
        "projects.json": catalogue.projects,
        "routes.geojson": catalogue.segments,
    }[name]


@pytest.mark.parametrize("name", FILES)
def test_without_a_filter_every_record_is_there_once(client: FlaskClient, atlas: Atlas, name: str) -> None:
    answer = client.get(f"/data/{name}?retired=shown")
    assert answer.status_code == 200
    assert answer.mimetype == ("application/geo+json" if name.endswith(".geojson") else "application/json")
    assert ids(answer.json) == list(records(atlas, name))


def test_every_quote_stands_where_its_fact_says(client: FlaskClient, atlas: Atlas) -> None:
    facts: Any = client.get("/data/facts.json").json
    assert {fact["id"] for fact in facts} == set(atlas.catalogue.facts)
    texts = {fact["document"]: client.get(f"/document/{fact['document']}.txt").text for fact in facts}
    for fact in facts:
        assert set(fact) >= set(FACT_FIELDS.split())
        assert texts[fact["document"]][fact["start"] : fact["end"]] == fact["quote"], fact["id"]


def test_a_fact_speaks_every_language(client: FlaskClient) -> None:
    facts: Any = client.get("/data/facts.json").json
    for fact in facts:
        assert set(fact["statements"]) == set(LANGUAGES)
        assert fact["statement"] == fact["statements"]["en"]
        assert fact["speaker"] == fact["speaker_names"]["en"]


def test_ids_in_one_file_are_found_in_the_others(client: FlaskClient) -> None:
    answers: Any = {name: client.get(f"/data/{name}?retired=shown").json for name in FILES}
    known = {name: set(ids(answer)) for name, answer in answers.items()}
    route_ids = {feature["properties"]["route"] for feature in answers["routes.geojson"]["features"]}
    for project in answers["projects.json"]:
        assert set(project["routes"]) <= route_ids
        assert set(project["places"]) <= known["places.geojson"]
        assert set(project["facts"]) <= known["facts.json"]
        assert set(project["documents"]) <= known["documents.json"]
    for fact in answers["facts.json"]:
        assert set(fact["about"]) <= known["projects.json"] | route_ids | known["places.geojson"]
        assert fact["document"] in known["documents.json"]
    for feature in answers["routes.geojson"]["features"]:
        ends = {feature["properties"]["from"], feature["properties"]["to"]}
        assert ends <= known["places.geojson"]
        assert set(feature["properties"]["project"]) <= known["projects.json"]


def test_reference_figures_carry_their_source_and_are_no_facts(client: FlaskClient) -> None:
    projects: Any = client.get("/data/projects.json").json
    figures = [figure for project in projects for figure in project["figures"]]
    assert figures
    assert all(figure["source"] and "quote" not in figure for figure in figures)


def test_segments_are_drawn_as_curated(client: FlaskClient, atlas: Atlas) -> None:
    answer: Any = client.get("/data/routes.geojson").json
    for feature in answer["features"]:
        segment = atlas.catalogue.segments[feature["id"]]
        assert set(feature["properties"]) >= set(SEGMENT_FIELDS.split())
        assert [tuple(position) for position in feature["geometry"]["coordinates"]] == list(segment.coordinates)
        assert feature["properties"]["length_km"] == pytest.approx(atlas.measures[segment.id].length_km, abs=0.001)
        assert shapely.from_geojson(str(feature["geometry"]).replace("'", '"')).is_valid


def test_places_are_where_they_are(client: FlaskClient, atlas: Atlas) -> None:
    answer: Any = client.get("/data/places.geojson").json
    for feature in answer["features"]:
        place = atlas.catalogue.places[feature["id"]]
        assert set(feature["properties"]) >= set(PLACE_FIELDS.split())
        assert feature["geometry"] == {"type": "Point", "coordinates": [place.lon, place.lat]}


@pytest.mark.parametrize("name", [name for name in FILES if name != "documents.json"])
@pytest.mark.parametrize("filter_name", FILTERS)
def test_a_filter_finds_what_its_facets_say(server: Flask, atlas: Atlas, name: str, filter_name: str) -> None:
    client = server.test_client()
    for value in options(atlas.facets)[filter_name]:
        query = {filter_name: value, "retired": "shown"}
        expected = [record for record in records(atlas, name) if value in atlas.facets[record].values(filter_name)]
        assert ids(client.get(f"/data/{name}", query_string=query).json) == expected, value


@pytest.mark.parametrize("name", STATEMENT_FILTERS)
def test_statements_have_filters_of_their_own(client: FlaskClient, atlas: Atlas, name: str) -> None:
    for value in options(atlas.facets)[name]:
        chosen = {"country": ["AZ"], name: [value]}
        expected = [fact for fact in sorted(atlas.catalogue.facts) if matches(atlas.facets[fact], chosen)]
        assert ids(client.get("/data/facts.json", query_string={"country": "AZ", name: value}).json) == expected
    refused = client.get(f"/data/places.geojson?{name}={value}")
    assert refused.status_code == 400 and refused.json["allowed"] == [*FILTERS, "retired", "on"]  # type: ignore[index]


def test_georgia_by_rail_is_what_it_is(client: FlaskClient) -> None:
    answer: Any = client.get("/data/routes.geojson?country=GE&mode=rail").json
    properties = [feature["properties"] for feature in answer["features"]]
    assert {"alat-tbilisi", "tbilisi-kars"} <= {row["route"] for row in properties}
    assert all("GE" in row["countries"] and row["mode"] == "rail" for row in properties)


@pytest.mark.parametrize(
    "query", ["country=GE,AZ&mode=rail", "country=GE&mode=rail&country=AZ", "mode=rail&country=AZ%2CGE"]
)
def test_or_within_a_filter_and_between_filters(client: FlaskClient, atlas: Atlas, query: str) -> None:
    chosen = {"country": ["GE", "AZ"], "mode": ["rail"]}
    expected = [segment for segment in atlas.catalogue.segments if matches(atlas.facets[segment], chosen)]
    assert ids(client.get(f"/data/routes.geojson?{query}").json) == expected


def test_a_document_is_found_by_its_facts(client: FlaskClient, atlas: Atlas) -> None:
    holding = {fact["document"] for fact in client.get("/data/facts.json?project=tasim").json or ()}
    assert ids(client.get("/data/documents.json?project=tasim").json) == sorted(holding)
    assert 0 < len(holding) < len(atlas.catalogue.documents)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("query", "parameter", "value"),
    [
        ("country=XX", "country", "XX"),
        ("country=ge", "country", "ge"),
        ("country=GE,XX", "country", "XX"),
        ("country=", "country", ""),
        ("country=GE,", "country", ""),
        ("mode=rail&mode=camel", "mode", "camel"),
        ("colour=red", "colour", "red"),
        ("country=GE%00", "country", "GE\0"),
        ("status=%3Cscript%3E", "status", "<script>"),
        ("document=../seeds", "document", "../seeds"),
        ("retired=yes", "retired", "yes"),
        ("retired=", "retired", ""),
    ],
)
def test_what_is_no_filter_is_refused(
    client: FlaskClient, atlas: Atlas, name: str, query: str, parameter: str, value: str
) -> None:
    answer = client.get(f"/data/{name}?{query}")
    body: Any = answer.json
    assert answer.status_code == 400
    assert answer.mimetype == "application/json"
    assert (body["parameter"], body["value"]) == (parameter, value)
    values = {**options(atlas.facets), "retired": ("shown",)}
    names = (*(ALL_FILTERS if name == "facts.json" else FILTERS), "retired", "on")
    assert body["allowed"] == list(values.get(parameter, names))
    assert parameter in body["error"]


def test_bytes_that_are_no_text_are_refused(client: FlaskClient) -> None:
    assert client.get("/data/facts.json?country=%FF%FE").status_code == 400


def test_a_text_is_its_seed_byte_for_byte(client: FlaskClient, atlas: Atlas) -> None:
    for document in atlas.catalogue.documents.values():
        answer = client.get(f"/document/{document.id}.txt")
        assert answer.data == (atlas.catalogue.root / document.file).read_bytes()
        assert answer.content_type == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/document/nothing.txt",
        "/document/../data/places.csv.txt",
        "/document/%2e%2e%2fdata%2fplaces.txt",
        "/document/..%2F..%2Fetc%2Fpasswd.txt",
        "/document/%00.txt",
        "/document/tasim%00.txt",
        "/document/%c0%ae%c0%ae%c0%af.txt",
        "/document//etc/passwd.txt",
        "/data/nothing.json",
        "/data/../settings.py",
        "/data/%2e%2e/places.csv",
        "/data/facts.json/",
        "/data/facts.json%00",
        "/data/places.xlsx",
    ],
)
def test_what_is_not_published_is_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 404
    assert b"Traceback" not in answer.data


@pytest.mark.parametrize("path", ["/data/facts.json", "/data/routes.geojson?mode=sea", "/document/{document}.txt"])
def test_head_and_304(client: FlaskClient, atlas: Atlas, path: str) -> None:
    path = path.format(
        document=max(atlas.catalogue.documents, key=lambda document: len(atlas.catalogue.text(document)))
    )
    for encoding in ("identity", "gzip", "br", "zstd"):
        sent = {"Accept-Encoding": encoding}
        got = client.get(path, headers=sent)
        head = client.head(path, headers=sent)
        assert head.status_code == 200
        assert head.data == b""
        assert head.headers["Content-Length"] == str(len(got.data))
        assert head.headers["ETag"] == got.headers["ETag"]
        again = client.get(path, headers={**sent, "If-None-Match": got.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        other = client.get(path, headers={**sent, "If-None-Match": '"other"'})
        assert other.status_code == 200
    assert got.headers["Cache-Control"] == "no-cache"
    assert got.headers["Content-Encoding"] == "zstd"


def test_anyone_may_read_and_nobody_may_write(client: FlaskClient) -> None:
    answer = client.get("/data/facts.json", headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert client.post("/data/facts.json", json={}).status_code == 405
    assert client.delete("/data/facts.json").status_code == 405


def test_a_project_s_length_is_that_of_its_main_way(client: FlaskClient) -> None:
    projects = {project["id"]: project for project in client.get("/data/projects.json").json}
    tasim = projects["tasim"]
    assert 11_000 < tasim["length_km"] == tasim["variants"][0]["length_km"] < 11_600
    assert [variant["routes"] for variant in tasim["variants"]] == [["tasim-main"], ["tasim-north"]]
    assert projects["caspian-fleet"]["length_km"] is None
    assert 340 < projects["trans-caspian-cable"]["length_km"] < 400
