import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from dashboard.authoring.errors import AuthoringError
from dashboard.authoring.geojson_form import canonical
from dashboard.authoring.tracing_network import network
from dashboard.authoring.tracing_route import VIA_HEADER, read_via, redraw, trace_route
from dashboard.authoring.tracing_segment import End
from dashboard.geo.geodesy import length_km

PLACES = (
    "id,name_en,name_az,name_ar,name_ru,country,kind,lon,lat,precision_m,source\n"
    "east,E,E,E,E,AZ,rail-station,51.0,40.0,300,s\n"
    "west,W,W,W,W,AZ,city,50.0,40.0,3000,s\n"
)
RAILS = """from nowhere import X
graph=[{1: 43.0}, {0: 43.0, 2: 43.0}, {1: 43.0}]
nodes=[[40.0, 50.0], [40.1, 50.5], [40.0, 51.0]]
"""


REGION = "box = [40, 30, 60, 50]\nsmall_towns = [40, 30, 60, 50]\ntracing = [40, 30, 60, 50]\n"


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
    (tmp_path / "basemap").mkdir()
    (tmp_path / "basemap" / "region.toml").write_text(REGION, encoding="utf-8")
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


SPUR = """from nowhere import X
graph=[{1: 43.0}, {0: 43.0, 2: 43.0, 3: 4.5}, {1: 43.0}, {1: 4.5}]
nodes=[[40.0, 50.0], [40.0, 50.5], [40.0, 51.0], [40.04, 50.51]]
"""


def test_a_station_at_the_end_of_a_spur_is_drawn_through(tmp_path: Path) -> None:
    to_it, from_it = feature("line-01", to="station"), feature("line-02", **{"from": "station"})
    data = folder(tmp_path, to_it, from_it)
    station = "station,S,S,S,S,AZ,rail-station,50.51,40.04,300,s\n"
    (tmp_path / "places.csv").write_text(PLACES.replace("west,W", f"{station}west,W"), encoding="utf-8")
    (tmp_path / "rails.py").write_text(SPUR, encoding="utf-8")
    told = trace_route(data, "line", tmp_path / "rails.py")
    assert (drawn(data), drawn(data, 1)) == ([[50, 40], [50.51, 40.04]], [[50.51, 40.04], [51, 40]])
    assert told[-1].startswith("line-02: a knot at 50.5, 40.0 left out, 4.")
    assert told[-1].endswith("more than traced allows")


def test_what_a_curator_drew_is_left_as_it_is(tmp_path: Path) -> None:
    sea = feature(method="sea-track", precision="schematic")
    data = folder(tmp_path, sea, via="line-01,1,50.5,40.0,a,own\nline-01,2,50.48,40.0,b,own\n")
    trace_route(data, "line", tmp_path / "missing.py")
    assert drawn(data) == [[50, 40], [50.5, 40], [50.48, 40], [51, 40]]


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
    with pytest.raises(AuthoringError, match=r"line-01: to: there is no place 'nowhere' in places\.csv; add it"):
        trace_route(data, "line", tmp_path / "rails.py")


@pytest.mark.parametrize(
    ("text", "message"),
    [("segment,lon\n", "header"), (",".join(VIA_HEADER) + "\nline-01,2,50,40,x,own\n", "seq 2 is not 1")],
)
def test_curated_points_out_of_form_are_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "via.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AuthoringError, match=message):
        read_via(path)


def refused(data: Path) -> list[str]:
    """What is said, a line each, where a route is refused; its file is as it was."""
    before = (data / "routes" / "line.geojson").read_bytes()
    with pytest.raises(AuthoringError) as fault:
        trace_route(data, "line", data / "rails.py")
    assert (data / "routes" / "line.geojson").read_bytes() == before
    return str(fault.value).splitlines()


def moved(data: Path, old: str, new: str) -> None:
    text = (data / "places.csv").read_text(encoding="utf-8")
    assert old in text
    (data / "places.csv").write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("precision", "lat", "off", "over"),
    [("traced", "40.2", "22", "21.0"), ("traced", "40.05", "5.", "4."), ("approximate", "40.2", "22", "12.")],
)
def test_a_station_beyond_its_precision_is_refused_and_told_by_how_much(
    tmp_path: Path, precision: str, lat: str, off: str, over: str
) -> None:
    data = folder(tmp_path, feature(precision=precision))
    straight = RAILS.replace("43.0", "42.6").replace("40.1, 50.5", "40.0, 50.5")
    (data / "rails.py").write_text(straight, encoding="utf-8")
    moved(data, "51.0,40.0,300", f"51.0,{lat},300")
    [told] = refused(data)
    assert told.startswith(f"line-01: east is {off}")
    assert f" km from the nearest track, {over}" in told


