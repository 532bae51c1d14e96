"""Where strangers are there is no workbench: not at another address, not under another name, not in production."""

import pytest
from flask import Flask

from dashboard.settings import Settings, SettingsError
from dashboard.workbench.guard import (
    TOKEN_HEADER,
    answer_own_names,
    check_loopback,
    guard_writing,
    own_hosts,
)
from tests.commands import dashboard_here, program

HERE = Settings(port=8104)
PRODUCTION = """
import sys
from dashboard.server import server
print(*[name for name in sys.modules if name.startswith(("dashboard.workbench", "dashboard.curation", "tomlkit"))])
print(*[rule.rule for rule in server.url_map.iter_rules() if "curate" in rule.rule])
print(server.test_client().get("/curate/", headers={"Accept": "application/json"}).status_code)
"""


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "example.org", "::", "localhost.example.org"])
def test_any_address_but_loopback_is_refused(host: str) -> None:
    with pytest.raises(SettingsError, match="for this machine alone"):
        check_loopback(Settings(host=host))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.9"])
def test_loopback_is_taken(host: str) -> None:
    check_loopback(Settings(host=host))


def test_the_command_refuses_too() -> None:
    done = dashboard_here("curate", HOST="0.0.0.0", PORT="0")
    assert done.returncode == 1
    assert "for this machine alone" in done.stderr


@pytest.fixture
def guarded() -> Flask:
    server = Flask("guarded")
    hosts = own_hosts(HERE)
    answer_own_names(server, hosts)
    guard_writing(server, hosts, "a token")
    server.add_url_rule("/", view_func=lambda: "there", methods=["GET", "POST"])
    return server


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:8104", 200), ("localhost:8104", 200), ("evil.example:8104", 403), ("127.0.0.1:80", 403)],
)
def test_only_its_own_name_is_answered(guarded: Flask, host: str, status: int) -> None:
    assert guarded.test_client().get("/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({TOKEN_HEADER: "a token"}, 200),
        ({TOKEN_HEADER: "a token", "Origin": "http://localhost:8104"}, 200),
        ({TOKEN_HEADER: "a token", "Origin": "http://evil.example"}, 403),
        ({TOKEN_HEADER: "a token", "Origin": "null"}, 403),
        ({TOKEN_HEADER: "another"}, 403),
        ({}, 403),
    ],
)
def test_only_its_own_page_writes(guarded: Flask, headers: dict[str, str], status: int) -> None:
    answer = guarded.test_client().post("/", headers={"Host": "localhost:8104", **headers})
    assert answer.status_code == status


def test_the_production_application_has_nothing_of_it() -> None:
    done = program("-c", PRODUCTION)
    assert done.stdout.splitlines() == ["", "", "404"]
