"""Files, settings and commands that SECURITY.md, docs/DEPLOY.md and the Containerfile name exist."""

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from dashboard.settings import VARIABLES, Settings
from tests.commands import ROOT

SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
DEPLOY = (ROOT / "docs" / "DEPLOY.md").read_text(encoding="utf-8")
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")


def test_every_promise_names_a_test_that_is_there() -> None:
    promises = [line for line in SECURITY.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
    assert len(promises) > 10
    for line in promises:
        test_names = re.findall(r"`(tests/[\w/.]+|make \w+)`", line.split("|")[2])
        assert test_names, line
        for name in test_names:
            if name.startswith("make "):
                assert f"\n{name.removeprefix('make ')}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
            else:
                assert (ROOT / name).exists(), name


def test_every_setting_is_described_with_its_default() -> None:
    section = DEPLOY.split("## What to set")[1].split("**Set")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("| `")
    ]
    described_defaults = {
        name: default.strip(" `")
        for names, default_cells, _ in rows
        for name, default in zip(re.findall(r"`(\w+)`", names), default_cells.split(","), strict=True)
    }
    assert set(described_defaults) == set(VARIABLES)
    defaults = Settings()
    in_words = {
        "ATLAS_HOSTS": "any",
        "ATLAS_CONTACT_URL": "none",
        "ATLAS_SECURITY_CONTACT": "none",
        "ATLAS_BASE_URL": "none",
        "ATLAS_ROOT": "this folder",
        "ATLAS_DATABASE": "none",
        "ATLAS_BASEMAP": "none",
    }
    for name, field in VARIABLES.items():
        assert described_defaults[name] == in_words.get(name, str(getattr(defaults, field))), name


def test_the_container_has_the_font_of_the_previews() -> None:
    """An image of Python has no fonts, and previews without one have no words."""
    [font] = re.findall(r"Debian: `(fonts-[a-z-]+)`", (ROOT / "README.md").read_text(encoding="utf-8"))
    last_stage = CONTAINER.rpartition("\nFROM ")[2]
    assert font in last_stage


@pytest.mark.parametrize("text", [DEPLOY, CONTAINER], ids=["DEPLOY.md", "Containerfile"])
def test_it_is_served_by_the_command_of_the_procfile(text: str) -> None:
    [command] = re.findall(r"gunicorn (.*)", (ROOT / "Procfile").read_text(encoding="utf-8"))
    assert all(word in text for word in command.split())


def test_the_container_takes_what_is_there_and_all_that_is_needed() -> None:
    copied = [name for line in re.findall(r"^COPY ([\w. -]+)$", CONTAINER, re.MULTILINE) for name in line.split()[:-1]]
    assert all((ROOT / name).exists() for name in copied)
    assert {"assets", "dashboard", "data", "seeds", "requirements.lock"} <= set(copied)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_takes_the_unit_and_its_reload(tmp_path: Path) -> None:
    [unit] = re.findall(r"^    \[Unit\]\n(?:(?:    .*)?\n)+?(?=\S)", DEPLOY, re.MULTILINE)
    unit = textwrap.dedent(unit).replace("/srv/atlas/.venv", sys.prefix).replace("/srv/atlas", str(ROOT))
    (tmp_path / "atlas.service").write_text(unit, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "atlas.service")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert [line for line in done.stderr.splitlines() if "atlas.service" in line] == []  # others are the machine's own
    assert "ExecReload=/bin/kill -HUP $MAINPID\n" in unit


def test_both_are_found_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "(docs/DEPLOY.md)" in readme
    assert "(SECURITY.md)" in readme
