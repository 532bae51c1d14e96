"""The coverage of projects by documents, with numbers known beforehand."""

from pathlib import Path

from dashboard.catalogue.coverage import coverage
from dashboard.catalogue.filter_result import filter_result
from dashboard.catalogue.filters import facets
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.relations import Relations
from tests import factories


def relations_of(catalogue: Catalogue) -> Relations:
    return Relations.build(catalogue, factories.make_measures(catalogue))


def test_counts_by_document_and_project(tiny: Catalogue) -> None:
    covered = coverage(tiny, relations_of(tiny), ["cable", "railway"], ["interview", "speech"])
    # The freight of the speech is about the railway's line; what it says of Baku counts for no project.
    assert covered.counts == {("interview", "cable"): 1, ("interview", "railway"): 1, ("speech", "railway"): 1}
    assert (covered.count("speech", "cable"), covered.of_project("railway")) == (0, 2)
    assert (covered.silent, covered.without_lines) == ((), ())


def test_silence_is_of_the_documents_asked(tiny: Catalogue) -> None:
    covered = coverage(tiny, relations_of(tiny), ["cable", "railway"], ["speech"])
    assert covered.silent == ("cable",)


def test_a_document_that_speaks_of_no_line_is_named(tmp_path: Path) -> None:
    header, text, _ = factories.default_documents()[1]
    documents = [factories.default_documents()[0], (header, text, [factories.port_fact_table()])]
    catalogue = load_catalogue(factories.write_catalogue(tmp_path, documents=documents))
    covered = coverage(catalogue, relations_of(catalogue), ["cable", "railway"], ["interview", "speech"])
    assert covered.without_lines == ("speech",)


def test_what_passes_the_filters(tiny: Catalogue) -> None:
    relations = relations_of(tiny)
    all_facets = facets(tiny, relations)
    everything = filter_result(tiny, relations, all_facets, {})
    assert everything.facts == ("cable-ready", "railway-capacity", "port-matters", "port-freight")
    assert everything.documents == ("interview", "speech")
    cables = filter_result(tiny, relations, all_facets, {"mode": ["subsea-cable"]})
    assert (cables.routes, cables.projects) == (("sea-cable",), ("cable",))
    speech = filter_result(tiny, relations, all_facets, {"document": ["speech"]})
    assert (speech.documents, set(speech.facts)) == (("speech",), {"port-matters", "port-freight"})


def test_a_withdrawn_route_passes_only_when_asked_for(tmp_path: Path) -> None:
    old = factories.cable_route_table()
    old["segments"][0]["status"] = "cancelled"
    catalogue = load_catalogue(factories.write_catalogue(tmp_path, routes=[factories.route_table(), old]))
    relations = relations_of(catalogue)
    all_facets = facets(catalogue, relations)
    assert filter_result(catalogue, relations, all_facets, {}).routes == ("north-line", "sea-cable")
    assert filter_result(catalogue, relations, all_facets, {}, withdrawn=False).routes == ("north-line",)
