"""Downloads hold what the page counts; withdrawn plans where they are shown or asked for; figures and relations too."""

import csv
import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.catalogue.filter_result import filter_result
from dashboard.catalogue.filters import FILTERS, STATEMENT_FILTERS, matches
from dashboard.catalogue.schema import SCHEMA
from dashboard.catalogue.vocabulary import WITHDRAWN
from dashboard.map.theme import MODE_COLOUR, Theme
from dashboard.settings import Settings
from dashboard.web.registration import register_all

ROOT = Path(__file__).parents[2]
CABLE = "trans-caspian-cable"


@pytest.fixture(scope="module")
def server(atlas: Atlas) -> Flask:
    """Without a limit of downloads a minute: these tests ask for hundreds."""
    server = Flask("counted", static_folder=None)
    register_all(server, atlas, Settings(root=ROOT, exports_a_minute=0))
    return server


@pytest.fixture(scope="module")
def client(server: Flask) -> FlaskClient:
    return server.test_client()


def rows_of(client: FlaskClient, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def choices(atlas: Atlas) -> Iterator[dict[str, str]]:
    """Each value by itself, and pairs of values of different filters."""
    values = {name: list(atlas.stats.values[name]) for name in FILTERS}
    yield {}
    for name in FILTERS:
        yield from ({name: value} for value in values[name])
    for first, other in itertools.combinations(("mode", "status", "country", "project"), 2):
        for number, value in enumerate(values[first]):
            yield {first: value, other: values[other][number % len(values[other])]}
    yield {"country": "GE,AZ", "mode": "rail,sea", "status": "operating"}


def test_a_table_has_as_many_rows_as_the_page_counts(server: Flask, atlas: Atlas) -> None:
    client = server.test_client()
    for number, chosen in enumerate(choices(atlas)):
        withdrawn = number % 3 == 0
        filters = {name: values.split(",") for name, values in chosen.items()}
        page = filter_result(atlas.catalogue, atlas.relations, atlas.facets, filters, withdrawn=withdrawn)
        query = urlencode({**chosen, **({"retired": "shown"} if withdrawn else {})})
        segments = rows_of(client, f"/data/segments.csv?{query}")
        assert {row["route"] for row in segments} == set(page.routes), query
        assert [row["id"] for row in rows_of(client, f"/data/places.csv?{query}")] == list(page.places), query
        assert {row["id"] for row in rows_of(client, f"/data/facts.csv?{query}")} == set(page.facts), query
        figures = rows_of(client, f"/data/figures.csv?{query}")
        assert {row["of"] for row in figures} <= {*page.projects, *page.routes}, query


@pytest.mark.parametrize("name", STATEMENT_FILTERS)
def test_the_statements_of_a_filter_of_their_own_are_in_every_file_of_statements(
    client: FlaskClient, atlas: Atlas, name: str
) -> None:
    for value in atlas.stats.values[name]:
        query = f"{name}={value}&project=middle-corridor"
        own = {name: [value], "project": ["middle-corridor"]}
        expected = {fact for fact in atlas.catalogue.facts if matches(atlas.facets[fact], own)}
        rows = rows_of(client, f"/data/facts.csv?{query}")
        assert {row["id"] for row in rows} == expected
        noted = client.get(f"/data/annotations.jsonld?{query}").get_json()
        assert len(noted["first"]["items"]) == len(expected)
    assert client.get(f"/data/segments.csv?{query}").status_code == 400


def test_a_filter_by_itself_finds_as_many_routes_as_its_count_says(server: Flask, atlas: Atlas) -> None:
    for name in FILTERS:
        for value in atlas.stats.values[name]:
            rows = rows_of(server.test_client(), f"/data/segments.csv?{name}={value}")
            assert len({row["route"] for row in rows}) == atlas.stats.routes[name].get(value, 0), (name, value)


@pytest.mark.parametrize(
    ("query", "routes"),
    [
        (f"project={CABLE}", {False}),
        (f"project={CABLE}&retired=shown", {False, True}),
        (f"project={CABLE}&status=retired", {True}),
        ("", {False}),
        ("retired=shown", {False, True}),
    ],
)
def test_withdrawn_plans_are_in_where_they_are_shown_or_asked_for(
    client: FlaskClient, tmp_path: Path, query: str, routes: set[bool]
) -> None:
    listed = rows_of(client, f"/data/segments.csv?{query}")
    drawn = client.get(f"/data/routes.geojson?{query}").get_json()["features"]
    file = tmp_path / "atlas.gpkg"
    file.write_bytes(client.get(f"/data/atlas.gpkg?{query}").data)
    with closing(sqlite3.connect(file)) as opened:
        layer = [status for (status,) in opened.execute("SELECT status FROM segments")]
    with zipfile.ZipFile(io.BytesIO(client.get(f"/data/atlas.zip?{query}").data)) as archive:
        packed = csv.DictReader(io.StringIO(archive.read("data/segments.csv").decode(), newline=""))
        statuses = [row["status"] for row in packed]
    for told in (
        [row["status"] for row in listed],
        [feature["properties"]["status"] for feature in drawn],
        layer,
        statuses,
    ):
        assert {status in WITHDRAWN for status in told} == routes
        assert len(told) == len(listed)


def test_without_them_the_package_names_no_withdrawn_route(client: FlaskClient, atlas: Atlas) -> None:
    current = atlas.stats.totals["current"]
    for query, count in (("", current), ("?retired=shown", len(atlas.catalogue.routes))):
        with zipfile.ZipFile(io.BytesIO(client.get(f"/data/atlas.zip{query}").data)) as archive:
            table = archive.read("data/routes.csv").decode()
        assert len(list(csv.DictReader(io.StringIO(table, newline="")))) == count


def test_every_outside_figure_has_its_source_and_its_year(client: FlaskClient, atlas: Atlas) -> None:
    catalogue = atlas.catalogue
    rows = rows_of(client, "/data/figures.csv?retired=shown")
    holders = {**catalogue.projects, **catalogue.routes}
    assert len(rows) == sum(len(holder.figures) for holder in holders.values())
    for row in rows:
        figure = holders[row["of"]].figures[int(row["number"]) - 1]
        assert row["source"].removeprefix("'") == figure.source
        assert row["year"] == (figure.as_of or "")[:4]
        assert row["value"] == ("" if figure.value is None else repr(figure.value))
        assert row["project" if row["of"] in catalogue.projects else "route"] == row["of"]


@pytest.fixture
def geopackage(client: FlaskClient, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    file = tmp_path / "atlas.gpkg"
    file.write_bytes(client.get("/data/atlas.gpkg?retired=shown").data)
    with closing(sqlite3.connect(file)) as opened:
        yield opened


def test_the_geopackage_s_relations_are_the_schema_s_and_lead_somewhere(geopackage: sqlite3.Connection) -> None:
    for name, table in SCHEMA.items():
        keys = {row[3]: row[2] for row in geopackage.execute(f'PRAGMA foreign_key_list("{name}")')}
        assert keys == table.references, name
    assert geopackage.execute("PRAGMA foreign_key_check").fetchall() == []
    assert geopackage.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("query", ["", "?country=GE", "?project=tasim", "?mode=sea", "?country=US"])
def test_a_part_of_it_has_no_relation_that_leads_nowhere(client: FlaskClient, tmp_path: Path, query: str) -> None:
    file = tmp_path / "atlas.gpkg"
    file.write_bytes(client.get(f"/data/atlas.gpkg{query}").data)
    with closing(sqlite3.connect(file)) as opened:
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        keys = {row[3]: row[2] for row in opened.execute("PRAGMA foreign_key_list(statements)")}
        parts = {row[3]: row[2] for row in opened.execute("PRAGMA foreign_key_list(project_parts)")}
    assert {"document": "documents", "speaker": "speakers"}.items() <= keys.items()
    assert parts == SCHEMA["project_parts"].references, "a part that is left out has no row"


def test_it_says_what_it_is_when_it_changed_and_under_which_licence(
    geopackage: sqlite3.Connection, atlas: Atlas
) -> None:
    contents = geopackage.execute("SELECT table_name, description, last_change FROM gpkg_contents").fetchall()
    assert {when[:10] for _, _, when in contents} == {atlas.catalogue.changed_on}
    titles = {name: title for name, title, _ in contents}
    notes = geopackage.execute(
        "SELECT table_name, md_standard_uri, metadata FROM gpkg_metadata JOIN gpkg_metadata_reference "
        "ON md_file_id = id WHERE reference_scope = 'table'"
    ).fetchall()
    for name, table in SCHEMA.items():
        assert titles[name] == table.title
        described = {standard.rpartition("/")[2]: text for table, standard, text in notes if table == name}
        fields = json.loads(described["tableschema.json"])["fields"]
        assert [field["name"] for field in fields] == table.columns
        licences = [element.text or "" for element in ElementTree.fromstring(described["qgis.dtd"]).iter("license")]
        assert any("creativecommons.org" in licence for licence in licences)
        assert any("opendatacommons.org" in licence for licence in licences) == (
            name in {"routes", "segments", "places"}
        )


def test_its_layers_have_the_map_s_colours_as_styles(geopackage: sqlite3.Connection) -> None:
    styles = dict(geopackage.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"))
    assert set(styles) == {"routes", "segments", "places"}
    looks = set(geopackage.execute("SELECT DISTINCT mode, status, precision FROM segments"))
    root = ElementTree.fromstring(styles["segments"])
    assert {tuple(rule.attrib["label"].split(", ")) for rule in root.iter("rule")} == looks
    colours = {prop.attrib["v"] for prop in root.iter("prop") if prop.attrib["k"] == "line_color"}
    assert colours == {MODE_COLOUR[Theme.LIGHT][mode] for mode in {mode for mode, _, _ in looks}}


def test_addresses_in_exports_are_never_a_stranger_s(atlas: Atlas) -> None:
    server = Flask("named", static_folder=None)
    register_all(server, atlas, Settings(root=ROOT, base_url="https://atlas.example"))
    unnamed = Flask("unnamed", static_folder=None)
    register_all(unnamed, atlas, Settings(root=ROOT, port=8099))
    stranger = "https://stranger.example"
    for client, expected in (
        (server.test_client(), "https://atlas.example"),
        (unnamed.test_client(), "127.0.0.1:8099"),
    ):
        for path in (
            *("/data/annotations.jsonld", "/fact/btk-capacity-target.bib", "/fact/btk-capacity-target.jsonld"),
            *("/sitemap.xml", "/robots.txt", "/use-the-data.md"),
        ):
            body = client.get(path, base_url=stranger).text
            assert "stranger.example" not in body
            assert expected in body
        with zipfile.ZipFile(io.BytesIO(client.get("/data/atlas.zip", base_url=stranger).data)) as archive:
            texts = [archive.read(name) for name in archive.namelist()]
        assert not any(b"stranger.example" in text for text in texts)


def test_citations_have_a_year(client: FlaskClient, atlas: Atlas) -> None:
    changed = atlas.catalogue.changed_on
    with zipfile.ZipFile(io.BytesIO(client.get("/data/atlas.zip").data)) as archive:
        assert f'date-released: "{changed}"' in archive.read("CITATION.cff").decode()
    assert f"date-released: {changed}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8").replace('"', "")
    for fact, document in atlas.catalogue.fact_document.items():
        dated = atlas.catalogue.documents[document].published is not None
        entry = client.get(f"/fact/{fact}.bib").text
        assert ("\n  year = {" in entry) == dated, fact
        assert dated or "Undated." in entry
