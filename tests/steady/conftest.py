"""Copies of all that is served, to be broken under a running server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.steady.running import ROOT, Running, running

BIG_BYTES = 24_000_000


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's data, seeds and assets, and a file that no socket's buffers hold."""
    root = tmp_path_factory.mktemp("copy")
    for folder in ("data", "seeds", "assets"):
        shutil.copytree(ROOT / folder, root / folder)
    (root / "assets/big.txt").write_bytes(b"steady\n" * (BIG_BYTES // 7))
    return root


@pytest.fixture(scope="module")
def server(copy: Path) -> Iterator[Running]:
    """Two workers on the copy; a test that breaks something mends it."""
    with running(copy) as started:
        yield started
