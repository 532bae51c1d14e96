import pytest

from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import Measure, Precision, Unit
from dashboard.publishing.lengths import RouteLength, length_report, route_lengths


def test_every_route_and_every_reported_length_has_its_row(atlas: Atlas) -> None:
    rows = route_lengths(atlas)
    assert {row.route for row in rows} == set(atlas.catalogue.routes)
    assert all(sum(row.shares.values()) == pytest.approx(1) for row in rows)
    reported = {
        (route.id, figure.value)
        for route in atlas.catalogue.routes.values()
        for figure in route.figures
        if (figure.measure, figure.unit) == (Measure.LENGTH, Unit.KM)
    }
    assert {(row.route, row.reported_km) for row in rows if row.reported_km is not None} == reported


@pytest.mark.parametrize(
    ("reported_km", "differs"), [(None, False), (100.0, False), (87.0, False), (86.0, True), (120.0, True)]
)
def test_what_differs_too_much_is_marked(reported_km: float | None, differs: bool) -> None:
    row = RouteLength("somewhere", 100.0, reported_km, "a source", {Precision.TRACED: 1.0})
    assert row.differs is differs
    assert ("differs by more than 15%" in length_report([row])) is differs
