from pathlib import Path

from dashboard.catalogue.checks.figures import check_lengths
from dashboard.catalogue.load.catalogue import load_catalogue
from dashboard.catalogue.reported_lengths import reported_lengths
from tests.factories import cable_route_table, make_measures, project_table, railway_table, route_table, write_catalogue

FIGURE = {"measure": "length", "unit": "km", "source": "a source"}


def test_a_route_is_measured_against_its_own_figures_and_a_project_against_the_routes_it_names(tmp_path: Path) -> None:
    route = route_table(figures=[{**FIGURE, "value": 190}])
    railway = railway_table(
        figures=[{**FIGURE, "value": 400, "over": ["north-line", "sea-cable"]}, {**FIGURE, "value": 7}]
    )
    root = write_catalogue(tmp_path, routes=[route, cable_route_table()], projects=[project_table(), railway])
    catalogue = load_catalogue(root)
    reported = reported_lengths(catalogue, make_measures(catalogue))  # every segment is 100 km long
    assert [(length.holder, length.reported_km, length.drawn_km) for length in reported] == [
        ("north-line", 190, 200),
        ("railway", 400, 300),
    ]


def test_a_length_that_is_missed_by_more_than_15_per_cent_is_a_warning(tmp_path: Path) -> None:
    route = route_table(figures=[{**FIGURE, "value": 190}, {**FIGURE, "value": 250}])
    catalogue = load_catalogue(write_catalogue(tmp_path, routes=[route, cable_route_table()]))
    (finding,) = check_lengths(catalogue, make_measures(catalogue))
    assert str(finding).startswith("data/routes/north-line.geojson: north-line: figures: 250 km reported, 200 km drawn")
    assert finding.level == "warning"
