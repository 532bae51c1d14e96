"""What the home panel answers where filters are set: the statements that pass, the newest first."""

import pytest

from dashboard.atlas import Atlas
from dashboard.catalogue.filter_result import filter_result
from dashboard.i18n import words_in
from dashboard.views.context import Context
from dashboard.views.panel.passing import UNFOLDED, newest_first, passing_panel
from dashboard.web.pages.render_html import as_html
from tests.views.conftest import by_class, links, text


@pytest.mark.parametrize("language", ["en", "az", "ar"])
@pytest.mark.parametrize("filters", [{"country": ["GE"], "mode": ["rail"]}, {"country": ["KZ"]}, {"mode": ["sea"]}])
def test_every_statement_that_passes_is_there_and_counted(
    atlas: Atlas, filters: dict[str, list[str]], language: str
) -> None:
    words = words_in(language)
    context = Context(atlas.catalogue, atlas.relations, atlas.measures, words)
    passing = filter_result(atlas.catalogue, atlas.relations, atlas.facets, filters)
    view = passing_panel(context, passing, filters)
    listed = [link.removeprefix("/fact/") for link in links(view) if link.startswith("/fact/")]
    assert sorted(listed) == sorted(passing.facts)
    said = text(view)
    assert words.count("facts.count", len(passing.facts)) in said
    named = words.country(filters["country"][0]) if "country" in filters else words(f"mode.{filters['mode'][0]}")
    assert named in said
    projects = [link.removeprefix("/project/") for link in links(view) if link.startswith("/project/")]
    assert sorted(projects) == sorted(passing.projects)
    folded = [link for link in links(by_class(view, "more")) if link.startswith("/fact/")]
    assert bool(folded) is (len(passing.facts) > UNFOLDED)
    assert (words("passing.more", n=words.number(len(folded))) in said) is bool(folded)


def test_the_newest_statements_come_first_and_the_undated_last(atlas: Atlas) -> None:
    context = Context(atlas.catalogue, atlas.relations, atlas.measures, words_in("en"))
    ordered = newest_first(context, tuple(atlas.catalogue.facts))
    days = [context.catalogue.document_of(fact).published or "" for fact in ordered]
    assert days == sorted(days, reverse=True)


def test_where_none_passes_it_is_said(atlas: Atlas) -> None:
    context = Context(atlas.catalogue, atlas.relations, atlas.measures, words_in("en"))
    filters = {"country": ["GE"], "mode": ["power"], "project": ["rogun"]}
    page = as_html(
        passing_panel(context, filter_result(atlas.catalogue, atlas.relations, atlas.facets, filters), filters)
    )
    assert "No statement matches all the filters together" in page
