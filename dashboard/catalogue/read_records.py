"""Read speakers, places, projects and what has changed."""

from collections.abc import Mapping
from typing import Any

from dashboard.catalogue.files import read_csv, read_toml
from dashboard.catalogue.intake import Intake, shown_id
from dashboard.catalogue.models import Change, Place, Project, Speaker
from dashboard.catalogue.sources import CHANGES_FILE, PLACES_FILE, SPEAKERS_FILE

PLACES_HEADER = (
    "id",
    "name_en",
    "name_az",
    "name_ar",
    "name_ru",
    "country",
    "kind",
    "lon",
    "lat",
    "precision_m",
    "source",
)


def read_speakers(intake: Intake) -> list[Speaker]:
    """The speakers of ``data/speakers.toml``, an array of tables ``[[speakers]]``."""
    content = intake.read(SPEAKERS_FILE, read_toml)
    if content is None:
        return []
    for key in sorted(content.keys() - {"speakers"}):
        intake.complain(SPEAKERS_FILE, "", key, "is not a known key; the file holds [[speakers]] only")
    speakers = []
    for number, raw in enumerate(tables(intake, SPEAKERS_FILE, content, "speakers"), start=1):
        intake.take_id("speaker", raw.get("id"), SPEAKERS_FILE)
        speaker = intake.validated(Speaker, raw, SPEAKERS_FILE, shown_id(raw, f"speaker {number}"))
        if speaker is not None:
            speakers.append(speaker)
    return speakers


def read_changes(intake: Intake) -> tuple[Change, ...]:
    """The entries of ``data/changes.toml``, the newest version first; none where there is no such file."""
    if not (intake.root / CHANGES_FILE).exists():
        return ()
    content = intake.read(CHANGES_FILE, read_toml) or {}
    for key in sorted(content.keys() - {"changes"}):
        intake.complain(CHANGES_FILE, "", key, "is not a known key; the file holds [[changes]] only")
    found: list[Change] = []
    for number, raw in enumerate(tables(intake, CHANGES_FILE, content, "changes"), start=1):
        change = intake.validated(Change, raw, CHANGES_FILE, f"change {number}")
        if change is not None and found and _order(change) > _order(found[-1]):
            message = f"{change.version} stands below {found[-1].version}; the newest comes first"
            intake.complain(CHANGES_FILE, f"change {number}", "version", message)
        found += [change] if change is not None else []
    return tuple(found)


def _order(change: Change) -> tuple[int, ...]:
    return tuple(int(part) for part in change.version.split("."))


def tables(intake: Intake, file: str, content: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The tables of an array of tables; an error for what is something else."""
    raw = content.get(key, [])
    if not isinstance(raw, list) or not all(isinstance(entry, Mapping) for entry in raw):
        intake.complain(file, "", key, f"must be tables, each under [[{key}]]")
        return []
    return raw


def read_project(intake: Intake, file: str) -> Project | None:
    """The project of one ``data/projects/<id>.toml``."""
    content = intake.read(file, read_toml)
    if content is None:
        return None
    intake.take_id("project", content.get("id"), file)
    intake.hold_to_stem(file, content.get("id"))
    return intake.validated(Project, content, file, shown_id(content, ""))


def read_places(intake: Intake) -> list[Place]:
    """The places of ``data/places.csv``, one a row, sorted by id."""
    rows = intake.read(PLACES_FILE, lambda path: read_csv(path, PLACES_HEADER))
    places, previous = [], ""
    for line, row in rows or []:
        record = row[0] if row and row[0] else f"line {line}"
        if len(row) != len(PLACES_HEADER):
            message = f"line {line} has {len(row)} cells, not {len(PLACES_HEADER)}; quote a cell with a comma in it"
            intake.complain(PLACES_FILE, record, "", message)
            continue
        intake.take_id("place", row[0], PLACES_FILE)
        if row[0] < previous:
            intake.complain(PLACES_FILE, record, "id", f"stands after {previous!r}; sort the rows by id")
        previous = max(previous, row[0])
        place = intake.validated(Place, _place_table(row), PLACES_FILE, record)
        if place is not None:
            places.append(place)
    return places


def _place_table(row: list[str]) -> dict[str, Any]:
    cells = dict(zip(PLACES_HEADER, row, strict=True))
    names = {language: cells.pop(f"name_{language}") for language in ("en", "az", "ar", "ru")}
    return {**cells, "names": {**names, "ru": names["ru"] or None}}
