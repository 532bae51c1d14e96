import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.i18n import words_in
from dashboard.web.pages.metadata import PageAddress, head_tags

ORIGIN = "https://atlas.example"


class Head(HTMLParser):
    """The tags of a head: ``meta`` by name or property, links by relation, the JSON-LD."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.schema: dict[str, Any] = {}
        self._script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "meta":
            self.meta[named.get("name") or named.get("property") or ""] = named.get("content") or ""
        elif tag == "link":
            self.links.append(named)
        self._script = tag == "script" and named.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._script:
            self.schema = json.loads(data)
            self._script = False


def head(atlas: Atlas, path: str, heading: str = "", language: str = "en", **address: Any) -> Head:  # noqa: ANN401
    return Head(
        head_tags(
            atlas, PageAddress(ORIGIN, path, **address), words_in(language, atlas.catalogue.identity), heading, "0.1.0"
        )
    )


@pytest.mark.parametrize("path", ["/", "/about"])
def test_the_atlas_is_a_dataset_with_its_files(atlas: Atlas, path: str) -> None:
    schema = head(atlas, path).schema
    assert (schema["@context"], schema["@type"]) == ("https://schema.org", "Dataset")
    assert 50 <= len(schema["description"]) <= 5000  # what dataset search engines take
    files = {file["contentUrl"] for file in schema["distribution"]}
    assert {f"{ORIGIN}/data/facts.csv", f"{ORIGIN}/data/atlas.zip", f"{ORIGIN}/data/routes.geojson"} <= files
    south, west, north, east = map(float, schema["spatialCoverage"]["geo"]["box"].split())
    assert south < 40.4 < north
    assert west < 49.9 < east  # Baku


def test_a_fact_is_a_quotation_from_an_article(atlas: Atlas) -> None:
    fact = atlas.catalogue.facts["cable-laid-by-end-of-2026"]
    schema = head(atlas, f"/fact/{fact.id}", fact.statement.en).schema
    assert (schema["@type"], schema["text"], schema["inLanguage"]) == ("Quotation", fact.quote, "az-Latn")
    assert schema["isPartOf"]["@type"] == "Article"
    assert schema["isPartOf"]["datePublished"] == "2025-12-29"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/place/alat-port", "Place"),
        ("/country/GE", "Country"),
        ("/document/atamoglanov-interview", "Article"),
        ("/project/tasim", "WebPage"),
        ("/route/alat-tbilisi", "WebPage"),
        ("/corridor/baku/astana", "WebPage"),
    ],
)
def test_every_page_says_what_it_is(atlas: Atlas, path: str, kind: str) -> None:
    written = head(atlas, path, "A heading")
    assert written.schema["@type"] == kind
    assert written.schema["url"] == written.meta["og:url"] == ORIGIN + path
    assert written.meta["og:title"] == "A heading – Trans-Caspian Atlas"
    assert written.meta["og:description"] == written.meta["description"] != ""
    assert [link["href"] for link in written.links if link["rel"] == "canonical"] == [ORIGIN + path]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_itself_in_the_other_languages(atlas: Atlas, language: str) -> None:
    written = head(atlas, "/project/tasim", "T", language=language)
    alternates = {link["hreflang"]: link["href"] for link in written.links if "hreflang" in link}
    assert set(alternates) == {*LANGUAGES, "x-default"}
    assert alternates[language] == f"{ORIGIN}/project/tasim?lang={language}"
    assert written.meta["og:locale"] == {"en": "en_GB", "az": "az_AZ", "ar": "ar_EG"}[language]


def test_an_embedded_page_points_to_the_whole_one_and_stays_out_of_indexes(atlas: Atlas) -> None:
    written = head(atlas, "/project/tasim", "T", embedded=True)
    assert written.meta["robots"] == "noindex"
    assert written.links[0]["href"] == f"{ORIGIN}/project/tasim"


def test_a_missing_page_has_no_address_of_its_own(atlas: Atlas) -> None:
    written = head(atlas, '/project/"><script>alert(1)</script>', "Nothing here", missing=True)
    assert (written.meta["robots"], written.links, written.schema) == ("noindex", [], {})


def test_nothing_breaks_out_of_the_tags(atlas: Atlas) -> None:
    evil = '"><script>alert(1)</script></script>'
    text = head_tags(atlas, PageAddress(ORIGIN, "/project/tasim"), words_in("en"), evil, "0.1.0")
    assert text.count("<script") == text.count("</script") == 1
    assert Head(text).schema["name"] == evil


@pytest.mark.parametrize("path", ["/", "/project/tasim", "/about"])
def test_a_page_is_painted_once_all_that_is_seen_of_it_has_come(page: FlaskClient, path: str) -> None:
    """Painted earlier, its parts would shift while the rest comes."""
    text = page.get(path).text
    (awaited,) = re.findall(r'<link rel="expect" href="#([\w-]+)" blocking="render">', text)
    assert text.index(f'id="{awaited}"') > text.index('class="sheets"')
