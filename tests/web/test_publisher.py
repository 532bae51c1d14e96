"""A publisher that a document does not name is absent wherever machines read, not a sentence that says so."""

import csv
import io
import zipfile

import pytest
from flask.testing import FlaskClient

from dashboard.api.annotations import annotation_collection
from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.i18n import words_in
from dashboard.web.pages.json_ld import Page, schema_of

ORIGIN = "https://atlas.example"


@pytest.fixture(scope="module")
def unnamed(atlas: Atlas) -> list[str]:
    unsigned = [document.id for document in atlas.catalogue.documents.values() if document.publisher is None]
    assert unsigned
    return unsigned


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_absent_in_the_page_s_own_description(atlas: Atlas, unnamed: list[str], language: str) -> None:
    for document in atlas.catalogue.documents:
        page = Page(atlas, "document", document, words_in(language), "", ORIGIN, f"{ORIGIN}/document/{document}", "1")
        assert ("publisher" in schema_of(page, "")) == (document not in unnamed)


def test_it_is_absent_in_annotations(atlas: Atlas, unnamed: list[str]) -> None:
    collection = annotation_collection(atlas.catalogue, list(atlas.catalogue.facts.values()), ORIGIN)
    for item in collection["first"]["items"]:
        source = item["target"]["source"]
        document = source["id"].removeprefix(f"{ORIGIN}/document/").removesuffix(".txt")
        assert ("dc:publisher" in source) == (document not in unnamed)


def test_it_is_empty_in_the_table_and_null_in_the_list(client: FlaskClient, unnamed: list[str]) -> None:
    listed = {document["id"]: document["publisher"] for document in client.get("/data/documents.json").get_json()}
    assert [document for document, publisher in listed.items() if publisher is None] == unnamed
    with zipfile.ZipFile(io.BytesIO(client.get("/data/atlas.zip").data)) as archive:
        table = archive.read("data/documents.csv").decode("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(table)) if not row["publisher"]] == unnamed
