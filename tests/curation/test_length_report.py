import pytest

from dashboard.atlas import Atlas
from dashboard.catalogue.models import ReferenceFigure
from dashboard.catalogue.reported_lengths import ReportedLength
from dashboard.catalogue.vocabulary import Measure, Precision, Unit
from dashboard.curation.length_report import LengthRow, length_report, length_rows


def test_every_route_has_its_row_and_its_shares_make_the_whole(atlas: Atlas) -> None:
    rows = length_rows(atlas)
    assert {row.name for row in rows} >= set(atlas.catalogue.routes)
    assert all(sum(row.shares.values()) == pytest.approx(1) for row in rows)


def test_the_railway_stands_beside_every_length_that_is_reported_of_it(atlas: Atlas) -> None:
    reported = {
        row.reported.reported_km for row in length_rows(atlas) if row.name == "baku-tbilisi-kars" and row.reported
    }
    assert {826, 838, 840, 846} <= reported


@pytest.mark.parametrize(("reported_km", "differs"), [(100.0, False), (87.0, False), (86.0, True), (120.0, True)])
def test_what_differs_too_much_is_marked(reported_km: float, differs: bool) -> None:
    figure = ReferenceFigure(measure=Measure.LENGTH, value=reported_km, unit=Unit.KM, source="a source")
    reported = ReportedLength("somewhere", ("somewhere",), figure, reported_km, 100.0)
    report = length_report([LengthRow("somewhere", 100.0, {Precision.TRACED: 1.0}, reported)])
    assert ("differs by more than 15% (a source)" in report) is differs


def test_a_route_that_nobody_measured_has_a_dash() -> None:
    assert "–" in length_report([LengthRow("somewhere", 100.0, {Precision.TRACED: 1.0}, None)])
