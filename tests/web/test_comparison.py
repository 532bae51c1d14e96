"""Ways side by side over the real atlas: the page, the file, and addresses that name what there is not."""

import csv
import io

import pytest
from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.i18n import words_in
from dashboard.state.view_state import Entity, ViewState
from dashboard.views.context import Context
from dashboard.web.pages.comparison import compared_itineraries, comparison_request
from dashboard.web.pages.itineraries import find_itineraries

POTI = "/corridor/khorgos-china-station/poti-port"
PORTS = (
    f"{POTI}?via=aktau-port"
    "&with=khorgos-china-station/kuryk-port/poti-port,khorgos-china-station/turkmenbashi-port/poti-port"
)
PLANS = f"{POTI}?with=khorgos-china-station/istanbul,termez-station/peshawar-station"


@pytest.fixture(scope="module")
def context(atlas: Atlas) -> Context:
    return Context(atlas.catalogue, atlas.relations, atlas.measures, words_in("en"))


def rows(page: FlaskClient, address: str) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """By (number of the way, row), the items and their sources in the file of an address."""
    path, _, query = address.partition("?")
    answer = page.get(f"{path}/ways.csv?{query}")
    assert answer.status_code == 200
    rows_of: dict[tuple[str, str], list[tuple[str, str]]] = {}
    lines = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert next(lines) == ["Route", "What", "Content", "Sources"]
    for way, row, item, source in lines:
        rows_of.setdefault((way[:1], row), []).append((item, source))
    return rows_of


def test_a_way_over_a_port_takes_its_ferry_and_never_turns_back(context: Context) -> None:
    for port, ferry in (("aktau-port", "aktau-alat-ferry"), ("kuryk-port", "kuryk-alat-ferry")):
        for ends in (("khorgos-china-station", "poti-port"), ("poti-port", "khorgos-china-station")):
            [way] = find_itineraries(context, *ends, planned=False, via=port).itineraries
            assert [leg.route for leg in way.ferries] == [ferry]
            stops = [way.legs[0].start, *(leg.end for leg in way.legs)]
            assert len(set(stops)) == len(stops)


def test_where_a_port_has_no_line_the_gap_is_named_and_nothing_is_computed(page: FlaskClient) -> None:
    rows_of = rows(page, PORTS)
    assert rows_of["1", "Length, drawn"] == [("about 4,300 km, approximate", "")]
    assert "This atlas holds no line here: Yersai – Turkmenbashi" in rows_of["3", "Length, drawn"][0][0]
    for row in ("Mode", "Borders crossed", "Transshipments", "Stated time", "Least stated capacity along it"):
        assert rows_of["3", row] == [("not known", "")]
    assert (
        "No statement of the atlas says more of it."
        in rows_of["3", "What holds it back, in the order told below"][0][0]
    )


def test_what_is_stated_stands_with_its_statement_or_source(page: FlaskClient) -> None:
    rows_of = rows(page, PLANS)
    holds = rows_of["2", "What holds it back, in the order told below"]
    assert holds[0] == (
        "Baku–Tbilisi–Kars railway: 5 million tonnes a year (30 January 2026) – Section of 184 km in Georgia: has "
        "risen from 1 million tonnes, as said by Azerbaijan Railways.",
        "azernews.az/business/253708 (2026-01-30)",
    )
    [said] = [source for item, source in holds if "from 15 million tonnes to 25 million tonnes" in item]
    assert said == "http://localhost/fact/alat-capacity-target"
    assert all(source for item, source in rows_of["1", "Stated time"])
    assert rows_of["3", "Stated time"] == [("not known", "")]
    assert rows_of["3", "Lines that do not operate"] == [
        ("Naibabad–Kharlachi–Peshawar railway (Trans-Afghan): proposed, about 700 km", "")
    ]
    assert rows_of["3", "Transshipments"] == [("gauge partly not known", "")]  # and no zero


def test_the_file_is_the_table(page: FlaskClient) -> None:
    html = page.get(f"{PLANS}&tab=compare&lang=az").text
    table = html[html.index('class="compare itineraries"') :]
    for items in rows_in(page, PLANS, "az"):
        assert items[:40].replace("&", "&amp;") in " ".join(_plain(table).split())


def rows_in(page: FlaskClient, address: str, language: str) -> list[str]:
    path, _, query = address.partition("?")
    lines = csv.reader(io.StringIO(page.get(f"{path}/ways.csv?{query}&lang={language}").data.decode("utf-8-sig")))
    return [line[2] for line in lines][1:]


def _plain(html: str) -> str:
    text, inside = [], False
    for character in html:
        inside = character == "<" or (inside and character != ">")
        text.append("" if inside or character == ">" else character)
    return "".join(text)


@pytest.mark.parametrize("language", ["en", "az", "ar"])
@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("with=khorgos-china-station/nowhere", 1),
        ("with=nowhere/at/all/of/it", 1),
        ("with=khorgos-china-station/istanbul,baku/none", 2),
        ("via=khorgos-china-station", 1),
        ("via=hong-kong", 1),
        ("with=hong-kong/frankfurt,baku/baku-station", 3),
        ("with=kabul/karachi", 2),
        ("with=poti-landing/balchik-landing&planned=yes", 2),
    ],
)
def test_whatever_way_is_asked_for_there_is_a_page_with_words(
    page: FlaskClient, language: str, query: str, columns: int
) -> None:
    answer = page.get(f"{POTI}?{query}&tab=compare&lang={language}")
    assert answer.status_code == 200
    assert answer.text.count('role="columnheader"') == columns


def test_a_way_that_is_not_known_is_named_above_the_page_and_refused_in_the_file(page: FlaskClient) -> None:
    query = "with=khorgos-china-station/nowhere"
    assert "khorgos-china-station/nowhere" in page.get(f"{POTI}?{query}&tab=compare").text
    refused = page.get(f"{POTI}/ways.csv?{query}")
    assert (refused.status_code, refused.json and refused.json["value"]) == (400, "khorgos-china-station/nowhere")
    assert page.get("/corridor/baku/nowhere/ways.csv").status_code == 404
    assert page.get(f"{POTI}/ways.csv?lang=de").status_code == 400


def test_every_offered_way_is_one_that_is_not_there_yet(context: Context) -> None:
    state = ViewState(entity=Entity("corridor", "khorgos-china-station/poti-port"))
    offered = comparison_request(context, state).offered
    assert ("khorgos-china-station", "kuryk-port", "poti-port") in offered
    assert ("khorgos-china-station", "istanbul") in offered
    assert ("termez-station", "peshawar-station") in offered
    assert len({*offered, *state.itineraries}) == len(offered) + 1


def test_the_map_is_told_all_ways(context: Context) -> None:
    state = ViewState(
        entity=Entity("corridor", "khorgos-china-station/poti-port"),
        compared_ways=(("termez-station", "peshawar-station"),),
    )
    routes = {route for way in compared_itineraries(context, state) for part in way.stretches for route in part.routes}
    assert {"tbilisi-poti", "naibabad-kharlachi"} <= routes
