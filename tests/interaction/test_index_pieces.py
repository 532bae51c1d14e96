"""The index in two pieces says what the whole one says, and its first piece does not grow with the catalogue."""

from pathlib import Path

import pytest

from dashboard.atlas import Atlas
from dashboard.catalogue.facets import FILTERS, options
from dashboard.catalogue.vocabulary import WITHDRAWN
from dashboard.interaction.index import build_index
from dashboard.interaction.index_pieces import MOST_CHOICES, Tally, facets_in, first_piece, rest_piece, selection_piece
from dashboard.interaction.selection import selectable, selection_of
from dashboard.loading import load_atlas
from dashboard.views.context import Context
from dashboard.wording import words_in

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas(ROOT)


@pytest.fixture(scope="module", params=["en", "ar"])
def context(atlas: Atlas, request: pytest.FixtureRequest) -> Context:
    return Context(atlas.catalogue, atlas.relations, atlas.measures, words_in(request.param))


def test_the_pieces_put_together_are_the_whole(atlas: Atlas, context: Context) -> None:
    whole, values = build_index(context, atlas.facets, atlas.version), options(atlas.facets)
    rest = rest_piece(context, atlas.facets, values)
    assert facets_in(rest) == whole["facets"]
    assert (rest["routes"], rest["places"]) == (whole["routes"], whole["places"])
    first = first_piece(context, Tally.of(atlas.catalogue, atlas.facets), values, "/", {}, "/index/x/en.json")
    assert all(first[key] == whole[key] for key in ("words", "statuses", "modes", "language"))


def test_a_selection_is_that_of_the_whole_index_for_every_path(atlas: Atlas, context: Context) -> None:
    whole = build_index(context, atlas.facets, atlas.version)
    paths = dict(selectable(atlas.catalogue, atlas.relations))
    assert paths == whole["select"]
    for path, (routes, places) in paths.items():
        assert selection_of(atlas.catalogue, atlas.relations, path) == [routes, places]
        piece = selection_piece(context, path)
        assert piece["routes"] == {one: whole["routes"][one] for one in routes}
        assert piece["places"] == {one: whole["places"][one] for one in places}


@pytest.mark.parametrize("path", ["/", "/about", "/country/AZ", "/route/nowhere", "/corridor/baku/aktau", "//"])
def test_other_paths_select_nothing(atlas: Atlas, path: str) -> None:
    assert selection_of(atlas.catalogue, atlas.relations, path) == [[], []]


def test_counts_are_those_of_the_routes_that_a_value_finds(atlas: Atlas) -> None:
    tally, catalogue = Tally.of(atlas.catalogue, atlas.facets), atlas.catalogue
    rail = {s.route for s in catalogue.segments.values() if s.mode.value == "rail"}
    assert tally.routes["mode"]["rail"] == len(rail) > 0
    assert tally.totals["routes"] == len(catalogue.routes)
    withdrawn = [r for r in catalogue.routes.values() if all(s.status in WITHDRAWN for s in r.segments)]
    assert tally.totals["standing"] == len(catalogue.routes) - len(withdrawn)


def test_choices_are_bounded_and_hold_what_is_chosen() -> None:
    many = [f"project-{number:04}" for number in range(1_000)]
    tally = Tally({"project": {"project-0500": 9, "project-0900": 3}}, {})
    first = tally.first("project", many, ["project-0999"])
    assert first[:3] == ["project-0500", "project-0900", "project-0000"]
    assert len(first) == MOST_CHOICES + 1
    assert first[-1] == "project-0999"


def test_what_is_left_out_is_counted(atlas: Atlas, context: Context) -> None:
    values = options(atlas.facets)
    first = first_piece(context, Tally.of(atlas.catalogue, atlas.facets), values, "/project/tasim", {}, "/rest")
    assert first["rest"] == "/rest"
    assert set(first["selection"]["routes"]) == set(atlas.catalogue.projects["tasim"].routes)
    for name in FILTERS:
        assert len(first["options"][name]) + first["more"][name] == len(values[name])
        assert set(first["counts"][name]) == set(first["options"][name])


def test_every_choice_has_its_label(atlas: Atlas, context: Context) -> None:
    rest = rest_piece(context, atlas.facets, options(atlas.facets))
    called = {name: dict(zip(rest["options"][name], rest["labels"][name], strict=True)) for name in FILTERS}
    tasim = atlas.catalogue.projects["tasim"].names.in_language(context.words.language)
    assert called["project"]["tasim"] == tasim
    assert called["country"]["AZ"] == context.words.country("AZ")
    assert called["mode"]["rail"] == context.words("mode.rail")
    assert set(called["document"].values()) == {
        one.titles.in_language(context.words.language) for one in atlas.catalogue.documents.values()
    }
