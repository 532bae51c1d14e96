"""Every message that the program uses exists, and the program uses every message."""

import ast
import re
from collections.abc import Collection, Iterator, Mapping

import pytest

from dashboard.catalogue.filters import FILTERS
from dashboard.i18n.messages import messages_in
from dashboard.state.dock_address import TABS
from dashboard.state.view_state import SWITCHES
from dashboard.web.pages.page_index import _SCRIPT_WORDS
from dashboard.web.reference.addresses import GROUPS
from tests.i18n.test_words import ADD_TEXTS, ROOT, VOCABULARY_KEYS

KNOWN = frozenset({*messages_in("en").texts, *messages_in("en").plurals})
"""Every key of a message."""

QUOTED = re.compile(r"""["'`]([a-z]+\.[a-z_.-]+)["'`]""")
SAYING = ("app.py", "views", "state", "web", "api", "exports")
"""Parts of the program with texts for readers."""


def texts_of_the_program(parts: Collection[str] = ()) -> Iterator[str]:
    """Every string of the program; an expression in an f-string becomes ``*``."""
    for file in sorted((ROOT / "dashboard").rglob("*.py")):
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


FILE = re.compile(r".*\.(js|css|json|geojson|csv|gpkg|zip|jsonld|txt|bib|png|xml|toml|mbtiles|md|cff|sqlite|ics|atom)")
KEY = re.compile(r"[a-z-]+(\.[a-z_-]*[a-z]|\.\*)+")


def used_keys(*, counted: bool) -> dict[str, set[str]]:
    """The keys that the program uses, by file: complete keys, and patterns with ``*`` for expressions.

    ``counted``: the keys of messages with a number, else those without.
    """
    by_file: dict[str, set[str]] = {}
    for file in sorted((ROOT / "dashboard").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _asks(node.func) and counted == _counts(node.func):
                by_file.setdefault(file.name, set()).update(_keys(node.args[0]))
    return by_file


def _counts(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and called.attr == "count"


def _asks(called: ast.expr) -> bool:
    """``words(…)``, ``context.words(…)``, ``words.count(…)``, ``self(…)`` and the like."""
    if isinstance(called, ast.Attribute) and called.attr in {"count", "template"}:
        called = called.value
    name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
    return name in {"words", "_words", "self"}


def _keys(key: ast.expr) -> set[str]:
    if isinstance(key, ast.IfExp):
        return _keys(key.body) | _keys(key.orelse)
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        return {key.value}
    if isinstance(key, ast.JoinedStr):
        return {"".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in key.values)}
    return set()


def missing(keys: set[str], known: Collection[str] = KNOWN) -> list[str]:
    """The unknown keys; a pattern is known if a key fits it."""
    found = {
        key
        for key in keys
        if any(re.fullmatch(re.escape(key).replace(r"\*", "[^.]+"), known_key) for known_key in known)
    }
    return sorted(keys - found)


@pytest.mark.parametrize(
    ("counted", "known"),
    [(False, messages_in("en").texts), (True, messages_in("en").plurals)],
    ids=["texts", "plurals"],
)
def test_every_message_that_is_asked_for_is_there(counted: bool, known: Mapping[str, object]) -> None:
    used = used_keys(counted=counted)
    assert sum(map(len, used.values())) > (15 if counted else 150)
    assert {file: lost for file, keys in used.items() if (lost := missing(keys, known))} == {}, ADD_TEXTS


LISTED = {"filter": FILTERS, "dock": TABS, "switch": SWITCHES, "api-group": GROUPS}


@pytest.mark.parametrize("prefix", LISTED)
def test_whatever_a_list_of_the_page_holds_has_its_text(prefix: str) -> None:
    assert missing({f"{prefix}.{name}" for name in LISTED[prefix]}) == [], ADD_TEXTS


def test_what_looks_like_a_key_is_one() -> None:
    """Keys also stand in lists, from which they are used for later."""
    prefixes = {key.partition(".")[0] for key in KNOWN}
    like = {text for text in texts_of_the_program(SAYING) if KEY.fullmatch(text) and not FILE.fullmatch(text)}
    assert missing({text for text in like if text.partition(".")[0] in prefixes}) == [], ADD_TEXTS


def test_a_missing_message_would_be_seen() -> None:
    assert missing({"home.title", "home.titel", "dock.*", "dokc.*"}) == ["dokc.*", "home.titel"]
    tree = ast.parse("context.words(f'dock.{a}'); words.count('x.count', 1); words('a' if b else 'c')")
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert [_keys(node.args[0]) for node in calls if _asks(node.func)] == [{"dock.*"}, {"x.count"}, {"a", "c"}]


SCRIPT_WORD = re.compile(r"""\bwords\[(?:["'`]([\w.-]+)["'`]|\w+ \? "([\w.-]+)" : "([\w.-]+)")\]""")


def test_the_scripts_are_given_the_messages_they_ask_for() -> None:
    scripts = [file.read_text("utf-8") for file in (ROOT / "assets").rglob("*.js")]
    used = {key for script in scripts for keys_of in SCRIPT_WORD.findall(script) for key in keys_of if key}
    named = {text for script in scripts for text in QUOTED.findall(script)} & KNOWN
    assert used
    assert (used | named) - set(_SCRIPT_WORDS) == set(), "add them to _SCRIPT_WORDS in web/pages/page_index.py"
    assert missing(set(_SCRIPT_WORDS)) == []


def test_no_message_is_unused() -> None:
    texts = set(texts_of_the_program())
    # "filter.*" shows that some filter's word is used, not which; a text that begins with * says nothing.
    patterns = [re.compile(re.escape(t).replace(r"\*", "[^.]+")) for t in texts if re.match(r"[a-z-]+\.[a-z_]*\*", t)]
    candidates = KNOWN - texts - set(VOCABULARY_KEYS)
    unused = sorted(key for key in candidates if not any(p.fullmatch(key) for p in patterns))
    assert unused == [], "remove them from messages.pot, and run `make messages`"
