"""What passes the filters, counted by a real database: held by the cases and by the loaded catalogue."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.catalogue.catalogue_stats import LOOKS, OTHER_RECORD_KINDS
from dashboard.catalogue.filter_result import asks_for_withdrawn, filter_result
from dashboard.catalogue.filters import ALL_FILTERS, FILTERS, facets, matches, options
from dashboard.catalogue.identity import UNNAMED
from dashboard.catalogue.load.data_files import data_version
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.vocabulary import WITHDRAWN
from dashboard.database.errors import DatabaseError
from dashboard.database.publish import publish
from dashboard.i18n import words_in
from dashboard.large.filter_counts import FilterCounts, filter_counts_blueprint
from dashboard.views.context import Context
from dashboard.web.pages.page_index import filtered_selection
from dashboard.web.pages.server_errors import answer_unavailable
from tests.database.cluster import Cluster
from tests.database.test_feature_tiles import store_of
from tests.factories import make_measures
from tests.filter_cases import CASES, catalogue_of_cases

Filters = Mapping[str, Collection[str]]
OFFERED = {"project": ["middle-corridor", "tasim"], "document": ["aliyev-astana-speech"]}


def client_of(url: str, atlas: Atlas, offered: Mapping[str, Sequence[str]] = OFFERED) -> FlaskClient:
    server = Flask("passing")
    server.register_blueprint(filter_counts_blueprint(FilterCounts(store_of(url), atlas.shapes.bounds, offered)))
    answer_unavailable(server, UNNAMED, DatabaseError)
    return server.test_client()


def query(filters: Filters, *, withdrawn: bool) -> dict[str, str]:
    chosen = {name: ",".join(values) for name, values in filters.items()}
    return chosen | ({"retired": "shown"} if withdrawn else {})


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], str], atlas: Atlas) -> FlaskClient:
    """The catalogue of the cases, in a database."""
    root = tmp_path_factory.mktemp("cases")
    catalogue = catalogue_of_cases(root)
    measures = make_measures(catalogue)
    relations = Relations.build(catalogue, measures)
    of_cases = {"catalogue": catalogue, "relations": relations, "measures": measures, "version": data_version(root)}
    small = replace(atlas, facets=facets(catalogue, relations), **of_cases)
    url = new_database()
    publish(url, small, root)
    return client_of(url, small, options(small.facets))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['filters']} {case['withdrawn']}")
def test_as_many_pass_as_the_table_says(cases: FlaskClient, case: dict[str, Any]) -> None:
    known = {name: values for name, values in case["filters"].items() if values != ["sea"]}
    got = cases.get("/passing.json", query_string=query(known, withdrawn=case["withdrawn"]))
    if known != case["filters"]:  # a value that nothing has is refused
        assert cases.get("/passing.json?mode=sea").status_code == 400
        return
    answer = got.get_json()
    for name, found in case["counts"].items():
        routes = {value: ["routes", number] for value, number in answer["counts"][name].items()}
        assert {value: ["routes", 0] for value in found} | routes | answer["beside"][name] == found
    totals = answer["totals"]
    assert {name: totals[name] for name in ("routes", "places", "projects")} == {
        name: len(case["passes"][name]) for name in ("routes", "places", "projects")
    }


@pytest.fixture(scope="module")
def real(published: str, atlas: Atlas) -> FlaskClient:
    return client_of(published, atlas)


def expected(atlas: Atlas, filters: Filters, *, withdrawn: bool) -> dict[str, Any]:
    """The same answer, of the loaded catalogue."""
    catalogue = atlas.catalogue
    passes = filter_result(catalogue, atlas.relations, atlas.facets, filters, withdrawn=withdrawn)
    shown = [catalogue.segments[segment] for segment in passes.segments]
    with_withdrawn = withdrawn or asks_for_withdrawn(filters)
    counts: dict[str, dict[str, int]] = {}
    beside: dict[str, dict[str, list[object]]] = {}
    for name in FILTERS:
        others = {other: values for other, values in filters.items() if other != name and other in FILTERS}
        routes: dict[str, set[str]] = {}
        for segment in catalogue.segments.values():
            hidden = segment.status in WITHDRAWN and not with_withdrawn and name != "status"
            if not hidden and matches(atlas.facets[segment.id], others):
                for value in atlas.facets[segment.id].values(name):
                    routes.setdefault(value, set()).add(segment.route)
        counted = {value: len(ids) for value, ids in sorted(routes.items())}
        offered = {*OFFERED[name], *filters.get(name, ())} if name in OFFERED else counted
        counts[name] = {value: number for value, number in counted.items() if value in offered}
        beside[name] = {}
        for value in sorted({*OFFERED.get(name, ()), *filters.get(name, ())} - counted.keys()):
            left = filter_result(catalogue, atlas.relations, atlas.facets, {**filters, name: [value]})
            found = zip(OTHER_RECORD_KINDS, (left.projects, left.places, left.facts), strict=True)
            first = next(([kind, len(ids)] for kind, ids in found if ids), None)
            beside[name] |= {value: first} if first else {}
    return {
        "beside": beside,
        "totals": {kind: len(getattr(passes, kind)) for kind in ("routes", "places", "projects", "facts")},
        "counts": counts,
        "drawn": sorted({f"{look}:{getattr(segment, look).value}" for segment in shown for look in LOOKS}),
    }


def values_of(atlas: Atlas, names: Collection[str]) -> list[tuple[str, str]]:
    return [(name, value) for name in names for value in atlas.stats.values[name]]


def test_every_value_finds_what_it_finds_in_the_loaded_catalogue(real: FlaskClient, atlas: Atlas) -> None:
    context = Context(
        atlas.catalogue, atlas.relations, atlas.measures, words_in("en"), country_bounds=atlas.shapes.bounds
    )
    single: list[Filters] = [{name: [value]} for name, value in values_of(atlas, ALL_FILTERS)]
    assert len(single) > 100
    for filters in [{}, *single]:
        got = real.get("/passing.json", query_string=query(filters, withdrawn=False)).get_json()
        bounds = got.pop("bounds")
        assert got == expected(atlas, filters, withdrawn=False), filters
        of_page = {name: values for name, values in filters.items() if name in FILTERS}
        assert bounds == filtered_selection(context, atlas.facets, {n: list(v) for n, v in of_page.items()}).get(
            "bounds"
        )


@pytest.mark.parametrize("withdrawn", [False, True])
def test_filters_are_joined_by_and_their_values_by_or(real: FlaskClient, atlas: Atlas, withdrawn: bool) -> None:
    for number, segment in enumerate(atlas.catalogue.segments):
        first, other = FILTERS[number % 5], FILTERS[(number // 5 + number + 1) % 5]
        filters = {name: set(atlas.facets[segment].values(name)) for name in (first, other)}
        filters[first].add(atlas.stats.values[first][number % len(atlas.stats.values[first])])
        if not all(filters.values()):
            continue
        got = real.get("/passing.json", query_string=query(filters, withdrawn=withdrawn)).get_json()
        del got["bounds"]
        assert got == expected(atlas, filters, withdrawn=withdrawn), filters


def test_what_is_no_filter_is_refused_with_the_reason(real: FlaskClient) -> None:
    for asked, words in (
        ("country=XX", "'XX' is not a value of 'country'"),
        ("colour=red", "'colour' is not a filter"),
    ):
        answer = real.get(f"/passing.json?{asked}")
        assert (answer.status_code, answer.get_json()["error"]) == (400, words)
    assert "AZ" in real.get("/passing.json?country=XX").get_json()["allowed"]
    assert real.get("/passing.json?utm_source=a&country=AZ").status_code == 200


def test_an_answer_has_a_tag_and_outlives_the_database(
    cluster: Cluster, new_published: Callable[[], str], atlas: Atlas
) -> None:
    url = new_published()
    client = client_of(url, atlas)
    known = client.get("/passing.json?country=AZ&retired=shown")
    cluster.execute("postgres", f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)")
    again = client.get("/passing.json?retired=shown&country=AZ", headers={"If-None-Match": known.headers["ETag"]})
    assert again.status_code == 304
    missing = client.get("/passing.json?mode=rail")
    assert (missing.status_code, missing.headers["Cache-Control"]) == (503, "no-store")
    assert missing.headers["Retry-After"]
