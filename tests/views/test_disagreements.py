"""All values stand, each with its source, and the card of the project leads to them."""

from collections.abc import Callable

from dashboard.views.context import Context
from dashboard.views.dock.disagreements import disagreement_view
from dashboard.views.panel.figures import figure_table
from dashboard.views.panel.sources import cited
from dashboard.views.panel.statements import fact_list
from tests.views.conftest import by_class, everything, links, parts, text


def test_all_values_of_the_cables_day_stand_together(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    view = disagreement_view(context, everything(context))
    (section,) = [part for part in parts(view) if getattr(part, "data-entity", "") == "trans-caspian-cable"]
    (days,) = [card for card in by_class(section, "disagreement") if text(card).startswith("Due ")]
    assert "/fact/cable-laid-by-end-of-2026" in links(days)
    figures = [f for f in context.catalogue.projects["trans-caspian-cable"].figures if f.measure == "due"]
    assert len(figures) > 2
    assert {link for figure in figures for link in links(cited(figure.source))} <= set(links(days))


def test_the_mark_on_the_card_leads_here(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    cable = context.catalogue.projects["trans-caspian-cable"]
    assert "?tab=disagreements" in links(figure_table(context, cable.figures))
    same = [figure for figure in cable.figures if figure.measure == "operator"]
    assert "?tab=disagreements" not in links(figure_table(context, same))


def test_a_fact_that_others_contradict_is_marked_on_its_card(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")

    def marked(project: str) -> list[bool]:
        cards = by_class(fact_list(context, context.relations.facts_of[project], project), "fact")
        return ["?tab=disagreements" in links(card) for card in cards]

    assert marked("trans-caspian-cable") == [True]
    assert marked("tasim") and not any(marked("tasim"))


def test_nothing_differs_where_nothing_passes(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    nothing = type(everything(context))((), (), (), (), ())
    assert context.words("disagreements.none") in text(disagreement_view(context, nothing))
