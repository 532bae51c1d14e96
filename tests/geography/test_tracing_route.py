import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from dashboard.geography.geodesy import length_km
from dashboard.geography.geojson_form import canonical
from dashboard.geography.tracing_network import network
from dashboard.geography.tracing_route import VIA_HEADER, End, read_via, redraw, trace_route

PLACES = (
    "id,name_en,name_az,name_ar,name_ru,country,kind,lon,lat,precision_m,source\n"
    "east,E,E,E,E,AZ,rail-station,51.0,40.0,300,s\n"
    "west,W,W,W,W,AZ,city,50.0,40.0,3000,s\n"
)
RAILS = """from nowhere import X
graph=[{1: 43.0}, {0: 43.0, 2: 43.0}, {1: 43.0}]
nodes=[[40.0, 50.0], [40.1, 50.5], [40.0, 51.0]]
"""


def feature(segment: str = "line-01", **properties: str) -> dict[str, Any]:
    filled = {"from": "west", "to": "east", "method": "follows-track", "precision": "traced"} | properties
    return {"type": "Feature", "id": segment, "properties": filled, "geometry": None}


def folder(tmp_path: Path, *features: dict[str, Any], via: str = "") -> Path:
    (tmp_path / "routes").mkdir()
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    (tmp_path / "routes" / "via.csv").write_text(",".join(VIA_HEADER) + "\n" + via, encoding="utf-8")
    collection = {"type": "FeatureCollection", "route": {"id": "line"}, "features": list(features)}
    (tmp_path / "routes" / "line.geojson").write_text(canonical(collection), encoding="utf-8")
    (tmp_path / "rails.py").write_text(RAILS, encoding="utf-8")
    return tmp_path


def drawn(data: Path, at: int = 0) -> list[list[float]]:
    text = (data / "routes" / "line.geojson").read_text(encoding="utf-8")
    assert text == canonical(json.loads(text))
    coordinates = json.loads(text)["features"][at]["geometry"]["coordinates"]
    assert isinstance(coordinates, list)
    return coordinates


def test_a_route_is_drawn_along_the_track(tmp_path: Path) -> None:
    data = folder(tmp_path, feature())
    told = trace_route(data, "line", tmp_path / "rails.py")
    assert drawn(data) == [[50, 40], [50.5, 40.1], [51, 40]]
    assert told[0].startswith("line-01: 88")


def test_drawing_again_changes_nothing(tmp_path: Path) -> None:
    data = folder(tmp_path, feature())
    trace_route(data, "line", tmp_path / "rails.py")
    before = (data / "routes" / "line.geojson").read_bytes()
    trace_route(data, "line", tmp_path / "rails.py")
    assert (data / "routes" / "line.geojson").read_bytes() == before


def test_what_follows_no_track_needs_no_network(tmp_path: Path) -> None:
    sea = feature(method="sea-track", precision="schematic")
    data = folder(tmp_path, sea, via="line-01,1,50.5067,39.5,cape,own\n")
    told = trace_route(data, "line", tmp_path / "missing.py")
    assert drawn(data) == [[50, 40], [50.51, 39.5], [51, 40]]
    km = length_km([(50, 40), (50.51, 39.5), (51, 40)])
    assert told == [f"line-01: {km:.1f} km, 3 positions, 1 curated points"]


def test_a_line_that_may_be_farther_off_than_its_precision_is_told() -> None:
    graph = nx.Graph()
    graph.add_nodes_from([(0, {"position": (50.0, 40.0)}), (1, {"position": (51.0, 40.0)})])
    graph.add_edge(0, 1, km=95.0, bridge=False)
    ends = {"west": End((50.0, 40.0), 300), "east": End((51.0, 40.0), 300)}
    collection = {"features": [feature()]}
    assert "more than traced allows" in redraw(collection, ends, {}, network(graph))[0]


@pytest.mark.parametrize(("precision_m", "expected"), [(300, 49.4085), (3_000, 49.409), (20_000, 49.41)])
def test_an_end_says_no_more_than_its_place_is_known(precision_m: int, expected: float) -> None:
    assert End((49.40852, 39.9), precision_m).rounded[0] == expected


def test_an_unknown_place_is_an_error(tmp_path: Path) -> None:
    data = folder(tmp_path, feature(to="nowhere"))
    with pytest.raises(KeyError, match="nowhere"):
        trace_route(data, "line", tmp_path / "rails.py")


@pytest.mark.parametrize(
    ("text", "message"),
    [("segment,lon\n", "header"), (",".join(VIA_HEADER) + "\nline-01,2,50,40,x,own\n", "seq 2 is not 1")],
)
def test_curated_points_out_of_form_are_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "via.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_via(path)
