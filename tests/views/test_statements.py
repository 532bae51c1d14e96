"""The list of statements: its filters, orders and groups, and the file that holds exactly what it shows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from dash.development.base_component import Component

from dashboard.api.query_filters import read_filter_query
from dashboard.atlas import Atlas
from dashboard.catalogue.filter_result import filter_result
from dashboard.catalogue.filters import ALL_FILTERS, STATEMENT_FILTERS, matches
from dashboard.catalogue.vocabulary import Modality
from dashboard.exports.extract import extract
from dashboard.state.dock_address import GROUPS, ORDERS, DockState
from dashboard.state.view_state import ViewState, format_query
from dashboard.views.context import Context
from dashboard.views.dock.statements import sorted_facts, statement_list, statement_view
from dashboard.web.pages.render_html import as_html
from tests.views.conftest import by_class, links, parts, text

Shown = Callable[..., list[Component]]
GEORGIA = {"country": ("GE",)}


@pytest.fixture
def shown(atlas: Atlas, real_context: Callable[[str], Context]) -> Shown:
    def view(state: ViewState, language: str = "en") -> list[Component]:
        passing = filter_result(atlas.catalogue, atlas.relations, atlas.facets, state.filters)
        context = real_context(language)
        return statement_view(context, statement_list(context, passing, atlas.facets, state), state)

    return view


def listed(view: object) -> list[str]:
    return [href.removeprefix("/fact/") for href in links(view) if href.startswith("/fact/")]


def in_file(atlas: Atlas, view: object) -> list[str]:
    """The ids of the file that the view's link leads to."""
    (link,) = by_class(view, "download")
    address = urlsplit(link.href)
    assert address.path == "/data/facts.csv"
    chosen = read_filter_query(parse_qsl(address.query), atlas.stats.values, ALL_FILTERS)
    return list(extract(atlas, chosen, ["statements"])["statements"]["id"])


def states(atlas: Atlas) -> list[ViewState]:
    """Each value of each filter of statements by itself, several together; with a filter of the page and without."""
    alone = [{name: (value,)} for name in STATEMENT_FILTERS for value in atlas.stats.values[name]]
    several: list[Mapping[str, tuple[str, ...]]] = [
        {},
        {"speaker": ("aliyev", "tokayev"), "modality": ("achieved",)},
        {"year": ("undated",), "kind": ("event",)},
    ]
    return [ViewState(filters=page, statements=own) for page in ({}, GEORGIA) for own in [*alone, *several]]


@pytest.mark.parametrize("group", [None, *GROUPS])
def test_the_file_holds_exactly_what_the_list_shows(atlas: Atlas, shown: Shown, group: str | None) -> None:
    for state in states(atlas):
        view = shown(replace(state, dock=DockState(group=group)))
        expected = [
            fact
            for fact in atlas.catalogue.facts
            if matches(atlas.facets[fact], state.filters) and matches(atlas.facets[fact], state.statements)
        ]
        assert sorted(listed(view)) == sorted(in_file(atlas, view)) == sorted(expected), state


def test_each_value_says_how_many_it_would_leave_and_its_link_leads_there(shown: Shown) -> None:
    state = ViewState(filters=GEORGIA, statements={"language": ("az-Latn",)})
    view = shown(state)
    asked = replace(state, statements={**state.statements, "speaker": ("tasim-page",)})
    (control,) = [component for component in by_class(view, "control") if component.href == f"?{format_query(asked)}"]
    (count,) = by_class(control, "count")
    assert count.children == str(len(listed(shown(asked)))) != "0"
    assert not [component for component in by_class(view, "control") if "speaker=aliyev" in component.href]
    # (He is quoted in Arabic alone.) What is chosen is marked, and is taken off by the same link.
    view = shown(asked)
    (chosen,) = [
        component for component in by_class(view, "control") if text(component).startswith("Unsigned page about TASIM")
    ]
    assert getattr(chosen, "aria-current") == "true" and chosen.href == f"?{format_query(state)}"


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_statements_are_sorted_by_day_subject_and_firmness(
    atlas: Atlas, real_context: Callable[[str], Context], language: str
) -> None:
    context, ids = real_context(language), tuple(atlas.catalogue.facts)
    facts = {order: sorted_facts(context, ids, order) for order in ORDERS}
    assert {frozenset(fact.id for fact in told) for told in facts.values()} == {frozenset(ids)}
    days = {order: [context.catalogue.document_of(fact).published for fact in told] for order, told in facts.items()}
    assert days["-published"][-1] is days["published"][-1] is None
    dated = [day for day in days["published"] if day]
    assert dated == sorted(dated) == [day for day in days["-published"] if day][::-1]
    names = [context.name_of(fact.about[0]) for fact in facts["about"]]
    assert names == sorted(names, key=context.words.sort_key)
    firmness = [list(Modality).index(fact.modality) for fact in facts["modality"]]
    assert firmness == sorted(firmness)


def test_a_group_holds_what_its_heading_names_and_each_statement_stands_in_one(atlas: Atlas, shown: Shown) -> None:
    for group in GROUPS:
        view = shown(ViewState(filters=GEORGIA, dock=DockState(group=group)))
        sections = [part for part in parts(view) if isinstance(part, Component) and part._type == "Section"]
        assert len(sections) > 1 and len(listed(view)) == len(set(listed(view)))
        for section in sections:
            facts = [atlas.catalogue.facts[fact] for fact in listed(section)]
            assert len({{"about": fact.about[0], "speaker": fact.speaker}.get(group) for fact in facts}) == 1
            assert group != "document" or len({atlas.catalogue.fact_document[fact.id] for fact in facts}) == 1


def test_what_is_said_again_stands_below_what_it_repeats(shown: Shown) -> None:
    view = shown(ViewState(filters={"project": ("cop29",)}))
    (again,) = by_class(view, "said-again")
    assert text(again).startswith("Said again") and len(listed(again)) == 1
    assert {*listed(again)} < {"cop29-azerbaijan-ready", "cop29-aliyev-ready-to-support"}


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_the_list_counts_says_what_it_is_narrowed_to_and_leads_out(shown: Shown, language: str) -> None:
    narrowed = ViewState(filters=GEORGIA, statements={"year": ("undated",)})
    for state in (narrowed, ViewState(filters=GEORGIA)):
        view = shown(state, language)
        (line,) = by_class(view, "statement-count")
        assert str(len(listed(view))) in text(line)
        assert [component.href for component in by_class(line, "control")] == (
            ["?country=GE"] if state.statements else []
        )


def test_where_none_passes_it_is_said(shown: Shown) -> None:
    state = ViewState(filters=GEORGIA, statements={"kind": ("event",), "year": ("undated",)})
    assert "Nothing matches all the filters together" in as_html(shown(state))
