"""What is known of each line, and that the rest is called not known: never a zero, never the whole's for the part's."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from dash.development.base_component import Component

from dashboard.catalogue.coverage import ASPECTS, LineKnowledge, line_knowledge
from dashboard.catalogue.load.catalogue import load_catalogue
from dashboard.catalogue.vocabulary import Measure
from dashboard.views.context import Context
from dashboard.views.dock.line_coverage import line_coverage
from tests.factories import project_table, railway_table, write_catalogue
from tests.views.conftest import by_class, context_of, everything, links, text

Contexts = Callable[[str], Context]


def told(context: Context, route: str) -> str:
    return text(view(context, route))


def view(context: Context, route: str, documents: tuple[str, ...] | None = None) -> list[Component]:
    passing = everything(context)
    chosen = passing.documents if documents is None else documents
    return line_coverage(context, replace(passing, routes=(route,), documents=chosen))


def known(context: Context, route: str) -> LineKnowledge:
    return line_knowledge(context.catalogue, context.relations, route, context.catalogue.documents)


@pytest.mark.parametrize(
    ("language", "unknown", "whole"),
    [
        ("en", "not known", "stated only of the whole:"),
        ("az", "məlum deyil", "yalnız bütöv haqqında bildirilib:"),
        ("ar", "غير معروف", "معلن للكل فقط:"),
    ],
)
def test_what_no_source_says_of_a_line_is_not_known(
    real_context: Contexts, language: str, unknown: str, whole: str
) -> None:
    context = real_context(language)
    shown = view(context, "tbilisi-poti")
    assert text(by_class(shown, "unknown")).split(unknown) == [" " if 0 < at < 6 else "" for at in range(7)]
    assert f"{whole} {context.name_of('middle-corridor')}" in text(shown)


def test_a_part_of_a_line_is_not_the_line(real_context: Contexts) -> None:
    context = real_context("en")
    assert "Two tracks" in told(context, "dostyk-aktau")
    assert "of the rest of the line not known" in told(context, "dostyk-aktau")
    line = known(context, "dostyk-aktau")
    assert not line.knows(Measure.TRACKS)
    assert "Known 1 of 1 0 of 1" in told(context, "dostyk-aktau")


def test_where_the_gauge_is_not_known_is_named_stretch_by_stretch(real_context: Contexts) -> None:
    context = real_context("en")
    assert "1520 mm (planned) not known : Kharlachi border crossing – Kohat" in told(context, "naibabad-kharlachi")
    line = known(context, "naibabad-kharlachi")
    assert line.gauges == ((1520, True),)
    assert line.without_gauge == (("kharlachi", "kohat"), ("kohat", "peshawar-station"))


def test_a_ship_is_asked_for_no_tracks(real_context: Contexts) -> None:
    context = real_context("en")
    line = known(context, "aktau-alat-ferry")
    assert [aspect for aspect in ASPECTS if not line.applies(aspect)] == [Measure.TRACKS, Measure.ELECTRIFIED]
    shown = view(context, "aktau-alat-ferry")
    assert "/project/caspian-fleet" in links(shown)
    assert "Known 0 of 0 0 of 0 0 of 0 0 of 1" in text(shown)


def test_only_statements_of_the_documents_that_are_shown_count(tmp_path: Path) -> None:
    railway = railway_table(routes=["north-line"])
    context = context_of(load_catalogue(write_catalogue(tmp_path, projects=[project_table(), railway])))
    assert "stated only of the whole:" in text(view(context, "north-line"))
    assert "stated only of the whole:" not in text(view(context, "north-line", ()))
