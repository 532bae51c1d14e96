"""The data that the scripts work with: what a page starts with, what a panel lights, and the index for filters."""

import gzip

import brotli
import pytest
from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.catalogue.filters import FILTERS
from dashboard.catalogue.vocabulary import WITHDRAWN
from dashboard.i18n import words_in
from dashboard.settings import Settings
from dashboard.state.selection import selection_of
from dashboard.state.view_state import Entity, ViewState, format_path
from dashboard.views.context import Context
from dashboard.web.pages.itineraries import find_itineraries
from dashboard.web.pages.page import Pages
from dashboard.web.pages.page_index import entity_selection, filter_index, itinerary_data, page_start
from tests.conftest import ROOT


@pytest.fixture(scope="module", params=["en", "ar"])
def context(atlas: Atlas, request: pytest.FixtureRequest) -> Context:
    return Context(atlas.catalogue, atlas.relations, atlas.measures, words_in(request.param))


def test_the_index_has_the_facets_and_lines_of_everything_that_is_filtered(atlas: Atlas, context: Context) -> None:
    catalogue = atlas.catalogue
    index = filter_index(context, atlas.facets)
    entities = {*catalogue.segments, *catalogue.places, *catalogue.projects}
    expected = {entity: {name: list(atlas.facets[entity].values(name)) for name in FILTERS} for entity in entities}
    assert index["facets"] == expected
    assert {segment for route in index["routes"].values() for segment in route["segments"]} == set(catalogue.segments)
    assert set(index["places"]) == set(catalogue.places)


def test_a_selection_says_of_what_it_lights_what_the_index_says_of_it(atlas: Atlas, context: Context) -> None:
    catalogue, index = atlas.catalogue, filter_index(context, atlas.facets)
    kinds = {"route": catalogue.routes, "place": catalogue.places, "project": catalogue.projects}
    kinds |= {"fact": catalogue.facts, "document": catalogue.documents}
    for path in (f"/{kind}/{record}" for kind, records in kinds.items() for record in records):
        routes, places = selection_of(catalogue, atlas.relations, path)
        assert routes or places or not path.startswith(("/route/", "/place/"))
        data = entity_selection(context, path)
        assert data["routes"] == {route: index["routes"][route] for route in routes}
        assert data["places"] == {place: index["places"][place] for place in places}


def test_a_way_names_its_segments_its_routes_and_its_ends(context: Context) -> None:
    result = find_itineraries(context, "alat-port", "aktau-port", planned=False)
    data = itinerary_data(context, [result])
    assert data["segments"] == [segment for leg in result.itineraries[0].legs for segment in leg.segments] != []
    assert set(data["segments"]) <= {segment for route in data["routes"].values() for segment in route["segments"]}
    assert list(data["places"]) == ["alat-port", "aktau-port"]


@pytest.mark.parametrize("path", ["/", "/about", "/country/AZ", "/route/nowhere", "/corridor/baku/aktau", "//"])
def test_other_paths_select_nothing(atlas: Atlas, path: str) -> None:
    assert selection_of(atlas.catalogue, atlas.relations, path) == [[], []]


def test_counts_are_those_of_the_routes_that_a_value_finds(atlas: Atlas) -> None:
    stats, catalogue = atlas.stats, atlas.catalogue
    rail = {s.route for s in catalogue.segments.values() if s.mode.value == "rail"}
    assert stats.routes["mode"]["rail"] == len(rail) > 0
    assert stats.totals["routes"] == len(catalogue.routes)
    withdrawn = [r for r in catalogue.routes.values() if all(s.status in WITHDRAWN for s in r.segments)]
    assert stats.totals["current"] == len(catalogue.routes) - len(withdrawn)


def test_a_page_starts_with_all_choices_and_their_counts(atlas: Atlas, context: Context) -> None:
    start = page_start(context, atlas.stats, "/index")
    assert start["address"] == "/index"
    assert {"words", "statuses", "modes", "language", "totals"} <= set(start)
    current = {f"mode:{s.mode.value}" for s in atlas.catalogue.segments.values() if s.status not in WITHDRAWN}
    assert {key for key in start["drawn"] if key.startswith("mode:")} == current
    for name in FILTERS:
        assert start["options"][name] == list(atlas.stats.values[name])
        assert set(start["counts"][name]) <= set(start["options"][name])


