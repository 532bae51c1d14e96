"""Scripts that do not use the page, in a real browser. Rules that Python has too are tested by the same cases."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from dashboard.catalogue.filter_result import asks_for_withdrawn
from dashboard.catalogue.filters import FILTERS, facets
from dashboard.catalogue.past.timeline import timeline
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.vocabulary import LANGUAGES, WITHDRAWN
from dashboard.i18n import words_in
from dashboard.map.camera import CLOSEST_ZOOM, Camera, Padding, box_camera, framing, point_camera, selection_camera
from dashboard.map.style.evaluate import compile_expression
from dashboard.views.context import Context
from dashboard.web.pages.page_index import address_grammar, filter_index, filtered_selection
from tests.commands import ROOT
from tests.factories import make_measures
from tests.filter_cases import CASES, DAYS, catalogue_of_cases, catalogue_of_days

ADDRESSES: dict[str, Any] = json.loads((ROOT / "tests/cases/addresses.json").read_text("utf-8"))
READ = """([grammar, address], { parseAddress, formatAddress }) => {
    const [path, search = ""] = address.split("?");
    const { filters, switches, ...state } = parseAddress(path, search, grammar);
    const named = Object.keys(filters).filter((name) => filters[name].length);
    return {
        filters: Object.fromEntries(named.map((name) => [name, filters[name]])),
        switches: Object.keys(switches).filter((name) => switches[name]).sort(),
        means: formatAddress({ filters, switches, ...state }, grammar),
    };
}"""
MATCH = """([index, filters, withdrawn, counts], { asksForWithdrawn, matching, valueCounts }) => {
    const asked = withdrawn || asksForWithdrawn(index, filters);
    const found = matching(index, filters, asked);
    const count = valueCounts(index, filters, asked);
    const values = Object.entries(counts).map(([name, found]) => [name, Object.keys(found)]);
    const sorted = Object.entries(found).map(([name, ids]) => [name, [...ids].sort()]);
    const of = (name, own) => Object.fromEntries(own.map((value) => [value, count(name, value)]));
    const counted = values.map(([name, own]) => [name, of(name, own)]);
    return [Object.fromEntries(sorted), Object.fromEntries(counted)];
}"""
BOUNDS = """([index, filters], { asksForWithdrawn, boundsOf, matching }) =>
    boundsOf(index, matching(index, filters, asksForWithdrawn(index, filters)), filters.country)"""
RECORD_ON = """([index, timeline, on, filters, withdrawn], { recordOn }) => {
    const record = recordOn(index, timeline, on);
    return import("/static/any/src/page/filter_matching.js").then(({ asksForWithdrawn, matching }) => {
        const found = matching(record, filters, withdrawn || asksForWithdrawn(index, filters));
        const sorted = Object.entries(found).map(([name, ids]) => [name, [...ids].sort()]);
        return { passes: Object.fromEntries(sorted), statuses: record.statuses, said: record.said };
    });
}"""
Call = Callable[..., Any]


@pytest.fixture(scope="module")
def call(browser: Browser, origin: str) -> Iterator[Call]:
    """``call(module, script, argument)`` runs a function of the argument and a module of ``assets/src``."""
    page: Page = browser.new_page()
    page.goto(f"{origin}/robots.txt")

    def run(module: str, script: str, argument: object) -> Any:  # noqa: ANN401 (whatever the script answers)
        address = f"/static/any/src/{module}.js"
        return page.evaluate(
            f"async ([address, argument]) => ({script})(argument, await import(address))", [address, argument]
        )

    yield run
    page.close()


@pytest.mark.parametrize("case", ADDRESSES["cases"], ids=lambda case: case["address"])
def test_the_script_reads_and_writes_addresses_as_python_does(call: Call, case: dict[str, Any]) -> None:
    grammar = {**address_grammar(), "options": ADDRESSES["known"]["values"]}
    result = call("page/address", READ, [grammar, case["address"]])
    assert result == {name: case[name] for name in ("filters", "switches", "means")}


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """The context of the catalogue of the cases."""
    catalogue = catalogue_of_cases(tmp_path_factory.mktemp("cases"))
    measures = make_measures(catalogue)
    bounds = {"GE": (44.0, 41.5, 46.5, 43.5), "KZ": (60.0, 45.0, 70.0, 50.0)}  # the lines are longer than the first box
    return Context(catalogue, Relations.build(catalogue, measures), measures, words_in("en"), country_bounds=bounds)


@pytest.fixture(scope="module")
def index(context: Context) -> dict[str, Any]:
    """The index of the catalogue of the cases, with the start data of a page."""
    complete_index = filter_index(context, facets(context.catalogue, context.relations))
    return {**complete_index, "grammar": address_grammar(), "options": {"project": list(context.catalogue.projects)}}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['filters']} {case['withdrawn']}")
def test_the_script_lets_through_what_python_does(call: Call, index: dict[str, Any], case: dict[str, Any]) -> None:
    filters = {name: case["filters"].get(name, []) for name in FILTERS}
    answers, counts = call("page/filter_matching", MATCH, [index, filters, case["withdrawn"], case["counts"]])
    assert answers == case["passes"]
    assert counts == case["counts"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['filters']} {case['withdrawn']}")
def test_the_script_knows_where_what_passes_lies(
    call: Call, context: Context, index: dict[str, Any], case: dict[str, Any]
) -> None:
    filters = {name: case["filters"].get(name, []) for name in FILTERS}
    bounds = call("page/filter_matching", BOUNDS, [index, filters])
    expected = filtered_selection(context, facets(context.catalogue, context.relations), case["filters"]).get("bounds")
    assert bounds == (None if expected is None else pytest.approx(expected, abs=0.01))


@pytest.mark.parametrize(
    "box", [(44, 40, 50, 43), (49.8, 40.3, 49.9, 40.4), (49.5, 40.0, 50.0, 40.1)], ids=["large", "small", "just large"]
)
def test_a_box_is_looked_at_as_python_has_it(call: Call, box: tuple[float, float, float, float]) -> None:
    script = "([box, framing], { around, cameraOf }) => cameraOf(around(box, framing))"
    result, expected = call("map/framing", script, [box, framing()]), selection_camera(*box)
    assert (result["maxZoom"], result["padding"]) == (expected.max_zoom, expected.padding)
    middle = [(result["box"][0] + result["box"][2]) / 2, (result["box"][1] + result["box"][3]) / 2]
    assert middle == pytest.approx(expected.middle, abs=1e-3)
    if expected.padding:
        assert result["box"] == pytest.approx(expected.box, abs=1e-3)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['filters']} {case['withdrawn']}")
def test_the_map_of_tiles_lets_through_what_python_does(
    call: Call, index: dict[str, Any], case: dict[str, Any]
) -> None:
    filters = {name: case["filters"].get(name, []) for name in FILTERS}
    script = "([names, filters], { passingExpression }) => passingExpression(names, filters) ?? true"
    passes = compile_expression(call("page/filter_matching", script, [FILTERS, filters]))
    with_withdrawn = case["withdrawn"] or asks_for_withdrawn(filters)
    statuses = {id: look[1] for route in index["routes"].values() for id, look in route["segments"].items()}
    segment_ids = {segment for segment, status in statuses.items() if with_withdrawn or status not in WITHDRAWN}
    for name, ids in (("segments", segment_ids), ("places", index["places"])):
        answers = {
            fid
            for fid in ids
            if passes({f"filter_{n}": f" {' '.join(v)} " for n, v in index["facets"][fid].items()}, 0)
        }
        assert sorted(answers) == case["passes"][name]


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    """The index and the timeline of the catalogue of the days."""
    catalogue = catalogue_of_days(tmp_path_factory.mktemp("days"))
    measures = make_measures(catalogue)
    relations = Relations.build(catalogue, measures)
    complete_index = filter_index(Context(catalogue, relations, measures, words_in("en")), facets(catalogue, relations))
    index = {**complete_index, "grammar": address_grammar(), "options": {"project": list(catalogue.projects)}}
    return index, timeline(catalogue, relations)


@pytest.mark.parametrize("case", DAYS, ids=lambda case: f"{case['on']} {case['filters']}")
def test_the_script_has_the_record_of_a_day_that_python_has(
    call: Call, past: tuple[dict[str, Any], dict[str, Any]], case: dict[str, Any]
) -> None:
    filters = {name: case["filters"].get(name, []) for name in FILTERS}
    result = call("page/record_on", RECORD_ON, [*past, case["on"], filters, case["withdrawn"]])
    for name, expected in case["passes"].items():
        assert result["passes"][name] == expected
    assert result["statuses"] | case.get("statuses", {}) == result["statuses"]
    assert case.get("said", result["said"]) == result["said"]


@pytest.mark.parametrize("screen", [(1440, 900), (900, 640), (2560, 1300)])
@pytest.mark.parametrize(
    "view",
    [
        box_camera(44, 40, 50, 43, Padding.CHOSEN, CLOSEST_ZOOM),
        box_camera(49.8, 40.3, 49.9, 40.4, Padding.CHOSEN, CLOSEST_ZOOM),  # the closest zoom limits it
        box_camera(8, 20, 115, 55, Padding.FIRST, CLOSEST_ZOOM),
        point_camera(49.9, 40.4, 6.3),
        point_camera(170, 80, 3),  # the map stays inside the basemap
    ],
)
def test_a_view_is_framed_as_the_first_picture_is(call: Call, view: Camera, screen: tuple[int, int]) -> None:
    arguments = [view.as_camera(), screen, framing(), True]
    result = call("map/framing", "(given, { fit }) => fit(...given)", arguments)
    assert result["zoom"] == pytest.approx(view.zoom_on(screen), abs=1e-3)
    if view.padding is None:
        assert result["middle"] == pytest.approx(view.on_screen(screen).middle, abs=1e-2)


def test_what_is_kept_free_of_a_small_map_is_a_quarter_at_most(call: Call) -> None:
    view = box_camera(44, 40, 50, 43, Padding.CHOSEN, CLOSEST_ZOOM)
    script = "([camera, size, framing], { fit }) => [true, false].map((on) => 2 ** fit(camera, size, framing, on).zoom)"
    scales = call("map/framing", script, [view.as_camera(), [160, 2000], framing()])
    assert scales == pytest.approx([80 / view.size[0], 80 / view.size[0]], rel=1e-3)


@pytest.mark.parametrize(("middle", "inside"), [((0, 0), True), ((30, 0), True), ((60, 0), False), ((0, -60), False)])
def test_a_box_is_in_view_only_whole(call: Call, middle: tuple[int, int], inside: bool) -> None:
    camera = {"box": [-20, -20, 20, 20], "padding": "chosen"}
    script = "([camera, middle], { isInside }) => isInside(camera, { middle, zoom: 0 }, [100, 100])"
    assert call("map/framing", script, [camera, middle]) is inside


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [0, 7, 1000, 4300, 1_234_567, 0.5])
def test_a_script_writes_numbers_as_the_server_does(call: Call, language: str, number: float) -> None:
    words = words_in(language)
    script = """([lang, separators, number], { numberText }) => {
        Object.assign(document.documentElement, { lang });
        document.documentElement.dataset.separators = separators;
        return [numberText(number), numberText(number, { style: "unit", unit: "kilometer" })];
    }"""
    text, in_km = call("number_text", script, [language, words.separators, number])
    assert text == words.number(number, 1)
    assert text in in_km
