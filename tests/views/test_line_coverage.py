"""What is known of each line, and that the rest is called not known: never a zero, never the whole's for the part's."""

from collections.abc import Callable

import pytest

from dashboard.catalogue.coverage import ASPECTS, line_knowledge
from dashboard.catalogue.vocabulary import Measure
from dashboard.views.context import Context
from dashboard.views.dock.line_coverage import line_coverage
from tests.views.conftest import by_class, links, text

Contexts = Callable[[str], Context]


def told(context: Context, route: str) -> str:
    return text(line_coverage(context, [route]))


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
    view = line_coverage(context, ["tbilisi-poti"])
    assert text(by_class(view, "unknown")).split(unknown) == [" " if 0 < at < 6 else "" for at in range(7)]
    assert f"{whole} {context.name_of('middle-corridor')}" in text(view)


def test_a_part_of_a_line_is_not_the_line(real_context: Contexts) -> None:
    context = real_context("en")
    assert "Two tracks" in told(context, "dostyk-aktau")
    assert "of the rest of the line not known" in told(context, "dostyk-aktau")
    line = line_knowledge(context.catalogue, context.relations, "dostyk-aktau")
    assert not line.knows(Measure.TRACKS)
    assert "Known 1 of 1 0 of 1" in told(context, "dostyk-aktau")


def test_where_the_gauge_is_not_known_is_named_stretch_by_stretch(real_context: Contexts) -> None:
    context = real_context("en")
    assert "1520 mm not known : Kharlachi border crossing – Kohat" in told(context, "naibabad-kharlachi")
    line = line_knowledge(context.catalogue, context.relations, "naibabad-kharlachi")
    assert line.gauges == (1520,)
    assert line.without_gauge == (("kharlachi", "kohat"), ("kohat", "peshawar-station"))


def test_a_ship_is_asked_for_no_tracks(real_context: Contexts) -> None:
    context = real_context("en")
    line = line_knowledge(context.catalogue, context.relations, "aktau-alat-ferry")
    assert [aspect for aspect in ASPECTS if not line.applies(aspect)] == [Measure.TRACKS, Measure.ELECTRIFIED]
    view = line_coverage(context, ["aktau-alat-ferry"])
    assert "/project/caspian-fleet" in links(view)
    assert "Known 0 of 0 0 of 0 0 of 0 0 of 1" in text(view)
