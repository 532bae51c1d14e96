"""Web Annotations against the members that https://www.w3.org/TR/annotation-model/ requires."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.atlas import Atlas

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
Json = dict[str, Any]


def check_annotation(annotation: Json) -> None:
    """An annotation has one IRI, its type, one target or more, and only motivations that exist."""
    assert annotation["id"].startswith("http")
    assert annotation["type"] == "Annotation"
    assert annotation["target"]
    assert set(annotation["motivation"]) <= MOTIVATIONS
    for body in annotation["body"]:
        assert body["type"] in ("TextualBody", "SpecificResource")
        assert body["purpose"] in MOTIVATIONS
        if body["type"] == "TextualBody":
            assert isinstance(body["value"], str)
        else:
            assert body["source"].startswith("http")
    target = annotation["target"]
    assert target["type"] == "SpecificResource"
    assert target["source"]["id"].startswith("http")
    quoted, position = target["selector"]
    assert (quoted["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert isinstance(quoted["exact"], str)
    assert 0 <= position["start"] <= position["end"]


def collection(client: FlaskClient, query: str = "") -> Json:
    answer = client.get(f"/data/annotations.jsonld{query}")
    assert answer.content_type == f'application/ld+json; profile="{CONTEXT}"'
    answered: Json = answer.get_json(force=True)
    return answered


def test_the_collection_holds_every_fact_on_one_page(client: FlaskClient, atlas: Atlas) -> None:
    answered = collection(client)
    assert (answered["@context"], answered["type"]) == (CONTEXT, "AnnotationCollection")
    page = answered["first"]
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", answered["id"], 0)
    assert answered["total"] == len(page["items"]) == len(atlas.catalogue.facts)
    assert len({item["id"] for item in page["items"]}) == answered["total"]
    for annotation in page["items"]:
        check_annotation(annotation)
        assert "@context" not in annotation  # said once, at the top


def test_the_selectors_find_the_words_in_the_text_that_is_served(client: FlaskClient) -> None:
    for annotation in collection(client)["first"]["items"]:
        address = annotation["target"]["source"]["id"].removeprefix("http://localhost")
        text = client.get(address).text
        quoted, position = annotation["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quoted["exact"]
        assert text[:start].endswith(quoted["prefix"])
        assert text[end:].startswith(quoted["suffix"])
        assert len(quoted["prefix"]) == min(32, start)
        assert len(quoted["suffix"]) == min(32, len(text) - end)


def test_one_fact_is_the_same_annotation_by_itself(client: FlaskClient) -> None:
    for annotation in collection(client)["first"]["items"][:5]:
        alone = client.get(annotation["id"].removeprefix("http://localhost")).get_json(force=True)
        assert alone.pop("@context") == CONTEXT
        assert alone == annotation


def test_a_fact_has_its_gloss_in_three_languages_and_its_class(client: FlaskClient, atlas: Atlas) -> None:
    fact = atlas.catalogue.facts["cable-laid-by-end-of-2026"]
    body = client.get(f"/fact/{fact.id}.jsonld").get_json(force=True)["body"]
    glosses = {part["language"]: part["value"] for part in body if part["purpose"] == "describing"}
    assert glosses == fact.statement.model_dump()
    classes = [part["value"] for part in body if part["purpose"] == "classifying"]
    assert f"modality: {fact.modality}" in classes
    assert f"due: {fact.due}" in classes
    linked = [part["source"] for part in body if part["purpose"] == "identifying"]
    assert [address.rpartition("/")[2] for address in linked] == list(fact.about)


def test_an_inferred_date_is_not_given_as_the_documents_own(client: FlaskClient, atlas: Atlas) -> None:
    for annotation in collection(client)["first"]["items"]:
        source = annotation["target"]["source"]
        document = atlas.catalogue.documents[source["id"].rpartition("/")[2].removesuffix(".txt")]
        assert ("dcterms:issued" in source) == (document.published_basis == "stated" and document.published is not None)


def test_filters_choose_the_facts(client: FlaskClient) -> None:
    page = collection(client, "?project=rogun")
    expected = [fact["id"] for fact in client.get("/data/facts.json?project=rogun").get_json()]
    assert [item["id"].rpartition("/")[2].removesuffix(".jsonld") for item in page["first"]["items"]] == expected
    assert page["id"].endswith("?project=rogun")


@pytest.mark.parametrize("path", ["/fact/nothing.jsonld", "/fact/nothing.bib", "/fact/../tasim.bib"])
def test_no_such_fact(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
