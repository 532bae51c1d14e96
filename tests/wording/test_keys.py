"""Every word that the program asks for is there, and none is there that nothing asks for."""

import ast
import re
from collections.abc import Collection, Iterator

from dashboard.interaction.index import _SCRIPT_WORDS
from tests.wording.test_words import ROOT, TABLES, VOCABULARY_KEYS, families

# Written ahead of the views that will say them; a key leaves this set when its view is there.
AWAITED = {"legend.statuses", "legend.precisions"}


QUOTED = re.compile(r"""["'`]([a-z]+\.[a-z_.-]+)["'`]""")
SAYING = ("app.py", "document.py", "static_page.py", "views", "interaction", "publishing")
"""Parts of the program that say something to a reader."""


def texts_of_the_program(parts: Collection[str] = ()) -> Iterator[str]:
    """Every string of the program outside the tables; the filled places of an f-string stand as ``*``."""
    for file in sorted((ROOT / "dashboard").rglob("*.py")):
        if file.parent.name == "wording" and file.stem in TABLES:
            continue
        if parts and file.relative_to(ROOT / "dashboard").parts[0] not in parts:
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    if not parts:
        for file in sorted((ROOT / "assets").rglob("*.js")):
            yield from QUOTED.findall(file.read_text("utf-8"))


FILE = re.compile(r".*\.(js|css|json|geojson|csv|gpkg|zip|jsonld|txt|bib|png|xml|toml|mbtiles|md|cff|sqlite)")
KEY = re.compile(r"[a-z-]+(\.[a-z_-]*[a-z]|\.\*)+")


def asked_for() -> dict[str, set[str]]:
    """What the program asks the tables for, by file: whole keys, and patterns whose open places are ``*``."""
    found: dict[str, set[str]] = {}
    for file in sorted((ROOT / "dashboard").rglob("*.py")):
        if file.parent.name == "wording" and file.stem in TABLES:
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _asks(node.func):
                found.setdefault(file.name, set()).update(_keys(node.args[0]))
    return found


def _asks(called: ast.expr) -> bool:
    """``words(…)``, ``context.words(…)``, ``words.count(…)``, ``self(…)`` and the like."""
    if isinstance(called, ast.Attribute) and called.attr in {"count", "template"}:
        called = called.value
    name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
    return name in {"words", "_words", "self"}


def _keys(asked: ast.expr) -> set[str]:
    if isinstance(asked, ast.IfExp):
        return _keys(asked.body) | _keys(asked.orelse)
    if isinstance(asked, ast.Constant) and isinstance(asked.value, str):
        return {asked.value}
    if isinstance(asked, ast.JoinedStr):
        return {"".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in asked.values)}
    return set()


def missing(keys: set[str]) -> list[str]:
    """Those of ``keys`` that no table has: a pattern is there if one key fits it."""
    known = set(families("en"))
    there = {key for key in keys if any(re.fullmatch(re.escape(key).replace(r"\*", "[^.]+"), one) for one in known)}
    return sorted(keys - there)


def test_every_word_that_is_asked_for_is_there() -> None:
    asked = asked_for()
    assert sum(map(len, asked.values())) > 150
    assert {file: missing(keys) for file, keys in asked.items() if missing(keys)} == {}


def test_what_looks_like_a_key_is_one() -> None:
    """Keys also stand in lists, from which they are asked for later."""
    prefixes = {key.partition(".")[0] for key in families("en")}
    like = {text for text in texts_of_the_program(SAYING) if KEY.fullmatch(text) and not FILE.fullmatch(text)}
    assert missing({text for text in like if text.partition(".")[0] in prefixes}) == []


def test_a_word_that_is_not_there_would_be_seen() -> None:
    assert missing({"home.title", "home.titel", "dock.*", "dokc.*"}) == ["dokc.*", "home.titel"]
    tree = ast.parse("context.words(f'dock.{a}'); words.count('x.count', 1); words('a' if b else 'c')")
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert [_keys(node.args[0]) for node in calls if _asks(node.func)] == [{"dock.*"}, {"x.count"}, {"a", "c"}]


SCRIPT_WORD = re.compile(r"""\bwords\[(?:["'`]([\w.-]+)["'`]|\w+ \? "([\w.-]+)" : "([\w.-]+)")\]""")


def test_the_scripts_are_given_the_words_they_ask_for() -> None:
    scripts = [file.read_text("utf-8") for file in (ROOT / "assets").rglob("*.js")]
    asked = {key for script in scripts for found in SCRIPT_WORD.findall(script) for key in found if key}
    named = {text for script in scripts for text in QUOTED.findall(script)} & set(families("en"))
    assert asked
    assert (asked | named) - set(_SCRIPT_WORDS) == set()
    assert missing(set(_SCRIPT_WORDS)) == []


def test_no_word_is_unused() -> None:
    texts = set(texts_of_the_program())
    # "filter.*" shows that some filter's word is used, not which; a text that begins with * says nothing.
    patterns = [re.compile(re.escape(t).replace(r"\*", "[^.]+")) for t in texts if re.match(r"[a-z-]+\.[a-z_]*\*", t)]
    candidates = set(families("en")) - texts - set(VOCABULARY_KEYS) - AWAITED
    assert sorted(key for key in candidates if not any(p.fullmatch(key) for p in patterns)) == []
