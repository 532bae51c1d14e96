from pathlib import Path

import pytest

from dashboard.authoring.tracing_network import package_file, read_network
from dashboard.geo.geodesy import length_km

EVERYWHERE = (40.0, 30.0, 60.0, 50.0)


def written(folder: Path, edges: str, nodes: str) -> Path:
    path = folder / "world_railways.py"
    path.write_text(f"from nowhere import X\ngraph={edges}\nnodes={nodes}\nraise SystemExit\n", encoding="utf-8")
    return path


def test_latitude_stands_first_in_the_package_and_second_here(tmp_path: Path) -> None:
    path = written(tmp_path, "[{1: 90.0}, {0: 90.0}]", "[[40.0, 50.0], [40.0, 51.0]]")
    rails = read_network(path, EVERYWHERE)
    assert rails.position(0) == (50.0, 40.0)
    assert rails.graph.edges[0, 1]["km"] == 90.0


def test_the_file_is_read_and_never_run(tmp_path: Path) -> None:
    path = written(tmp_path, "[{1: 90.0}, {0: 90.0}]", "[[40.0, 50.0], [40.0, 51.0]]")
    assert "raise SystemExit" in path.read_text(encoding="utf-8")
    assert read_network(path, EVERYWHERE).graph.number_of_nodes() == 2


def test_no_track_is_shorter_than_the_straight_line(tmp_path: Path) -> None:
    path = written(tmp_path, "[{1: 1.0}, {0: 1.0}]", "[[40.0, 50.0], [40.0, 51.0]]")
    rails = read_network(path, EVERYWHERE)
    assert rails.graph.edges[0, 1]["km"] == pytest.approx(length_km([(50.0, 40.0), (51.0, 40.0)]))


def test_what_lies_outside_the_box_is_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, "[{1: 5.0, 2: 5.0}, {0: 5.0}, {0: 5.0}]", "[[40.0, 50.0], [40.0, 51.0], [10.0, 51.0]]")
    assert set(read_network(path, EVERYWHERE).graph) == {0, 1}


def test_a_short_gap_is_bridged_and_a_long_one_is_not(tmp_path: Path) -> None:
    nodes = "[[40.0, 50.0], [40.0, 50.5], [40.0, 50.51], [40.0, 51.0], [40.0, 51.1], [40.0, 51.5]]"
    edges = "[{1: 43.0}, {0: 43.0}, {3: 42.0}, {2: 42.0}, {5: 34.0}, {4: 34.0}]"
    rails = read_network(written(tmp_path, edges, nodes), EVERYWHERE, bridge_km=2.5)
    assert rails.graph.edges[1, 2]["bridge"]
    assert not rails.graph.has_edge(3, 4)


def test_a_place_meets_the_nearest_edge_and_not_only_a_node(tmp_path: Path) -> None:
    path = written(tmp_path, "[{1: 90.0}, {0: 90.0}]", "[[40.0, 50.0], [40.0, 51.0]]")
    snap = read_network(path, EVERYWHERE).snap((50.25, 40.01))
    assert {snap.u, snap.v} == {0, 1}
    assert snap.off_km == pytest.approx(1.11, abs=0.02)


@pytest.mark.parametrize("text", ["", "graph=[{}]\n", "\ngraph=[{}]\nnodes=[]\n"])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "world_railways.py"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="world_railways"):
        read_network(path, EVERYWHERE)


def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.authoring.tracing_network.PACKAGE", "no_such_package_here")
    with pytest.raises(FileNotFoundError, match="requirements-authoring"):
        package_file()
