"""Reads the identity of the atlas, speakers, places, the list of changes, and folders of TOML files."""

import os
from collections.abc import Mapping
from typing import Any

from dashboard.catalogue.identity import UNNAMED, Identity
from dashboard.catalogue.load.files import read_csv, read_toml
from dashboard.catalogue.load.load_context import LoadContext, R, record_label
from dashboard.catalogue.load.paths import (
    CHANGES_FILE,
    DOCUMENTS_FOLDER,
    IDENTITY_FILE,
    PLACES_FILE,
    ROUTES_FOLDER,
    SPEAKERS_FILE,
)
from dashboard.catalogue.models import Change, Place, Speaker
from dashboard.catalogue.vocabulary import NAME_LANGUAGES

PLACES_HEADER = tuple(
    column
    for field in Place.model_fields
    for column in ([f"name_{language}" for language in NAME_LANGUAGES] if field == "names" else [field])
)
"""The columns of ``data/places.csv``: the fields of a place, with a column for its name in each language."""


def read_identity(context: LoadContext) -> Identity:
    """The identity in ``data/atlas.toml``; ``UNNAMED``, with an error recorded, where it is not valid."""
    content = context.read(IDENTITY_FILE, read_toml)
    if content is None:
        return UNNAMED
    return context.validate(Identity, content, IDENTITY_FILE, record_label(content, "")) or UNNAMED


def read_speakers(context: LoadContext) -> list[Speaker]:
    """The speakers of ``data/speakers.toml``, an array of tables ``[[speakers]]``; none before the first document."""
    if _not_begun(context, SPEAKERS_FILE, f"{DOCUMENTS_FOLDER}/*.toml"):
        return []
    speakers = []
    for number, raw in enumerate(_only_tables(context, SPEAKERS_FILE, "speakers"), start=1):
        context.register_id("speaker", raw.get("id"), SPEAKERS_FILE)
        speaker = context.validate(Speaker, raw, SPEAKERS_FILE, record_label(raw, f"speaker {number}"))
        if speaker is not None:
            speakers.append(speaker)
    return speakers


def _not_begun(context: LoadContext, file: str, users: str) -> bool:
    """Whether neither a file exists nor any file whose records need it, because the atlas is a new one."""
    return not os.path.lexists(context.root / file) and not any(context.root.glob(users))


def read_changes(context: LoadContext) -> tuple[Change, ...]:
    """The entries of ``data/changes.toml``, the newest version first; empty if there is no such file."""
    if not os.path.lexists(context.root / CHANGES_FILE):
        return ()
    changes: list[Change] = []
    for number, raw in enumerate(_only_tables(context, CHANGES_FILE, "changes"), start=1):
        change = context.validate(Change, raw, CHANGES_FILE, record_label(raw, f"change {number}"))
        if change is None:
            continue
        if changes and _version(change) > _version(changes[-1]):
            message = f"{change.version} stands below {changes[-1].version}; the newest comes first"
            context.add_error(CHANGES_FILE, change.id, "version", message)
        if any(change.id == other.id for other in changes):
            context.add_error(CHANGES_FILE, change.id, "id", "is another change's too; each needs its own")
        changes.append(change)
    return tuple(changes)


def _version(change: Change) -> tuple[int, ...]:
    return tuple(int(part) for part in change.version.split("."))


def _only_tables(context: LoadContext, file: str, key: str) -> list[Mapping[str, Any]]:
    """The tables of a file that holds one array of tables and nothing else."""
    content = context.read(file, read_toml)
    if content is None:
        context.unread_kinds.add(key.removesuffix("s"))
        return []
    for other in sorted(content.keys() - {key}):
        context.add_error(file, "", other, f"is not a known key; the file holds [[{key}]] only")
    return tables(context, file, content, key)


def tables(context: LoadContext, file: str, content: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The tables of an array of tables in ``content``; an error for anything else."""
    raw = content.get(key, [])
    if not isinstance(raw, list) or not all(isinstance(entry, Mapping) for entry in raw):
        context.add_error(file, "", key, f"must be tables, each under [[{key}]]")
        context.unread_kinds.add(key.removesuffix("s"))
        return []
    return raw


def read_folder(context: LoadContext, model: type[R], kind: str, folder: str, *, required: bool = True) -> list[R]:
    """The valid records of a folder with one TOML file a record; a folder that is not ``required`` may be missing."""
    if not required and not os.path.lexists(context.root / folder):
        return []
    records = []
    for file in context.files(folder, ".toml", kind):
        content = context.read(file, read_toml)
        if content is None:
            context.presume_id(kind, file)
            continue
        context.register_file_id(kind, content.get("id"), file)
        record = context.validate(model, content, file, record_label(content, ""))
        if record is not None:
            records.append(record)
    return records


def read_places(context: LoadContext) -> list[Place]:
    """The places of ``data/places.csv``, one per row, sorted by id; none before the first route."""
    if _not_begun(context, PLACES_FILE, f"{ROUTES_FOLDER}/*.geojson"):
        return []
    rows = context.read(PLACES_FILE, lambda path: read_csv(path, PLACES_HEADER))
    if rows is None:
        context.unread_kinds.add("place")
    places, unsorted, previous = [], list[str](), ""
    for line, row in rows or []:
        record = row[0] if row and row[0] else f"line {line}"
        context.register_id("place", record, PLACES_FILE)
        if len(row) != len(PLACES_HEADER):
            message = f"line {line} has {len(row)} cells, not {len(PLACES_HEADER)}; quote a cell with a comma in it"
            context.add_error(PLACES_FILE, record, "", message)
            continue
        unsorted += [record] if row[0] < previous else []
        previous = max(previous, row[0])
        place = context.validate(Place, _place_table(row), PLACES_FILE, record)
        if place is not None:
            places.append(place)
    if unsorted:
        message = f"rows are not sorted by id: {', '.join(unsorted)}; `python -m dashboard check --fix` sorts them"
        context.add_error(PLACES_FILE, "", "id", message)
    return places


def _place_table(row: list[str]) -> dict[str, Any]:
    cells = dict(zip(PLACES_HEADER, row, strict=True))
    names = {language: cells.pop(f"name_{language}") for language in NAME_LANGUAGES}
    return {**cells, "names": {language: name for language, name in names.items() if name}}