def test_an_old_address_leads_to_the_index_which_is_kept_for_a_year(page: FlaskClient, atlas: Atlas) -> None:
    moved = page.get("/index/000000000000/en.json")
    assert (moved.status_code, moved.headers["Cache-Control"]) == (302, "no-store")
    plain = page.get(moved.headers["Location"])
    assert "immutable" in plain.headers["Cache-Control"]
    assert set(plain.json["places"]) == set(atlas.catalogue.places)
    for coding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        packed = page.get(moved.headers["Location"], headers={"Accept-Encoding": coding})
        assert packed.headers["Content-Encoding"] == coding
        assert unpack(packed.data) == plain.data


def test_each_language_has_its_own(page: FlaskClient) -> None:
    bodies = {page.get(f"/index/x/{code}.json", follow_redirects=True).data for code in ("en", "az", "ar")}
    assert len(bodies) == 3


@pytest.mark.parametrize("path", ["/index/x/de.json", "/index/nothing", "/index/x/en/json"])
def test_what_is_not_there_is_refused_in_words(page: FlaskClient, path: str) -> None:
    answer = page.get(path)
    assert answer.status_code == 404
    assert answer.json["error"]


def test_a_statement_lights_on_the_page_and_in_its_picture_what_its_words_are_about(context: Context) -> None:
    """The page and the picture of a link both light what ``entity_selection`` gives."""
    state = ViewState(entity=Entity("fact", "cable-laid-by-end-of-2026"))
    selected = entity_selection(context, format_path(state))
    assert list(selected["routes"]) == ["sumgayit-aktau-cable"]
    assert set(selected["places"]) == {"sumgayit-landing", "aktau-landing"}
    assert entity_selection(context, "/fact/military-students-in-azerbaijan") == {"routes": {}, "places": {}}


def test_a_document_lights_what_its_statements_light(atlas: Atlas) -> None:
    routes, _ = selection_of(atlas.catalogue, atlas.relations, "/document/atamoglanov-interview")
    assert "siyazan-aktau-cable" not in routes
    assert "sumgayit-aktau-cable" in routes
    facts = atlas.relations.facts_in_document["atamoglanov-interview"]
    highlighted = {
        segment for fact in facts for segment in selection_of(atlas.catalogue, atlas.relations, f"/fact/{fact}")[0]
    }
    assert set(routes) == highlighted


def test_a_link_to_a_day_with_filters_shows_what_passed_them_on_that_day(atlas: Atlas) -> None:
    """In June 2023 the line to Kars was being built, and not yet the cable that is being built today."""
    pages = Pages(atlas, Settings(root=ROOT))
    then, now = (
        pages.map_camera(pages.page_view("/", f"status=construction&lang=en{day}")).selected["bounds"]
        for day in ("&on=2023-06-15", "")
    )
    gauge = atlas.catalogue.places["akhalkalaki-station"]
    assert then[0] <= gauge.lon <= then[2]
    assert not now[0] <= gauge.lon <= now[2]


def test_projects_that_pass_on_a_day_count_the_statements_of_that_day(atlas: Atlas) -> None:
    pages = Pages(atlas, Settings(root=ROOT))
    body = pages.panel("/", "status=construction&on=2023-06-15", "en").content.body.decode()
    assert "Rogun hydropower plant" in body
    assert body.count("0 statements") == 4  # in the heading, and of three projects
    assert "1 statement" not in body and "2 statements" not in body


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/project/cica", "None of this is on the map"),
        ("/fact/az-kz-consultations", "None of this is on the map"),
        ("/document/tasim-international-cooperation", "all lines and places of what its statements are about"),
        ("/project/tasim", None),
    ],
)
def test_a_panel_says_what_the_map_shows_of_its_record(page: FlaskClient, path: str, told: str | None) -> None:
    text = page.get(f"/panel{path}?lang=en").get_data(as_text=True)
    if told is None:
        assert "on the map, which" not in text
        assert "Bright on the map" not in text
    else:
        assert told in text
