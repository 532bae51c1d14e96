"""Where the status of the whole and those of its lines differ, the panel says which part has which."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.vocabulary import WITHDRAWN
from dashboard.views.context import Context
from dashboard.views.dock.compare import compare_view
from dashboard.views.panel.project import project_panel
from dashboard.views.panel.route import route_panel
from dashboard.views.panel.status import project_status, status_of_lines
from tests import factories
from tests.views.conftest import context_of, links, text

In = Callable[[str], Context]


@pytest.fixture
def shelved(tmp_path: Path) -> Catalogue:
    """A shelved railway, one stretch of which runs and another is announced."""
    line = factories.route_table()
    line["segments"][1]["status"] = "announced"
    status = {"value": "shelved", "basis": "reference", "as_of": "2024", "source": "a source"}
    railway = factories.railway_table(status=status)
    root = factories.write_catalogue(
        tmp_path, routes=[line, factories.cable_route_table()], projects=[factories.project_table(), railway]
    )
    return load_catalogue(root)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "That is the status of the whole. Its lines on the map: operating Baku – Ganja announced Ganja – Tbilisi",
        ),
        (
            "az",
            "Bu, bütövlükdə layihənin statusudur. Xəritədəki xətləri: istismarda Bakı – Gəncə elan edilib",
        ),
        ("ar", "هذه حالة المشروع بمجمله. أما خطوطه على الخريطة:"),
    ],
)
def test_each_stretch_has_its_status(shelved: Catalogue, language: str, said: str) -> None:
    context = context_of(shelved, language)
    project = shelved.projects["railway"]
    assert said in text(status_of_lines(context, project))
    assert said in text(project_panel(context, project))
    assert said in text(compare_view(context, ("railway",)))


def test_a_line_says_the_status_of_its_whole_project(shelved: Catalogue) -> None:
    panel = text(route_panel(context_of(shelved), shelved.routes["north-line"]))
    assert "The railway ( as a whole shelved )" in panel


def test_where_all_agree_nothing_is_said_twice(real_context: In) -> None:
    context = real_context("en")
    project = context.catalogue.projects["caspian-fleet"]
    assert status_of_lines(context, project) == []
    route = context.catalogue.routes["aktau-alat-ferry"]
    assert "as a whole" not in text(route_panel(context, route))


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_every_difference_is_explained(real_context: In, language: str) -> None:
    context = real_context(language)
    for project in context.catalogue.projects.values():
        segments = [segment for route in project.routes for segment in context.catalogue.routes[route].segments]
        others = {segment.status for segment in segments} - WITHDRAWN - {project.status.value}
        told = status_of_lines(context, project)
        assert bool(told) == bool(others), project.id
        assert all(context.words(f"status.{status}") in text(told) for status in others)
        assert all(path.removeprefix("/route/") in project.routes for path in links(told))


@pytest.mark.parametrize(
    ("language", "line", "body", "conference"),
    [
        ("en", "operating", "existing", "held"),
        ("az", "istismarda", "mövcuddur", "keçirilib"),
        ("ar", "قيد التشغيل", "قائم", "عُقد"),
    ],
)
def test_a_body_is_not_run_as_a_line_is(real_context: In, language: str, line: str, body: str, conference: str) -> None:
    context = real_context(language)
    bodies = (("world-bank", body), ("investment-fund-az-uz", body), ("cop29", conference))
    for project, said in (("baku-tbilisi-kars", line), *bodies):
        assert text(project_status(context, context.catalogue.projects[project])).startswith(said), project


def test_the_panels_of_a_project_and_a_line_tell_the_statuses_they_had(real_context: In) -> None:
    context = real_context("en")
    cable = text(project_panel(context, context.catalogue.projects["trans-caspian-cable"]))
    assert "Status over time" in cable and "The manufacture of the cable had begun" in cable
    told = text(project_status(context, context.catalogue.projects["baku-tbilisi-kars"]))
    assert told.index("Reopened in Georgia.") < told.index("Closed for works in Georgia.")
    line = text(route_panel(context, context.catalogue.routes["siyazan-aktau-cable"]))
    assert "Status over time" in line and "The works were opened with a ceremony in Aktau" in line
    stretch = text(route_panel(context, context.catalogue.routes["tbilisi-kars"]))
    assert "Marabda – Kartsakhi: under construction" in stretch
    assert "Status over time" not in text(project_panel(context, context.catalogue.projects["bsec"]))
