"""429 for who asks too often, counted for the address that asks, and for nobody else."""

import logging
from pathlib import Path

import pytest
from flask import Flask

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.settings import Settings
from dashboard.web.middleware.rate_limits import MOST_ADDRESSES, WINDOW_SECONDS, Counts, network_of
from dashboard.web.registration import register_all

ROOT = Path(__file__).parent.parent.parent


def limited(atlas: Atlas, **chosen: int) -> Flask:
    server = Flask("limited", static_folder=None)
    register_all(server, atlas, Settings.model_validate({"root": ROOT, **chosen}))
    return server


def test_who_asks_too_often_is_told_when_to_come_back(atlas: Atlas) -> None:
    client = limited(atlas, searches_a_minute=2).test_client()
    codes = [client.get("/search.json?q=a").status_code for _ in range(3)]
    assert codes[:2] == [200, 200]
    late = client.get("/search.json?q=b")
    assert (late.status_code, late.json["error"]) == (429, "at most 2 a minute from one address")
    assert 1 <= int(late.headers["Retry-After"]) <= WINDOW_SECONDS
    assert late.headers["Cache-Control"] == "no-store"
    # Downloads have a count of their own, and what costs little has none.
    assert client.get("/data/facts.csv").status_code == 200
    assert all(client.get("/healthz").status_code == 200 for _ in range(5))


def test_all_downloads_are_counted_together(atlas: Atlas) -> None:
    client = limited(atlas, exports_a_minute=2).test_client()
    paths = ("/data/facts.csv", "/data/places.csv?country=GE", "/data/atlas.zip", "/data/annotations.jsonld")
    assert [client.get(path).status_code for path in paths] == [200, 200, 429, 429]


def test_pictures_of_links_are_counted_together(atlas: Atlas) -> None:
    client = create_app(atlas, Settings(root=ROOT, previews_a_minute=2)).server.test_client()
    paths = ("/preview/home.png", "/preview/no/such.png", "/preview/about.png", "/preview/home.png?lang=az")
    assert [client.get(path).status_code for path in paths] == [200, 404, 429, 429]


def test_nought_is_no_limit(atlas: Atlas) -> None:
    client = limited(atlas, searches_a_minute=0).test_client()
    assert {client.get("/search.json?q=a").status_code for _ in range(20)} == {200}


@pytest.mark.parametrize(("proxies", "second"), [(0, 429), (1, 200)])
def test_the_address_is_the_one_that_trusted_proxies_give(
    atlas: Atlas, caplog: pytest.LogCaptureFixture, proxies: int, second: int
) -> None:
    client = limited(atlas, searches_a_minute=1, trusted_proxies=proxies).test_client()
    assert client.get("/search.json?q=a", headers={"X-Forwarded-For": "203.0.113.1"}).status_code == 200
    with caplog.at_level(logging.WARNING):
        assert client.get("/search.json?q=a", headers={"X-Forwarded-For": "203.0.113.2"}).status_code == second
    assert ("ATLAS_TRUSTED_PROXIES" in caplog.text) == (second == 429)
    # What a reader writes into the header himself stands before what the proxy adds, and is not believed.
    lie = {"X-Forwarded-For": "198.51.100.7, 203.0.113.1"}
    assert client.get("/search.json?q=a", headers=lie).status_code == 429


def test_a_window_ends_and_memory_has_its_end() -> None:
    now = 0.0
    counts = Counts(lambda: now)
    assert [counts.hit("a", 1), counts.hit("a", 1), counts.hit("b", 1)] == [0, WINDOW_SECONDS, 0]
    now = WINDOW_SECONDS - 0.2
    assert counts.hit("a", 1) == 1
    now = WINDOW_SECONDS
    assert counts.hit("a", 1) == 0
    for number in range(2 * MOST_ADDRESSES):
        counts.hit(str(number), 1)
    assert len(counts._times) == MOST_ADDRESSES
    assert counts.hit(str(number), 1) > 0


@pytest.mark.parametrize("pause", [0.1, 1.0, 4.9, 7.3])
def test_no_minute_has_more_than_it_may_wherever_it_begins(pause: float) -> None:
    """Somebody who asks all the time, and begins just before a clock's minute ends."""
    now = WINDOW_SECONDS - 1.0
    counts, passed = Counts(lambda: now), []
    while now < 6 * WINDOW_SECONDS:
        wait = counts.hit("a", 20)
        if not wait:
            passed.append(now)
        now += pause
    most = max(sum(begin <= at < begin + WINDOW_SECONDS for at in passed) for begin in passed)
    assert most <= 20
    if pause < 2:
        assert len(passed) >= 5 * 20 - 1  # and no less: who waits as told is let in


def test_who_comes_back_when_told_is_let_in() -> None:
    now = 3.0
    counts = Counts(lambda: now)
    for _ in range(5):
        counts.hit("a", 5)
        now += 2.5
    now += counts.hit("a", 5)
    assert counts.hit("a", 5) == 0


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("203.0.113.7:54321", "203.0.113.7"),
        ("[2001:db8:1:2::9]:54321", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("", ""),
        ("unknown", ""),
        ("203.0.113.7.8", ""),
        ("x" * 500, ""),
    ],
)
def test_what_is_counted_for_an_address(address: str, counted: str) -> None:
    assert network_of(address) == counted


def test_only_the_hosts_of_the_deployment_are_answered(atlas: Atlas) -> None:
    server = Flask("named", static_folder=None)
    register_all(server, atlas, Settings(root=ROOT, hosts="atlas.example,WWW.Atlas.Example"))
    client = server.test_client()
    for host, status in (("ATLAS.example", 200), ("www.atlas.example:8050", 200), ("evil.example", 400)):
        assert client.get("/data/annotations.jsonld", headers={"Host": host}).status_code == status
