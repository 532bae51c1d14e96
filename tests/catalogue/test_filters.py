"""The facets of records; filters combine by and, the values of one filter by or."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.filters import FILTERS, Facets, facets, matches, options
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.vocabulary import WITHDRAWN
from tests import factories
from tests.factories import make_measures

values = st.lists(st.sampled_from("abcd"), unique=True, max_size=3).map(lambda chosen: tuple(sorted(chosen)))
records = st.builds(Facets, *[values] * len(FILTERS))
selections = st.dictionaries(st.sampled_from(FILTERS), values, max_size=3)


def facets_of(catalogue: Catalogue) -> dict[str, Facets]:
    return dict(facets(catalogue, Relations.build(catalogue, make_measures(catalogue))))


def test_a_segment_has_its_own_mode_and_status(tiny: Catalogue) -> None:
    assert facets_of(tiny)["ganja-to-tbilisi"] == Facets(
        country=("AZ", "GE"),
        project=("railway",),
        mode=("rail",),
        status=("construction",),
        document=("interview", "speech"),
    )


def test_a_place_has_what_meets_there_and_who_names_it(tiny: Catalogue) -> None:
    facets = facets_of(tiny)
    assert facets["baku"] == Facets(
        country=("AZ",),
        project=("cable", "railway"),
        mode=("rail", "subsea-cable"),
        status=("construction", "operating"),
        document=("interview", "speech"),
    )
    # Only the unfinished leg ends in Tbilisi, but the running railway names the city.
    assert facets["tbilisi"].status == ("construction", "operating")
    assert facets["aktau"].status == ("construction",)


def test_a_project_has_its_own_status_and_those_of_its_lines(tiny: Catalogue) -> None:
    assert facets_of(tiny)["railway"] == Facets(
        country=("AZ", "GE"),
        project=("railway",),
        mode=("rail",),
        status=("construction", "operating"),
        document=("interview", "speech"),
    )


def test_a_status_of_the_whole_that_no_line_has_finds_its_lines(tmp_path: Path) -> None:
    """A shelved project of announced and running lines, and a withdrawn one."""
    line = factories.route_table()
    line["segments"][1]["status"] = "announced"
    old = factories.cable_route_table()
    old["segments"][0]["status"] = "retired"
    status = {"value": "shelved", "basis": "reference", "as_of": "2024", "source": "a source"}
    railway = factories.railway_table(status=status, routes=["north-line", "sea-cable"])
    cable = factories.project_table(routes=[], countries=["AZ"])
    facets = facets_of(
        load_catalogue(factories.write_catalogue(tmp_path, routes=[line, old], projects=[railway, cable]))
    )
    assert facets["railway"].status == ("announced", "operating", "shelved")
    assert facets["ganja-to-tbilisi"].status == ("announced", "shelved")
    assert facets["baku-to-ganja"].status == ("operating",)
    assert facets["baku-to-aktau"].status == ("retired",)


def test_a_status_that_one_line_has_is_said_of_no_other(tiny: Catalogue, real: Catalogue) -> None:
    assert facets_of(tiny)["ganja-to-tbilisi"].status == ("construction",)
    silk_road = [segment.id for segment in real.routes["siyazan-turkmenbashi-cable"].segments]
    facets = facets_of(real)
    assert all("construction" not in facets[record].status for record in silk_road)


def test_every_real_project_with_lines_is_found_by_its_status_and_by_theirs(real: Catalogue) -> None:
    facets = facets_of(real)
    for project in real.projects.values():
        segments = [segment for route in project.routes for segment in real.routes[route].segments]
        current = [segment for segment in segments if segment.status not in WITHDRAWN]
        if current:
            assert any(project.status.value in facets[segment.id].status for segment in current), project.id
        assert {project.status.value, *(segment.status for segment in current)} == set(facets[project.id].status)


def test_a_fact_belongs_to_the_projects_that_list_it(tiny: Catalogue) -> None:
    facets = facets_of(tiny)
    speech = {
        "document": ("speech",),
        "speaker": ("ambassador",),
        "modality": ("achieved",),
        "language": ("ar",),
        "year": ("2025",),
    }
    assert facets["port-freight"] == Facets(
        country=("AZ", "GE"),
        project=("railway",),
        mode=("rail",),
        status=("construction", "operating"),
        kind=("trade",),
        **speech,
    )
    assert facets["port-matters"] == Facets(country=("AZ",), kind=("importance",), **speech)


@pytest.mark.parametrize(
    ("published", "years"),
    [("2024-08-09", ("2024",)), ("2023-12/2025", ("2023", "2024", "2025")), (None, ("undated",))],
)
def test_a_statement_is_found_under_each_year_that_its_date_may_mean(
    tmp_path: Path, published: str | None, years: tuple[str, ...]
) -> None:
    document = factories.document_table(published=published)
    document = {name: value for name, value in document.items() if value is not None}
    facts = [factories.railway_fact_table(), factories.fact_table()]
    root = factories.write_catalogue(tmp_path, documents=[(document, factories.INTERVIEW_TEXT, facts)])
    assert facets_of(load_catalogue(root))["cable-ready"].year == years


def test_every_record_has_facets_and_no_two_kinds_share_an_id(real: Catalogue) -> None:
    expected = [*real.segments, *real.places, *real.projects, *real.facts]
    facets = facets_of(real)
    assert sorted(facets) == sorted(expected)
    assert len(facets) == len(expected)


def test_options_are_what_finds_something(tiny: Catalogue) -> None:
    assert options(facets_of(tiny)) == {
        "country": ("AZ", "GE", "KZ"),
        "project": ("cable", "railway"),
        "mode": ("rail", "subsea-cable"),
        "status": ("construction", "operating"),
        "document": ("interview", "speech"),
        "speaker": ("ambassador",),
        "modality": ("achieved", "planned", "under-way"),
        "kind": ("capacity", "deadline", "importance", "trade"),
        "language": ("ar", "az-Latn"),
        "year": ("2025",),
    }


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ({}, ["cable", "railway"]),
        ({"mode": ["rail"]}, ["railway"]),
        ({"mode": ["rail", "subsea-cable"]}, ["cable", "railway"]),
        ({"mode": ["rail"], "country": ["KZ"]}, []),
        ({"mode": [], "country": ["KZ"]}, ["cable"]),
        ({"status": ["retired"]}, []),
    ],
)
def test_filters_on_projects(tiny: Catalogue, selection: dict[str, list[str]], expected: list[str]) -> None:
    all_facets = facets_of(tiny)
    assert [project for project in tiny.projects if matches(all_facets[project], selection)] == expected


@given(records, selections, st.sampled_from(FILTERS), st.sampled_from("abcd"))
def test_one_more_value_never_loses_and_one_more_filter_never_wins(
    record: Facets, selection: dict[str, tuple[str, ...]], name: str, value: str
) -> None:
    before = matches(record, selection)
    after = matches(record, {**selection, name: (*selection.get(name, ()), value)})
    assert after >= before if selection.get(name) else after <= before


@given(records, selections)
def test_filters_are_joined_by_and(record: Facets, selection: dict[str, tuple[str, ...]]) -> None:
    alone = [matches(record, {name: chosen}) for name, chosen in selection.items()]
    assert matches(record, selection) == all(alone)


def test_an_unknown_filter_is_an_error_even_beside_one_that_fails() -> None:
    with pytest.raises(ValueError, match="'colour' is not one of the filters"):
        matches(Facets(), {"mode": ["rail"], "colour": ["red"]})