def test_what_is_within_its_precision_is_drawn_and_its_distance_told(tmp_path: Path) -> None:
    data = folder(tmp_path, feature(precision="approximate"))
    moved(data, "51.0,40.0,300", "51.0,40.05,300")
    [told] = trace_route(data, "line", data / "rails.py")
    assert "off the network 0.00 km at west, 5." in told
    assert "km at east, gaps 0.0 km, the longest 0.0 km" in told


def test_a_line_that_knows_only_its_ends_follows_no_track(tmp_path: Path) -> None:
    [told] = refused(folder(tmp_path, feature(precision="schematic")))
    assert told.startswith("line-01: is schematic")


def test_a_network_that_leads_nowhere_is_told_with_both_places(tmp_path: Path) -> None:
    data = folder(tmp_path, feature())
    parted = "from nowhere import X\ngraph=[{1: 4.0}, {0: 4.0}, {3: 4.0}, {2: 4.0}]\n"
    parted += "nodes=[[40.0, 50.0], [40.0, 50.05], [40.0, 50.95], [40.0, 51.0]]\n"
    (data / "rails.py").write_text(parted, encoding="utf-8")
    [told] = refused(data)
    assert told.startswith("line-01: the network leads from west no way to east")


def test_every_segment_that_cannot_be_drawn_is_told_at_once(tmp_path: Path) -> None:
    first, second = feature("line-01", to="nowhere"), feature("line-02", precision="schematic", **{"from": "eas"})
    told = refused(folder(tmp_path, first, second))
    assert [line.split(":")[0] for line in told] == ["line-01", "line-02"]
    assert told[1].endswith("did you mean 'east'?")


def test_a_file_out_of_form_is_told_by_segment(tmp_path: Path) -> None:
    broken = feature()
    del broken["properties"]["method"]
    assert refused(folder(tmp_path, broken, feature("line-02", precision="exact"))) == [
        "line-01: method is missing",
        "line-02: precision 'exact' is not one of surveyed, traced, approximate, schematic",
    ]


def test_no_route_is_no_traceback(tmp_path: Path) -> None:
    data = folder(tmp_path, feature())
    with pytest.raises(AuthoringError, match="there is no route 'lines'"):
        trace_route(data, "lines", data / "rails.py")
    (data / "routes" / "line.geojson").write_text("{", encoding="utf-8")
    assert refused(data)[0].startswith("line.geojson: line 1, column 2: not valid JSON")


@pytest.mark.parametrize("features", ["", ', "features": null', ', "features": {}', ', "features": ["line-01"]'])
def test_a_file_without_features_is_no_traceback(tmp_path: Path, features: str) -> None:
    data = folder(tmp_path)
    (data / "routes" / "line.geojson").write_text(f'{{"type": "FeatureCollection"{features}}}', encoding="utf-8")
    assert refused(data) == ["line.geojson: features must be a list of features, one a segment"]


def test_properties_that_are_none_are_told_as_missing(tmp_path: Path) -> None:
    data = folder(tmp_path, {"type": "Feature", "id": "line-01", "properties": "from west to east", "geometry": None})
    assert refused(data)[:2] == ["line-01: from is missing", "line-01: to is missing"]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("places.csv", "lon", "long", "places.csv: the header has no lon"),
        ("places.csv", "50.0", "50°", "places.csv: west: lon: '50°' is not a number"),
        ("routes/via.csv", "50.5", "fifty", "via.csv: line-01: lon: 'fifty' is not a number"),
        ("routes/via.csv", ",1,", ",one,", "via.csv: line-01: seq one is not 1"),
    ],
)
def test_a_table_out_of_form_is_no_traceback(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    data = folder(tmp_path, feature(), via="line-01,1,50.5,40.1,A bend,a map\n")
    text = (data / file).read_text(encoding="utf-8")
    assert old in text
    (data / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert refused(data) == [told]


def test_the_network_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = folder(tmp_path, feature())
    first = trace_route(data, "line", data / "rails.py", cache=tmp_path / "kept")
    with monkeypatch.context() as patched:
        patched.setattr("dashboard.authoring.tracing_network.read_network", None)
        assert trace_route(data, "line", data / "rails.py", cache=tmp_path / "kept") == first
    [kept] = (tmp_path / "kept").iterdir()
    kept.write_bytes(b"damaged")
    assert trace_route(data, "line", data / "rails.py", cache=tmp_path / "kept") == first
    (data / "rails.py").write_text(RAILS.replace("40.1, 50.5", "40.05, 50.5"), encoding="utf-8")
    assert trace_route(data, "line", data / "rails.py", cache=tmp_path / "kept") != first
