"""The panel of a country says what its statements are about."""

from collections.abc import Callable

import pytest

from dashboard.views.context import Context
from dashboard.views.panel.place import country_panel
from dashboard.views.panel.reader import fact_panel
from tests.views.conftest import text


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_the_words_of_its_statements_need_not_name_a_country(
    real_context: Callable[[str], Context], language: str
) -> None:
    """A statement on the fleet, one of whose lines ends in Turkmenistan, names Azerbaijan alone."""
    context = real_context(language)
    assert context.words("country.statements") in text(country_panel(context, "TM"))


def test_a_statement_that_names_fewer_countries_says_so_and_counts_for_these(
    real_context: Callable[[str], Context],
) -> None:
    """The fleet has a line that ends in Turkmenistan; the new ships are for Azerbaijan's fleet."""
    context = real_context("en")
    fact = context.catalogue.facts["caspian-fleet-new-ships"]
    assert "Countries Azerbaijan" in " ".join(text(fact_panel(context, fact)).split())
    assert fact.id not in context.relations.facts_of_country["TM"]
    assert "Countries" not in text(fact_panel(context, context.catalogue.facts["btk-capacity-target"]))
