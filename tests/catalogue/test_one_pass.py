"""One pass through all stages: an error in one record hides no error in others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.catalogue.checks.catalogue import check
from dashboard.catalogue.findings import Finding, listing
from dashboard.catalogue.load.catalogue import read_catalogue
from tests.catalogue.test_broken import DOCUMENT, PLACES, PROJECT, ROUTE, SPEAKERS, changed, removed, written
from tests.factories import INTERVIEW_TEXT as TEXT
from tests.factories import (
    cable_route_table,
    document_table,
    fact_table,
    place_table,
    place_tables,
    project_table,
    railway_fact_table,
    railway_table,
    route_table,
    write_catalogue,
)


def findings_of(root: Path) -> list[Finding]:
    reading = read_catalogue(root)
    return [*reading.findings, *check(reading.catalogue, declared=reading.declared if reading.findings else None)]


def messages(root: Path) -> list[str]:
    return [str(finding) for finding in findings_of(root)]


def test_form_and_references_are_told_together(tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    changed(DOCUMENT, 'modality = "planned"', 'modality = "planed"')(tmp_path)
    changed(DOCUMENT, 'about = ["railway"]', 'about = ["railwy"]')(tmp_path)
    changed(PLACES, "49.85,40.4,", "49.85,140,")(tmp_path)
    changed(PROJECT, 'routes = ["sea-cable"]', 'routes = ["sea-cabel"]')(tmp_path)
    assert messages(tmp_path) == [
        f"{PLACES}: baku: lat: 140 is too great; the most is 90",
        f"{DOCUMENT}: cable-ready: modality: 'planed' is not one of 'achieved', 'under-way', 'planned', 'intended' or "
        "'recalled'; did you mean 'planned'?",
        f"{DOCUMENT}: railway-capacity: about: there is no project, route or place 'railwy'; did you mean 'railway'?",
        f"{PROJECT}: cable: routes: there is no route 'sea-cabel'; did you mean 'sea-cable'?",
    ]


FAULTY: dict[str, Callable[[Path], object]] = {
    "a header": changed(DOCUMENT, "published =", "publishd ="),
    "a fact": changed(DOCUMENT, 'modality = "planned"', 'modality = "certain"'),
    "a project": changed(PROJECT, 'kind = "cable"', 'kind = "cables"'),
    "a project's TOML": written(PROJECT, b'id = "'),
    "a document's TOML": written(DOCUMENT, b'id = "'),
    "a segment": changed(ROUTE, '"subsea-cable"', '"cable"'),
    "a route's JSON": written(ROUTE, b"{"),
    "a place": changed(PLACES, "49.85,40.4,", "49.85,140,"),
    "the cells of a place": changed(PLACES, "49.85,40.4,", "49,85,40.4,"),
    "all places": removed(PLACES),
    "all speakers": removed(SPEAKERS),
    "a speaker": changed(SPEAKERS, "names =", "name ="),
}


@pytest.mark.parametrize("name", FAULTY)
def test_what_refers_to_a_faulty_record_is_not_wrong(name: str, tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    FAULTY[name](tmp_path)
    findings = findings_of(tmp_path)
    assert findings
    assert not [str(finding) for finding in findings if "there is no" in finding.message or "unused" in finding.message]


@pytest.mark.parametrize("name", ["a header", "a document's TOML"])
def test_a_faulty_document_makes_no_fault_in_its_story_and_translation(name: str, tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    words = 'en = "Said on 29 December 2025."\naz = "Yeni."\nar = "جديد."\nfacts = ["cable-ready"]'
    names = '{ en = "A", az = "B", ar = "س" }'
    step = f'[[steps]]\nmap = "/"\nheading = {names}\n[[steps.sentences]]\n{words}\n'
    paragraph = '[[paragraphs]]\nen = "x"\nar = "س"\n'
    for file, content in (
        ("data/stories/new.toml", f'id = "new"\ntitle = {names}\n[summary]\n{words}\n{step * 2}'),
        ("data/translations/interview.toml", f'id = "interview"\ntranslated = "2026-11-29"\n{paragraph}'),
    ):
        (tmp_path / file).parent.mkdir()
        written(file, content.encode())(tmp_path)
    FAULTY[name](tmp_path)
    assert {finding.file for finding in findings_of(tmp_path) if finding.level == "error"} == {DOCUMENT}


@pytest.mark.parametrize("name", sorted(FAULTY.keys() - {"all speakers"}))
def test_a_wrong_speaker_elsewhere_is_told_all_the_same(name: str, tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    FAULTY[name](tmp_path)
    changed("data/documents/speech.toml", 'speaker = "ambassador"', 'speaker = "embassador"')(tmp_path)
    assert any("there is no speaker 'embassador'" in line for line in messages(tmp_path))


def test_what_is_valid_in_a_faulty_record_is_held_all_the_same(tmp_path: Path) -> None:
    """What form errors would hide until they are mended: ids, numbers, countries, the order of segments."""
    fact = railway_fact_table(speaker="ambasador", about=["railwy"], modality="planed", target=50)
    status = {"value": "planed", "basis": "stated", "as_of": "2025", "fact": "cable-redy"}
    first, second = route_table()["segments"]
    segments = [{**first, "mode": "rial", "to": "gnja"}, {**second, "from": "baku", "precision": "good"}]
    write_catalogue(
        tmp_path,
        documents=[(document_table(), TEXT, [fact_table(), fact])],
        projects=[
            project_table(kind="cabel", routes=["sea-cabel"], places=["bku"], countries=["ZZ"], status=status),
            railway_table(places=[]),
        ],
        routes=[route_table(segments=segments, superseded_by="sea-cabel"), cable_route_table()],
        places=[*place_tables()[:3], place_table(id="tbilisi", country="XQ", precision_m=0)],
    )
    north = "data/routes/north-line.geojson"
    crossed = {line.partition(";")[0] for line in messages(tmp_path)}
    assert crossed >= {
        f"{DOCUMENT}: railway-capacity: speaker: there is no speaker 'ambasador'",
        f"{DOCUMENT}: railway-capacity: about: there is no project, route or place 'railwy'",
        f"{DOCUMENT}: railway-capacity: target: 50 does not stand in the quote in digits",
        f"{PROJECT}: cable: routes: there is no route 'sea-cabel' (2 times)",
        f"{PROJECT}: cable: places: there is no place 'bku'",
        f"{PROJECT}: cable: countries: 'ZZ' is no country",
        f"{PROJECT}: cable: status.fact: there is no fact 'cable-redy'",
        f"{PLACES}: tbilisi: country: 'XQ' is no country",
        f"{north}: baku-to-ganja: to: there is no place 'gnja'",
        f"{north}: ganja-to-tbilisi: from: 'baku' is not where baku-to-ganja ended, 'gnja'",
    }
    unknown = [line for line in crossed if "there is no" in line]
    assert not [
        line for line in unknown if any(f" '{existing}'" in line for existing in ("tbilisi", "cable", "north-line"))
    ]


def test_a_wrong_id_is_told_once_with_its_count(tmp_path: Path) -> None:
    facts = [fact_table(id=f"new-{number}", speaker="ambasador") for number in range(3)]
    write_catalogue(tmp_path, documents=[(document_table(), TEXT, [fact_table(), *facts])])
    [finding] = [finding for finding in findings_of(tmp_path) if finding.field == "speaker"]
    assert finding.message == "there is no speaker 'ambasador' (3 times); did you mean 'ambassador'?"
    assert finding.suggestion == "ambassador"
    assert finding.also == (f"{DOCUMENT}: new-1: speaker", f"{DOCUMENT}: new-2: speaker")


def test_a_byte_order_mark_hides_nothing_below_it(tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    (tmp_path / DOCUMENT).write_bytes(b"\xef\xbb\xbf" + (tmp_path / DOCUMENT).read_bytes())
    changed(DOCUMENT, 'modality = "planned"', 'modality = "certain"')(tmp_path)
    assert [finding.field for finding in findings_of(tmp_path)] == ["", "modality"]


def test_the_listing_goes_by_file() -> None:
    findings = [
        Finding("error", "b", "one", "about", "is wrong", also=tuple(f"b: r{at}: about" for at in range(7))),
        Finding("note", "a", "", "", "is empty"),
        Finding("error", "b", "two", "", "is wrong too"),
    ]
    assert listing(findings).splitlines() == [
        "a",
        "  note    is empty",
        "b",
        "  error   one: about: is wrong",
        *(f"          also r{at}: about" for at in range(5)),
        "          and 2 more",
        "  error   two: is wrong too",
        "2 errors, 0 warnings, 1 note",
    ]
