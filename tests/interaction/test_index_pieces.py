"""The two pieces of the index hold what the scripts need, and the first does not grow with the catalogue."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.atlas import Atlas
from dashboard.catalogue.facets import FILTERS
from dashboard.catalogue.tally import MOST_CHOICES
from dashboard.catalogue.vocabulary import WITHDRAWN
from dashboard.interaction.corridor import find_ways
from dashboard.interaction.index_pieces import (
    EAGER_RECORDS,
    first_piece,
    rest_piece,
    selection_piece,
    way_piece,
)
from dashboard.interaction.selection import selection_of
from dashboard.loading import load_atlas
from dashboard.publishing.answers import encode
from dashboard.views.context import Context
from dashboard.wording import words_in

ROOT = Path(__file__).parent.parent.parent
SMALL_BYTES = 300_000


def facets_in(rest: dict[str, Any]) -> dict[str, dict[str, list[str]]]:
    """What a reader of the rest does with its rows, as assets/atlas_index.js does."""
    options, filters = rest["options"], rest["filters"]
    rows = [
        {name: [options[name][at] for at in numbers] for name, numbers in zip(filters, row, strict=True)}
        for row in rest["rows"]
    ]
    return {entity: rows[row] for entity, row in rest["facets"].items()}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas(ROOT)


@pytest.fixture(scope="module", params=["en", "ar"])
def context(atlas: Atlas, request: pytest.FixtureRequest) -> Context:
    return Context(atlas.catalogue, atlas.relations, atlas.measures, words_in(request.param))


def test_the_rest_has_the_facets_and_lines_of_everything_that_is_filtered(atlas: Atlas, context: Context) -> None:
    catalogue = atlas.catalogue
    rest = rest_piece(context, atlas.facets, atlas.tally.values)
    entities = {*catalogue.segments, *catalogue.places, *catalogue.projects}
    expected = {one: {name: list(atlas.facets[one].of(name)) for name in FILTERS} for one in entities}
    assert facets_in(rest) == expected
    assert {segment for route in rest["routes"].values() for segment in route["segments"]} == set(catalogue.segments)
    assert set(rest["places"]) == set(catalogue.places)


def test_a_selection_says_of_what_it_lights_what_the_rest_says_of_it(atlas: Atlas, context: Context) -> None:
    catalogue, rest = atlas.catalogue, rest_piece(context, atlas.facets, atlas.tally.values)
    kinds = {"route": catalogue.routes, "place": catalogue.places, "project": catalogue.projects}
    kinds |= {"fact": catalogue.facts, "document": catalogue.documents}
    for path in (f"/{kind}/{one}" for kind, records in kinds.items() for one in records):
        routes, places = selection_of(catalogue, atlas.relations, path)
        assert routes or places or not path.startswith(("/route/", "/place/"))
        piece = selection_piece(context, path)
        assert piece["routes"] == {one: rest["routes"][one] for one in routes}
        assert piece["places"] == {one: rest["places"][one] for one in places}


def test_a_way_names_its_segments_its_routes_and_its_ends(context: Context) -> None:
    found = find_ways(context, "alat-port", "aktau-port", planned=False)
    piece = way_piece(context, found)
    assert piece["segments"] == [segment for leg in found.ways[0].legs for segment in leg.segments] != []
    assert set(piece["segments"]) <= {one for route in piece["routes"].values() for one in route["segments"]}
    assert list(piece["places"]) == ["alat-port", "aktau-port"]


def test_a_catalogue_whose_rest_comes_beforehand_has_a_small_one(atlas: Atlas, context: Context) -> None:
    catalogue = atlas.catalogue
    first = first_piece(context, atlas.tally, {}, "/rest")
    records = len(catalogue.segments) + len(catalogue.places) + len(catalogue.projects)
    assert first["eager"] == (records <= EAGER_RECORDS)
    size = len(encode(rest_piece(context, atlas.facets, atlas.tally.values)))
    assert size / records * EAGER_RECORDS < SMALL_BYTES


@pytest.mark.parametrize("path", ["/", "/about", "/country/AZ", "/route/nowhere", "/corridor/baku/aktau", "//"])
def test_other_paths_select_nothing(atlas: Atlas, path: str) -> None:
    assert selection_of(atlas.catalogue, atlas.relations, path) == [[], []]


def test_counts_are_those_of_the_routes_that_a_value_finds(atlas: Atlas) -> None:
    tally, catalogue = atlas.tally, atlas.catalogue
    rail = {s.route for s in catalogue.segments.values() if s.mode.value == "rail"}
    assert tally.routes["mode"]["rail"] == len(rail) > 0
    assert tally.totals["routes"] == len(catalogue.routes)
    withdrawn = [r for r in catalogue.routes.values() if all(s.status in WITHDRAWN for s in r.segments)]
    assert tally.totals["standing"] == len(catalogue.routes) - len(withdrawn)


def test_choices_are_bounded_and_hold_what_is_chosen(atlas: Atlas) -> None:
    many = [f"project-{number:04}" for number in range(1_000)]
    tally = replace(atlas.tally, values={"project": many}, routes={"project": {"project-0500": 9, "project-0900": 3}})
    first = tally.first("project", ["project-0999"])
    assert first[:3] == ["project-0500", "project-0900", "project-0000"]
    assert len(first) == MOST_CHOICES + 1
    assert first[-1] == "project-0999"


def test_what_is_left_out_is_counted(atlas: Atlas, context: Context) -> None:
    values = atlas.tally.values
    first = first_piece(context, atlas.tally, {}, "/rest")
    assert first["rest"] == "/rest"
    assert {"words", "statuses", "modes", "language", "totals"} <= set(first)
    standing = {f"mode:{s.mode.value}" for s in atlas.catalogue.segments.values() if s.status not in WITHDRAWN}
    assert {one for one in first["drawn"] if one.startswith("mode:")} == standing
    for name in FILTERS:
        assert len(first["options"][name]) + first["more"][name] == len(values[name])
        assert set(first["counts"][name]) == set(first["options"][name])


def test_every_choice_has_its_label(atlas: Atlas, context: Context) -> None:
    rest = rest_piece(context, atlas.facets, atlas.tally.values)
    called = {name: dict(zip(rest["options"][name], rest["labels"][name], strict=True)) for name in FILTERS}
    tasim = atlas.catalogue.projects["tasim"].names.in_language(context.words.language)
    assert called["project"]["tasim"] == tasim
    assert called["country"]["AZ"] == context.words.country("AZ")
    assert called["mode"]["rail"] == context.words("mode.rail")
    assert set(called["document"].values()) == {
        one.titles.in_language(context.words.language) for one in atlas.catalogue.documents.values()
    }
