"""A catalogue that is not loaded: the same answers as from one that is, asked of a real database."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from random import Random
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from psycopg.rows import TupleRow

from dashboard.atlas import Atlas
from dashboard.catalogue.filter_result import filter_result
from dashboard.catalogue.filters import ALL_FILTERS, FILTERS, RECORD_FILTERS, STATEMENT_FILTERS
from dashboard.database.connection import LOST_PEER
from dashboard.database.stored_files import newest_size
from dashboard.i18n import words_in
from dashboard.large.app import create_large_app
from dashboard.large.catalogue_totals import MOST_OFFERED, count_catalogue, languages, top_projects
from dashboard.large.filter_counts import FilterCounts
from dashboard.large.filtered_records import projects, statements
from dashboard.large.store import Store
from dashboard.load_atlas import load_basemap
from dashboard.settings import Settings
from dashboard.state.dock_address import DockState
from dashboard.state.view_state import ViewState
from dashboard.views.context import Context
from dashboard.views.dock.statements import statement_list
from dashboard.views.panel.passing import newest_first
from dashboard.web.discovery import page_paths
from tests.database.cluster import ROOT
from tests.steady.running import until

END_TO_END = re.compile(
    r"<section[^>]*>(?:(?!</section>).)*?href=\"/corridor/(?:(?!</section>).)*</section>", re.DOTALL
)


def record_paths(atlas: Atlas) -> Iterator[str]:
    """The pages that a catalogue has which is not loaded, but the first, which lists a part."""
    return (path for path in page_paths(atlas) if path.count("/") == 2 and not path.startswith("/story/"))


@pytest.mark.parametrize(("language", "step"), [("en", 1), ("az", 3), ("ar", 3)])
def test_every_panel_is_the_same(
    large: FlaskClient, loaded: FlaskClient, atlas: Atlas, language: str, step: int
) -> None:
    """Each in English; every third in the other languages, whose words come from the same records.

    The section of ways from end to end is left out: only a loaded catalogue has pages of ways.
    """
    different = []
    for path in islice(record_paths(atlas), None, None, step):
        asked = f"/panel{path}?lang={language}"
        mine, theirs = large.get(asked), loaded.get(asked)
        assert mine.status_code == 200, asked
        if mine.text != END_TO_END.sub("", theirs.text):
            different.append(asked)
    assert not different


def test_every_page_opens_and_names_its_subject(large: FlaskClient, loaded: FlaskClient, atlas: Atlas) -> None:
    for path in islice(record_paths(atlas), None, None, 7):
        title = loaded.get(path).text.split("<title>")[1].split("</title>")[0]
        assert f"<title>{title}</title>" in large.get(path).text


@pytest.mark.parametrize("path", ["/", "/about", "/changes", "/?mode=rail", "/?tab=statements", "/embed/project/tasim"])
def test_other_pages_open(large: FlaskClient, path: str) -> None:
    assert large.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/about", "/project/tasim", "/sitemap.xml"])
def test_what_it_names_is_there(large: FlaskClient, path: str) -> None:
    """Links, the head, JSON-LD and the sitemap name no page and no file that only a loaded catalogue has."""
    text = large.get(path).text
    for address in set(re.findall(r"(?:http://localhost|href=\"(?=/))(/[^\"<?#]*)", text)):
        assert large.get(address).status_code != 404, address


@pytest.mark.parametrize("path", ["/due.ics", "/data/projects.json", "/data/atlas.gpkg"])
def test_files_that_take_a_walk_over_all_are_not_there_in_part(large: FlaskClient, path: str) -> None:
    answer = large.get(path)
    assert answer.status_code == 404
    assert answer.get_json()["error"]


def test_a_project_has_its_feed(large: FlaskClient, loaded: FlaskClient) -> None:
    for path in ("/changes.atom", "/changes.atom?project=tasim"):
        assert large.get(path).text == loaded.get(path).text


@pytest.mark.parametrize("path", ["/corridor/aktau-port/alat-port", "/stories", "/point/40/50", "/project/nothing"])
def test_what_it_has_not_is_a_404_that_says_so(large: FlaskClient, path: str) -> None:
    assert large.get(path).status_code == 404


def test_a_day_and_other_views_are_left_aside_and_said(large: FlaskClient) -> None:
    for query, said in (
        ("on=2021", "“2021” is not known for “on”"),
        ("tab=timeline", "“timeline” is not known for “tab”"),
    ):
        assert said in large.get(f"/?{query}").text.split('id="notices"')[1].split("</div>")[0]


def test_the_counts_are_those_of_the_loaded_catalogue(store: Store, atlas: Atlas) -> None:
    counted, stats = count_catalogue(store), atlas.stats
    assert counted.totals == stats.totals
    assert (counted.looks, counted.drawn, counted.box) == (stats.looks, stats.drawn, stats.box)
    assert (counted.routes, counted.other_records) == (stats.routes, stats.other_records)
    assert languages(store) == atlas.catalogue.languages
    assert all(set(counted.values[name]) <= set(stats.values[name]) for name in ALL_FILTERS)
    assert all(len(counted.values[name]) == min(len(stats.values[name]), MOST_OFFERED) for name in RECORD_FILTERS)


def test_every_filter_finds_the_same(store: Store, atlas: Atlas) -> None:
    context = Context(atlas.catalogue, atlas.relations, atlas.measures, words_in("en"))
    pairs = [(name, value) for name in ALL_FILTERS for value in atlas.stats.values[name]]
    for name, value in [*pairs, ("country", "AZ"), ("mode", "rail")]:
        chosen = {name: (value,)}
        expected = filter_result(atlas.catalogue, atlas.relations, atlas.facets, chosen)
        facts = [fact.id for fact in newest_first(context, expected.facts)]
        assert statements(store, chosen, None, 1_000) == facts, chosen
        assert set(projects(store, chosen, 1_000)) == set(expected.projects), chosen


def test_filters_combine(store: Store, atlas: Atlas) -> None:
    chosen = {"country": ("AZ", "KZ"), "modality": ("planned",), "language": ("az-Latn", "ar")}
    expected = filter_result(atlas.catalogue, atlas.relations, atlas.facets, chosen)
    assert sorted(statements(store, chosen, "published", 1_000)) == sorted(expected.facts)
    assert expected.facts


def choices(atlas: Atlas) -> Iterator[dict[str, tuple[str, ...]]]:
    """200 choices of one to three filters, the same in each run."""
    chance = Random(14)
    for _ in range(200):
        names = chance.sample(ALL_FILTERS, chance.randint(1, 3))
        yield {name: tuple(chance.choices(atlas.stats.values[name], k=2)) for name in names}


def test_lists_and_their_counts_are_those_of_the_loaded_catalogue(store: Store, atlas: Atlas) -> None:
    context = Context(atlas.catalogue, atlas.relations, atlas.measures, words_in("en"))
    counts, top = FilterCounts(store, {}, count_catalogue(store).values), top_projects(store)
    some = 0
    for number, chosen in enumerate(choices(atlas)):
        of_page, of_list = (
            {name: chosen[name] for name in names if name in chosen} for names in (FILTERS, STATEMENT_FILTERS)
        )
        sort = (None, "published", "modality")[number % 3]
        state = ViewState(filters=of_page, statements=of_list, dock=DockState(sort=sort))
        passes = filter_result(atlas.catalogue, atlas.relations, atlas.facets, of_page)
        expected = statement_list(context, passes, atlas.facets, state)
        assert statements(store, chosen, sort, 20) == [fact.id for fact in expected.facts[:20]], chosen
        assert counts.totals(chosen)["facts"] == len(expected.facts)
        assert counts.statements_by_value(chosen) == expected.counts, chosen
        assert projects(store, chosen, 5, top) == projects(store, chosen, 5), chosen
        some += bool(expected.facts)
    assert some > 50


class CountedStore(Store):
    """Counts what it is asked."""

    asked = 0

    def rows(self, query: str, values: Mapping[str, Any] | None = None) -> list[TupleRow]:
        self.asked += 1
        return super().rows(query, values)


@pytest.mark.parametrize("path", ["/?country=AZ&tab=statements", "/panel/?mode=sea&lang=en", "/panel/?project=tasim"])
def test_a_list_takes_a_few_queries_however_long_it_is(store: Store, published: str, path: str) -> None:
    counted = CountedStore(published, store.version)
    server = create_large_app(counted, Settings(), load_basemap(ROOT)).server
    assert isinstance(server, Flask)
    before = counted.asked
    assert server.test_client().get(path).status_code == 200
    assert counted.asked - before < 25


def test_the_file_of_statements_is_the_same_to_the_byte(large: FlaskClient, loaded: FlaskClient) -> None:
    for query in ("", "?mode=rail", "?country=AZ,KZ&modality=planned", "?speaker=nobody"):
        mine, theirs = (client.get(f"/data/facts.csv{query}") for client in (large, loaded))
        assert (mine.status_code, mine.data if mine.status_code == 200 else b"") == (
            theirs.status_code,
            theirs.data if theirs.status_code == 200 else b"",
        )


@pytest.mark.parametrize("path", ["/document/{document}.txt", "/fact/{fact}.bib", "/fact/{fact}.jsonld"])
def test_files_of_one_record_are_the_same(large: FlaskClient, loaded: FlaskClient, atlas: Atlas, path: str) -> None:
    asked = path.format(fact=min(atlas.catalogue.facts), document=min(atlas.catalogue.documents))
    assert large.get(asked).data == loaded.get(asked).data


@pytest.mark.parametrize(
    "query",
    [
        *("tasim", "port of alat", "5 million tonnes", "Əliyev", "how long is the Middle Corridor", "tasi"),
        *("tasin", "tsaim", "taasim", "kambrata", "tbilsi", "tiblisi", "bilisi", "port of alta", "humanitor"),
    ],
)
def test_search_finds_first_what_it_finds_in_a_loaded_catalogue(
    large: FlaskClient, loaded: FlaskClient, query: str
) -> None:
    mine, theirs = (client.get("/search.json", query_string={"q": query}).get_json() for client in (large, loaded))
    assert bool(mine["groups"]) == bool(theirs["groups"])
    if not theirs["groups"]:
        return
    assert mine["groups"][0]["kind"] == theirs["groups"][0]["kind"]
    assert mine["groups"][0]["results"][0] == theirs["groups"][0]["results"][0]


def test_with_the_database_away_it_says_so_and_goes_on_with_what_it_has(
    new_published: Callable[[], str],
) -> None:
    url = new_published()
    version, _ = newest_size(url)
    server = create_large_app(Store(url, version), Settings(searches_a_minute=0), load_basemap(ROOT)).server
    assert isinstance(server, Flask)
    client = server.test_client()
    seen = client.get("/panel/project/tasim").data
    name, everywhere = url.rsplit("/", 1)[1], f"{url.rsplit('/', 1)[0]}/postgres"
    with psycopg.connect(everywhere, autocommit=True) as other:
        other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        assert client.get("/panel/project/tasim").data == seen
        away = client.get("/route/alat-tbilisi", headers={"Accept": "text/html"})
        assert (away.status_code, away.headers["Retry-After"]) == (503, "60")
        assert "database does not answer" in away.text
        assert client.get("/search.json?q=alat").status_code == 503
        for path in ("/ogc", "/ogc/collections/places/items"):
            assert (client.get(path).status_code, client.get(path).headers["Retry-After"]) == (503, "60")
        other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())
    assert until(lambda: client.get("/route/alat-tbilisi").status_code == 200)


def test_a_connection_to_a_machine_that_is_lost_ends(store: Store) -> None:
    """Else a request waits until the system gives up, a quarter of an hour later."""
    with store._connections().connection() as connection:
        parameters = connection.info.get_parameters()
    assert {name: int(parameters[name]) for name in LOST_PEER} == LOST_PEER


def test_the_database_expects_as_many_to_pass_as_do(store: Store) -> None:
    """Else it looks up each record by itself: half a second where many pass in a large catalogue."""
    passing = "SELECT id FROM atlas_store.filter_values WHERE version = %(version)s AND filter = %(filter)s"
    passing += " AND value = ANY(%(values)s) AND kind = %(kind)s"
    for name, values, kind in (("mode", ["rail"], "segments"), ("country", ["KZ", "AZ"], "places")):
        asked = {"filter": name, "values": values, "kind": kind}
        [[[plan]]] = store.rows(f"EXPLAIN (FORMAT JSON) {passing}", asked)
        there = len(store.rows(passing, asked))
        assert there / 2 <= plan["Plan"]["Plan Rows"] <= there * 2
