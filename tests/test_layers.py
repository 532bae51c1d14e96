"""The table of imports in docs/ARCHITECTURE.md, compared with the code."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import ROOT

PACKAGE = ROOT / "dashboard"
FOLDERS = sorted(path.name for path in PACKAGE.iterdir() if path.is_dir() and list(path.glob("*.py")))
ROW = re.compile(r"^\| `(\w+)/` \|.*\| ([^|]*) \|$", re.MULTILINE)


def allowed_by_design() -> dict[str, list[str]]:
    """The allowed imports of each folder, as in the last column of the table ('catalogue', 'map.theme')."""
    rows = ROW.findall((ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    return {folder: [] if words == "–" else [w.strip(" `") for w in words.split(",")] for folder, words in rows}


def imports_of(path: Path) -> set[str]:
    """The modules of the atlas that a file imports, at its top or inside a function, without 'dashboard.'."""
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: relative import"
            # `from dashboard.map import theme` imports dashboard.map.theme
            imported |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.removeprefix("dashboard.") for name in imported if name.startswith("dashboard.")}


def reaches(name: str, target: str) -> bool:
    return name == target or name.startswith(f"{target}.")


def test_every_folder_has_its_row() -> None:
    assert set(FOLDERS) <= set(allowed_by_design())


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_imports_only_what_its_row_allows(folder: str) -> None:
    allowed = [folder, *allowed_by_design()[folder]]
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted((PACKAGE / folder).rglob("*.py"))
        for name in sorted(imports_of(path))
        if not any(reaches(name, target) for target in allowed)
    ]
    assert not wrong, "\n".join(wrong)


def test_an_import_that_is_not_allowed_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "wrong.py"
    file.write_text("def f():\n    from dashboard.views import page\n    import dashboard.app\n", encoding="utf-8")
    assert imports_of(file) == {"views.page", "app"}


IMPORT_ALL = """
import importlib, pkgutil, sys
root, opened = sys.argv[1], []
def watch(event, args):
    if event == "open" and str(args[0]).startswith(root) and not str(args[0]).endswith((".py", ".pyc")):
        opened.append(str(args[0]))
import dashboard
sys.addaudithook(watch)
for module in pkgutil.walk_packages(dashboard.__path__, "dashboard."):
    if module.name not in ("dashboard.server", "dashboard.__main__"):
        importlib.import_module(module.name)
print(*[name for name in opened if "/.venv/" not in name and "__pycache__" not in name], sep="\\n")
"""


def test_importing_reads_no_file() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, str(ROOT)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
