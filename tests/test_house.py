"""Files and functions are small, and names have a meaning: one class a name, no participle alone."""

import ast
from collections import Counter
from dataclasses import dataclass
from functools import cache
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


@dataclass(frozen=True)
class Outline:
    """What a module makes: the lines of its functions, its classes, and the names of all that it assigns or defines."""

    functions: list[tuple[str, int]]
    classes: list[str]
    names: list[str]


@cache  # three tests read each module
def outline_of(source: str) -> Outline:
    outline = Outline([], [], [])
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            outline.names.append(node.id)
        elif isinstance(node, ast.arg):
            outline.names.append(node.arg)
        elif isinstance(node, ast.ClassDef):
            outline.names.append(node.name)
            outline.classes.append(node.name)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            outline.names.append(node.name)
            outline.functions.append((node.name, lines_of(node)))
    return outline


def long_functions(source: str, most: int = MOST_LINES_OF_A_FUNCTION) -> list[str]:
    """Functions with more than ``most`` lines, decorators and docstring included."""
    return [name for name, lines in outline_of(source).functions if lines > most]


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
    names = Counter(name for path in MODULES for name in outline_of(path.read_text(encoding="utf-8")).classes)
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_name_says_what_it_holds(path: Path) -> None:
    vague = {
        (name_of(path), name)
        for name in outline_of(path.read_text("utf-8")).names
        if name.strip("_").lower() in VAGUE_NAMES
    }
    assert vague <= PUBLIC_NAMES


def test_a_vague_name_is_seen() -> None:
    source = "HELD = 1\ndef told(asked):\n    for one in asked:\n        kept: int = one\n"
    assert set(outline_of(source).names) == {"HELD", "told", "asked", "one", "kept"}
