from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.settings import Settings
from dashboard.web.middleware.headers import content_security_policy
from dashboard.web.registration import register_all

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("path", ["/healthz", "/data/facts.json", "/data/facts.json?mode=camel", "/nothing"])
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Content-Security-Policy"] == content_security_policy(["'sha256-AAAA'"])
    assert "Strict-Transport-Security" not in headers


ANYONE_READS = [
    "/data/facts.json",
    "/data/facts.csv",
    "/data/facts.json?mode=camel",
    "/document/cica-new-york-meetings.txt",
    "/search.json?q=baku",
    "/panel/project/tasim",
    "/preview/project/tasim.png",
    "/static/0/bundle/page.js",
    "/robots.txt",
    "/tiles/ground/5/20/12.mvt",
]


@pytest.mark.parametrize("path", ANYONE_READS)
def test_what_is_public_is_open_to_other_origins(page: FlaskClient, path: str) -> None:
    answer = page.get(path, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert {"ETag", "Content-Disposition"} <= set(answer.headers["Access-Control-Expose-Headers"].split(", "))
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("path", ANYONE_READS)
def test_another_origin_may_ask_again_with_what_it_has(page: FlaskClient, path: str) -> None:
    asked = {
        "Origin": "https://elsewhere.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match, range",
    }
    answer = page.options(path, headers=asked)
    assert answer.status_code < 300
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Headers"].lower() == "if-none-match, range"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    assert int(answer.headers["Access-Control-Max-Age"]) > 0


@pytest.mark.parametrize("path", ["/", "/project/tasim", "/healthz", "/readyz", "/metrics", "/_dash-layout"])
def test_nothing_else_is_open_to_other_origins(page: FlaskClient, path: str) -> None:
    headers = page.get(path, headers={"Origin": "https://elsewhere.example"}).headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = dict(part.split(" ", 1) for part in content_security_policy(["'sha256-x'"]).split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["script-src"] == "'self' 'sha256-x'"
    assert not any("http" in value or "*" in value or "unsafe-eval" in value for value in policy.values())


def test_over_tls_the_browser_is_told_to_stay_there(client: FlaskClient) -> None:
    answer = client.get("/healthz", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(("trusted", "seen"), [(0, "127.0.0.1 http localhost"), (1, "203.0.113.7 https atlas.example")])
def test_a_proxy_is_believed_only_where_it_is_named(atlas: Atlas, trusted: int, seen: str) -> None:
    server = Flask("proxied", static_folder=None)
    server.add_url_rule("/seen", view_func=lambda: f"{request.remote_addr} {request.scheme} {request.host}")
    register_all(server, atlas, Settings(root=ROOT, trusted_proxies=trusted))
    forwarded = {
        "X-Forwarded-For": "203.0.113.7",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "atlas.example",
    }
    assert server.test_client().get("/seen", headers=forwarded).text == seen


@pytest.mark.parametrize(("trusted", "sent"), [(0, False), (1, True)])
def test_nobody_but_a_trusted_proxy_says_that_there_is_tls(atlas: Atlas, trusted: int, sent: bool) -> None:
    server = Flask("proxied", static_folder=None)
    register_all(server, atlas, Settings(root=ROOT, trusted_proxies=trusted))
    headers = server.test_client().get("/healthz", headers={"X-Forwarded-Proto": "https"}).headers
    assert ("Strict-Transport-Security" in headers) == sent


def test_a_page_in_one_reader_s_language_is_given_to_no_other(page: FlaskClient) -> None:
    for path in ("/", "/about", "/embed/project/tasim", "/nothing"):
        assert page.get(path).headers["Cache-Control"] == "private, no-cache"
