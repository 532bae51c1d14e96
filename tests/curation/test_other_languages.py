"""Texts in languages that no document has yet go in by ``draft`` and are read, found and cited as all others are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.curation.check import survey
from dashboard.load_atlas import load_atlas
from dashboard.settings import Settings
from tests.other_languages import ARTICLES, Article, add_articles, copied_root

PAGE_LANGUAGES = ("en", "az", "ar")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copied_root(tmp_path_factory.mktemp("languages"))
    add_articles(root)
    return root


@pytest.fixture(scope="module")
def visitor(root: Path) -> Iterator[FlaskClient]:
    yield create_app(load_atlas(root), Settings(root=root)).server.test_client()


@pytest.fixture(params=ARTICLES, ids=lambda article: article.language)
def article(request: pytest.FixtureRequest) -> Article:
    text: Article = request.param
    return text


def test_what_is_not_translated_is_the_only_finding(root: Path) -> None:
    files = {f"data/documents/{document.id}.toml" for document in ARTICLES}
    findings = [finding for finding in survey(root) if finding.level != "note"]
    own = [finding for finding in findings if finding.file in files]
    assert "error" not in {finding.level for finding in findings}
    assert {finding.file for finding in own} == files
    assert {finding.level for finding in own} == {"warning"}
    assert all("not translated into" in finding.message for finding in own)


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_the_words_stand_in_their_own_language_and_direction(
    visitor: FlaskClient, article: Article, language: str
) -> None:
    for path in (f"/document/{article.id}", f"/fact/statement-{article.language}"):
        answer = visitor.get(f"{path}?lang={language}")
        assert answer.status_code == 200
        (tag,) = re.findall(r'<article[^>]*class="source-text"[^>]*>', answer.text)
        assert f'lang="{article.language}"' in tag
        assert f'dir="{article.direction}"' in tag


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_a_gloss_in_another_language_is_marked(visitor: FlaskClient, article: Article, language: str) -> None:
    text = visitor.get(f"/fact/statement-{article.language}?lang={language}").text
    written, gloss = next(iter(article.gloss.items()))
    heading = re.search(r'<h2[^>]*id="panel-title"[^>]*>(.*?)</h2>', text, re.DOTALL)
    assert heading
    assert gloss in heading[1]
    assert ('class="untranslated"' in heading[1]) is (written != language)
    assert (f'lang="{written}"' in heading[1]) is (written != language)


def test_it_is_cited_in_its_language(visitor: FlaskClient, article: Article) -> None:
    statement = f"statement-{article.language}"
    assert f"language = {{{article.bibtex}}}" in visitor.get(f"/fact/{statement}.bib").text
    body = visitor.get(f"/fact/{statement}.jsonld").get_json()
    assert (body["target"]["source"]["language"], body["target"]["source"]["textDirection"]) == (
        article.language,
        article.direction,
    )
    written = {part["language"] for part in body["body"] if "language" in part}
    assert written == set(article.gloss)


def test_it_is_found_as_it_is_typed(visitor: FlaskClient, article: Article) -> None:
    for query in article.queries:
        groups = visitor.get("/search.json", query_string={"q": query, "lang": "en"}).get_json()["groups"]
        paths = [result["path"] for group in groups for result in group["results"]]
        assert f"/fact/statement-{article.language}" in paths, query


@pytest.mark.parametrize("name", ["facts.csv", "facts.json", "documents.json", "annotations.jsonld"])
def test_every_download_has_it(visitor: FlaskClient, name: str, article: Article) -> None:
    answer = visitor.get(f"/data/{name}")
    assert answer.status_code == 200
    assert article.id in answer.text or f"statement-{article.language}" in answer.text


@pytest.mark.parametrize("path", ["/?tab=table", "/?tab=timeline", "/?tab=coverage", "/about", "/sitemap.xml"])
def test_views_of_everything_hold(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).status_code == 200
