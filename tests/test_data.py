"""The rules of the real data, file by file, so that a failure names its file."""

import csv
import io

import pytest

from dashboard.catalogue.checks.catalogue import check
from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.vocabulary import Status
from dashboard.curation.file_form import form_findings
from dashboard.geo.countries import load_countries
from dashboard.geo.knots import knots_in
from tests.commands import ROOT

FILES = sorted(
    str(path.relative_to(ROOT))
    for pattern in ("data/*.csv", "data/*.toml", "data/*/*.toml", "data/routes/*.geojson", "seeds/*")
    for path in ROOT.glob(pattern)
    if "basemap" not in path.parts
)
DOCUMENTS = sorted(path.stem for path in ROOT.glob("data/documents/*.toml"))
VIA = "data/routes/via.csv"


@pytest.fixture(scope="session")
def findings() -> list[Finding]:
    """The findings of loading, or of the checks where the data can be loaded."""
    try:
        catalogue = load_catalogue(ROOT)
    except CatalogueError as error:
        return list(error.findings)
    shapes = load_countries(ROOT / "data/basemap/countries.geojson")
    return [*check(catalogue, shapes.inside, knots_in), *form_findings(ROOT)]


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_without_errors(file: str, findings: list[Finding]) -> None:
    assert [str(finding) for finding in findings if finding.file == file and finding.level == "error"] == []


def test_no_finding_is_about_a_file_that_is_not_looked_at(findings: list[Finding]) -> None:
    assert {finding.file for finding in findings} <= set(FILES)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_quotation_stands_where_it_is_said_to(document: str, real: Catalogue) -> None:
    text = real.text(document)
    facts = [fact for fact, holder in real.fact_document.items() if holder == document]
    assert facts
    for fact in facts:
        start, end = real.spans[fact]
        assert text[start:end] == real.facts[fact].quote


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_two_facts_are_the_same_words_about_the_same(document: str, real: Catalogue) -> None:
    facts = [real.facts[fact] for fact, holder in real.fact_document.items() if holder == document]
    statements = [(fact.quote, fact.kind, frozenset(fact.about)) for fact in facts]
    assert len(set(statements)) == len(statements)


CHANGES_OF_GAUGE = {
    "akhalkalaki-station": {1520, 1435},
    "altynkol-station": {1435, 1520},
    "dostyk-station": {1435, 1520},
}


def test_the_gauge_changes_where_it_does(real: Catalogue) -> None:
    gauges: dict[str, set[int]] = {}
    for segment in real.segments.values():
        if segment.gauge_mm is not None and segment.status is Status.OPERATING:
            for end in (segment.start, segment.end):
                gauges.setdefault(end, set()).add(segment.gauge_mm)
    assert {place: gauges[place] for place in CHANGES_OF_GAUGE} == CHANGES_OF_GAUGE


def test_via_points_belong_to_a_segment_and_lie_on_the_earth(real: Catalogue) -> None:
    rows = list(csv.DictReader(io.StringIO((ROOT / VIA).read_text(encoding="utf-8"))))
    assert rows
    for row in rows:
        assert row["segment"] in real.segments, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert -90 <= float(row["lat"]) <= 90, row
        assert row["source"], row
