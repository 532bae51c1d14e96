"""The relations between records: those of the tiny catalogue one by one, those of the real one by their rules."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.atlas import Atlas
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.relations import Relations, adjoining_segments
from tests.factories import make_measures, project_table, railway_table, write_catalogue


@pytest.fixture(scope="module")
def relations(tiny: Catalogue) -> Relations:
    measures = make_measures(tiny, baku_to_ganja={"AZ": 300.0, "AM": 0.04, "IR": 0.05})
    return Relations.build(tiny, measures)


def test_facts_about_are_in_the_order_of_the_documents(relations: Relations) -> None:
    assert relations.facts_about["baku"] == ("port-matters", "port-freight")
    assert relations.facts_about["cable"] == ("cable-ready",)
    assert relations.facts_about["sea-cable"] == ()


def test_a_project_has_the_facts_of_its_parts(relations: Relations) -> None:
    assert relations.facts_of["railway"] == ("railway-capacity", "port-freight")


def test_what_is_said_of_a_shared_place_is_said_of_no_project(real: Catalogue) -> None:
    relations = Relations.build(real, make_measures(real))
    assert relations.facts_of["traceca"] == ("tasim-regional-bodies",)  # its seat is Baku, where COP29 was held
    for project in real.projects.values():
        facts = {fact for subject in (project.id, *project.routes) for fact in relations.facts_about[subject]}
        assert set(relations.facts_of[project.id]) == facts, project.id


def test_a_part_has_its_own_facts_before_those_of_its_projects(relations: Relations) -> None:
    assert relations.facts_of["north-line"] == ("port-freight", "railway-capacity")
    assert relations.facts_of["baku"] == ("port-matters", "port-freight", "cable-ready", "railway-capacity")


def test_a_place_belongs_to_the_projects_that_name_it_or_stop_there(relations: Relations) -> None:
    assert relations.projects_of["baku"] == ("cable", "railway")
    assert relations.projects_of["aktau"] == ("cable",)
    assert relations.projects_of["tbilisi"] == ("railway",)
    assert relations.projects_of["sea-cable"] == ("cable",)


def test_a_stop_that_we_chose_for_a_sketch_is_no_place_of_the_project(real: Catalogue) -> None:
    relations = Relations.build(real, make_measures(real))
    assert relations.projects_of["frankfurt"] == ("tasim",)  # published
    assert relations.projects_of["vienna"] == relations.facts_of["vienna"] == ()  # ours
    assert "tasim-main-initiative" not in relations.facts_of["baku"]
    assert relations.countries_of["tasim"] == ("AZ", "CN", "DE", "GE", "HK", "KZ", "PL", "RU", "TR", "UA")


def test_a_sliver_of_a_country_is_no_crossing(relations: Relations) -> None:
    assert relations.countries_of["baku-to-ganja"] == ("AZ", "IR")


def test_countries_come_from_lines_and_places(relations: Relations) -> None:
    assert relations.countries_of["ganja-to-tbilisi"] == ("AZ", "GE")
    assert relations.countries_of["north-line"] == ("AZ", "GE", "IR")
    assert relations.countries_of["railway"] == ("AZ", "GE", "IR")
    assert relations.countries_of["baku"] == ("AZ",)
    assert relations.countries_of["cable-ready"] == ("AZ", "KZ")


def test_a_fact_counts_for_the_countries_that_its_words_name(tiny: Catalogue) -> None:
    repair = tiny.facts["railway-capacity"].model_copy(update={"countries": ("GE",)})
    told = replace(tiny, facts={**tiny.facts, repair.id: repair})
    relations = Relations.build(told, make_measures(told))
    assert relations.countries_of[repair.id] == ("GE",)
    assert repair.id in relations.facts_of_country["GE"]
    assert repair.id not in relations.facts_of_country["AZ"]


def test_a_project_without_a_line_has_the_countries_it_names(tmp_path: Path) -> None:
    fund = project_table(id="fund", routes=[], countries=["UZ", "AZ"])
    catalogue = load_catalogue(write_catalogue(tmp_path, projects=[project_table(), railway_table(), fund]))
    relations = Relations.build(catalogue, make_measures(catalogue))
    assert relations.countries_of["fund"] == ("AZ", "UZ")
    assert relations.entities_of_country["UZ"] == ("fund",)


def test_the_seat_of_an_organisation_is_no_country_that_it_is_about(atlas: Atlas) -> None:
    assert atlas.relations.countries_of["cica"] == ("AZ", "KZ")
    assert atlas.relations.countries_of["undp"] == ()
    assert atlas.relations.facts_of_country["US"] == ("cica-secretary-general-at-un-forum",)


def test_documents_hold_the_facts_of_an_entity(relations: Relations) -> None:
    assert relations.documents_of["railway"] == ("interview", "speech")
    assert relations.documents_of["cable"] == ("interview",)
    assert relations.documents_of["aktau"] == ("interview",)


def test_a_country_has_its_entities_and_facts(relations: Relations) -> None:
    assert relations.entities_of_country["KZ"] == ("aktau", "cable", "sea-cable")
    assert relations.entities_of_country["GE"] == ("north-line", "railway", "tbilisi")
    assert relations.facts_of_country["KZ"] == ("cable-ready",)
    assert relations.facts_of_country["GE"] == ("railway-capacity", "port-freight")


def test_facts_of_a_document_follow_its_text(relations: Relations) -> None:
    assert relations.facts_in_document["interview"] == ("cable-ready", "railway-capacity")
    assert relations.facts_in_document["speech"] == ("port-matters", "port-freight")


def test_segments_meet_at_places(tiny: Catalogue) -> None:
    adjoining = adjoining_segments(tiny)
    assert adjoining["ganja"] == ("baku-to-ganja", "ganja-to-tbilisi")
    assert adjoining["aktau"] == ("baku-to-aktau",)


def test_a_segment_without_measure_is_an_error(tiny: Catalogue) -> None:
    with pytest.raises(KeyError):
        Relations.build(tiny, {})


def test_laws_on_the_real_catalogue(real: Catalogue) -> None:
    relations = Relations.build(real, make_measures(real))
    entities = {*real.projects, *real.routes, *real.places}
    assert set(relations.facts_about) == set(relations.facts_of) == set(relations.documents_of) == entities
    assert sorted(fact for facts in relations.facts_in_document.values() for fact in facts) == list(real.facts)
    for entity, facts in relations.facts_of.items():
        assert set(relations.facts_about[entity]) <= set(facts)
        assert len(set(facts)) == len(facts)
    for country, entities in relations.entities_of_country.items():
        assert all(country in relations.countries_of[entity] for entity in entities)
    for route in real.routes.values():
        legs = {code for segment in route.segments for code in relations.countries_of[segment.id]}
        assert set(relations.countries_of[route.id]) == legs
