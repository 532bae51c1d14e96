"""Valid new data breaks no test: with a new document, project and route the tests of the data still pass."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.added_records import DOCUMENT, PROJECT, ROUTE, add_records
from tests.conftest import ROOT

TESTS_OF_THE_DATA = (
    "tests/test_data.py",
    "tests/test_route_lengths.py",
    "tests/catalogue",
    "tests/search",
    "tests/views",
    "tests/api/test_data.py",
    "tests/web/test_health.py",
)
"""The tests that depend most on the real data. The other folders depend little on it, and were tested by hand."""
CODE = ("dashboard", "tests", "docs", "data", "seeds")
AS_IT_IS = ("assets", "build", "pyproject.toml", "CITATION.cff")


def test_tests_hold_whatever_is_in_the_data(tmp_path: Path) -> None:
    for name in CODE:
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in AS_IT_IS:
        if (ROOT / name).exists():
            (tmp_path / name).symlink_to(ROOT / name)
    add_records(tmp_path)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS_OF_THE_DATA]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "ATLAS_"))}
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout[-4000:]
    for id_ in (DOCUMENT, PROJECT, ROUTE):
        assert list((tmp_path / "data").glob(f"*/{id_}.*"))
