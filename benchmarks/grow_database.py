"""Publishes the catalogue many times over: ``python -m benchmarks.grow_database ADDRESS [factor]``.

Ten copies are written and loaded as one catalogue, so the program itself makes their rows, which are published
``factor / 10`` times. Ids and names in them end in ``MARK`` and a digit. In the rows of group 7 the number 7 replaces
the mark: ``…-c73``, "TASIM 73". The very first copy equals the real catalogue. The lines and places of all other copies
lie elsewhere in the world; countries, lengths and speakers stay the same.

In each group ``TOP_PROJECT`` of the first copy has its own statements, and a fourth of those of the nine others.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from benchmarks.grow import ROOT, write_grown
from dashboard.atlas import Atlas
from dashboard.catalogue.load.data_files import data_files
from dashboard.database.connection import Row, TableRows
from dashboard.database.filter_groups import SIDES
from dashboard.database.lookup_rows import record_rows
from dashboard.database.new_version import new_version
from dashboard.database.publish import FILE_COLUMNS, table_rows
from dashboard.database.stored_files import BASEMAP_FOLDER
from dashboard.geo.geodesy import bounds
from dashboard.load_atlas import load_atlas

MARK: Final = "990990990"
COPIES: Final = 10
TOP_PROJECT: Final = "tasim"
WORLD: Final = (-180.0, -60.0, 180.0, 75.0)
"""West, south, east and north, in degrees, of the box in which the lines of copies lie."""
POSITIONED: Final = frozenset({"documents", "segments", "routes", "places"})
"""Kinds of records that have coordinates, or the checksum of a text."""
GEOMETRIES: Final = ("geometry", "lines", "points")
NUMBERS: Final = frozenset({"number", "line"})
"""Columns whose number differs in each copy."""
LISTS: Final = frozenset({"entities_of_country", "facts_of_country"})
"""Kinds of records that are one list of ids of all copies."""
SHARED: Final = frozenset({"speakers", "stories", "changes", "identity"})
"""Kinds of records that all copies share, as in the real catalogue."""
Offset = tuple[float, float]


def main(url: str, factor: int) -> None:
    """Publish the copies, and print how long each table takes."""
    with tempfile.TemporaryDirectory() as folder:
        write_grown(ROOT, Path(folder), [f"{MARK}{digit}" for digit in range(COPIES)], top_project=TOP_PROJECT)
        publish_grown(url, load_atlas(Path(folder)), load_atlas(ROOT), factor // COPIES)


def publish_grown(url: str, grown: Atlas, real: Atlas, number: int) -> None:
    """Publish ``number`` groups of the ten copies ``grown``, with the shared records of the catalogue ``real``."""
    files = {document.file: grown.catalogue.text(document.id) for document in grown.catalogue.documents.values()}
    with new_version(url, checksum(f"{real.version} {number}")[:12], migrate=True) as version:
        if not version.new:
            sys.exit("it is there already")
        for table, columns, rows in all_tables(grown, real, files, groups(number, grown, files)):
            began = time.monotonic()
            version.copy(table, columns, rows)
            print(f"{table}: {time.monotonic() - began:.1f} s", flush=True)
        version.set_min_zooms()


@dataclass(frozen=True)
class Group:
    """The ten copies of one number."""

    number: int
    offsets: Sequence[Offset]
    """The shift of each copy, in degrees of longitude and latitude."""
    checksums: Mapping[str, str]
    """The checksum of each text, by the checksum of the text with the mark."""

    def text(self, text: str) -> str:
        """``text`` with the group's number instead of the mark."""
        if not self.number:
            text = text.replace(f"-c{MARK}0", "").replace(f" {MARK}0", "")
        return text.replace(MARK, str(self.number or ""))

    def cell(self, cell: Any, offset: Offset) -> Any:  # noqa: ANN401
        match cell:
            case str():
                return self.checksums.get(cell) or self.text(cell)
            case bytes():
                return self.text(cell.decode()).encode()
            case list():
                return [self.text(text) for text in cell]
            case dict():
                new_sum = {"sha256": self.checksums[cell["sha256"]]} if "sha256" in cell else {}
                return self.text(json.dumps({**moved(cell, offset), **new_sum}, ensure_ascii=False))
            case shapely.Geometry():
                shape = shapely.transform(cell, lambda points: moved_points(points, offset))
                return shapely.to_wkb(shape, hex=True, include_srid=True)
            case (int() as axis, value):
                return float(moved_points([[value, value]], offset)[0, axis])
            case _:
                return cell


