"""Unreadable files in the data: a finding names each of them, and reading them neither blocks nor fills the memory."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.catalogue.findings import CatalogueError
from dashboard.load_atlas import load_atlas
from tests.commands import copy_loaded, dashboard
from tests.listings import errors_of

NOBODY = 65_534


def make_pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def make_huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1_500_000_000)


def replace_by_a_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("no folder", encoding="utf-8")


def replace_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link_to_nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


Harm = tuple[str, Callable[[Path], None], str]
SEVERAL_HARMS: tuple[Harm, ...] = (
    ("data/projects/stray.toml", make_pipe, "is no file"),
    ("data/projects/tasim.toml", make_pipe, "is no file"),
    ("data/documents/tasim-international-cooperation.toml", replace_by_a_folder, "is no file"),
    ("data/basemap/countries.geojson", make_pipe, "is no file"),
    ("data/basemap/coarse.geojson", make_pipe, "is no file"),
    ("seeds/stray", make_pipe, "is no file"),
    ("data/stray.bin", make_huge, "more than 100 MB"),
    ("data/routes/stray.geojson", make_huge, "more than 100 MB"),
    ("data/stray", link_to_nowhere, "missing"),
)


@pytest.mark.parametrize(
    "harms",
    [SEVERAL_HARMS, (("data/projects", replace_by_a_file, "folder"),), (("data", replace_by_a_file, "folder"),)],
    ids=["files", "a folder", "the folder"],
)
def test_it_is_named_and_nothing_starts(copy: Path, harms: tuple[Harm, ...]) -> None:
    """In a new process with a time limit, because reading a pipe or a huge file could never end."""
    for name, harm, _ in harms:
        harm(copy / name)
    done = dashboard("check", ATLAS_ROOT=str(copy))
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    for name, _, expected_text in harms:
        lines = [line for line in errors_of(done.stdout) if line.startswith(name)]
        assert any(expected_text in line for line in lines), (name, done.stdout)
        assert len(lines) == len(set(lines))


@contextmanager
def as_nobody() -> Iterator[None]:
    """Run the block as another user than root, because root may read every folder."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.fixture
def open_copy() -> Iterator[Path]:
    """A copy that every user may read. Only one user may read the folders of pytest."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        root = Path(folder)
        root.chmod(0o755)
        yield copy_loaded(root)


@pytest.mark.parametrize("name", ["data/projects", "data/documents", "data/basemap", "data", "data/places.csv"])
def test_what_may_not_be_read_is_named(open_copy: Path, name: str) -> None:
    (open_copy / name).chmod(0)
    try:
        with as_nobody(), pytest.raises(CatalogueError) as caught:
            load_atlas(open_copy)
    finally:
        (open_copy / name).chmod(0o755)
    files = [finding.file for finding in caught.value.findings if "read" in finding.message]
    assert files
    assert all(file.startswith(name) for file in files), str(caught.value)


def test_links_that_lead_back_are_followed_once(copy: Path) -> None:
    (copy / "data/again").symlink_to("..")
    (copy / "data/round").symlink_to(".")
    assert load_atlas(copy).version
