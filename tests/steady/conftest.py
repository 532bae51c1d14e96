"""Copies of all served files, which tests break while a server runs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import copy_loaded
from tests.steady.running import ROOT, Running, running

BIG_BYTES = 24_000_000


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's data, seeds and assets, and a file that is larger than the buffers of a socket."""
    root = copy_loaded(tmp_path_factory.mktemp("copy"))
    shutil.copytree(ROOT / "assets", root / "assets")
    (root / "assets/big.txt").write_bytes(b"steady\n" * (BIG_BYTES // 7))
    return root


@pytest.fixture(scope="module")
def server(copy: Path) -> Iterator[Running]:
    """A server of two workers on the copy. A test that breaks a file restores it."""
    with running(copy) as started:
        yield started
