import pytest
from flask.testing import FlaskClient

from dashboard.web.pages.embed import split_embedded


@pytest.mark.parametrize(
    ("path", "own", "embedded"),
    [
        ("/", "/", False),
        ("/embed", "/", True),
        ("/embed/", "/", True),
        ("/embed/project/tasim", "/project/tasim", True),
        ("/embedded", "/embedded", False),
        ("/project/embed", "/project/embed", False),
    ],
)
def test_the_address_behind_an_embedded_one(path: str, own: str, embedded: bool) -> None:
    assert split_embedded(path) == (own, embedded)


@pytest.mark.parametrize("path", ["/embed", "/embed/", "/embed/project/tasim?lang=az", "/embed/about"])
def test_only_the_embedded_page_may_be_framed(page: FlaskClient, path: str) -> None:
    answer = page.get(path)
    assert answer.status_code == 200
    assert "frame-ancestors" not in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert " data-embedded" in answer.text.split(">", 2)[1]
    assert 'class="embed-caption"' in answer.text or "embed-caption" in answer.text


@pytest.mark.parametrize("path", ["/", "/project/tasim", "/data/facts.json", "/embeds", "/project/../embed/x/../../"])
def test_nothing_else_may(page: FlaskClient, path: str) -> None:
    answer = page.get(path)
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert " data-embedded" not in answer.text[:200]


def test_an_embedded_page_that_does_not_exist_says_so(page: FlaskClient) -> None:
    assert page.get("/embed/project/nothing-like-this").status_code == 404
