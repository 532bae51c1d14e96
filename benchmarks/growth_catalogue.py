"""A project root N times as large as the real one: the real catalogue, and N - 1 copies of it beside it.

Deterministic: the same real catalogue and N give the same files. A copy's ids end in ``-c<number>``; its documents
have words of their own (``growth_words``), its places lie beside the real ones (``growth_places``).
"""

import csv
import json
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.growth_places import Shifts, moved, read_rows, shifts_of
from benchmarks.growth_toml import to_toml
from benchmarks.growth_words import Vary, cut_words, words_of_copy
from dashboard.geography.countries import load_countries

Table = dict[str, Any]
LINKED = ("assets", "data/basemap")
LANGUAGES = ("en", "az", "ar")


def write_grown(real: Path, target: Path, factor: int) -> Path:
    """Write the root ``target``, ``factor`` times the catalogue of ``real``, in place of what is there; ``target``."""
    shutil.rmtree(target, ignore_errors=True)
    for folder in ("data/documents", "data/projects", "data/routes", "seeds"):
        (target / folder).mkdir(parents=True)
    for name in LINKED:
        (target / name).symlink_to((real / name).resolve())
    rows = read_rows(real / "data/places.csv")
    shifts = shifts_of(rows, load_countries(real / "data/basemap/countries.geojson"), factor)
    _write_places(target / "data/places.csv", rows, shifts, factor)
    _write_speakers(real, target, factor)
    sources = [Source.read(real, path) for path in sorted((real / "data/documents").glob("*.toml"))]
    projects = [tomllib.loads(path.read_text("utf-8")) for path in sorted((real / "data/projects").glob("*.toml"))]
    routes = [json.loads(path.read_text("utf-8")) for path in sorted((real / "data/routes").glob("*.geojson"))]
    for copy in range(factor):
        for source in sources:
            _write_document(target, source, copy)
        for project in projects:
            own = _copied_project(project, copy)
            (target / f"data/projects/{own['id']}.toml").write_text(to_toml(own, "figures"), "utf-8")
        for route in routes:
            own = _copied_route(route, copy, shifts)
            path = target / f"data/routes/{own['route']['id']}.geojson"
            path.write_text(json.dumps(own, ensure_ascii=False), "utf-8")
    return target


@dataclass(frozen=True)
class Source:
    """One real document: its table, its text, and the words of it that no copy may change."""

    table: Table
    text: str
    kept: frozenset[str]

    @classmethod
    def read(cls, root: Path, path: Path) -> "Source":
        """The document of one file."""
        table = tomllib.loads(path.read_text("utf-8"))
        text = (root / table["file"]).read_bytes().decode("utf-8")
        return cls(table, text, cut_words(text, _passages(table)))


def _passages(table: Table) -> Iterator[str]:
    """Everything in a document's table that has to stand in its text."""
    yield table["title"]
    for one in table.get("inferences", ()):
        yield one["evidence"]
    for fact in table["facts"]:
        yield from (fact[key] for key in ("quote", "prefix", "suffix") if key in fact)
        yield from fact.get("written", {}).values()


def own_id(record: str, copy: int) -> str:
    """The id of a record's copy."""
    return f"{record}-c{copy}" if copy else record


def _write_document(target: Path, source: Source, copy: int) -> None:
    vary = words_of_copy(copy, source.kept)
    text = vary(source.text).encode()
    table = {**source.table, "id": own_id(source.table["id"], copy), "sha256": sha256(text).hexdigest()}
    table["file"] = f"seeds/{own_id(Path(source.table['file']).stem, copy)}.txt"
    table["title"] = vary(table["title"])
    table["titles"] = _numbered(table["titles"], copy)
    if "inferences" in table:
        table["inferences"] = [{**one, "evidence": vary(one["evidence"])} for one in table["inferences"]]
    table["facts"] = [_copied_fact(fact, copy, vary) for fact in table["facts"]]
    (target / table["file"]).write_bytes(text)
    (target / f"data/documents/{table['id']}.toml").write_text(to_toml(table, "facts"), "utf-8")


