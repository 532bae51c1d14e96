"""The rules of the real data, file by file: a failure names the file it is in."""

import csv
import io
import json
from pathlib import Path

import pytest

from dashboard.catalogue.checks import check
from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.catalogue.load import Catalogue, load_catalogue
from dashboard.geography.countries import load_countries

ROOT = Path(__file__).parent.parent
FILES = sorted(
    str(path.relative_to(ROOT))
    for pattern in ("data/*.csv", "data/*.toml", "data/*/*.toml", "data/routes/*.geojson", "seeds/*")
    for path in ROOT.glob(pattern)
    if "basemap" not in path.parts
)
DOCUMENTS = sorted(path.stem for path in ROOT.glob("data/documents/*.toml"))
ROUTES = sorted(path.stem for path in ROOT.glob("data/routes/*.geojson"))
VIA = "data/routes/via.csv"


@pytest.fixture(scope="session")
def findings() -> list[Finding]:
    """What loading, or else the checks, have to say; the data is held to it file by file below."""
    try:
        catalogue = load_catalogue(ROOT)
    except CatalogueError as error:
        return list(error.findings)
    shapes = load_countries(ROOT / "data/basemap/countries.geojson")
    return check(catalogue, shapes.inside)


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_without_errors_and_warnings(file: str, findings: list[Finding]) -> None:
    assert [str(finding) for finding in findings if finding.file == file and finding.level != "note"] == []


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
    said = [(fact.quote, fact.kind, frozenset(fact.about)) for fact in facts]
    assert len(set(said)) == len(said)


def test_every_seed_is_a_document(real: Catalogue) -> None:
    assert {document.file for document in real.documents.values()} == {
        str(path.relative_to(ROOT)) for path in ROOT.glob("seeds/*")
    }


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_file_ends_with_one_newline_and_has_sorted_keys(route: str) -> None:
    text = (ROOT / f"data/routes/{route}.geojson").read_text(encoding="utf-8")
    assert text.endswith("}\n")
    content = json.loads(text)
    assert list(content) == sorted(content)


def test_via_points_belong_to_a_segment_and_lie_on_the_earth(real: Catalogue) -> None:
    rows = list(csv.DictReader(io.StringIO((ROOT / VIA).read_text(encoding="utf-8"))))
    assert rows
    for row in rows:
        assert row["segment"] in real.segments, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert -90 <= float(row["lat"]) <= 90, row
        assert row["source"], row
