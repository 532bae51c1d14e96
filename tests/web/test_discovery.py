"""robots.txt and sitemap.xml as a search engine reads them."""

import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime
from urllib import robotparser

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.web.discovery import SECURITY, expiry, page_paths
from tests.web.test_metadata import Head

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ORIGIN = "http://localhost"


def test_robots_may_read_everything_and_find_the_sitemap(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    rules = robotparser.RobotFileParser()
    rules.parse(answer.text.splitlines())
    assert rules.can_fetch("anybot", f"{ORIGIN}/project/tasim")
    assert rules.site_maps() == [f"{ORIGIN}/sitemap.xml"]


@pytest.mark.parametrize("path", ["/", "/place/alat-port", "/project/tasim"])
def test_crawlers_are_not_led_to_each_page_on_each_day(app: Dash, path: str) -> None:
    """Each page names the years, and each page on a year's day leads to all others on that day."""
    text = app.server.test_client().get(f"{path}?lang=en").text
    to_days = [link for link in re.findall(r"<a [^>]*>", text) if re.search(r"[?;&]on=", link)]
    assert len(to_days) > 10
    assert [link for link in to_days if 'rel="nofollow"' not in link and "/story/" not in link] == []


def test_the_sitemap_names_every_page_in_every_language(client: FlaskClient, atlas: Atlas) -> None:
    answer = client.get("/sitemap.xml")
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    root = ET.fromstring(answer.text)
    assert {url.findtext("s:lastmod", "", NAMES) for url in root} == {atlas.catalogue.changed_on}
    addresses = [url.findtext("s:loc", "", NAMES) for url in root.findall("s:url", NAMES)]
    paths = list(page_paths(atlas))
    expected = {ORIGIN + path + query for path in paths for query in ("", *(f"?lang={code}" for code in LANGUAGES))}
    assert len(addresses) == len(set(addresses))
    assert set(addresses) == expected
    catalogue = atlas.catalogue
    for kind in ("projects", "routes", "places", "facts", "documents"):
        assert {f"{ORIGIN}/{kind.removesuffix('s')}/{record}" for record in getattr(catalogue, kind)} <= set(addresses)
    assert len(addresses) < 50_000  # more than that is two files
    assert len(answer.data) < 50 * 1024 * 1024


def test_pages_and_sitemap_name_the_same_alternates(page: FlaskClient) -> None:
    root = ET.fromstring(page.get("/sitemap.xml").text)
    for url in root.findall("s:url", NAMES)[::211]:
        address = url.findtext("s:loc", "", NAMES)
        links = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)}
        answer = page.get(address.removeprefix(ORIGIN))
        assert answer.status_code == 200, address
        head = Head(answer.text.partition("</head>")[0])
        assert {link["hreflang"]: link["href"] for link in head.links if "hreflang" in link} == links
        assert [link["href"] for link in head.links if link["rel"] == "canonical"] == [address]
        assert "noindex" not in head.meta.get("robots", "")


def test_the_sitemap_answers_with_nothing_new(client: FlaskClient) -> None:
    first = client.get("/sitemap.xml")
    assert client.get("/sitemap.xml", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_who_is_named_is_told_as_rfc_9116_wants_it(client: FlaskClient, page: FlaskClient) -> None:
    assert client.get(SECURITY).status_code == 404
    answer = page.get(SECURITY)
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    told = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert told["Contact"] == "mailto:security@atlas.example"
    assert told["Canonical"] == f"{ORIGIN}{SECURITY}"
    left = datetime.fromisoformat(told["Expires"]) - datetime.now(UTC)
    assert 150 < left.days < 365
    assert told["Preferred-Languages"] == "en, az, ar"


UNTIL = {(2026, 1, 31): "2026-08", (2026, 5, 1): "2026-12", (2026, 6, 1): "2027-01", (2026, 12, 31): "2027-07"}


@pytest.mark.parametrize(("today", "until"), UNTIL.items())
def test_it_runs_out_within_the_year(today: tuple[int, int, int], until: str) -> None:
    assert expiry(date(*today)) == f"{until}-01T00:00:00Z"