def _copied_fact(fact: Table, copy: int, vary: Vary) -> Table:
    own = {**fact, "id": own_id(fact["id"], copy), "speaker": own_id(fact["speaker"], copy)}
    own["about"] = [own_id(one, copy) for one in fact["about"]]
    own["statement"] = {language: words_of_copy(copy)(text) for language, text in fact["statement"].items()}
    own |= {key: vary(fact[key]) for key in ("quote", "prefix", "suffix") if key in fact}
    if "written" in fact:
        own["written"] = {field: vary(words) for field, words in fact["written"].items()}
    if "confirms" in fact:
        own["confirms"] = own_id(fact["confirms"], copy)
    return own


def _copied_project(project: Table, copy: int) -> Table:
    own = {**project, "id": own_id(project["id"], copy), "names": _numbered(project["names"], copy)}
    for key in ("routes", "places"):
        own[key] = [own_id(one, copy) for one in project.get(key, ())]
    own["ends"] = [[own_id(one, copy) for one in pair] for pair in project.get("ends", ())]
    if copy and "aliases" in project:
        own["aliases"] = [f"{alias} {copy}" for alias in project["aliases"]]
    if "fact" in project["status"]:
        own["status"] = {**project["status"], "fact": own_id(project["status"]["fact"], copy)}
    if "figures" in project:
        own["figures"] = [_copied_figure(figure, copy) for figure in project["figures"]]
    return own


def _copied_figure(figure: Table, copy: int) -> Table:
    return {**figure, **({"over": [own_id(one, copy) for one in figure["over"]]} if "over" in figure else {})}


def _copied_route(route: Table, copy: int, shifts: Shifts) -> Table:
    header = {**route["route"], "id": own_id(route["route"]["id"], copy)}
    header["names"] = _numbered(header["names"], copy)
    if "superseded_by" in header:
        header["superseded_by"] = own_id(header["superseded_by"], copy)
    if "figures" in header:
        header["figures"] = [_copied_figure(figure, copy) for figure in header["figures"]]
    return {**route, "route": header, "features": [_copied_segment(one, copy, shifts) for one in route["features"]]}


def _copied_segment(feature: Table, copy: int, shifts: Shifts) -> Table:
    about, line = feature["properties"], feature["geometry"]["coordinates"]
    start, end = (shifts[about[key]][copy] for key in ("from", "to"))
    return {
        **feature,
        "id": own_id(feature["id"], copy),
        "properties": {**about, "from": own_id(about["from"], copy), "to": own_id(about["to"], copy)},
        "geometry": {**feature["geometry"], "coordinates": moved(line, start, end) if copy else line},
    }


def _numbered(names: Mapping[str, str], copy: int) -> Table:
    """A name in every language, with the copy's number behind it."""
    return {language: f"{text} {copy}" if copy else text for language, text in names.items()}


def _write_places(path: Path, rows: list[dict[str, str]], shifts: Shifts, factor: int) -> None:
    grown = []
    for row in rows:
        for copy in range(factor):
            lon, lat = shifts[row["id"]][copy]
            place = {**row, "id": own_id(row["id"], copy)}
            if copy:
                place |= {key: f"{row[key]} {copy}" for key in row if key.startswith("name_") and row[key]}
                place |= {"lon": f"{float(row['lon']) + lon:.5f}", "lat": f"{float(row['lat']) + lat:.5f}"}
            grown.append(place)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(sorted(grown, key=lambda place: place["id"]))


def _write_speakers(real: Path, target: Path, factor: int) -> None:
    speakers = tomllib.loads((real / "data/speakers.toml").read_text("utf-8"))["speakers"]
    grown = [
        {**one, "id": own_id(one["id"], copy), "names": _numbered(one["names"], copy)}
        for copy in range(factor)
        for one in speakers
    ]
    (target / "data/speakers.toml").write_text(to_toml({"speakers": grown}, "speakers"), "utf-8")
