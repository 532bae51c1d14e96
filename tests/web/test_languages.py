"""Language over HTTP: the address before the cookie, the cookie before the browser, the browser before English."""

import re
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.catalogue.vocabulary import LANGUAGES

ROOT = Path(__file__).parents[2]


@pytest.fixture
def page(app: Dash) -> FlaskClient:
    return app.server.test_client(use_cookies=False)


def language_of(page: FlaskClient, path: str = "/", accept: str = "", cookie: str = "") -> str:
    """The language that the page says of itself: in its header and on its first element, which agree."""
    headers = {"Accept-Language": accept} if accept else {}
    answer = page.get(path, headers={**headers, **({"Cookie": cookie} if cookie else {})})
    told = re.search(r'<html lang="([a-z]+)" dir="([a-z]+)"', answer.text)
    assert told is not None
    assert answer.headers["Content-Language"] == told[1]
    assert told[2] == ("rtl" if told[1] == "ar" else "ltr")
    return told[1]


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "en"),
        ("az", "az"),
        ("az-Latn-AZ", "az"),
        ("az-AZ,az;q=0.9,en;q=0.8", "az"),
        ("ar-EG", "ar"),
        ("AR-eg", "ar"),
        ("en-US,en;q=0.5", "en"),
        ("en;q=0.5,ar;q=0.9,az;q=0.8", "ar"),
        ("en;q=0.3, az;q=0.7", "az"),
        ("tr,ru;q=0.9,az;q=0.1", "az"),
        ("ru,ka;q=0.8", "en"),
        ("*", "en"),
        ("tr;q=0.9,*;q=0.5", "en"),
        ("az;q=0,ar;q=0.2", "ar"),
        ("ar;q=0", "en"),
        ("azb", "en"),
        ("nonsense;;q=x,,", "en"),
    ],
)
def test_a_first_visit_is_in_the_browsers_language(page: FlaskClient, accept: str, language: str) -> None:
    assert language_of(page, accept=accept) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_chosen_is_remembered(page: FlaskClient, language: str) -> None:
    assert language_of(page, accept="ru, en;q=0.5", cookie=f"lang={language}") == language


def test_a_cookie_of_no_language_of_ours_is_left_aside(page: FlaskClient) -> None:
    assert language_of(page, accept="ar", cookie="lang=ru") == "ar"


@pytest.mark.parametrize("path", ["/", "/about", "/project/tasim", "/embed/project/tasim", "/project/nothing"])
def test_the_address_says_more_than_cookie_and_browser(page: FlaskClient, path: str) -> None:
    assert language_of(page, f"{path}?lang=az", accept="ar", cookie="lang=en") == "az"


def test_a_language_that_the_page_does_not_speak_is_left_aside(page: FlaskClient) -> None:
    assert language_of(page, "/?lang=ru", accept="ar") == "ar"


@pytest.mark.parametrize("path", ["/", "/project/tasim?lang=ar", "/project/nothing"])
def test_whoever_keeps_a_page_knows_what_it_depends_on(page: FlaskClient, path: str) -> None:
    assert {"accept-language", "cookie"} <= {header.lower() for header in page.get(path).vary}


def test_what_is_no_page_does_not_depend_on_the_language(page: FlaskClient) -> None:
    for path in ("/data/facts.json", "/robots.txt", "/preview/home.png"):
        answer = page.get(path)
        assert "Content-Language" not in answer.headers
        assert "accept-language" not in {header.lower() for header in answer.vary}
