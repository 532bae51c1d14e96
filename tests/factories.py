"""Small records and a small catalogue with defaults, so that a test names only the values that matter to it.

``*_table`` gives a record as it is in a file, ``make_*`` the record itself. ``write_catalogue`` writes a tree of files:
two documents, two projects, two routes with three segments together, four places.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.records import PLACES_HEADER
from dashboard.catalogue.models import Document, Fact, Place, Segment
from dashboard.catalogue.segment_measures import SegmentMeasure

Table = dict[str, Any]

INTERVIEW_TEXT = (
    "Səfir: kabel 2026-cı ilin sonunda hazır olacaq.\r\n"
    "Dəmir yolunun gücü 1 milyondan 5 milyon tona çatdırılır.\n"
    "Liman böyüyür. Liman böyüyür, gəmilər çoxalır.\n"
)
"""A text with both kinds of line ends, and with one sentence twice."""

SPEECH_TEXT = "قال الرئيس إن الميناء مهم.\nوبلغ حجم الشحن ١٥ مليون طن.\n"


def local_text(en: str = "A text", az: str = "Bir mətn", ar: str = "نص") -> Table:
    return {"en": en, "az": az, "ar": ar}


def identity_table(**over: object) -> Table:
    return {
        "id": "tiny-atlas",
        "title": local_text("Tiny Atlas", "Kiçik Atlas", "أطلس صغير"),
        "tagline": local_text(),
        "headline": local_text(),
        "description": local_text("An atlas, according to {documents} {languages}."),
        "subject": "A few lines",
        "contributors": "The makers of the tiny atlas",
        **over,
    }


def speaker_table(**over: object) -> Table:
    return {"id": "ambassador", "names": local_text("The ambassador", "Səfir", "السفير"), **over}


def document_table(**over: object) -> Table:
    """The header of the interview. Another text needs another ``sha256``; ``write_catalogue`` computes it."""
    return {
        "id": "interview",
        "file": "seeds/interview.txt",
        "sha256": sha256(INTERVIEW_TEXT),
        "language": "az-Latn",
        "title": "Səfir",
        "titles": local_text("An interview", "Müsahibə", "مقابلة"),
        "publisher": local_text("An agency", "Agentlik", "وكالة"),
        "published": "2025-12-29",
        **over,
    }


def fact_table(**over: object) -> Table:
    return {
        "id": "cable-ready",
        "about": ["cable"],
        "kind": "deadline",
        "statement": local_text("The cable will be ready by the end of 2026."),
        "quote": "kabel 2026-cı ilin sonunda hazır olacaq",
        "speaker": "ambassador",
        "modality": "planned",
        **over,
    }


def railway_fact_table(**over: object) -> Table:
    numbers = {"baseline": 1, "target": 5, "unit": "million tonnes"}
    fields = {"id": "railway-capacity", "about": ["railway"], "kind": "capacity", "modality": "under-way"}
    return fact_table(**{**fields, **numbers, "quote": "gücü 1 milyondan 5 milyon tona çatdırılır", **over})


def port_fact_table(**over: object) -> Table:
    fields = {"id": "port-matters", "about": ["baku"], "kind": "importance", "modality": "achieved"}
    return fact_table(**{**fields, "quote": "الميناء مهم", **over})


def freight_fact_table(**over: object) -> Table:
    fields = {"id": "port-freight", "about": ["north-line", "baku"], "kind": "trade", "modality": "achieved"}
    number = {"value": 15, "unit": "million tonnes"}
    return fact_table(**{**fields, **number, "quote": "حجم الشحن ١٥ مليون طن", **over})


def project_table(**over: object) -> Table:
    return {
        "id": "cable",
        "kind": "cable",
        "names": local_text("The cable", "Kabel", "الكابل"),
        "summary": local_text("A cable under the sea."),
        "status": {"value": "construction", "basis": "stated", "as_of": "2025-12", "fact": "cable-ready"},
        "routes": ["sea-cable"],
        **over,
    }


def railway_table(**over: object) -> Table:
    fields = {"id": "railway", "kind": "railway", "names": local_text("The railway", "Dəmir yolu", "السكة الحديدية")}
    status = {"value": "operating", "basis": "reference", "as_of": "2024", "source": "a source"}
    return project_table(**{**fields, "status": status, "routes": ["north-line"], "places": ["tbilisi"], **over})


def place_table(**over: object) -> Table:
    return {
        "id": "baku",
        "names": local_text("Baku", "Bakı", "باكو"),
        "country": "AZ",
        "kind": "city",
        "lon": 49.85,
        "lat": 40.4,
        "precision_m": 2000,
        "source": "a gazetteer",
        **over,
    }


def segment_table(**over: object) -> Table:
    """A segment as the model reads it. ``feature`` makes the form of a file from it."""
    return {
        "id": "baku-to-ganja",
        "route": "north-line",
        "from": "baku",
        "to": "ganja",
        "mode": "rail",
        "status": "operating",
        "precision": "approximate",
        "method": "through-stations",
        "source": "stations",
        "licence": "ODbL-1.0",
        "coordinates": [[49.85, 40.4], [48.0, 40.5], [46.36, 40.68]],
        **over,
    }


def feature(segment: Table) -> Table:
    """The GeoJSON feature of a segment's table."""
    properties = {key: value for key, value in segment.items() if key not in ("id", "route", "coordinates")}
    geometry = {"type": "LineString", "coordinates": segment["coordinates"]}
    return {"type": "Feature", "id": segment["id"], "geometry": geometry, "properties": properties}


