"""The way to the document as it was published: only where its record has the address."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.views.context import Context
from dashboard.views.panel.project import project_panel
from dashboard.views.panel.reader import document_panel, fact_panel
from dashboard.views.panel.statements import fact_card
from tests import factories
from tests.views.conftest import context_of, links

URL = "https://report.az/az/xarici-siyaset/sefir"


def with_url(catalogue: Catalogue, url: str | None) -> Context:
    document = catalogue.documents["interview"].model_copy(update={"url": url})
    return context_of(replace(catalogue, documents={**catalogue.documents, "interview": document}))


@pytest.mark.parametrize("url", [URL, None])
def test_a_statement_a_document_and_a_project_lead_to_the_original(tiny: Catalogue, url: str | None) -> None:
    context = with_url(tiny, url)
    fact = context.catalogue.facts["cable-ready"]
    views = (
        fact_card(context, fact),
        fact_panel(context, fact),
        document_panel(context, context.catalogue.document_of(fact)),
        project_panel(context, context.catalogue.projects["cable"]),
    )
    for view in views:
        assert any(link.startswith(URL) for link in links(view)) is (url is not None)


def test_the_way_leads_to_the_words_and_to_the_archived_copy(tiny: Catalogue) -> None:
    archived = "https://web.archive.org/web/2026/https://report.az/az/xarici-siyaset/sefir"
    changes = {"url": URL, "archived_url": archived, "retrieved": "2026-01-02", "licence": "CC BY 4.0"}
    document = tiny.documents["interview"].model_copy(update=changes)
    context = context_of(replace(tiny, documents={**tiny.documents, "interview": document}))
    fact = context.catalogue.facts["cable-ready"]
    words = "#:~:text=kabel%202026%2Dc%C4%B1%20ilin%20sonunda%20haz%C4%B1r%20olacaq"
    for view in (fact_card(context, fact), fact_panel(context, fact)):
        assert {URL + words, archived + words} <= set(links(view))
    assert {URL, archived} <= set(links(document_panel(context, document)))
    assert "2 January 2026" in (shown := str(document_panel(context, document))) and "CC BY 4.0" in shown


@pytest.mark.parametrize("url", ["report.az/az/sefir", "javascript:alert(1)", "https://report.az", "ftp://a.az/b"])
def test_an_address_is_whole(url: str) -> None:
    with pytest.raises(ValidationError):
        factories.make_document(url=url)
