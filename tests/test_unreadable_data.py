"""What lies in the data and cannot be read: a finding that names it, no wait without end, no memory full of it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.catalogue.findings import CatalogueError
from dashboard.load_atlas import load_atlas
from tests.listings import errors_of

ROOT = Path(__file__).parent.parent
NOBODY = 65_534
SECONDS = 60


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in ("data", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1_500_000_000)


def a_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("no folder", encoding="utf-8")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


HARMS: tuple[tuple[str, Callable[[Path], None], str], ...] = (
    ("data/projects/stray.toml", pipe, "is no file"),
    ("data/projects/tasim.toml", pipe, "is no file"),
    ("data/documents/tasim-international-cooperation.toml", a_folder, "is no file"),
    ("data/basemap/countries.geojson", pipe, "is no file"),
    ("data/basemap/coarse.geojson", pipe, "is no file"),
    ("seeds/stray", pipe, "is no file"),
    ("data/stray.bin", huge, "more than 100 MB"),
    ("data/routes/stray.geojson", huge, "more than 100 MB"),
    ("data/stray", nowhere, "missing"),
    ("data/projects", a_file, "folder"),
    ("data", a_file, "folder"),
)


@pytest.mark.parametrize(("name", "harm", "said"), HARMS, ids=[f"{one[0]} {one[1].__name__}" for one in HARMS])
def test_it_is_named_and_nothing_starts(copy: Path, name: str, harm: Callable[[Path], None], said: str) -> None:
    harm(copy / name)
    command = [sys.executable, "-m", "dashboard", "check"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "ATLAS_ROOT": str(copy)}, capture_output=True, text=True, timeout=SECONDS
    )
    lines = [line for line in errors_of(done.stdout) if line.startswith(name)]
    assert done.returncode == 1
    assert any(said in line for line in lines), done.stdout
    assert len(lines) == len(set(lines))
    assert "Traceback" not in done.stdout + done.stderr


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, whom no mode of a folder stops."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.fixture
def open_copy() -> Iterator[Path]:
    """A copy where everybody may look: pytest's own folders, and what lies above them, are for one user alone."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        root = Path(folder)
        root.chmod(0o755)
        for name in ("data", "seeds"):
            shutil.copytree(ROOT / name, root / name)
        yield root


@pytest.mark.parametrize("name", ["data/projects", "data/documents", "data/basemap", "data", "data/places.csv"])
def test_what_may_not_be_read_is_named(open_copy: Path, name: str) -> None:
    (open_copy / name).chmod(0)
    try:
        with as_nobody(), pytest.raises(CatalogueError) as caught:
            load_atlas(open_copy)
    finally:
        (open_copy / name).chmod(0o755)
    told = [finding.file for finding in caught.value.findings if "read" in finding.message]
    assert told
    assert all(file.startswith(name) for file in told), str(caught.value)


def test_links_that_lead_back_are_followed_once(copy: Path) -> None:
    (copy / "data/again").symlink_to("..")
    (copy / "data/round").symlink_to(".")
    assert load_atlas(copy).version
