"""Addresses that arrive slightly wrong lead to what was meant; those that name nothing offer what is near."""

import re

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.settings import Settings
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("/country/ge", "/country/GE"),
        ("/country/GE/", "/country/GE"),
        ("/project/TASIM", "/project/tasim"),
        ("/Project/tasim", "/project/tasim"),
        ("/project/tasim.", "/project/tasim"),
        ("/project/tasim),", "/project/tasim"),
        ("/project/tasim%E2%80%9D", "/project/tasim"),
        ("/project/tasim%20", "/project/tasim"),
        ("/project/trans_caspian_cable", "/project/trans-caspian-cable"),
        ("/project/Trans%20Caspian%20Cable", "/project/trans-caspian-cable"),
        ("/fact/BTK-capacity-target…", "/fact/btk-capacity-target"),
        ("/corridor/Aktau-Port/alat-port/", "/corridor/aktau-port/alat-port"),
        ("/embed/project/TASIM?lang=az", "/embed/project/tasim?lang=az"),
        ("/project/TASIM?country=GE&utm_source=x", "/project/tasim?country=GE&utm_source=x"),
        ("/?country=ge,Az&mode=RAIL", "/?country=GE,AZ&mode=rail"),
        ("/project/tasim?lang=az-Latn-AZ", "/project/tasim?lang=az"),
        ("/?lang=AR-eg&mode=rail", "/?lang=ar&mode=rail"),
        ("/ar", "/?lang=ar"),
        ("/AZ/", "/?lang=az"),
        ("/en?mode=rail", "/?lang=en&mode=rail"),
        ("/ar/project/tasim", "/project/tasim?lang=ar"),
        ("/About.", "/about"),
        ("/api/", "/api"),
        ("/data/?lang=ar", "/data?lang=ar"),
        ("/data/segments.CSV", "/data/segments.csv"),
        ("/Data/routes.geojson?country=GE", "/data/routes.geojson?country=GE"),
        ("/data/atlas.gpkg.", "/data/atlas.gpkg"),
        ("/fact/btk-capacity-target.bib.", "/fact/btk-capacity-target.bib"),
        ("/fact/BTK-capacity-target.jsonld", "/fact/btk-capacity-target.jsonld"),
    ],
)
def test_a_slightly_wrong_address_leads_to_the_right_one(page: FlaskClient, asked: str, right: str) -> None:
    answer = page.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, right)
    assert page.get(right).status_code == 200


@pytest.mark.parametrize("path", ["/", "/project/tasim", "/country/GE?lang=ar", "/embed/corridor/aktau-port/alat-port"])
def test_a_right_address_is_answered_at_once(page: FlaskClient, path: str) -> None:
    assert page.get(path).status_code == 200


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("/project/tasim-cable", "/project/tasim"),
        ("/project/tasin", "/project/tasim"),
        ("/fact/btk-capacity", "/fact/btk-capacity-target"),
        ("/route/tasim", "/project/tasim"),
        ("/place/baki", "/place/baku"),
        ("/country/georgia", "/country/GE"),
        ("/place/azerbaycan", "/country/AZ"),
        ("/project/orta-d%C9%99hliz", "/project/middle-corridor"),
        ("/corridor/khorgos/poti-port", "/corridor/khorgos-china-station/poti-port"),
    ],
)
def test_an_unknown_address_offers_what_is_nearest(page: FlaskClient, asked: str, near: str) -> None:
    answer = page.get(asked)
    assert answer.status_code == 404
    offered = re.search(r'<ul class="nearest">(.*?)</ul>', answer.get_data(as_text=True))
    assert offered is not None
    assert re.findall(r'href="([^"]+)"', offered[1])[0] == near


@pytest.mark.parametrize("path", ["/xyzzy", "/admin", "/nonsense/thing", "/map", "/faq", "/ru"])
def test_what_is_like_nothing_offers_nothing(page: FlaskClient, path: str) -> None:
    assert 'class="nearest"' not in page.get(path).get_data(as_text=True)


@pytest.mark.parametrize("path", ["/ar//evil.example", "/ar/%5Cevil.example", "/az/nothing", "/ar/ar/ar"])
def test_a_language_before_an_unknown_path_leads_nowhere(page: FlaskClient, path: str) -> None:
    assert page.get(path).status_code == 404


def test_a_short_name_is_offered_for_itself(page: FlaskClient) -> None:
    offered = re.search(r'<ul class="nearest">(.*?)</ul>', page.get("/btk").get_data(as_text=True))
    assert offered is not None
    assert re.findall(r'href="([^"]+)"', offered[1]) == ["/project/baku-tbilisi-kars"]


def test_a_program_that_asks_for_what_is_not_there_is_answered_in_json(page: FlaskClient) -> None:
    answer = page.get("/project/tasim-cable", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (404, "application/json")
    assert answer.get_json()["nearest"][0] == "/project/tasim"


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        (None, "text/html"),
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("application/json;q=0.5, text/html", "text/html"),
        ("application/json, text/html;q=0.5", "application/json"),
        ("application/json, */*;q=0.1", "application/json"),
        ("application/geo+json", "application/json"),
        ("image/png", "application/json"),
    ],
)
@pytest.mark.parametrize("path", ["/project/tasim-cable", "/embed/xyzzy", "/corridor/here/there"])
def test_what_is_not_there_is_answered_in_what_is_asked_for(
    page: FlaskClient, path: str, accept: str | None, answered: str
) -> None:
    answer = page.get(path, headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.mimetype) == (404, answered)


def test_whole_addresses_come_from_the_configured_base_alone(atlas: Atlas) -> None:
    settings = Settings(root=ROOT, base_url="https://atlas.example")
    reader = create_app(atlas, settings).server.test_client()
    for path in ("/sitemap.xml", "/data/annotations.jsonld", "/project/tasim", "/fact/btk-capacity-target.bib"):
        text = reader.get(path, headers={"Host": "evil.example"}, buffered=True).get_data(as_text=True)
        assert "https://atlas.example/" in text
        assert "evil.example" not in text


TRACKED = "utm_source=x&utm_medium=mail&UTM_Campaign=y&fbclid=1&gclid=2&msclkid=3&mc_cid=4&_hsenc=5&igshid=6&ref=z"
OTHERS_TRACKED = "s_cid=1&hsCtaTracking=2&__hstc=3&_x_tr_sl=az&elqTrackId=4&ns_mchannel=mail&isappinstalled=0&mkevt=1"


@pytest.mark.parametrize("tracked", [TRACKED, OTHERS_TRACKED])
def test_tracking_parameters_are_left_aside_in_silence(page: FlaskClient, tracked: str) -> None:
    told = page.get(f"/project/tasim?{tracked}&lang=en").get_data(as_text=True)
    assert 'class="notice"' not in told
    assert 'class="notice"' in page.get("/project/tasim?colour=red&lang=en").get_data(as_text=True)
    assert page.get(f"/data/facts.json?{tracked}").status_code == 200
