"""Writes the golden table: the length of each segment of the route files, in all and by country."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.geo.countries import CountryShapes
from dashboard.geo.country_splits import Split, split

HEADER: Final = ("route", "segment", "country", "km")
WHOLE_LENGTH: Final = "whole"
UNATTRIBUTED: Final = "unattributed"
OVERLAP: Final = "overlap"
LEAST_KM: Final = 0.05
"""A shorter length rounds to 0.0 and has no row."""


@dataclass(frozen=True)
class SegmentLength:
    """The length of a segment in km, split by country."""

    route: str
    segment: str
    split: Split


def segment_lengths(routes: Path, shapes: CountryShapes) -> Iterator[SegmentLength]:
    """The lengths of all segments of the ``*.geojson`` files in ``routes``, in the order of files and segments."""
    for path in sorted(routes.glob("*.geojson")):
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            line = [(float(lon), float(lat)) for lon, lat in feature["geometry"]["coordinates"]]
            yield SegmentLength(path.stem, feature["id"], split(line, shapes, feature["properties"]["mode"]))


def write_golden_lengths(routes: Path, shapes: CountryShapes, target: Path) -> None:
    """Write the table to ``target`` as CSV, its rows sorted, with km to 0.1.

    ``country`` is an ISO code, or one of ``whole``, ``unattributed`` (at sea, outside) and ``overlap`` (counted twice).
    """
    rows = []
    for length in segment_lengths(routes, shapes):
        parts = {WHOLE_LENGTH: length.split.whole_km, **length.split.by_country}
        parts |= {UNATTRIBUTED: length.split.unattributed_km, OVERLAP: length.split.overlap_km}
        rows += [(length.route, length.segment, part, f"{km:.1f}") for part, km in parts.items() if km >= LEAST_KM]
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *sorted(rows)])
