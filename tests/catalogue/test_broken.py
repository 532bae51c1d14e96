"""The complete message for each broken input. Every case is a good tree with one thing broken."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.catalogue.findings import CatalogueError
from dashboard.catalogue.load.catalogue import load_catalogue
from tests.factories import INTERVIEW_TEXT, sha256, write_catalogue

Break = Callable[[Path], object]

DOCUMENT = "data/documents/interview.toml"
PROJECT = "data/projects/cable.toml"
ROUTE = "data/routes/sea-cable.geojson"
PLACES = "data/places.csv"
ATLAS = "data/atlas.toml"
SPEAKERS = "data/speakers.toml"
CHANGES = "data/changes.toml"
CHANGE = b'[[changes]]\nid = "%b"\nversion = "%b"\nkind = "added"\nwhat = { en = "a", az = "b", ar = "c" }\n'


def changed(file: str, old: str, new: str) -> Break:
    """The file with ``old``, which must be in it, replaced once by ``new``."""

    def change(root: Path) -> None:
        text = (root / file).read_bytes().decode()
        assert old in text, f"{old!r} is not in {file}"
        (root / file).write_bytes(text.replace(old, new, 1).encode())

    return change


def written(file: str, content: bytes) -> Break:
    return lambda root: (root / file).write_bytes(content)


def prepended(file: str, head: bytes) -> Break:
    return lambda root: (root / file).write_bytes(head + (root / file).read_bytes())


def removed(file: str) -> Break:
    return lambda root: (root / file).unlink()


def renamed(file: str, to: str) -> Break:
    return lambda root: (root / file).rename(root / to)


def without_folder(root: Path) -> None:
    for file in (root / "data/routes").iterdir():
        file.unlink()
    (root / "data/routes").rmdir()


def other_seed(root: Path) -> None:
    (root / "seeds/interview.txt").write_bytes(INTERVIEW_TEXT.replace("Liman", "liman", 1).encode())


def utf_16_seed(root: Path) -> None:
    """The seed in UTF-16, with its right checksum."""
    raw = INTERVIEW_TEXT.encode("utf-16")
    (root / "seeds/interview.txt").write_bytes(raw)
    changed(DOCUMENT, sha256(INTERVIEW_TEXT), hashlib.sha256(raw).hexdigest())(root)


def facts_as_number(root: Path) -> None:
    header = (root / DOCUMENT).read_bytes().split(b"[[facts]]")[0]
    (root / DOCUMENT).write_bytes(header + b"facts = 3\n")


OTHER_SUM = sha256(INTERVIEW_TEXT.replace("Liman", "liman", 1))
NOT_FOUND_IN_OTHER_SCRIPT = (
    "not found; it agrees with the document up to “k” (from 7), "
    "then the document has 'a' (U+0061) where the quote has 'а' (U+0430); "
    "at 7 stands, to be pasted: 'kabel 2026-cı ilin sonunda hazır olacaq'"
)
KINDS = "'city', 'town', 'port', 'rail-station', 'cable-landing', 'substation', 'border-crossing', 'hydropower' or 'meeting-place'"  # noqa: E501
HEADER = "id,name_en,name_az,name_ar,name_ru,country,kind,lon,lat,precision_m,source"

CASES: dict[str, tuple[Break, list[str]]] = {
    # whole files
    "bad TOML": (
        changed(PROJECT, 'kind = "cable"', "kind = cable"),
        [f"{PROJECT}: not valid TOML: Invalid value (at line 2, column 8)"],
    ),
    "bad JSON": (
        changed(ROUTE, '"type": "FeatureCollection",', '"type": "FeatureCollection"'),
        [f"{ROUTE}: line 3, column 2: not valid JSON: Expecting ',' delimiter"],
    ),
    "JSON that is a list": (written(ROUTE, b"[]"), [f"{ROUTE}: must be one JSON object, in braces"]),
    "JSON nested without end": (written(ROUTE, b"[" * 99_999), [f"{ROUTE}: not usable JSON: nested too deeply"]),
    "a JSON key twice": (
        changed(ROUTE, '"type": "FeatureCollection",', '"type": "FeatureCollection", "type": "FeatureCollection",'),
        [f"{ROUTE}: key 'type' stands twice in one object; keep one"],
    ),
    "NaN in JSON": (
        changed(ROUTE, "51.17", "NaN"),
        [f"{ROUTE}: holds NaN, which is no JSON number; write the number, or leave the point out"],
    ),
    "infinity in JSON": (
        changed(ROUTE, "51.17", "1e999"),
        [f"{ROUTE}: baku-to-aktau: coordinates[1][0]: inf is not a finite number"],
    ),
    "empty file": (written(PROJECT, b""), [f"{PROJECT}: the file is empty; fill it, or delete it"]),
    "blank file": (written(PLACES, b" \n\n"), [f"{PLACES}: the file is empty; fill it, or delete it"]),
    "byte order mark": (
        prepended(PLACES, b"\xef\xbb\xbf"),
        [f"{PLACES}: begins with a byte order mark; save the file as UTF-8 without BOM"],
    ),
    "byte order mark in TOML": (
        prepended(DOCUMENT, b"\xef\xbb\xbf"),
        [f"{DOCUMENT}: begins with a byte order mark; save the file as UTF-8 without BOM"],
    ),
    "Latin-1 bytes": (
        written(SPEAKERS, 'id = 1\nname = "Şişli"\n'.encode("iso-8859-9")),
        [f"{SPEAKERS}: line 2: byte 0xDE is not UTF-8; save the file as UTF-8"],
    ),
    "missing places": (
        removed(PLACES),
        [f"{PLACES}: the file is missing; add it, or correct the name that points to it"],
    ),
    "missing speakers": (
        removed(SPEAKERS),
        [f"{SPEAKERS}: the file is missing; add it, or correct the name that points to it"],
    ),
    "an atlas without a name": (
        removed(ATLAS),
        [f"{ATLAS}: the file is missing; add it, or correct the name that points to it"],
    ),
    "a mistyped key of the atlas": (
        changed(ATLAS, "subject = ", "subjekt = "),
        [
            f"{ATLAS}: tiny-atlas: subject: is missing; add it",
            f"{ATLAS}: tiny-atlas: subjekt: is not a known key; did you mean subject?",
        ],
    ),
    "an unknown count in the description": (
        changed(ATLAS, "{languages}", "{tongues}"),
        [
            f"{ATLAS}: tiny-atlas: description: {{tongues}} is nothing that is filled in; "
            "use {documents} and {languages}, or no brace"
        ],
    ),
    "a first view that is no box": (
        prepended(ATLAS, b"first_view = [78, 36, 37.5, 48]\n"),
        [
            f"{ATLAS}: tiny-atlas: first_view: is no box; "
            "write west, south, east, north, west < east, as in [37.5, 36.0, 78.0, 48.0]"
        ],
    ),
    "a first view of three numbers": (
        prepended(ATLAS, b"first_view = [37.5, 36, 78]\n"),
        [f"{ATLAS}: tiny-atlas: first_view[3]: is missing; add it"],
    ),
    "missing folder": (without_folder, ["data/routes: the folder is missing; make it"]),
    "a stray file": (
        renamed(PROJECT, "data/projects/cable.yaml"),
        ["data/projects/cable.yaml: does not belong here; only .toml files are read"],
    ),
    # ids
    "id is not the file's name": (
        renamed(PROJECT, "data/projects/kabel.toml"),
        ["data/projects/kabel.toml: cable: id: must be the file's name, 'kabel'; rename the one or the other"],
    ),
    "id with a capital": (
        changed(DOCUMENT, 'id = "cable-ready"', 'id = "Cable ready"'),
        [f"{DOCUMENT}: Cable ready: id: 'Cable ready' is not an id; use a-z, 0-9 and single hyphens"],
    ),
    "id missing": (changed(DOCUMENT, 'id = "cable-ready"\n', ""), [f"{DOCUMENT}: fact 2: id: is missing; add it"]),
    "the same fact id twice in a file": (
        changed(DOCUMENT, 'id = "cable-ready"', 'id = "railway-capacity"'),
        [f"{DOCUMENT}: railway-capacity: id: is already the id of another fact in this file; give each its own"],
    ),
    "the same fact id in two files": (
        changed("data/documents/speech.toml", 'id = "port-matters"', 'id = "cable-ready"'),
        [
            "data/documents/speech.toml: cable-ready: id: "
            f"is already the id of another fact in {DOCUMENT}; give each its own"
        ],
    ),
    "a place with a project's id": (
        changed(PLACES, "\nbaku,", "\ncable,"),
        [f"{PROJECT}: cable: id: is already the id of a place in {PLACES}; give each its own"],
    ),
    "a place twice": (
        changed(PLACES, "\nganja,", "\nbaku,"),
        [f"{PLACES}: baku: id: is already the id of another place in this file; give each its own"],
    ),
    # documents and facts
    "unknown key": (
        changed(DOCUMENT, "modality =", "modalty ="),
        [
            f"{DOCUMENT}: railway-capacity: modality: is missing; add it",
            f"{DOCUMENT}: railway-capacity: modalty: is not a known key; did you mean modality?",
        ],
    ),
    "unknown key deep inside": (
        changed(PROJECT, "names = { en", "names = { fr = 'Le câble', en"),
        [f"{PROJECT}: cable: names.fr: is not a known key; remove it or correct its spelling"],
    ),
    "a name in no language": (
        changed(PROJECT, 'names = { en = "The cable", az = "Kabel", ar = "الكابل" }', "names = {}"),
        [f"{PROJECT}: cable: names: has no text; write it in one of the languages en, az, ar, ru"],
    ),
    "a text in a language that the page does not have": (
        changed(PROJECT, 'en = "The cable", ', 'fr = "Le câble", '),
        [f"{PROJECT}: cable: names.fr: is not a known key; remove it or correct its spelling"],
    ),
    "a language that nobody knows": (
        changed(DOCUMENT, '"az-Latn"', '"tlh"'),
        [
            f"{DOCUMENT}: interview: language: 'tlh' is no language that CLDR knows; "
            "write a BCP 47 tag, such as tr or az-Latn"
        ],
    ),
    "a language written otherwise": (
        changed(DOCUMENT, '"az-Latn"', '"az-latn"'),
        [f"{DOCUMENT}: interview: language: 'az-latn' is written 'az-Latn'"],
    ),
    "a blank name": (
        changed(PROJECT, 'ar = "الكابل"', 'ar = " "'),
        [f"{PROJECT}: cable: names.ar: is empty or too short; at least 1 character(s) needed"],
    ),
    "a number as text": (
        changed(DOCUMENT, "target = 5", 'target = "12,5"'),
        [f"{DOCUMENT}: railway-capacity: target: '12,5' is not a number; write it with a decimal point, unquoted"],
    ),
    "a number in quotation marks": (
        changed(DOCUMENT, "target = 5", 'target = "5"'),
        [f"{DOCUMENT}: railway-capacity: target: '5' is not a number; write it with a decimal point, unquoted"],
    ),
    "a truth value for a number": (
        changed(DOCUMENT, "target = 5", "target = true"),
        [f"{DOCUMENT}: railway-capacity: target: True is not a number"],
    ),
    "nan in TOML": (
        changed(DOCUMENT, "target = 5", "target = nan"),
        [f"{DOCUMENT}: railway-capacity: target: nan is not a finite number"],
    ),
    "a number without its unit": (
        changed(DOCUMENT, 'unit = "million tonnes"\n', ""),
        [f"{DOCUMENT}: railway-capacity: unit: a number needs its unit, and a unit its number"],
    ),
    "a word that is not of the vocabulary": (
        changed(DOCUMENT, 'modality = "planned"', 'modality = "certain"'),
        [
            f"{DOCUMENT}: cable-ready: modality: "
            "'certain' is not one of 'achieved', 'under-way', 'planned', 'intended' or 'recalled'"
        ],
    ),
    "a word of the vocabulary mistyped": (
        changed(DOCUMENT, 'modality = "planned"', 'modality = "planed"'),
        [
            f"{DOCUMENT}: cable-ready: modality: 'planed' is not one of "
            "'achieved', 'under-way', 'planned', 'intended' or 'recalled'; did you mean 'planned'?"
        ],
    ),
    "about as one text": (
        changed(DOCUMENT, 'about = ["cable"]', 'about = "cable"'),
        [f"{DOCUMENT}: cable-ready: about: must be a list, in brackets"],
    ),
    "about nothing": (
        changed(DOCUMENT, 'about = ["cable"]', "about = []"),
        [f"{DOCUMENT}: cable-ready: about: has 0 entries; at least 1 needed"],
    ),
    "a statement in one language": (
        changed(DOCUMENT, 'modality = "planned"', 'modality = "planned"\nnote = "A note"'),
        [f"{DOCUMENT}: cable-ready: note: must be a table with keys and values"],
    ),
    "a date that TOML made a date": (
        changed(DOCUMENT, 'published = "2025-12-29"', "published = 2025-12-29"),
        [f"{DOCUMENT}: interview: published: datetime.date(2025, 12, 29) is not text; put it in quotation marks"],
    ),
    "a date out of the calendar": (
        changed(DOCUMENT, '"2025-12-29"', '"2025-02-29"'),
        [f"{DOCUMENT}: interview: published: '2025-02-29' is not in the calendar: day is out of range for month"],
    ),
    "dates that contradict themselves": (
        changed(DOCUMENT, 'modality = "planned"', 'modality = "planned"\nas_of = "2026-05"\ndue = "2026-04"'),
        [f"{DOCUMENT}: cable-ready: due: 2026-04 lies before as_of 2026-05"],
    ),
    "a stated status without its fact": (
        changed(PROJECT, ', fact = "cable-ready"', ""),
        [f"{PROJECT}: cable: status.fact: a stated status names the fact that states it"],
    ),
    "facts that are no tables": (
        facts_as_number,
        [f"{DOCUMENT}: facts: must be tables, each under [[facts]]"],
    ),
    "an unknown key beside the speakers": (
        prepended(SPEAKERS, b"version = 1\n"),
        [f"{SPEAKERS}: version: is not a known key; the file holds [[speakers]] only"],
    ),
    # seeds and quotations
    "another checksum": (
        other_seed,
        [
            f"{DOCUMENT}: interview: sha256: seeds/interview.txt has {OTHER_SUM}; "
            "a seed is never edited: bring the file back, or correct a mistyped sum"
        ],
    ),
    "a checksum that is none": (
        changed(DOCUMENT, sha256(INTERVIEW_TEXT), "abc"),
        [
            f"{DOCUMENT}: interview: sha256: 'abc' is not a sha256; write its 64 lower-case hexadecimal digits",
            f"{DOCUMENT}: interview: sha256: seeds/interview.txt has {sha256(INTERVIEW_TEXT)}; "
            "a seed is never edited: bring the file back, or correct a mistyped sum",
        ],
    ),
    "a missing seed": (
        removed("seeds/interview.txt"),
        ["seeds/interview.txt: the file is missing; add it, or correct the name that points to it"],
    ),
    "a seed outside the project": (
        changed(DOCUMENT, "seeds/interview.txt", "../interview.txt"),
        [
            f"{DOCUMENT}: interview: file: "
            "'../interview.txt' must be a path below the project, such as seeds/name.txt"
        ],
    ),
    "a seed that is not UTF-8": (
        utf_16_seed,
        ["seeds/interview.txt: line 1: byte 0xFF is not UTF-8; save the file as UTF-8"],
    ),
    "a quote with a letter of another script": (
        changed(DOCUMENT, 'quote = "kabel', 'quote = "kаbel'),
        [f"{DOCUMENT}: cable-ready: quote: {NOT_FOUND_IN_OTHER_SCRIPT}"],
    ),
    "a quote that stands twice": (
        changed(DOCUMENT, 'quote = "kabel 2026-cı ilin sonunda hazır olacaq"', 'quote = "Liman böyüyür"'),
        [
            f"{DOCUMENT}: cable-ready: quote: found 2 times (at 106, 121); "
            "add the words before or after it as prefix or suffix"
        ],
    ),
    "a quote and a key wrong in one fact": (
        changed(DOCUMENT, 'quote = "kabel', 'colour = "red"\nquote = "kаbel'),
        [
            f"{DOCUMENT}: cable-ready: colour: is not a known key; remove it or correct its spelling",
            f"{DOCUMENT}: cable-ready: quote: {NOT_FOUND_IN_OTHER_SCRIPT}",
        ],
    ),
    # places
    "latitude 140": (
        changed(PLACES, "49.85,40.4,", "49.85,140,"),
        [f"{PLACES}: baku: lat: 140 is too great; the most is 90"],
    ),
    "a decimal comma": (
        changed(PLACES, "49.85,40.4,", '"49,85",40.4,'),
        [f"{PLACES}: baku: lon: '49,85' is not a number; write it with a decimal point, unquoted"],
    ),
    "a decimal comma without quotation marks": (
        changed(PLACES, "49.85,40.4,", "49,85,40.4,"),
        [f"{PLACES}: baku: line 3 has 12 cells, not 11; quote a cell with a comma in it"],
    ),
    "nan in CSV": (
        changed(PLACES, "49.85,40.4,", "nan,40.4,"),
        [f"{PLACES}: baku: lon: 'nan' is not a finite number"],
    ),
    "metres that are not whole": (
        changed(PLACES, "40.4,2000", "40.4,0.5"),
        [f"{PLACES}: baku: precision_m: '0.5' is not a whole number"],
    ),
    "no precision at all": (
        changed(PLACES, "40.4,2000", "40.4,0"),
        [f"{PLACES}: baku: precision_m: 0 is too small; it must be more than 0"],
    ),
    "a country in words": (
        changed(PLACES, ",AZ,city,49.85", ",Azerbaijan,city,49.85"),
        [f"{PLACES}: baku: country: 'Azerbaijan' is not a country code; write the two capital letters of ISO 3166-1"],
    ),
    "an unknown kind of place": (
        changed(PLACES, ",AZ,city,49.85", ",AZ,village,49.85"),
        [f"{PLACES}: baku: kind: 'village' is not one of {KINDS}"],
    ),
    "unsorted places": (
        changed(PLACES, "\naktau,", "\nzhem,"),
        [
            f"{PLACES}: id: rows are not sorted by id: baku, ganja, tbilisi; "
            "`python -m dashboard check --fix` sorts them"
        ],
    ),
    "another header": (
        changed(PLACES, ",lon,lat,", ",lat,lon,"),
        [f"{PLACES}: line 1: the header must be {HEADER}"],
    ),
    "an open quotation mark": (
        changed(PLACES, "Baku", '"Baku'),
        [f"{PLACES}: line 5: not valid CSV: unexpected end of data"],
    ),
    # changes
    "an unknown key beside the changes": (
        written(CHANGES, b'version = "0.1.0"\n'),
        [f"{CHANGES}: version: is not a known key; the file holds [[changes]] only"],
    ),
    "a change without a text": (
        written(CHANGES, b'[[changes]]\nid = "a"\nversion = "0.1.0"\nkind = "added"\nwhat = {}\n'),
        [f"{CHANGES}: a: what: has no text; write it in one of the languages en, az, ar"],
    ),
    "an older version above a newer": (
        written(CHANGES, CHANGE % (b"a", b"0.9.0") + CHANGE % (b"b", b"0.10.0")),
        [f"{CHANGES}: b: version: 0.10.0 stands below 0.9.0; the newest comes first"],
    ),
    "two changes of one id": (
        written(CHANGES, CHANGE % (b"a", b"0.9.0") + CHANGE % (b"a", b"0.9.0")),
        [f"{CHANGES}: a: id: is another change's too; each needs its own"],
    ),
    # routes
    "a segment with one point": (
        changed(ROUTE, ',\n     [\n      51.17,\n      43.66\n     ]', ""),
        [f"{ROUTE}: baku-to-aktau: coordinates: has 1 point(s); a line needs at least 2"],
    ),
    "a point with a height": (
        changed(ROUTE, "43.66", "43.66, -28.0"),
        [f"{ROUTE}: baku-to-aktau: coordinates[1]: has 3 entries; at most 2 allowed"],
    ),
    "a coordinate as text": (
        changed(ROUTE, "43.66", '"43.66"'),
        [
            f"{ROUTE}: baku-to-aktau: coordinates[1][1]: "
            "'43.66' is not a number; write it with a decimal point, unquoted"
        ],
    ),
    "a coordinate off the Earth": (
        changed(ROUTE, "51.17", "181"),
        [f"{ROUTE}: baku-to-aktau: coordinates[1][0]: 181 is too great; the most is 180"],
    ),
    "a crs member": (
        changed(ROUTE, '"type": "FeatureCollection",', '"type": "FeatureCollection", "crs": {},'),
        [
            f"{ROUTE}: sea-cable: crs: is not a known member; "
            "GeoJSON is always WGS84; reproject to it and remove the member"
        ],
    ),
    "a line in parts": (
        changed(ROUTE, '"LineString"', '"MultiLineString"'),
        [f"{ROUTE}: baku-to-aktau: geometry.type: 'MultiLineString' must be 'LineString'"],
    ),
    "an unknown property": (
        changed(ROUTE, '"mode":', '"length": 500, "mode":'),
        [f"{ROUTE}: baku-to-aktau: length: is not a known key; remove it or correct its spelling"],
    ),
    "a property that is derived": (
        changed(ROUTE, '"mode":', '"route": "other", "mode":'),
        [f"{ROUTE}: baku-to-aktau: route: is not a known key among the properties; remove it"],
    ),
    "a segment without a place to go": (
        changed(ROUTE, '"to": "aktau",', ""),
        [f"{ROUTE}: baku-to-aktau: to: is missing; add it"],
    ),
    "a route without segments": (
        written(ROUTE, b'{"type": "FeatureCollection", "route": {"id": "sea-cable", "names": '
            b'{"en": "a", "az": "b", "ar": "c"}}, "features": []}'),
        [f"{ROUTE}: sea-cable: features: holds no segment; a route has at least one"],
    ),
    "a route without a header": (
        changed(ROUTE, '"route":', '"rute":'),
        [
            f"{ROUTE}: rute: is not a known member; remove it",
            f"{ROUTE}: route.id: is missing; add it",
            f"{ROUTE}: route.names: is missing; add it",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_broken_input_says_what_is_broken(name: str, tmp_path: Path) -> None:
    break_it, messages = CASES[name]
    write_catalogue(tmp_path)
    break_it(tmp_path)
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(tmp_path)
    assert str(caught.value).splitlines() == messages
    assert {finding.level for finding in caught.value.findings} == {"error"}


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    together = ["bad TOML", "NaN in JSON", "a quote that stands twice", "latitude 140", "Latin-1 bytes"]
    write_catalogue(tmp_path)
    for name in together:
        CASES[name][0](tmp_path)
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(tmp_path)
    expected = [message for name in together for message in CASES[name][1]]
    assert sorted(str(caught.value).splitlines()) == sorted(expected)


def test_a_root_without_data_is_told_in_full(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(tmp_path)
    files = [finding.file for finding in caught.value.findings]
    assert files == ["data/documents", "data/projects", "data/routes", ATLAS]
