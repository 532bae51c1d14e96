"""`.ci/size` counts lines and modules, and fails beyond a limit."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.commands import ci_script


@pytest.fixture(scope="module")
def size() -> ModuleType:
    return ci_script("size")


def write(root: Path, name: str, lines: int) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("pass\n" * lines, "utf-8")


@pytest.mark.parametrize("folder", ["dashboard/views", "assets/src", "benchmarks"])
def test_a_line_too_many_fails(
    size: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    (limit,) = [line for line in size.LINES if folder.startswith(line.folder)]
    write(tmp_path, "dashboard/app.py", 0)
    write(tmp_path, f"{folder}/one.py", limit.most)
    assert size.main(tmp_path) == 0
    write(tmp_path, f"{folder}/another.js", 1)
    assert size.main(tmp_path) == 1
    assert capsys.readouterr().out.count("TOO MANY") == 1


def test_what_authors_run_and_what_translators_write_is_not_counted(size: ModuleType, tmp_path: Path) -> None:
    write(tmp_path, "dashboard/i18n/words.py", 7)
    for name in ("i18n/locales/messages.pot", "authoring/basemap_land.py", "authoring/tracing.py"):
        write(tmp_path, f"dashboard/{name}", 100_000)
    ((_, lines, _), *_) = size.counted(tmp_path)
    assert lines == 7


def test_a_module_too_many_in_one_folder_fails(size: ModuleType, tmp_path: Path) -> None:
    write(tmp_path, "dashboard/views/__init__.py", 1)
    write(tmp_path, "dashboard/app.py", 1)
    for number in range(size.MODULES_PER_FOLDER.most + 1):
        assert size.main(tmp_path) == 0
        write(tmp_path, f"dashboard/views/module_{number}.py", 1)
    assert size.main(tmp_path) == 1
