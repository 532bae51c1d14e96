"""``/search.json``: groups, titles in the reader's language, excerpts in their own script, refusals."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.publishing.search import LONGEST_QUERY


def ask(client: FlaskClient, query: str, language: str = "en") -> Any:  # noqa: ANN401 (JSON)
    answer = client.get("/search.json", query_string={"q": query, "lang": language})
    assert answer.status_code == 200
    return answer.json


def results(answer: Any, kind: str) -> list[Any]:  # noqa: ANN401 (JSON)
    return [result for group in answer["groups"] if group["kind"] == kind for result in group["results"]]


def marked(passage: Any) -> list[str]:  # noqa: ANN401 (JSON)
    return [passage["text"][start:end] for start, end in passage["marks"]]


@pytest.mark.parametrize(
    ("language", "title", "heading", "summary"),
    [
        ("en", "Digital Silk Road", "Projects", "4 results"),
        ("az", "Rəqəmsal İpək Yolu", "Layihələr", "4 nəticə"),
        ("ar", "طريق الحرير الرقمي", "المشاريع", "4 نتائج"),
    ],
)
def test_the_title_is_the_readers_and_the_hit_its_own(
    client: FlaskClient, language: str, title: str, heading: str, summary: str
) -> None:
    answer = ask(client, "ipek yolu", language)
    assert (answer["summary"], answer["groups"][0]["heading"]) == (summary, heading)
    [project] = results(answer, "project")
    assert (project["path"], project["title"]["text"]) == ("/project/digital-silk-road", title)
    shown = project["title"] if language == "az" else project["excerpt"]
    assert (shown["lang"], shown["dir"], marked(shown)) == ("az", "ltr", ["İpək Yolu"])
    assert (project["excerpt"] is None) == (language == "az")


def test_every_path_opens_and_every_mark_lies_in_its_text(client: FlaskClient, atlas: Atlas) -> None:
    catalogue = atlas.catalogue
    pages = {"project": catalogue.projects, "route": catalogue.routes, "place": catalogue.places}
    pages |= {"fact": catalogue.facts, "document": catalogue.documents, "country": atlas.relations.facts_of_country}
    for query in ("a", "ba", "азербайджан", "ال", "azərbaycan", "meeting", "report", "tokayev"):
        for language in LANGUAGES:
            answer = ask(client, query, language)
            found = [result for group in answer["groups"] for result in group["results"]]
            assert len(found) == answer["count"] <= 40
            for result in found:
                _, kind, identity = result["path"].split("/")
                assert identity in pages[kind]
                for passage in (result["title"], *([result["excerpt"]] if result["excerpt"] else [])):
                    assert all(marked(passage))
                    assert passage["dir"] == ("rtl" if passage["lang"] == "ar" else passage["dir"])


def test_a_passage_leads_to_the_fact_that_quotes_it_else_to_its_place_in_the_document(
    client: FlaskClient, atlas: Atlas
) -> None:
    [quoted] = results(ask(client, "ميناء آلات"), "document")
    assert quoted["path"] == "/fact/alat-capacity-target"
    assert (quoted["excerpt"]["lang"], quoted["excerpt"]["dir"]) == ("ar", "rtl")
    assert marked(quoted["excerpt"]) == ["لميناء آلات"]
    [plain] = results(ask(client, "xususda"), "document")
    assert plain["path"] == "/document/cica-new-york-meetings"
    start, end = plain["at"]
    assert atlas.catalogue.text("cica-new-york-meetings")[start:end] == "xüsusda"


def test_a_country_is_found_in_every_language(client: FlaskClient) -> None:
    for query in ("Georgia", "Gürcüstan", "gurcustan", "جورجيا", "Грузия"):
        assert [result["path"] for result in results(ask(client, query), "country")] == ["/country/GE"]


def test_a_speaker_leads_to_a_fact_of_its_own(client: FlaskClient, atlas: Atlas) -> None:
    [speaker] = results(ask(client, "Sarıbay"), "speaker")
    assert atlas.catalogue.facts[speaker["path"].removeprefix("/fact/")].speaker == "sarybay"
    assert speaker["title"]["text"] == "Kairat Sarybay"


def test_nothing_found_is_said_and_nothing_asked_is_silent(client: FlaskClient) -> None:
    nothing = ask(client, "zzzqqq")
    assert (nothing["groups"], nothing["count"]) == ([], 0)
    assert nothing["summary"].startswith("Nothing found")
    assert ask(client, "  ")["summary"] == ""
    assert client.get("/search.json").json["groups"] == []


def test_what_cannot_be_asked_is_refused(client: FlaskClient) -> None:
    assert client.get("/search.json", query_string={"q": "ə" * LONGEST_QUERY}).status_code == 200
    long = client.get("/search.json", query_string={"q": "ə" * (LONGEST_QUERY + 1)})
    assert (long.status_code, long.json["error"]) == (400, "q: at most 200 letters")
    other = client.get("/search.json?q=a&lang=ru")
    assert (other.status_code, other.json["allowed"]) == (400, list(LANGUAGES))


def test_an_answer_may_be_kept_for_a_while_and_asked_about(client: FlaskClient) -> None:
    first = client.get("/search.json?q=tasim")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = client.get("/search.json?q=tasim", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/search.json?q=tasim&lang=az").headers["ETag"] != first.headers["ETag"]
