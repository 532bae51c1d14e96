"""Statuses follow data/README.md, where that can be checked; a project's status agrees with its parts."""

import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.vocabulary import WITHDRAWN, Mode, ProjectKind, Status, StatusBasis

MONEY = ("financ", "fund", "loan", "maliyyə", "تمويل")


def test_what_is_called_planned_names_its_money(real: Catalogue) -> None:
    """``planned`` is agreed and financed: the note says by whom. Nothing in the atlas is so at present."""
    for project in real.projects.values():
        if project.status.value is Status.PLANNED:
            assert project.status.note is not None, project.id
            assert any(word in project.status.note.en.lower() for word in MONEY), project.id


@pytest.mark.parametrize(
    "project",
    [
        "power-systems-link",
        "black-sea-energy-cable",
        "trans-afghan-railway",
        "kambarata-1",
        "azerbaijan-turkmenistan-cable",
    ],
)
def test_what_is_studied_and_not_financed_is_proposed(real: Catalogue, project: str) -> None:
    record = real.projects[project]
    assert record.status.value is Status.PROPOSED
    assert record.status.note is not None and "financ" in record.status.note.en
    assert "planned" not in record.summary.en and "planlaş" not in record.summary.az and "مخطط" not in record.summary.ar


def test_what_was_only_said_is_announced(real: Catalogue) -> None:
    for project in real.projects.values():
        fact = real.facts.get(project.status.fact or "")
        if fact is not None and fact.modality == "intended":
            assert project.status.value is Status.ANNOUNCED, project.id


def test_a_shelved_project_has_no_part_that_goes_on(real: Catalogue) -> None:
    for project in real.projects.values():
        if project.status.value is Status.SHELVED:
            statuses = {segment.status for route in project.routes for segment in real.routes[route].segments}
            assert statuses <= {Status.SHELVED, *WITHDRAWN}, project.id


def test_a_cable_s_line_has_the_status_of_its_cable(real: Catalogue) -> None:
    for project in real.projects.values():
        if project.kind in {ProjectKind.CABLE, ProjectKind.POWER_LINK, ProjectKind.FIBRE}:
            statuses = {
                segment.status for route in project.routes for segment in real.routes[route].segments
            } - WITHDRAWN
            assert statuses <= {project.status.value}, project.id


def test_a_superseded_route_is_withdrawn_where_it_was_not_built(real: Catalogue) -> None:
    superseded = [route for route in real.routes.values() if route.superseded_by]
    assert {"mazar-torkham", "siyazan-aktau-cable", "buzovna-kuryk-cable"} <= {route.id for route in superseded}
    for route in superseded:
        assert {segment.status for segment in route.segments} <= {*WITHDRAWN, Status.MOTHBALLED}, route.id


def test_a_route_called_an_earlier_plan_is_superseded(real: Catalogue) -> None:
    earlier = [
        route for route in real.routes.values() if "earlier plan" in route.names.en or "older plan" in route.names.en
    ]
    assert earlier
    assert [route.id for route in earlier if not route.superseded_by] == []


def test_stated_operating_says_what_the_words_say(real: Catalogue) -> None:
    for project in ("central-asia-2040", "central-asia-roadmap-2027"):
        status = real.projects[project].status
        assert status.basis is StatusBasis.STATED
        assert status.note is not None and "does not say that it is in force" in status.note.en


def test_fibre_on_land_is_on_land(real: Catalogue) -> None:
    for project in real.projects.values():
        modes = {segment.mode for route in project.routes for segment in real.routes[route].segments}
        if project.kind is ProjectKind.FIBRE:
            assert modes <= {Mode.FIBRE}, project.id
