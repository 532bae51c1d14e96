"""Files and functions are small, and names have a meaning: one class a name, no participle alone."""

import ast
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "dashboard"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 50
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}
VAGUE_NAMES = {
    *("said", "told", "asked", "shown", "kept", "held", "made", "given", "found", "whole"),
    *("standing", "around", "beside", "tally"),
}
"""What was said, told or asked? A name says what it holds."""
PUBLIC_NAMES = {("catalogue/models.py", "said")}
"""A field of published files; the name stays."""


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


def test_a_name_of_a_class_stands_for_one_class() -> None:
    nodes = (node for path in MODULES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = Counter(node.name for node in nodes if isinstance(node, ast.ClassDef))
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_name_says_what_it_holds(path: Path) -> None:
    vague = {
        (name_of(path), name) for name in names_in(path.read_text("utf-8")) if name.strip("_").lower() in VAGUE_NAMES
    }
    assert vague <= PUBLIC_NAMES


def test_a_vague_name_is_seen() -> None:
    source = "HELD = 1\ndef told(asked):\n    for one in asked:\n        kept: int = one\n"
    assert set(names_in(source)) == {"HELD", "told", "asked", "one", "kept"}


def names_in(source: str) -> list[str]:
    """The names of the variables, parameters, functions and classes that ``source`` makes."""
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.append(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.arg):
            names.append(node.arg)
    return names
