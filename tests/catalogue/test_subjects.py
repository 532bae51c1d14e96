"""Statements highlight the parts of the map that their words are about, and no others."""

from pathlib import Path

import pytest

from dashboard.atlas import Atlas
from dashboard.catalogue.checks.catalogue import check
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.subjects import highlighted_by, subjects
from dashboard.catalogue.vocabulary import BODIES
from tests import factories


def catalogue_with(root: Path, *, kind: str = "fibre", **fact: object) -> Catalogue:
    """The tests' cable as part of a programme of two cables, the second of them withdrawn or not, and a ``fact``."""
    second = factories.cable_route_table(id="other-cable")
    second["segments"] = [{**second["segments"][0], "id": "second-leg", "route": "other-cable"}]
    programme = factories.project_table(
        id="programme", kind=kind, routes=["other-cable", "sea-cable"], places=["ganja"],
        status=factories.railway_table()["status"],
    )  # fmt: skip
    documents = [(factories.document_table(), factories.INTERVIEW_TEXT, [factories.fact_table(**fact)])]
    return load_catalogue(
        factories.write_catalogue(
            root,
            documents=documents,
            projects=[factories.project_table(), factories.railway_table(), programme],
            routes=[factories.route_table(), factories.cable_route_table(), second],
        )
    )


@pytest.mark.parametrize(
    ("about", "highlighted"),
    [
        (["cable"], ["sea-cable"]),
        (["programme"], ["sea-cable", "other-cable", "ganja"]),
        (["programme", "cable"], ["sea-cable"]),
        (["cable", "programme"], ["sea-cable"]),
        (["programme", "other-cable"], ["other-cable"]),
        (["programme", "baku"], ["sea-cable", "other-cable", "ganja", "baku"]),
        (["programme", "cable", "railway"], ["sea-cable", "other-cable", "ganja", "north-line", "tbilisi"]),
        (["cable", "programme", "railway"], ["sea-cable", "north-line", "tbilisi"]),
        (["cable", "railway", "programme"], ["sea-cable", "north-line", "tbilisi"]),
        (["programme", "railway"], ["sea-cable", "other-cable", "ganja", "north-line", "tbilisi"]),
        (["cable", "railway"], ["sea-cable", "north-line", "tbilisi"]),
        (["baku"], ["baku"]),
    ],
    ids=str,
)
def test_a_programme_beside_its_part_lights_nothing(tmp_path: Path, about: list[str], highlighted: list[str]) -> None:
    catalogue = catalogue_with(tmp_path, about=about)
    assert set(highlighted_by(catalogue, catalogue.facts["cable-ready"])) == set(highlighted)


@pytest.mark.parametrize("kind", sorted(BODIES))
def test_a_body_s_places_are_not_what_it_speaks_of(tmp_path: Path, kind: str) -> None:
    catalogue = catalogue_with(tmp_path, kind=kind, about=["programme", "baku"])
    assert highlighted_by(catalogue, catalogue.facts["cable-ready"]) == ("baku",)


@pytest.mark.parametrize("lights", [[], ["sea-cable"]], ids=str)
def test_a_record_may_say_that_less_is_meant(tmp_path: Path, lights: list[str]) -> None:
    catalogue = catalogue_with(tmp_path, about=["programme"], lights=lights)
    assert list(highlighted_by(catalogue, catalogue.facts["cable-ready"])) == lights
    assert not [finding for finding in check(catalogue) if finding.field == "lights"]


def test_what_is_only_spoken_of_beside_what_is_lit_is_no_subject(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, about=["cable", "railway"], lights=["sea-cable"])
    assert subjects(catalogue, catalogue.facts["cable-ready"]) == ("cable",)


def test_ties_that_tasim_seeks_with_traceca_are_not_said_of_traceca_s_lines(atlas: Atlas) -> None:
    holders = {holder for holder, facts in atlas.relations.facts_of.items() if "tasim-regional-bodies" in facts}
    assert {"tasim", "tasim-main", "traceca", "bsec"} <= holders
    assert not holders & {"baku-alat", "aktau-alat-ferry", "alat-port", "baku", "istanbul"}
    assert "BG" not in atlas.relations.countries_of["tasim-regional-bodies"]


def test_what_the_words_are_not_about_cannot_be_lit(tmp_path: Path) -> None:
    catalogue = catalogue_with(tmp_path, about=["cable"], lights=["sea-cable", "north-line", "nowhere"])
    messages = [finding.message for finding in check(catalogue) if finding.field == "lights"]
    assert sorted(message.split("'")[1] for message in messages) == ["north-line", "nowhere"]


def test_a_withdrawn_route_is_not_lit_by_words_on_its_project(real: Catalogue) -> None:
    cable = real.facts["cable-laid-by-end-of-2026"]
    assert set(highlighted_by(real, cable)) == {"sumgayit-aktau-cable", "sumgayit-landing", "aktau-landing"}


@pytest.mark.parametrize(
    ("fact", "highlighted"),
    [
        ("military-students-in-azerbaijan", set()),
        ("cica-experts-online-2021", set()),
        ("cica-youth-council-2018", {"baku"}),
        ("cica-meetings-with-un-officials", set()),
        ("cica-secretary-general-at-un-forum", {"un-headquarters"}),
        ("speed-up-regional-projects", set()),
        ("caspian-fleet-new-ships", set()),
        ("trade-through-kambarata-and-rogun", {"kambarata-1-dam", "rogun-dam"}),
    ],
)
def test_the_real_statements_light_what_they_name(real: Catalogue, fact: str, highlighted: set[str]) -> None:
    assert set(highlighted_by(real, real.facts[fact])) == highlighted


def test_words_on_a_corridor_light_it_whole_with_its_parts_named_beside_it(real: Catalogue) -> None:
    fact = real.facts["middle-corridor-importance-grows"]
    assert "middle-corridor" in subjects(real, fact)
    highlighted = set(highlighted_by(real, fact))
    assert set(real.projects["middle-corridor"].routes) <= highlighted
    assert not highlighted & {"turkmenbashi-alat-ferry", "baku-alat"}  # the fleet's and the railway's own


def test_no_real_statement_lights_more_than_its_subjects_have(real: Catalogue) -> None:
    for fact in real.facts.values():
        projects = [real.projects[subject] for subject in subjects(real, fact) if subject in real.projects]
        allowed = {*fact.about, *(part for project in projects for part in (*project.routes, *project.places))}
        assert set(highlighted_by(real, fact)) <= allowed, fact.id


def test_what_is_said_of_one_cable_counts_for_no_other(atlas: Atlas) -> None:
    fact_id = "cable-laid-by-end-of-2026"
    relations = atlas.relations
    assert relations.countries_of[fact_id] == ("AZ", "KZ")
    assert fact_id not in relations.facts_of["siyazan-turkmenbashi-cable"]
    assert fact_id not in relations.facts_of_country["TM"]
    assert fact_id in relations.facts_of["sumgayit-aktau-cable"]
    assert fact_id in relations.facts_of["digital-silk-road"]
