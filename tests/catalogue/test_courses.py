"""Alternatives are never added up: a project is as long as its main way, and its variants are listed with it."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.atlas import Atlas
from dashboard.catalogue.checks.catalogue import check
from dashboard.catalogue.courses import BrokenCourseError, course_of, courses, in_line
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.models import Route, Variant
from tests import factories

PLACES = ("a", "b", "c", "d", "e")


def place(name: str) -> factories.Table:
    return factories.place_table(id=name, lon=49 + PLACES.index(name) / 10)


def route(name: str, **over: object) -> factories.Table:
    """A route through the places that the letters of ``name`` are, ``a-b-c`` or ``a-b-c-2``."""
    stops = [letter for letter in name.split("-") if letter in PLACES]
    places = {stop: place(stop) for stop in stops}
    segments = [
        factories.segment_table(
            id=f"{name}-from-{start}", route=name, **{"from": start, "to": end}, status=over.get("status", "operating"),
            coordinates=[[places[place_id]["lon"], places[place_id]["lat"]] for place_id in (start, end)],
        )
        for start, end in pairwise(stops)
    ]  # fmt: skip
    own = {key: value for key, value in over.items() if key != "status"}
    return {"id": name, "names": factories.local_text(name), **own, "segments": segments}


def project_of(root: Path, routes: Sequence[factories.Table], **project: object) -> Catalogue:
    own = {"ends": [], **project, "routes": sorted(route["id"] for route in routes)}
    table = factories.railway_table(**own, places=[])
    return load_catalogue(
        factories.write_catalogue(
            root, documents=[], projects=[table], routes=routes, places=[place(name) for name in PLACES]
        )
    )


def lengths(catalogue: Catalogue) -> list[float]:
    measures = factories.make_measures(catalogue)  # every segment is 100 km long
    return [way.length_km(measures) for way in courses(catalogue, catalogue.projects["railway"])]


def variant(start: str, end: str, *routes: str) -> factories.Table:
    return {"names": factories.local_text(), "from": start, "to": end, "routes": list(routes)}


@pytest.mark.parametrize(
    ("routes", "ends", "expected"),
    [
        (["a-b-c"], [], [200]),
        (["a-b", "b-c", "c-d"], [["a", "d"]], [300]),
        (["c-b", "b-a"], [["a", "c"]], [200]),
        (["a-b", "b-c"], [], []),  # nobody says that one goes on over the other
        (["a-b", "a-b-2"], [["a", "b"]], []),  # side by side
        (["a-c", "b-c"], [["a", "c"]], []),  # a fork
        (["a-b", "b-c", "b-d"], [["a", "c"]], []),  # a branch
        (["a-b", "c-d"], [["a", "b"]], []),  # apart
        (["a-b", "b-c"], [["a", "c"], ["b", "c"]], []),
    ],
    ids=str,
)
def test_only_lines_that_follow_one_another_between_the_ends_are_one_way(
    tmp_path: Path, routes: list[str], ends: list[list[str]], expected: list[float]
) -> None:
    assert lengths(project_of(tmp_path, [route(name) for name in routes], ends=ends)) == expected


def test_what_is_withdrawn_or_replaced_does_not_count(tmp_path: Path) -> None:
    old = [route("a-b-c", status="retired"), route("a-c", superseded_by="a-d"), route("a-e", status="cancelled")]
    assert lengths(project_of(tmp_path, [route("a-d"), *old])) == [100]


def test_variants_stand_side_by_side_the_main_one_first(tmp_path: Path) -> None:
    ways = [variant("a", "c", "a-b-c"), variant("a", "c", "a-c")]
    assert lengths(project_of(tmp_path, [route("a-b-c"), route("a-c")], variants=ways)) == [200, 100]


@pytest.mark.parametrize(
    ("way", "taken"),
    [
        (("a", "e", "a-b-c-d", "b-e"), ["a-b-c-d-from-a", "b-e-from-b"]),
        (("e", "a", "b-e", "a-b-c-d"), ["b-e-from-b", "a-b-c-d-from-a"]),
        (("d", "e", "a-b-c-d", "b-e"), ["a-b-c-d-from-b", "a-b-c-d-from-c", "b-e-from-b"]),
        (("b", "c", "a-b-c-d"), ["a-b-c-d-from-b"]),
    ],
    ids=str,
)
def test_a_variant_takes_each_route_as_far_as_the_next(tmp_path: Path, way: Sequence[str], taken: list[str]) -> None:
    catalogue = project_of(tmp_path, [route("a-b-c-d"), route("b-e")])
    course = course_of(catalogue, Variant.model_validate(variant(*way)))
    assert [segment.id for segment in course.segments] == taken


@pytest.mark.parametrize(
    ("way", "message"),
    [
        (("e", "c", "a-b-c"), "does not stop at 'e'"),
        (("a", "e", "a-b-c"), "on to e"),
        (("a", "e", "a-b-c", "d-e"), "on to d"),
        (("a", "d", "a-d"), "withdrawn"),
        (("a", "e", "a-e"), "another route took its place"),
        (("a", "d", "no-such"), "not among the project's routes"),
    ],
    ids=str,
)
def test_a_variant_that_leads_nowhere_is_an_error(tmp_path: Path, way: Sequence[str], message: str) -> None:
    routes = [route("a-b-c"), route("d-e"), route("a-d", status="retired"), route("a-e", superseded_by="d-e")]
    catalogue = project_of(tmp_path, routes, variants=[variant(*way)])
    (finding,) = [finding for finding in check(catalogue) if finding.field.startswith("variants")]
    assert (finding.level, message in finding.message) == ("error", True)


def test_a_broken_variant_gives_no_length(tmp_path: Path) -> None:
    catalogue = project_of(tmp_path, [route("a-b")], variants=[variant("a", "e", "a-b")])
    with pytest.raises(BrokenCourseError):
        lengths(catalogue)


def test_lines_side_by_side_want_names(tmp_path: Path) -> None:
    catalogue = project_of(tmp_path, [route("a-b"), route("a-b-2")], ends=[["a", "b"]])
    assert [
        finding.level for finding in check(catalogue) if finding.field == "routes" and finding.record == "railway"
    ] == ["warning"]


def test_a_reported_length_is_that_of_one_stretch(tmp_path: Path) -> None:
    figure = {"measure": "length", "value": 1, "unit": "km", "source": "a source", "over": ["a-b", "a-b-2"]}
    catalogue = project_of(tmp_path, [route("a-b"), route("a-b-2")], figures=[figure])
    assert [finding.level for finding in check(catalogue) if finding.field == "figures[0].over"] == ["error"]


def test_routes_in_line_name_where_they_meet(tmp_path: Path) -> None:
    catalogue = project_of(tmp_path, [route("c-b"), route("b-a"), route("c-d")])
    routes: list[Route] = list(catalogue.routes.values())
    assert in_line(routes) == ("a", "b", "c", "d")
    assert in_line([]) == ()


REAL = {
    "tasim": (11_000, 11_600),  # published: about 11,000
    "trans-caspian-cable": (340, 400),
    "middle-corridor": (4_200, 4_500),
    "trans-afghan-railway": (700, 800),
    "baku-tbilisi-kars": (780, 850),
}


@pytest.mark.parametrize(("project", "bounds"), REAL.items())
def test_no_real_project_is_longer_than_one_way_through_it(
    atlas: Atlas, project: str, bounds: tuple[float, float]
) -> None:
    main = courses(atlas.catalogue, atlas.catalogue.projects[project])[0]
    assert bounds[0] < main.length_km(atlas.measures) < bounds[1]


@pytest.mark.parametrize("project", ["caspian-fleet", "digital-silk-road"])
def test_separate_lines_have_no_length_together(atlas: Atlas, project: str) -> None:
    assert courses(atlas.catalogue, atlas.catalogue.projects[project]) == ()


def test_a_way_passes_no_place_twice(atlas: Atlas) -> None:
    for project in atlas.catalogue.projects.values():
        for way in courses(atlas.catalogue, project):
            assert len({segment.id for segment in way.segments}) == len(way.segments)
            ends = [end for segment in way.segments for end in (segment.start, segment.end)]
            assert {end for end in ends if ends.count(end) == 1} == {way.start, way.end}, project.id
