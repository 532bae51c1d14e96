"""The link to report an error: prefilled for mail and for an issue, absent where nobody is named."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.i18n import words_in
from dashboard.views.context import Context
from dashboard.views.panel.take_away import error_report, report_address
from tests.views.conftest import links

PAGE = "https://atlas.example/fact/cable"


@pytest.mark.parametrize(
    ("contact", "begins", "title"),
    [
        ("mailto:atlas@example.org", "mailto:atlas@example.org?", "subject"),
        ("mailto:atlas@example.org?cc=b@example.org", "mailto:atlas@example.org?cc=b@example.org&", "subject"),
        ("https://code.example/issues/new", "https://code.example/issues/new?", "title"),
        ("https://code.example/issues/new?labels=data#form", "https://code.example/issues/new?labels=data&", "title"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_address_carries_the_page_and_the_question(contact: str, begins: str, title: str, language: str) -> None:
    name = "Köln & Kars = 100 %"
    address = report_address(contact, words_in(language), PAGE, name)
    assert address.startswith(begins)
    assert "+" not in address  # a mail program takes a plus for a plus
    asked = parse_qs(urlsplit(address).query)
    assert name in asked[title][0]
    assert asked["body"][0].startswith(f"{PAGE}\n\n")
    assert address.endswith("#form") == contact.endswith("#form")


def test_only_where_somebody_is_named_is_there_a_link(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    assert error_report(context, "/fact/cable", "cable") == []
    named = replace(context, origin="https://atlas.example", contact_url="mailto:atlas@example.org")
    addresses = links(error_report(named, "/fact/cable", "cable"))
    assert len(addresses) == 1
    assert addresses[0].startswith("mailto:atlas@example.org?subject=")
    assert "https%3A%2F%2Fatlas.example%2Ffact%2Fcable" in addresses[0]
