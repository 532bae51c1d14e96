"""The content of a document's file with a statement added, changed or deleted, and of a draft without a candidate."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import tomlkit
from tomlkit.items import Item, Table

from dashboard.curation.saving.toml_tables import NEWLINES, tables_of, with_table
from dashboard.curation.toml_text import toml_lines

FIELDS: Final = (
    "id", "about", "lights", "countries", "kind", "speaker", "modality", "quote", "prefix", "suffix", "value",
    "baseline", "target", "unit", "written", "as_of", "due", "confirms", "statement", "note",
)  # fmt: skip
"""The fields of a statement in the order in which files have them."""


def new_document(header: Mapping[str, Any]) -> str:
    """The content of the file of a document that has no statement yet."""
    return "\n".join(toml_lines(header)) + "\n"


def with_statement(text: str, statement: Mapping[str, Any], after: Sequence[str]) -> str:
    """The content with a new statement behind the last one of ``after``, or before all where it has none of these."""
    block = f"[[facts]]\n{_lines(statement)}"
    document = tomlkit.parse(text)
    at = 1 + max((at for at, fact in enumerate(document.get("facts", ())) if fact["id"] in after), default=-1)
    return with_table(document, text, "facts", block, at)


def with_changed_statement(text: str, statement_id: str, statement: Mapping[str, Any]) -> str:
    """The content with the new fields of the statement of this id; fields that are equal stay as they are written."""
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
    lines, gap = block.rstrip(NEWLINES), block[len(block.rstrip(NEWLINES)) :]
    new = toml_lines({key: statement[key] for key in FIELDS if key in statement.keys() - old.keys()})
    return changed.replace(block, "\n".join([lines, *new]) + gap, 1)


def without_statement(text: str, statement_id: str) -> str:
    """The content without the statement of this id."""
    document = tomlkit.parse(text)
    facts = tables_of(document["facts"])
    del facts[next(at for at, fact in enumerate(facts) if fact["id"] == statement_id)]
    return tomlkit.dumps(document).rstrip(NEWLINES) + "\n"


def without_candidates(text: str, quotes: Sequence[Mapping[str, str]]) -> str:
    """The content of a draft without the candidates of these quotations (``quote``, ``prefix`` and ``suffix``)."""
    draft = tomlkit.parse(text)
    for at in reversed(range(len(draft.get("candidates", ())))):
        candidates = tables_of(draft["candidates"])
        quoted = {key: str(candidates[at][key]) for key in ("quote", "prefix", "suffix") if key in candidates[at]}
        if quoted in quotes:
            del candidates[at]
    if "candidates" in draft and not draft["candidates"]:
        del draft["candidates"]
    return tomlkit.dumps(draft).rstrip(NEWLINES) + "\n"


def _lines(statement: Mapping[str, Any]) -> str:
    ordered = {key: statement[key] for key in FIELDS if key in statement}
    return "\n".join(toml_lines(ordered)) + "\n"


def _table(document: tomlkit.TOMLDocument, statement_id: str) -> Table:
    table: Table = next(fact for fact in tables_of(document["facts"]) if fact["id"] == statement_id)
    return table


def _item(key: str, value: object) -> Item:
    """A value in the form in which new values are written."""
    item = tomlkit.parse("\n".join(toml_lines({key: value})))[key]
    assert isinstance(item, Item)
    return item


def _change_texts(entries: Any, old: Mapping[str, str], new: Mapping[str, str]) -> None:  # noqa: ANN401 (tomlkit's)
    """Change the entries of a text in several languages."""
    for language in old.keys() - new.keys():
        del entries[language]
    for language, words in new.items():
        if old.get(language) != words:
            entries[language] = _item(language, words)