def route_table(**over: object) -> Table:
    second = segment_table(
        id="ganja-to-tbilisi",
        **{"from": "ganja", "to": "tbilisi", "status": "construction"},
        coordinates=[[46.36, 40.68], [44.8, 41.7]],
    )
    fields = {"id": "north-line", "names": local_text("North line", "Şimal xətti", "الخط الشمالي")}
    return {**fields, "segments": [segment_table(), second], **over}


def cable_route_table(**over: object) -> Table:
    leg = segment_table(
        id="baku-to-aktau",
        route="sea-cable",
        **{"from": "baku", "to": "aktau", "mode": "subsea-cable", "status": "construction"},
        precision="schematic",
        method="between-landings",
        licence="CC-BY-4.0",
        coordinates=[[49.85, 40.4], [51.17, 43.66]],
    )
    return {
        "id": "sea-cable",
        "names": local_text("Sea cable", "Dəniz kabeli", "الكابل البحري"),
        "segments": [leg],
        **over,
    }


def place_tables() -> list[Table]:
    return [
        place_table(id="aktau", names=local_text("Aktau", "Aktau", "أكتاو"), country="KZ", lon=51.17, lat=43.66),
        place_table(),
        place_table(id="ganja", names=local_text("Ganja", "Gəncə", "كنجه"), lon=46.36, lat=40.68),
        place_table(id="tbilisi", names=local_text("Tbilisi", "Tiflis", "تبليسي"), country="GE", lon=44.8, lat=41.7),
    ]


def make_document(**over: object) -> Document:
    return Document.model_validate(document_table(**over))


def make_fact(**over: object) -> Fact:
    return Fact.model_validate(fact_table(**over))


def make_place(**over: object) -> Place:
    return Place.model_validate(place_table(**over))


def make_segment(**over: object) -> Segment:
    return Segment.model_validate(segment_table(**over))


def make_measures(catalogue: Catalogue, **by_segment: Mapping[str, float]) -> dict[str, SegmentMeasure]:
    """100 km for every segment, in the country of its start, or the lengths of ``by_segment`` (its id with _)."""
    measures = {}
    for segment in catalogue.segments.values():
        start = catalogue.places[segment.start].country
        by_country = by_segment.get(segment.id.replace("-", "_"), {start: 100.0})
        measures[segment.id] = SegmentMeasure(sum(by_country.values()), by_country, 0.0, 0.0)
    return measures


def write_catalogue(
    root: Path,
    *,
    identity: Table | None = None,
    speakers: Iterable[Table] | None = None,
    documents: Iterable[tuple[Table, str, Iterable[Table]]] | None = None,
    projects: Iterable[Table] | None = None,
    routes: Iterable[Table] | None = None,
    places: Iterable[Table] | None = None,
) -> Path:
    """Write a data tree below ``root`` and return ``root``. The docstring of the module says what the defaults are.

    ``documents`` are header, text and facts. The text is written to the header's ``file``, its hash into the header.
    """
    for folder in ("documents", "projects", "routes"):
        (root / "data" / folder).mkdir(parents=True)
    (root / "seeds").mkdir()
    _write(root / "data/atlas.toml", toml(identity_table() if identity is None else identity))
    _write(root / "data/speakers.toml", toml({"speakers": list(speakers or [speaker_table()])}))
    for header, text, facts in default_documents() if documents is None else documents:
        _write(root / header["file"], text)
        table = {**header, "sha256": sha256(text), "facts": list(facts)}
        _write(root / f"data/documents/{header['id']}.toml", toml(table))
    for project in [project_table(), railway_table()] if projects is None else projects:
        _write(root / f"data/projects/{project['id']}.toml", toml(project))
    for route in [route_table(), cable_route_table()] if routes is None else routes:
        _write(root / f"data/routes/{route['id']}.geojson", json.dumps(collection(route), ensure_ascii=False, indent=1))
    write_places(root / "data/places.csv", place_tables() if places is None else places)
    return root


def default_documents() -> list[tuple[Table, str, list[Table]]]:
    fields = {"id": "speech", "file": "seeds/speech.txt", "language": "ar", "title": "قال الرئيس"}
    return [
        (document_table(), INTERVIEW_TEXT, [railway_fact_table(), fact_table()]),
        (document_table(**fields), SPEECH_TEXT, [port_fact_table(), freight_fact_table()]),
    ]


def collection(route: Table) -> Table:
    """The GeoJSON of a route's table."""
    header = {key: value for key, value in route.items() if key != "segments"}
    return {"type": "FeatureCollection", "route": header, "features": [feature(s) for s in route["segments"]]}


def write_places(path: Path, places: Iterable[Table]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(PLACES_HEADER)
        for place in places:
            names = {f"name_{language}": name for language, name in place["names"].items()}
            writer.writerow([{**place, **names}.get(column, "") for column in PLACES_HEADER])


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def toml(table: Table) -> str:
    """Write a table as TOML, with one key in a line, lists of tables as [[key]], and other tables inline."""
    simple_values = {key: value for key, value in table.items() if not _is_tables(value)}
    lines = [f"{key} = {_toml_value(value)}" for key, value in simple_values.items()]
    for key in table.keys() - simple_values.keys():
        for entry in table[key]:
            lines += ["", f"[[{key}]]", toml(entry)]
    return "\n".join(lines) + "\n"


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _toml_value(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml_value(entry)}" for key, entry in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml_value(entry) for entry in value) + "]"
    return json.dumps(value, ensure_ascii=False)  # texts, numbers and booleans are the same in JSON and TOML


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
