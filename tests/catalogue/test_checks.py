"""The rules over the catalogue: each case has one broken record, and the finding that it gives."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue.checks.catalogue import check
from dashboard.catalogue.checks.lines import distance_m
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.geo.knots import knots_in
from tests.factories import (
    INTERVIEW_TEXT,
    SPEECH_TEXT,
    Table,
    cable_route_table,
    default_documents,
    document_table,
    fact_table,
    local_text,
    place_table,
    place_tables,
    port_fact_table,
    project_table,
    railway_fact_table,
    railway_table,
    route_table,
    segment_table,
    speaker_table,
    write_catalogue,
)

INTERVIEW = "data/documents/interview.toml"
SPEECH = "data/documents/speech.toml"
CABLE = "data/projects/cable.toml"
RAILWAY = "data/projects/railway.toml"
NORTH = "data/routes/north-line.geojson"
SEA = "data/routes/sea-cable.geojson"
PLACES = "data/places.csv"


def interview(*facts: Table, header: Table | None = None) -> dict[str, Any]:
    """Both documents, the interview with these facts besides its own, and this header."""
    own, speech = default_documents()
    return {"documents": [(header or own[0], INTERVIEW_TEXT, [*own[2], *facts]), speech]}


def fact(**over: object) -> Table:
    return fact_table(id="new", **over)


def projects(**over: object) -> dict[str, Any]:
    return {"projects": [project_table(**over), railway_table()]}


def fund(**over: object) -> Table:
    return railway_table(**{"id": "fund", "routes": [], "places": [], **over})


def quoted(words: str, **over: object) -> dict[str, Any]:
    """The interview with these words at its end, and a fact that quotes them."""
    own, speech = default_documents()
    statement = fact(**{"quote": words, "modality": "achieved", "kind": "capacity", **over})
    return {"documents": [(own[0], f"{INTERVIEW_TEXT}{words}.\n", [*own[2], statement]), speech]}


def figure(**own: object) -> dict[str, Any]:
    return projects(figures=[{"source": "a page", **own}])


def cable_leg(**over: object) -> dict[str, Any]:
    leg = {**cable_route_table()["segments"][0], **over}
    return {"routes": [route_table(), cable_route_table(segments=[leg])]}


def rail_leg(**over: object) -> dict[str, Any]:
    first, second = route_table()["segments"]
    return {"routes": [route_table(segments=[first, {**second, **over}]), cable_route_table()]}


def places(*, drop: str = "", **over: object) -> dict[str, Any]:
    """The places, the one called ``over["id"]`` changed or added, ``drop`` left out."""
    others = [place for place in place_tables() if place["id"] not in (drop, over.get("id"))]
    new = [{**next((p for p in place_tables() if p["id"] == over["id"]), place_table()), **over}] if over else []
    return {"places": sorted([*others, *new], key=lambda place: place["id"])}


def described(findings: list[Finding]) -> list[str]:
    return [f"{finding.level} {finding}" for finding in findings]


CASES: dict[str, tuple[dict[str, Any], list[str]]] = {
    # numbers and words of the quotation
    "a number that is not in the quote": (
        interview(fact(value=25, unit="km")),
        [f"error {INTERVIEW}: new: value: 25 does not stand in the quote in digits; "
         "correct it, or give the words as written.value"],
    ),
    "a number in another scale than the words": (
        interview(fact(value=5, unit="thousand tonnes", quote="5 milyon tona çatdırılır")),
        [f"error {INTERVIEW}: new: value: the words say '5 milyon', and the unit 'thousand tonnes'; "
         "correct one of them"],
    ),
    "a number in ones where the words have millions": (
        quoted(
            "Səyahət 1 milyondan 5 milyon nəfərə çatdırılır",
            modality="under-way", baseline=1e6, target=5e6, unit="people",
        ),
        [],
    ),
    "something achieved that is still to come": (
        quoted("Kabel 5 km olub, 2030-cu il", target=5, unit="km", due="2030"),
        [f"error {INTERVIEW}: new: {field}: is still to come, and the statement is achieved; "
         "leave it out, or correct the modality" for field in ("due", "target")],
    ),
    "a number that is part of another": (
        interview(railway_fact_table(id="new", target=2, quote="kabel 2026-cı", baseline=2026)),
        [f"error {INTERVIEW}: new: target: 2 does not stand in the quote in digits; "
         "correct it, or give the words as written.target"],
    ),
    "written words that are not in the quote": (
        interview(fact(value=3, unit="km", written={"value": "üç"})),
        [f"error {INTERVIEW}: new: written.value: 'üç' does not stand in the quote; copy the words letter for letter"],
    ),
    "written words for nothing": (
        interview(fact(written={"value": "kabel"})),
        [f"error {INTERVIEW}: new: written.value: gives the words of value, which this fact does not have"],
    ),
    "written words for what has no number": (
        interview(fact(written={"speaker": "kabel"})),
        [f"error {INTERVIEW}: new: written.speaker: is not one of value, baseline, target, as_of, due"],
    ),
    # what the words say of a number
    "an aim that is said to be achieved": (
        quoted("The port would work toward a capacity of 30 million tonnes by 2030", value=30, unit="million tonnes"),
        [f"warning {INTERVIEW}: new: modality: 'would' speaks of what is to come; is it intended?"],
    ),
    "what can be, said to be": (
        quoted("Gücü 30 milyon tona çatdırıla bilər", value=30, unit="million tonnes"),
        [f"warning {INTERVIEW}: new: modality: 'bilər' speaks of what is to come; is it intended?"],
    ),
    "a number of what is denied": (
        quoted("The line will not carry 5 million tonnes", modality="planned", target=5, unit="million tonnes"),
        [f"warning {INTERVIEW}: new: quote: 'will not' denies something; leave out a number or a day of that"],
    ),
    "a number of what has not begun": (
        quoted("The line of 380 km has not been begun", kind="construction", value=380, unit="km"),
        [f"warning {INTERVIEW}: new: quote: 'has not' denies something; leave out a number or a day of that"],
    ),
    "a capacity that is not there yet": (
        quoted("It is being widened to 30 million tonnes", modality="under-way", value=30, unit="million tonnes"),
        [f"error {INTERVIEW}: new: value: is of a capacity that is under-way; write the number as target"],
    ),
    "one end of a range": (
        quoted("It carries 25-30 million tonnes", value=30, unit="million tonnes"),
        [f"error {INTERVIEW}: new: value: is one end of '25-30 million'; leave the number out, the gloss has both, "
         "or give the words as written.value"],
    ),
    "one end of a range in words": (
        quoted("It carries between 25 and 30 million tonnes", value=30, unit="million tonnes"),
        [f"error {INTERVIEW}: new: value: is one end of '25 and 30 million'; leave the number out, the gloss has both, "
         "or give the words as written.value"],
    ),
    "what grew to a number, and the year in which it did": (
        quoted("It grew from 25 to 30 million tonnes, and in 2025 to 31 million", value=30, unit="million tonnes"),
        [],
    ),
    "both ends of a range": (
        quoted("It carries 25–30 million tonnes", baseline=25, target=30, unit="million tonnes", modality="planned"),
        [
            f"error {INTERVIEW}: new: {field}: is one end of '25–30 million'; leave the number out, the gloss has "
            f"both, or give the words as written.{field}"
            for field in ("baseline", "target")
        ],
    ),
    "one end of a range that stands alone too": (
        quoted("It carries 25-30 million tonnes, once 30 million", value=30, unit="million tonnes"),
        [],
    ),
    "a number of something else": (
        quoted("Kabelin uzunluğu 380 km-dir, tutumu 400 Tbit/s", value=400, unit="km"),
        [f"error {INTERVIEW}: new: value: the words say '400' of Tbit/s, and the unit is 'km'; correct one of them, "
         "or give the words as written.value"],
    ),
    "a number of two things": (quoted("Uzunluğu 400 km-dir, tutumu 400 Tbit/s", value=400, unit="km"), []),
    "a unit that the words call by another name": (
        quoted("It cost US$5 million, and took 40 containers", value=5, unit="million dollars"), []
    ),
    "less than nothing": (
        quoted("The line is -5 km long", value=-5, unit="km"),
        [f"error {INTERVIEW}: new: value: -5 km is less than nothing; write it without the minus, or correct it"],
    ),
    "a fall": (quoted("Traffic changed by -5%", value=-5, unit="%"), []),
    # figures
    "a length of less than nothing": (
        figure(measure="length", value=-5, unit="km"),
        [f"error {CABLE}: cable: figures[0].value: -5 km is less than nothing; write it without the minus, "
         "or correct it"],
    ),
    "a range upside down": (
        figure(measure="length", value=10, value_max=3, unit="km"),
        [f"error {CABLE}: cable: figures[0].value_max: 3 is not more than value, 10; write the lower end as value, "
         "or leave value_max out"],
    ),
    "a range without its lower end": (
        figure(measure="length", value_max=3, as_of="2024"),
        [f"error {CABLE}: cable: figures[0].value_max: is the upper end of a range without a lower one; "
         "write that as value"],
    ),
    # dates
    "a fact younger than its document": (
        interview(fact(as_of="2026", modality="achieved")),
        [f"error {INTERVIEW}: new: as_of: 2026 is after the document appeared (2025-12-29); "
         "is it planned or intended?"],
    ),
    "a plan may lie after its document": (interview(fact(as_of="2026", modality="planned")), []),
    "an inferred date without its reason": (
        interview(header=document_table(published_basis="inferred")),
        [f"error {INTERVIEW}: interview: dated_by: is missing; say how the date is known"],
    ),
    # documents
    "a statement in one language": (
        interview(fact(statement={"az": "Kabel hazır olacaq."})),
        [
            f"warning {INTERVIEW}: new: statement.{code}: is not translated into {name}; shown in another language"
            for code, name in (("ar", "Arabic"), ("en", "English"))
        ],
    ),
    "a document without a translated title": (
        interview(header={key: value for key, value in document_table(language="tr").items() if key != "titles"}),
        [
            f"warning {INTERVIEW}: interview: titles.{code}: is not translated into {name}; shown in another language"
            for code, name in (("ar", "Arabic"), ("az", "Azerbaijani"), ("en", "English"))
        ],
    ),
    "a title that is not in the text": (
        interview(header=document_table(title="Başlıq")),
        [f"warning {INTERVIEW}: interview: title: does not stand so in the text; take the text's own words"],
    ),
    "evidence that is not in the text": (
        interview(header=document_table(inferences=[{"statement": local_text(), "evidence": "KABEL"}])),
        [f"error {INTERVIEW}: interview: inferences[0].evidence: "
         "does not stand so in the text; copy it letter for letter"],
    ),
    # references
    "about what does not exist": (
        interview(fact(about=["cable", "pipeline"])),
        [f"error {INTERVIEW}: new: about: there is no project, route or place 'pipeline'; add it or correct the id"],
    ),
    "about the same twice": (
        interview(fact(about=["cable", "cable"])),
        [f"error {INTERVIEW}: new: about: names an id twice; once is enough"],
    ),
    "a speaker who does not exist": (
        interview(fact(speaker="minister")),
        [f"error {INTERVIEW}: new: speaker: there is no speaker 'minister'; add it or correct the id"],
    ),
    "a route that does not exist": (
        projects(routes=["sea-cable", "other-cable"]),
        [f"error {CABLE}: cable: routes: there is no route 'other-cable'; add it or correct the id"],
    ),
    "a place that does not exist": (
        projects(places=["atlantis"]),
        [f"error {CABLE}: cable: places: there is no place 'atlantis'; add it or correct the id"],
    ),
    "a status by a fact that does not exist": (
        projects(status={"value": "planned", "basis": "stated", "as_of": "2025", "fact": "nothing"}),
        [f"error {CABLE}: cable: status.fact: there is no fact 'nothing'; add it or correct the id"],
    ),
    "a status by a fact about something else": (
        projects(status={"value": "planned", "basis": "stated", "as_of": "2025", "fact": "railway-capacity"}),
        [f"warning {CABLE}: cable: status.fact: railway-capacity is not about this project, its routes or places"],
    ),
    "running, by a fact about the future": (
        projects(status={"value": "operating", "basis": "stated", "as_of": "2025", "fact": "cable-ready"}),
        [f"warning {CABLE}: cable: status.fact: cable-ready speaks of the future; "
         "it cannot show that something runs"],
    ),
    "a segment to nowhere": (
        rail_leg(to="atlantis"),
        [f"error {NORTH}: ganja-to-tbilisi: to: there is no place 'atlantis'; add it or correct the id"],
    ),
    "a successor that does not exist": (
        {"routes": [route_table(superseded_by="south-line"), cable_route_table()]},
        [f"error {NORTH}: north-line: route.superseded_by: there is no route 'south-line'; did you mean 'north-line'?"],
    ),
    "a successor of itself": (
        {"routes": [route_table(superseded_by="sea-cable"), cable_route_table(superseded_by="north-line")]},
        [f"error {NORTH}: north-line: route.superseded_by: "
         "'north-line' comes back to itself; a route cannot succeed itself",
         f"error {SEA}: sea-cable: route.superseded_by: "
         "'sea-cable' comes back to itself; a route cannot succeed itself"],
    ),
    # lines
    "segments that do not follow": (
        rail_leg(**{"from": "baku"}, coordinates=[[49.85, 40.4], [44.8, 41.7]]),
        [f"error {NORTH}: ganja-to-tbilisi: from: 'baku' is not where baku-to-ganja ended, 'ganja'; "
         "order the segments"],
    ),
    "a gap between segments": (
        rail_leg(coordinates=[[46.38, 40.69], [44.8, 41.7]]),
        [f"warning {NORTH}: ganja-to-tbilisi: coordinates: begins 2.0 km from the end of baku-to-ganja; "
         "join the lines"],
    ),
    "a line that ends too far from its place": (
        rail_leg(coordinates=[[46.36, 40.68], [44.8, 41.73]]),
        [f"error {NORTH}: ganja-to-tbilisi: coordinates: ends 3.3 km from tbilisi; 3.0 km are allowed"],
    ),
    "a line round the world": (
        rail_leg(coordinates=[[46.36, 40.68], [179.9, 41.0], [-179.9, 41.0], [44.8, 41.7]]),
        [f"error {NORTH}: ganja-to-tbilisi: coordinates: is 19,590 km long between ends 173 km apart; correct the "
         "points that lead away, or name a place on the way and make two segments",
         f"warning {NORTH}: ganja-to-tbilisi: coordinates: jumps from longitude 179.9 to -179.9, which the map draws "
         "across the whole world; correct it, or end a line at each side of the meridian"],
    ),
    "a line the other way": (
        rail_leg(coordinates=[[44.8, 41.7], [46.36, 40.68]]),
        [f"error {NORTH}: ganja-to-tbilisi: coordinates: begins at tbilisi and ends at ganja: "
         "the line runs the other way; reverse it",
         f"warning {NORTH}: ganja-to-tbilisi: coordinates: begins 172.9 km from the end of baku-to-ganja; "
         "join the lines"],
    ),
    "a line with latitude first": (
        cable_leg(coordinates=[[40.4, 49.85], [43.66, 51.17]]),
        [f"error {SEA}: baku-to-aktau: coordinates: begins 1283.8 km from baku: lon and lat are swapped; "
         "write longitude first"],
    ),
    "a schematic line has five kilometres": (cable_leg(coordinates=[[49.85, 40.4], [51.17, 43.7]]), []),
    "a schematic line has no more than five": (
        cable_leg(coordinates=[[49.85, 40.4], [51.17, 43.71]]),
        [f"error {SEA}: baku-to-aktau: coordinates: ends 5.6 km from aktau; 5.0 km are allowed"],
    ),
    "a segment that goes nowhere": (
        cable_leg(to="baku", coordinates=[[49.85, 40.4], [49.86, 40.4]]),
        [f"error {SEA}: baku-to-aktau: to: is the place it begins at; name the other end",
         f"note {PLACES}: aktau: is used by no segment, project or fact"],
    ),
    "a sketch that claims more": (
        cable_leg(method="sketch", precision="traced"),
        [f"error {SEA}: baku-to-aktau: precision: 'traced' is more than 'sketch' can know; write schematic"],
    ),
    "a cable along railway track": (
        cable_leg(method="follows-track"),
        [f"error {SEA}: baku-to-aktau: method: 'follows-track' is for rail, not for 'subsea-cable'"],
    ),
    "a licence that is not free": (
        cable_leg(licence="all rights reserved"),
        [f"warning {SEA}: baku-to-aktau: licence: 'all rights reserved' is not one of "
         "CC-BY-4.0, CC0-1.0, ODbL-1.0, PDDL-1.0, public domain"],
    ),
    "a point twice": (
        cable_leg(coordinates=[[49.85, 40.4], [51.17, 43.66], [51.17, 43.66]]),
        [f"warning {SEA}: baku-to-aktau: coordinates: holds a point twice in a row; keep one"],
    ),
    "decimals nobody measured": (
        cable_leg(coordinates=[[49.850001, 40.4], [51.17, 43.66]]),
        [f"warning {SEA}: baku-to-aktau: coordinates: has more than 5 decimals, finer than a metre; round them"],
    ),
    # gauge
    "a gauge with its source": (rail_leg(gauge_mm=1520, gauge_source="a page"), []),
    "a gauge that nobody vouches for": (
        rail_leg(gauge_mm=1520),
        [f"error {NORTH}: ganja-to-tbilisi: gauge_source: is missing; say where the gauge is from"],
    ),
    "a source for no gauge": (
        rail_leg(gauge_source="a page"),
        [f"error {NORTH}: ganja-to-tbilisi: gauge_mm: is missing, and there is a source for it"],
    ),
    "a cable's gauge": (
        cable_leg(gauge_mm=1520, gauge_source="a page"),
        [f"error {SEA}: baku-to-aktau: gauge_mm: is for rail, not for 'subsea-cable'"],
    ),
    "a text in other letters than its language has": (
        interview(header=document_table(language="ru")),
        [
            f"warning {INTERVIEW}: interview: language: most letters of the text are not in the script of 'ru' "
            "(Cyrillic); write the tag of its own language"
        ],
    ),
    # names
    "an Arabic name without an Arabic letter": (
        places(id="baku", names=local_text("Baku", "Bakı", "Baku")),
        [f"error {PLACES}: baku: names.ar: has no Arabic letter; write it in its own script"],
    ),
    "an English name in Arabic letters": (
        projects(names=local_text("الكابل", "Kabel", "الكابل")),
        [f"error {CABLE}: cable: names.en: holds Arabic letters; write it in its own script"],
    ),
    "an Azerbaijani name in Cyrillic letters": (
        {"speakers": [speaker_table(names=local_text("The ambassador", "Сəfir", "السفير"))]},
        ["error data/speakers.toml: ambassador: names.az: holds Cyrillic letters; write it in its own script"],
    ),
    "a Russian name in Latin letters": (
        {"speakers": [speaker_table(names={**local_text("A", "B", "ج"), "ru": "Posol"})]},
        ["error data/speakers.toml: ambassador: names.ru: has no Cyrillic letter; write it in its own script"],
    ),
    "a note that is not in Arabic": (
        projects(figures=[{"measure": "operator", "text": local_text(ar="AzerTelecom"), "source": "a page"}]),
        [f"warning {CABLE}: cable: figures[0].text.ar: has no Arabic letter; write it in its own script"],
    ),
    "a text that quotes another script is fine": (
        interview(fact(note=local_text("«آلات» is also a common word.", "«آلات» adi sözdür.", "«Ələt»: آلات"))),
        [],
    ),
    # countries
    "a country that is none": (
        projects(countries=["ZZ"]),
        [f"error {CABLE}: cable: countries: 'ZZ' is no country; use its ISO 3166-1 alpha-2 code"],
    ),
    "a statement on a country that is none": (
        interview(fact(countries=["AZ", "XQ"])),
        [f"error {INTERVIEW}: new: countries: 'XQ' is no country; use its ISO 3166-1 alpha-2 code"],
    ),
    "a place in a country that is none": (
        places(id="aktau", country="XQ"),
        [f"error {PLACES}: aktau: country: 'XQ' is no country; use its ISO 3166-1 alpha-2 code"],
    ),
    "a place in another country": (
        places(id="aktau", country="GE"),
        [f"error {PLACES}: aktau: country: 51.17, 43.66 is more than 5 km outside GE; "
         "correct the position or the country"],
    ),
    "a place whose country has no shape": (
        places(id="baku", country="US"),
        [f"note {PLACES}: baku: country: US is not on the basemap; the position was not checked"],
    ),
    # what is left out
    "a project without facts": (
        {"projects": [project_table(), railway_table(), fund(countries=["UZ"])]},
        ["note data/projects/fund.toml: fund: no fact is about this project"],
    ),
    "a project that is nowhere": (
        {"projects": [project_table(), railway_table(), fund()]},
        ["warning data/projects/fund.toml: fund: is nowhere on the map; name routes, places or countries",
         "note data/projects/fund.toml: fund: no fact is about this project"],
    ),
    "a body whose seat is beyond the map": (
        {"projects": [project_table(), railway_table(), fund(kind="organisation")]},
        ["note data/projects/fund.toml: fund: no fact is about this project"],
    ),
    "a document without facts": (
        {"documents": [default_documents()[0], (default_documents()[1][0], SPEECH_TEXT, [])]},
        [f"note {SPEECH}: speech: no fact is taken from this document"],
    ),
    "a straight chord that is said to follow a track": (
        rail_leg(method="follows-track", precision="approximate"),
        [f"error {NORTH}: ganja-to-tbilisi: coordinates: runs straight for 173 km, and a track that is approximate "
         "for 100 km at most; trace it, or write through-stations"],
    ),
    "a track that bends": (
        rail_leg(
            method="follows-track", precision="approximate", coordinates=[[46.36, 40.68], [45.5, 41.2], [44.8, 41.7]]
        ),
        [],
    ),
    "a track of which only the ends are known": (
        rail_leg(method="follows-track", precision="schematic"),
        [f"error {NORTH}: ganja-to-tbilisi: method: 'schematic' knows only the ends, and follows no track; "
         "write through-stations"],
    ),
    "a route of no project": (
        {"projects": [project_table(), railway_table(routes=[])]},
        [f"warning {NORTH}: north-line: belongs to no project; name it in one's routes"],
    ),
    "a place that nothing uses": (
        places(id="astana", country="KZ", lon=71.4, lat=51.1),
        [f"note {PLACES}: astana: is used by no segment, project or fact"],
    ),
    "a speaker who says nothing": (
        {"speakers": [speaker_table(), speaker_table(id="minister")]},
        ["note data/speakers.toml: minister: says nothing in any document"],
    ),
}  # fmt: skip

COUNTRIES = {"AZ": (44.7, 38.3, 50.7, 41.9), "GE": (40.0, 41.0, 46.8, 43.6), "KZ": (46.4, 40.5, 87.4, 55.5)}
"""West, south, east, north of boxes that stand for the countries."""


def inside_box(code: str, lon: float, lat: float) -> bool:
    west, south, east, north = COUNTRIES[code]
    return west <= lon <= east and south <= lat <= north


def checked(tmp_path: Path, changes: dict[str, Any]) -> list[str]:
    return described(check(load_catalogue(write_catalogue(tmp_path, **changes)), inside_box))


def test_the_tiny_catalogue_is_without_findings(tiny: Catalogue) -> None:
    assert described(check(tiny, inside_box)) == []


@pytest.mark.parametrize("name", CASES)
def test_a_broken_rule_gives_its_finding(name: str, tmp_path: Path) -> None:
    changes, findings = CASES[name]
    assert checked(tmp_path, changes) == findings


def test_a_knot_is_found_at_the_joint_of_two_segments(tmp_path: Path) -> None:
    first, second = route_table()["segments"]
    back = {**second, "coordinates": [[46.36, 40.68], [46.4, 40.68], [44.8, 41.7]]}
    changes = {"routes": [route_table(segments=[first, back]), cable_route_table()]}
    findings = check(load_catalogue(write_catalogue(tmp_path, **changes)), inside_box, knots_in)
    assert described(findings) == [
        f"warning {NORTH}: baku-to-ganja: coordinates: turns back on itself or crosses itself at 46.3600, 40.6800; "
        "leave the spike out (a traced line: trace it again)",
        f"warning {NORTH}: ganja-to-tbilisi: coordinates: turns back on itself or crosses itself at 46.4000, 40.6800; "
        "leave the spike out (a traced line: trace it again)",
    ]


def test_swapped_coordinates_are_told_from_wrong_ones(tmp_path: Path) -> None:
    swapped = place_table(id="astana", country="KZ", lon=51.1, lat=71.4)
    new_fact = port_fact_table(id="new", about=["astana"], quote="Səfir", speaker="ambassador")
    changes = {**interview(new_fact), "places": sorted([*place_tables(), swapped], key=lambda place: place["id"])}
    message = "51.1, 71.4 is more than 5 km outside KZ; lon and lat are swapped"
    assert checked(tmp_path, changes) == [f"error {PLACES}: astana: lon: {message}"]


def test_a_longitude_that_can_be_no_latitude_is_not_asked_about(tmp_path: Path) -> None:
    def inside(code: str, lon: float, lat: float) -> bool:
        assert abs(lat) <= 90
        return inside_box(code, lon, lat)

    catalogue = load_catalogue(write_catalogue(tmp_path, **places(id="aktau", lon=100.0)))
    message = "100, 43.66 is more than 5 km outside KZ; correct the position or the country"
    assert f"error {PLACES}: aktau: country: {message}" in described(check(catalogue, inside))


def test_without_shapes_no_place_is_held_to_its_country(tmp_path: Path) -> None:
    catalogue = load_catalogue(write_catalogue(tmp_path, **places(id="aktau", country="GE")))
    assert check(catalogue) == []


DAY = date(2026, 5, 20)


def on_day(tmp_path: Path, changes: dict[str, Any]) -> list[str]:
    catalogue = load_catalogue(write_catalogue(tmp_path, **changes))
    return described(check(catalogue, inside_box, today=DAY))


TO_COME: dict[str, tuple[dict[str, Any], str]] = {
    "a figure": (figure(measure="length", value=5, unit="km", as_of="2027"), f"{CABLE}: cable: figures[0].as_of: 2027"),
    "a target": (figure(measure="target", value=5, unit="km", as_of="2030"), f"{CABLE}: cable: figures[0].as_of: 2030"),
    "what was said of a due date": (
        figure(measure="due", as_of="2030", said="2026-06"),
        f"{CABLE}: cable: figures[0].said: 2026-06",
    ),
    "a status": (
        projects(status={"value": "planned", "basis": "reference", "as_of": "2026-05-21", "source": "a page"}),
        f"{CABLE}: cable: status.as_of: 2026-05-21",
    ),
    "a document": (
        interview(header=document_table(published="2027-01")),
        f"{INTERVIEW}: interview: published: 2027-01",
    ),
    "a document's taking": (
        interview(header=document_table(retrieved="2027")),
        f"{INTERVIEW}: interview: retrieved: 2027",
    ),
}


@pytest.mark.parametrize("name", TO_COME)
def test_what_is_over_has_no_date_to_come(name: str, tmp_path: Path) -> None:
    changes, where = TO_COME[name]
    message = "has not come, today is 2026-05-20; correct it"
    remedy = ", or give it the measure due" if "figures" in where else ""
    assert on_day(tmp_path, changes) == [f"error {where} {message}{remedy}"]


@pytest.mark.parametrize(
    "changes",
    [
        figure(measure="due", as_of="2030"),
        figure(measure="length", value=5, unit="km", as_of="2026"),  # which has begun
        interview(fact(as_of="2027")),  # planned
    ],
)
def test_a_day_that_is_due_may_be_to_come(changes: dict[str, Any], tmp_path: Path) -> None:
    assert on_day(tmp_path, changes) == []


def test_a_slow_clock_refuses_nothing_that_was_released(real: Catalogue) -> None:
    assert not [finding for finding in check(real, today=date(1970, 1, 1)) if "has not come" in finding.message]


def test_a_ship_is_not_under_way_on_land(tmp_path: Path) -> None:
    level = {"sea-track": "error", "sketch": "warning"}
    for method in level:
        changes = cable_leg(mode="sea", method=method)
        catalogue = load_catalogue(write_catalogue(tmp_path / method, **changes))
        assert described(check(catalogue, land_share=lambda _: 0.5)) == []
        assert described(check(catalogue, land_share=lambda _: 0.9)) == [
            f"{level[method]} {SEA}: baku-to-aktau: coordinates: runs over land for 90% of its length, and its mode is "
            "'sea'; draw it round the coast, or correct mode and method"
        ]


def test_errors_come_first(tmp_path: Path) -> None:
    leg = segment_table(licence="all rights reserved")
    changes = {
        "routes": [route_table(segments=[leg, route_table()["segments"][1]]), cable_route_table()],
        **places(id="astana", names=local_text(ar="Astana"), country="KZ", lon=71.4, lat=51.1),
    }
    levels = [line.split()[0] for line in checked(tmp_path, changes)]
    assert levels == ["error", "warning", "note"]


def test_a_quarter_of_the_equator() -> None:
    assert distance_m((0.0, 0.0), (90.0, 0.0)) == pytest.approx(10_007_557, abs=1)
    assert distance_m((49.85, 40.4), (49.85, 40.4)) == 0


@pytest.mark.parametrize(
    ("status", "over", "wrong"),
    [
        ("proposed", {}, True),
        ("proposed", {"modality": "planned"}, False),
        ("proposed", {"part": "the-first-stage"}, False),
        ("proposed", {"measure": "length", "unit": "km"}, False),
        ("operating", {}, False),
    ],
)
def test_what_is_not_there_has_no_capacity_but_a_planned_one(
    tmp_path: Path, status: str, over: Table, wrong: bool
) -> None:
    figure = {"measure": "capacity", "value": 5, "unit": "million tonnes", "source": "a page", **over}
    of_railway = {**railway_table()["status"], "value": status}
    railway = railway_table(status=of_railway, figures=[figure], history=[])
    catalogue = load_catalogue(write_catalogue(tmp_path, projects=[project_table(), railway]))
    findings = [finding for finding in check(catalogue) if finding.field.startswith("figures")]
    assert [(finding.level, finding.file, finding.record) for finding in findings] == (
        [("error", RAILWAY, "railway")] if wrong else []
    )
    assert all(finding.field == "figures[0].modality" and "capacity 5" in finding.message for finding in findings)
    assert all("planned" in finding.message for finding in findings)
