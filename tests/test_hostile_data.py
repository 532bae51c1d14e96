"""Documents, names and facts are data: nothing in them runs, ends an element, or changes the text around it."""

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.catalogue.findings import CatalogueError
from dashboard.catalogue.load.catalogue import load_catalogue
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.load_atlas import load_atlas
from dashboard.settings import Settings
from dashboard.state.dock_address import TABS
from tests.factories import place_table, place_tables, write_catalogue
from tests.hostile_catalogue import FORMULA, NO_WIDTH, OVERRIDE, QUOTES, SIGNS, TEXT, write_hostile

PATHS = (
    "/", "/about", "/project/cable", "/project/railway", "/route/north-line", "/route/sea-cable", "/place/baku",
    "/country/AZ", "/document/interview", *(f"/fact/{name}" for name in QUOTES), "/corridor/baku/tbilisi",
    "/embed/project/cable", "/embed/fact/end",
    *(f"/project/cable?tab={tab}" for tab in TABS),
    "/nothing/<script>window.pwned=1</script>", "/?country=%22%3E%3Cscript%3Ewindow.pwned=1%3C/script%3E",
)  # fmt: skip
SCRIPT_ADDRESS = re.compile(r"^\s*(javascript|vbscript|data:text/html)", re.IGNORECASE)
FORBIDDEN_ELEMENTS = {"iframe", "object", "embed", "form", "base", "frame", "applet"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    root = write_hostile(tmp_path_factory.mktemp("hostile"))
    return create_app(load_atlas(root), Settings(root=root, contact_url="mailto:errors@atlas.example"))


@pytest.fixture(scope="module")
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


class ParsedPage(HTMLParser):
    """A page as a browser parses it: its elements with their attributes, and the text in each."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[tuple[str, dict[str, str]], str]] = []
        self._open_elements: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("meta", "link", "input", "img", "br", "hr"):
            self._open_elements.append(self.elements[-1])

    def handle_endtag(self, tag: str) -> None:
        while self._open_elements and self._open_elements.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open_elements:
            self.texts.append((self._open_elements[-1], data))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_element_and_no_attribute_of_theirs(client: FlaskClient, path: str, language: str) -> None:
    page = client.get(f"{path}{'&' if '?' in path else '?'}lang={language}").text
    parsed = ParsedPage(page)
    for tag, attributes in parsed.elements:
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        assert not any(
            SCRIPT_ADDRESS.match(attributes.get(name, "")) for name in ("href", "src", "action", "content")
        ), attributes
        assert tag not in FORBIDDEN_ELEMENTS
        assert attributes.get("src") != "x"
    scripts = [(attributes, text) for (tag, attributes), text in parsed.texts if tag == "script"]
    for attributes, text in scripts:
        assert "window.pwned=1" not in text or attributes["type"].endswith("json"), text[:200]
        if attributes.get("type", "").endswith("json"):
            json.loads(text)
    for (tag, attributes), text in parsed.texts:
        if any(sign in text for sign in SIGNS):
            assert attributes.get("class") == "sign" or attributes.get("type", "").endswith("json"), (tag, text[:80])
    for _, attributes in parsed.elements:
        assert not any(sign in value for value in attributes.values() for sign in SIGNS), attributes


def test_the_reader_shows_a_hidden_sign_and_keeps_the_words(client: FlaskClient) -> None:
    page = client.get("/fact/signs").text
    article = page[page.index('class="source-text"') :].split("</article>")[0]
    marked = re.findall(
        r'<bdi(?=[^>]* class="sign")[^>]*data-sign="(U\+[0-9A-F]{4})"[^>]*>(.)</bdi>', article, re.DOTALL
    )
    assert [code for code, _ in marked] == ["U+202E", "U+2067", "U+200B", "U+0007", "U+001B"]
    assert [sign for _, sign in marked][:3] == [OVERRIDE, "\u2067", NO_WIDTH]
    article_text = "".join(text for (_, _), text in ParsedPage(f"<article {article}</article>").texts)
    # The text has the same length, so that every offset is right. Only signs that HTML cannot contain are replaced.
    assert article_text == TEXT.replace("\x07", "\u2407").replace("\x1b", "\u241b")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_sign_does_is_said_in_the_reader_s_language(client: FlaskClient, language: str) -> None:
    page = client.get(f"/document/interview?lang={language}").text
    [descriptions] = set(re.findall(r'title="([^"]*U\+202E[^"]*)"', page))
    assert descriptions.replace("(U+202E)", "").strip()


def test_the_text_itself_is_given_as_it_was_received(client: FlaskClient) -> None:
    answer = client.get("/document/interview.txt")
    assert answer.data.decode() == TEXT
    assert (answer.mimetype, answer.headers["X-Content-Type-Options"]) == ("text/plain", "nosniff")


def test_no_cell_of_a_table_is_a_formula(client: FlaskClient) -> None:
    packed = zipfile.ZipFile(io.BytesIO(client.get("/data/atlas.zip").data))
    tables = {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist() if name.endswith(".csv")}
    tables |= {
        name: client.get(f"/data/{name}").data.decode("utf-8-sig")
        for name in ("facts.csv", "segments.csv", "places.csv")
    }
    assert any(
        f"'{FORMULA}" in cell for text in tables.values() for row in csv.reader(io.StringIO(text)) for cell in row
    )
    for name, text in tables.items():
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not [
                cell for cell in row if cell.startswith(tuple("=@\t\r\n")) or re.match(r"[+-](?![\d.])", cell)
            ], name
    quotes = {
        row["id"]: row["quote"].removeprefix("'")
        for row in csv.DictReader(io.StringIO(tables["facts.csv"], newline=""))
    }
    assert quotes == QUOTES


def test_what_programs_read_is_exact(client: FlaskClient) -> None:
    facts = client.get("/data/facts.json").json
    assert {fact["id"]: fact["quote"] for fact in facts} == QUOTES
    assert all(TEXT[fact["start"] : fact["end"]] == fact["quote"] for fact in facts)
    for name in QUOTES:
        target = client.get(f"/fact/{name}.jsonld").json["target"]
        assert target["selector"][0]["exact"] == QUOTES[name]
    annotations = client.get("/data/annotations.jsonld").json
    assert annotations["total"] == len(QUOTES)


def test_the_geopackage_has_the_names_as_text(client: FlaskClient, tmp_path: Path) -> None:
    file = tmp_path / "atlas.gpkg"
    file.write_bytes(client.get("/data/atlas.gpkg").data)
    rows = {layer: len(pyogrio.read_dataframe(file, layer=layer)) for layer in pyogrio.list_layers(file)[:, 0]}
    assert [layer for layer, count in rows.items() if not count] == ["figures"]  # this atlas has no figures


@pytest.mark.parametrize("name", QUOTES)
def test_a_citation_is_whole_and_has_no_hidden_sign(client: FlaskClient, name: str) -> None:
    entry = client.get(f"/fact/{name}.bib").data.decode()
    assert not set(SIGNS) & set(entry)
    bare = re.sub(r"\\[{}\\]|\\textbackslash{}|\\textascii\w+{}", "", entry)
    depths = [bare[: place + 1].count("{") - bare[: place + 1].count("}") for place in range(len(bare))]
    assert min(depths) >= 0
    assert depths[-1] == 0
    forms = [text for (tag, _), text in ParsedPage(client.get(f"/fact/{name}").text).texts if tag == "pre"]
    note, markdown, as_json = forms[0], forms[2], forms[3]
    assert json.loads(as_json)["target"]["selector"][0]["exact"] == QUOTES[name]
    assert not set(SIGNS) & set(note + markdown)
    unescaped = re.sub(r"\\.", "", markdown)
    assert "<" not in unescaped
    assert re.findall(r"\]\(([^)]*)\)", unescaped) == [f"http://localhost/fact/{name}"]
    if name == "signs":
        assert all("[U+202E]" in text.replace("\\", "") for text in (note, markdown, entry))


def test_a_search_gives_harmless_text_with_marks_that_fit(client: FlaskClient) -> None:
    for query in ("drawkcab", "gəmi", "script", "window", "HYPERLINK", "click"):
        answer: Any = client.get("/search.json", query_string={"q": query, "lang": "az"})
        assert answer.mimetype == "application/json"
        results = [result for group in answer.json["groups"] for result in group["results"]]
        assert results, query
        assert not set(SIGNS) & set(answer.data.decode())
        for passage in [part for result in results for part in (result["title"], result["excerpt"]) if part]:
            assert all(passage["text"][start:end].strip() for start, end in passage["marks"])


@pytest.mark.parametrize("name", ["routes.geojson", "places.geojson"])
def test_the_map_s_data_is_data(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/data/{name}")
    assert (answer.mimetype, answer.headers["X-Content-Type-Options"]) == ("application/geo+json", "nosniff")
    assert answer.json["features"]


@pytest.mark.parametrize("sign", [*SIGNS, "\ufeff", "\u2066", "\x00", "\x85", "\u2028"])
def test_curators_cannot_write_what_nobody_sees(tmp_path: Path, sign: str) -> None:
    odd = place_table(id="zagatala", names={"en": f"Zaga{sign}tala", "az": "Zaqatala", "ar": "زاقاتالا"})
    write_catalogue(tmp_path, places=[*place_tables(), odd])
    with pytest.raises(CatalogueError, match=r"zagatala: names\.en: holds U\+" + f"{ord(sign):04X}"):
        load_catalogue(tmp_path)
