import importlib
import re
import tomllib
from pathlib import Path

import pytest

from dashboard.settings import VARIABLES, VERSION, Settings, SettingsError
from tests.commands import ROOT


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = Settings.from_environment({})
    assert settings.address == "http://127.0.0.1:8050"
    assert (settings.root / "data").is_dir()
    assert settings.contact_url is None
    assert settings.trusted_proxies == 0


def test_every_variable_is_read() -> None:
    settings = Settings.from_environment(
        {
            "HOST": "::1",
            "PORT": "9000",
            "WEB_CONCURRENCY": "3",
            "ATLAS_ROOT": "/srv/atlas",
            "ATLAS_CONTACT_URL": "https://example.org/errors",
            "ATLAS_TRUSTED_PROXIES": "1",
            "ATLAS_HOSTS": "atlas.example,www.atlas.example",
            "ATLAS_SEARCHES_A_MINUTE": "0",
            "ATLAS_EXPORTS_A_MINUTE": "30",
            "ATLAS_PREVIEWS_A_MINUTE": "7",
        }
    )
    assert settings.address == "http://[::1]:9000"
    assert (settings.workers, settings.trusted_proxies) == (3, 1)
    assert settings.root == Path("/srv/atlas")
    assert settings.contact_url == "https://example.org/errors"
    assert settings.hosts == "atlas.example,www.atlas.example"
    assert (settings.searches_a_minute, settings.exports_a_minute, settings.previews_a_minute) == (0, 30, 7)


def test_an_empty_variable_is_an_absent_one() -> None:
    assert Settings.from_environment({"PORT": ""}).port == 8050


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ATLAS_TRUSTED_PROXY", "ATLAS_TRUSTED_PROXIES"),
        ("ATLAS_HOST", "ATLAS_HOSTS"),
        ("ATLAS_BASEURL", "ATLAS_BASE_URL"),
        ("ATLAS_SEARCHES_PER_MINUTE", "ATLAS_SEARCHES_A_MINUTE"),
    ],
)
def test_a_misspelt_variable_is_no_default_without_a_word(written: str, meant: str) -> None:
    with pytest.raises(SettingsError, match=f"{written} is no setting; write {meant}"):
        Settings.from_environment({written: "1"})


def test_other_variables_of_a_machine_are_no_misspelling() -> None:
    kubernetes = ("SERVICE_HOST", "SERVICE_PORT", "PORT", "PORT_8050_TCP", "PORT_8050_TCP_ADDR", "DATABASE_PORT")
    others = ("HOSTNAME", "PORTS", "CONCURRENCY", "PATH", *(f"ATLAS_{name}" for name in kubernetes))
    assert Settings.from_environment(dict.fromkeys(others, "tcp://10.0.0.1:8050")) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("WEB_CONCURRENCY", "0"),
        ("ATLAS_TRUSTED_PROXIES", "yes"),
        ("ATLAS_HOSTS", "https://atlas.example"),
        ("ATLAS_HOSTS", ","),
        ("ATLAS_HOSTS", "atlas.example,,www.atlas.example"),
        ("ATLAS_BASE_URL", "https://user:word@atlas.example"),
        ("ATLAS_EXPORTS_A_MINUTE", "-1"),
        ("ATLAS_CONTACT_URL", "javascript:alert(1)"),
        ("ATLAS_CONTACT_URL", "https://example.org/a b"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(f"{name}={value}: ")) as caught:
        Settings.from_environment({name: value})
    assert "\n" not in str(caught.value)
    assert "pattern" not in str(caught.value), "an operator is told what to write, and no expression"


def test_all_bad_values_are_named_at_once() -> None:
    with pytest.raises(SettingsError, match=r"PORT=x: .*; WEB_CONCURRENCY=y: "):
        Settings.from_environment({"PORT": "x", "WEB_CONCURRENCY": "y"})


def test_every_variable_has_a_field() -> None:
    assert set(VARIABLES.values()) == set(Settings.model_fields) - {"version"}


def test_the_citation_has_the_version_and_the_project_takes_it() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    module, _, name = pyproject["tool"]["setuptools"]["dynamic"]["version"]["attr"].rpartition(".")
    assert getattr(importlib.import_module(module), name) == VERSION
    cited = re.search(r"^version: (\S+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert cited is not None
    assert cited[1] == VERSION
