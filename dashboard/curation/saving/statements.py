"""The text of a document's file with a statement more, another or one less; and of a draft without a candidate."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import tomlkit
from tomlkit.items import AoT, Item, Table

from dashboard.curation.toml_text import toml_lines

FIELDS: Final = (
    "id", "about", "lights", "kind", "speaker", "modality", "quote", "prefix", "suffix", "value", "baseline", "target",
    "unit", "written", "as_of", "due", "confirms", "statement", "note",
)  # fmt: skip
"""The fields of a statement in the order in which files have them."""


def new_document(header: Mapping[str, Any]) -> str:
    """The file of a document that has no statement yet."""
    return "\n".join(toml_lines(header)) + "\n"


def with_statement(text: str, statement: Mapping[str, Any], after: Sequence[str]) -> str:
    """The file with a new statement behind the last of those in ``after`` that it has (before all, where none)."""
    block = f"[[facts]]\n{_lines(statement)}"
    document = tomlkit.parse(text)
    facts = document.get("facts")
    at = 1 + max((at for at, fact in enumerate(facts or ()) if fact["id"] in after), default=-1)
    if facts is None or at == len(facts):
        return f"{text.rstrip(_NEWLINES)}\n\n{block}"
    made = tomlkit.parse(block)["facts"][0]
    made.add(tomlkit.nl())
    _tables(facts).insert(at, made)
    return tomlkit.dumps(document)


def with_changed_statement(text: str, statement_id: str, statement: Mapping[str, Any]) -> str:
    """The file with the statement of this id as given: what is the same stays as it is written."""
    document = tomlkit.parse(text)
    table = _table(document, statement_id)
    old = table.unwrap()
    for key in old.keys() - statement.keys():
        del table[key]
    for key in old.keys() & statement.keys():
        if isinstance(statement[key], Mapping):
            _change_texts(table[key], old[key], statement[key])
        elif old[key] != statement[key]:
            table[key] = _item(key, statement[key])
    block, changed = table.as_string(), tomlkit.dumps(document)
    own, gap = block.rstrip(_NEWLINES), block[len(block.rstrip(_NEWLINES)) :]
    new = toml_lines({key: statement[key] for key in FIELDS if key in statement.keys() - old.keys()})
    return changed.replace(block, "\n".join([own, *new]) + gap, 1)


def without_statement(text: str, statement_id: str) -> str:
    """The file without the statement of this id."""
    document = tomlkit.parse(text)
    facts = _tables(document["facts"])
    del facts[next(at for at, fact in enumerate(facts) if fact["id"] == statement_id)]
    return tomlkit.dumps(document).rstrip(_NEWLINES) + "\n"


def without_candidates(text: str, quotes: Sequence[Mapping[str, str]]) -> str:
    """The draft without the candidates of these quotations (``quote`` with its ``prefix`` and ``suffix``)."""
    draft = tomlkit.parse(text)
    for at in reversed(range(len(draft.get("candidates", ())))):
        candidate = _tables(draft["candidates"])[at]
        own = {key: str(candidate[key]) for key in ("quote", "prefix", "suffix") if key in candidate}
        if own in quotes:
            del _tables(draft["candidates"])[at]
    if "candidates" in draft and not draft["candidates"]:
        del draft["candidates"]
    return tomlkit.dumps(draft).rstrip(_NEWLINES) + "\n"


_NEWLINES: Final = "\r\n"


def _lines(statement: Mapping[str, Any]) -> str:
    ordered = {key: statement[key] for key in FIELDS if key in statement}
    return "\n".join(toml_lines(ordered)) + "\n"


def _tables(tables: object) -> AoT:
    assert isinstance(tables, AoT)
    return tables


def _table(document: tomlkit.TOMLDocument, statement_id: str) -> Table:
    table: Table = next(fact for fact in _tables(document["facts"]) if fact["id"] == statement_id)
    return table


def _item(key: str, value: object) -> Item:
    """A value written as new ones are."""
    made = tomlkit.parse("\n".join(toml_lines({key: value})))[key]
    assert isinstance(made, Item)
    return made


def _change_texts(entries: Any, old: Mapping[str, str], new: Mapping[str, str]) -> None:  # noqa: ANN401 (tomlkit's)
    """Change the entries of a text in several languages."""
    for language in old.keys() - new.keys():
        del entries[language]
    for language, words in new.items():
        if old.get(language) != words:
            entries[language] = _item(language, words)
