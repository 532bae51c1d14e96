"""The panel of a country says what its statements are about."""

from collections.abc import Callable

import pytest

from dashboard.views.context import Context
from dashboard.views.panel.place import country_panel
from tests.views.conftest import text


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_the_words_of_its_statements_need_not_name_a_country(
    real_context: Callable[[str], Context], language: str
) -> None:
    """A statement on the fleet, one of whose lines ends in Turkmenistan, names Azerbaijan alone."""
    context = real_context(language)
    assert context.words("country.statements") in text(country_panel(context, "TM"))