def groups(number: int, grown: Atlas, files: Mapping[str, str]) -> list[Group]:
    """All groups; multiples of two irrational numbers spread their copies over the world."""
    box = np.array(bounds(segment.coordinates for segment in grown.catalogue.segments.values()))
    least, most = WORLD[:2] - box[:2], WORLD[2:] - box[2:]
    copies = np.arange(number * COPIES)[:, None]
    offsets = np.round(least + (copies * [0.7548776662, 0.5698402910] % 1) * (most - least), 2)
    offsets[0] = 0
    without_checksums = [Group(n, offsets[n * COPIES : (n + 1) * COPIES].tolist(), {}) for n in range(number)]
    return [
        replace(group, checksums={checksum(text): checksum(group.text(text)) for text in files.values()})
        for group in without_checksums
    ]


def checksum(text: str) -> str:
    """The checksum of a file with this text."""
    return sha256(text.encode()).hexdigest()


def all_tables(grown: Atlas, real: Atlas, files: Mapping[str, str], groups: Sequence[Group]) -> Iterator[TableRows]:
    """The rows of each table, in the order in which they can be written."""
    texts = copies([(path, text.encode()) for path, text in files.items()], FILE_COLUMNS, groups)
    basemap = ((path, content) for path, content in data_files(ROOT) if path.startswith(BASEMAP_FOLDER))
    yield "files", FILE_COLUMNS, chain(texts, basemap)
    for table, columns, rows in table_rows(grown):
        if table == "records":
            own = [row for row in rows if row[0] not in SHARED]
            lists = (joined_list(groups, row) for row in own if row[0] in LISTS)
            yield table, columns, chain((row for row in record_rows(real) if row[0] in SHARED), lists)
            rows = iter(row for row in own if row[0] not in LISTS)
        if table == "search_words":  # a number with the mark would become a word that the table has
            rows = iter(row for row in rows if not row[0].startswith(f"#{MARK}"))
        yield table, columns, copies([prepared(row, table, columns) for row in rows], columns, groups)


def joined_list(groups: Sequence[Group], row: Row) -> Row:
    """The ids of all groups in one list."""
    kind, name, content = row
    return kind, name, f"[{','.join(group.text(content)[1:-1] for group in groups)}]"


def prepared(row: Row, table: str, columns: Sequence[str]) -> Row:
    """The row with its positions and checksums in a form in which ``Group.cell`` can change them."""
    cells = dict(zip(columns, row, strict=True))
    cells |= {name: shapely.from_wkb(cells[name]) for name in GEOMETRIES if cells.get(name)}
    if "lon" in cells:
        cells |= {"lon": (0, cells["lon"]), "lat": (1, cells["lat"])}
    for number, side in enumerate(SIDES if cells.get("west") is not None else ()):
        cells[side] = (number % 2, cells[side])
    if table == "records" and cells["kind"] in POSITIONED:
        cells["content"] = json.loads(cells["content"])
    return tuple(cells.values())


def copies(rows: Sequence[Row], columns: Sequence[str], groups: Sequence[Group]) -> Iterator[Row]:
    """The rows of all groups. Rows without the mark, such as speakers, come once, with the numbers of all groups."""
    for row in rows:
        copy = str(row).partition(MARK)[2][:1]
        for group in groups if copy else groups[:1]:
            made = (group.cell(cell, group.offsets[int(copy)]) for cell in row) if copy else row
            cells = dict(zip(columns, made, strict=True))
            cells |= {name: cells[name] * len(groups) + group.number for name in NUMBERS if cells.get(name) is not None}
            if not copy and "records" in cells:
                cells |= {name: cells[name] * len(groups) for name in ("routes", "records") if cells.get(name)}
                cells |= {side: end for side, end in zip(SIDES, WORLD, strict=True) if cells.get(side) is not None}
            yield tuple(cells.values())


def moved_points(points: Any, offset: Offset) -> Any:  # noqa: ANN401
    """An array of positions (longitude, latitude), moved; longitudes beyond 180° continue at the other side."""
    shifted = np.round(np.asarray(points) + offset, 6)
    lons = shifted[:, 0]
    shifted[:, 0] = np.where(np.abs(lons) > WORLD[2], np.round((lons + 540) % 360 - 180, 6), lons)
    return shifted


def moved(record: Any, offset: Offset) -> Any:  # noqa: ANN401
    """A record with all positions in it moved."""
    if isinstance(record, list):
        return [moved(value, offset) for value in record]
    if not isinstance(record, dict):
        return record
    record = {key: moved(value, offset) if key != "coordinates" else value for key, value in record.items()}
    if "coordinates" in record:
        record["coordinates"] = moved_points(record["coordinates"], offset).tolist()
    if "lon" in record:
        [[record["lon"], record["lat"]]] = moved_points([[record["lon"], record["lat"]]], offset).tolist()
    return record


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
