"""The command `check`, run as people and editors run it."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.curation.check import stale_stories
from tests.commands import dashboard, dashboard_here
from tests.factories import write_catalogue

ROOT = Path(__file__).parents[2]
DOCUMENT = "data/documents/interview.toml"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A good tree on the real basemap."""
    write_catalogue(tmp_path)
    shutil.copytree(ROOT / "data/basemap", tmp_path / "data/basemap")
    dashboard_here("check", "--fix", ATLAS_ROOT=str(tmp_path))
    return tmp_path


def replaced(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_bytes().decode()
    assert old in text
    (root / file).write_bytes(text.replace(old, new, 1).encode())


def as_json(root: Path) -> list[dict[str, Any]]:
    told = json.loads(dashboard_here("check", "--json", ATLAS_ROOT=str(root)).stdout)
    assert isinstance(told, list)
    return told


def test_an_editor_is_told_line_and_words(tree: Path) -> None:
    replaced(tree, DOCUMENT, "kabel 2026-cı", "Kabel 2026-ci")
    [told] = [finding for finding in as_json(tree) if finding["level"] == "error"]
    lines = (tree / DOCUMENT).read_text(encoding="utf-8").splitlines()
    assert lines[told["line"] - 1].startswith("quote = ")
    assert "Kabel 2026-ci" in lines[told["line"] - 1]
    assert told["suggestion"] == "kabel 2026-cı ilin sonunda hazır olacaq"
    assert (told["file"], told["record"], told["field"]) == (DOCUMENT, "cable-ready", "quote")


def test_a_statement_with_a_wrong_quotation_is_checked_further(tree: Path) -> None:
    replaced(tree, DOCUMENT, "kabel 2026-cı", "Kabel 2026-ci")
    replaced(tree, DOCUMENT, 'about = ["cable"]', 'about = ["no-cable"]')
    errors = {(finding["record"], finding["field"]) for finding in as_json(tree) if finding["level"] == "error"}
    assert errors >= {("cable-ready", "about"), ("cable-ready", "quote")}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("cable-01,1,50.1,north,off Absheron,own", "cable-01: lat: 'north' is not a number"),
        ("cable-01,2,50.1,41.2,off Absheron,own", "cable-01: seq 2 is not 1"),
        ("cable-01,1,50.1", "cable-01: lat: None is not a number"),
    ],
)
def test_the_drawn_points_are_checked_although_no_server_reads_them(tree: Path, line: str, told: str) -> None:
    (tree / "data/routes/via.csv").write_text(f"segment,seq,lon,lat,name,source\n{line}\n", encoding="utf-8")
    [error] = [finding for finding in as_json(tree) if finding["level"] == "error"]
    assert error["file"] == "data/routes/via.csv"
    assert error["message"].startswith(f"{told}; correct it")


def test_a_warning_fails_only_where_it_is_asked_to(tree: Path) -> None:
    (tree / "seeds/stray.txt").write_text("a text", encoding="utf-8")
    assert dashboard_here("check", ATLAS_ROOT=str(tree)).returncode == 0
    assert dashboard_here("check", "--strict", ATLAS_ROOT=str(tree)).returncode == 1


def test_fix_asks_nobody_where_there_is_no_terminal(tree: Path) -> None:
    seed = tree / "seeds/interview.txt"
    seed.write_bytes(seed.read_bytes() + b"\n")
    done = dashboard("check", "--fix", ATLAS_ROOT=str(tree))
    assert done.returncode == 1
    assert f"{DOCUMENT}: sum left as it is" in done.stderr


def test_watch_tells_again_after_a_change(tree: Path) -> None:
    environment = {**os.environ, "ATLAS_ROOT": str(tree)}
    command = [sys.executable, "-m", "dashboard", "check", "--watch"]
    told = tree / "told"
    with told.open("w") as out, subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out) as process:
        try:
            until(lambda: "0 errors, 0 warnings, 0 notes" in told.read_text(encoding="utf-8"))
            replaced(tree, DOCUMENT, "speaker = ", "speeker = ")
            # The watch begins a moment after the first list.
            until(lambda: (tree / DOCUMENT).touch() or "speeker" in told.read_text(encoding="utf-8"))
        finally:
            process.kill()


def until(done: Callable[[], object]) -> None:
    """Wait for ``done``, a minute at most."""
    for _ in range(240):
        if done():
            return
        time.sleep(0.25)
    raise AssertionError("never came about")


def test_a_story_of_a_moved_date_is_stale_when_another_date_is_named(real: Catalogue) -> None:
    assert not list(stale_stories(real))
    promise = real.facts["cable-laid-by-end-of-2026"]
    later = promise.model_copy(update={"id": "later", "quote": "in other words", "due": "2027-09"})
    header = real.documents["atamoglanov-interview"].model_copy(update={"id": "news", "published": "2026-11-25"})
    told = replace(
        real,
        facts={**real.facts, "later": later},
        fact_document={**real.fact_document, "later": "news"},
        documents={**real.documents, "news": header},
    )
    [finding] = stale_stories(told)
    assert (finding.level, finding.record) == ("warning", "the-cable-that-keeps-moving")
    assert "2027-09 (later), named since" in finding.message
