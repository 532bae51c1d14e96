"""``/search.json``: groups, titles in the reader's language, excerpts in their own script, refusals."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.api.search import LONGEST_QUERY
from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES


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
        ("en", "Digital Silk Way (Digital Silk Road)", "Projects", "{} results"),
        ("az", "Rəqəmsal İpək Yolu", "Layihələr", "{} nəticə"),
        ("ar", "طريق الحرير الرقمي", "المشاريع", "{} نتائج"),
    ],
)
def test_the_title_is_the_readers_and_the_hit_its_own(
    client: FlaskClient, language: str, title: str, heading: str, summary: str
) -> None:
    answer = ask(client, "ipek yolu", language)
    assert 3 <= answer["count"] <= 10
    assert (answer["summary"], answer["groups"][0]["heading"]) == (summary.format(answer["count"]), heading)
    project = results(answer, "project")[0]
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
            results = [result for group in answer["groups"] for result in group["results"]]
            assert len(results) == answer["count"] <= 40
            for result in results:
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
    [plain] = results(ask(client, "xəbər verir"), "document")
    assert plain["path"] == "/document/cica-new-york-meetings"
    start, end = plain["at"]
    assert atlas.catalogue.text("cica-new-york-meetings")[start:end] == "xəbər verir"


@pytest.mark.parametrize(
    ("language", "heading", "source"),
    [
        ("en", "Figures from other sources", "Source: "),
        ("az", "Başqa mənbələrin rəqəmləri", "Mənbə: "),
        ("ar", "أرقام من مصادر أخرى", "المصدر: "),
    ],
)
def test_a_figure_from_elsewhere_is_marked_as_such_and_names_its_source(
    client: FlaskClient, language: str, heading: str, source: str
) -> None:
    answer = ask(client, "400 Tbit/s", language)
    [group] = answer["groups"]
    assert (group["kind"], group["heading"], group["further"]) == ("figure", heading, False)
    for result in group["results"]:
        assert result["path"] == "/project/trans-caspian-cable"
        assert result["detail"].startswith(source)
        assert len(result["detail"]) > len(source)
        assert "400" in marked(result["excerpt"])


def test_better_results_of_a_kind_stand_before_further_ones_under_a_heading_of_their_own(client: FlaskClient) -> None:
    places = [group for group in ask(client, "Alat")["groups"] if group["kind"] == "place"]
    assert [(group["heading"], group["further"]) for group in places] == [("Places", False), ("More places", True)]


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


@pytest.mark.parametrize("raw", ["q=Bakı".encode(), b"q=Bak%C4%B1", b"q=Bak\xc4\xb1&lang=az"])
def test_letters_that_nobody_encoded_are_read_all_the_same(client: FlaskClient, raw: bytes) -> None:
    answer = client.get("/search.json", environ_overrides={"QUERY_STRING": raw.decode("latin-1")})
    assert answer.status_code == 200
    assert (answer.json["query"], answer.json["groups"][0]["results"][0]["path"]) == ("Bakı", "/place/baku")


@pytest.mark.parametrize("raw", [b"q=\xff\xfe", b"q=%FF%FE", b"q=Bak\xc4", b"q=\xed\xa0\x80"])
def test_bytes_that_are_no_letters_are_answered_too(client: FlaskClient, raw: bytes) -> None:
    answer = client.get("/search.json", environ_overrides={"QUERY_STRING": raw.decode("latin-1")})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("language", "heading", "title", "near"),
    [
        ("en", "On the map", "41.64° N, 41.63° E", "Port of Batumi · 2.5 km away, as the crow flies"),
        ("az", "Xəritədə", "41,64° şimal enliyi, 41,63° şərq uzunluğu", "Batumi limanı · düz xətlə 2,5 km uzaqda"),
        ("ar", "على الخريطة", "41.64 درجة شمالاً، 41.63 درجة شرقاً", "ميناء باتومي · على بعد 2.5 كم بخط مستقيم"),
    ],
)
def test_a_position_leads_to_its_point_on_the_map(
    client: FlaskClient, language: str, heading: str, title: str, near: str
) -> None:
    for typed in ("41.64, 41.63", "٤١٫٦٤ ٤١٫٦٣", "41°38'24\"N 41°37'48\"E"):
        [first] = ask(client, typed, language)["groups"]
        assert (first["kind"], first["heading"]) == ("point", heading)
        [result] = first["results"]
        assert (result["path"], result["title"]["text"]) == ("/point/41.64/41.63", title)
        assert result["detail"] == near


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "said on: 1 February 2020"), ("az", "deyilib: 1 fevral 2020"), ("ar", "قيل في: 1 فبراير 2020")],
)
def test_a_date_that_is_due_says_when_it_was_named(client: FlaskClient, language: str, said: str) -> None:
    answer = ask(client, "when will the cable be finished", language)
    details = [result["detail"] for group in answer["groups"] for result in group["results"]]
    assert [detail for detail in details if detail.startswith(f"{said} · ") and "regionplus.az" in detail]
