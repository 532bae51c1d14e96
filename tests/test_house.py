"""Files and functions are small, and no module has a name without meaning."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "dashboard"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 50
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def long_functions(source: str, most: int = MOST_LINES_OF_A_FUNCTION) -> list[str]:
    """Functions with more than ``most`` lines, decorators and docstring included."""
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [node.name for node in functions if lines_of(node) > most]


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first_line = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return (node.end_lineno or first_line) - first_line + 1


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MOST_LINES_OF_A_FILE
    assert long_functions(source) == []


def test_a_long_function_is_seen() -> None:
    source = "@cache\ndef long():\n    a = 1\n    b = 2\n\ndef short():\n    pass\n"
    assert long_functions(source, most=3) == ["long"]
    assert long_functions(source, most=4) == []


def test_no_module_is_called_what_says_nothing() -> None:
    assert not NAMES_THAT_SAY_NOTHING & {part for path in MODULES for part in path.with_suffix("").parts}
