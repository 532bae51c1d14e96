"""A document beside our translation: paragraph by paragraph, the text first, statements to be opened from it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.text.translation import paragraph_spans

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("az", 390)])
def test_the_translation_stands_beside_each_paragraph(visit: Visit, real: Catalogue, language: str, width: int) -> None:
    document = next(translation for translation in real.translations.values() if language in translation.languages)
    page = visit(f"/document/{document.id}?lang={language}", width=width, height=900, drawn=False)
    summary = page.locator("details.translation > summary")
    summary.focus()
    page.keyboard.press("Enter")
    rows = page.locator(".translated-row")
    text = real.text(document.id)
    expect(rows).to_have_count(len(list(paragraph_spans(text))))
    expect(page.locator("article.source-text")).to_be_hidden()  # the rows have its text
    originals = [text[start:end] for start, end in paragraph_spans(text)]
    assert [content.strip() for content in page.locator(".translated-row .source-text").all_text_contents()] == [
        original.strip() for original in originals
    ]
    assert page.locator(".translated-row .ours").all_text_contents() == [
        paragraph.written_in(language) for paragraph in document.paragraphs
    ]
    first, ours = (rows.nth(2).locator(part).bounding_box() for part in (".source-text", ".ours"))
    assert first is not None
    assert ours is not None
    beside = abs(ours["y"] - first["y"]) < 8
    assert beside if width > 1000 else ours["y"] >= first["y"] + first["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_statement_has_our_translation_of_its_paragraph(visit: Visit, real: Catalogue) -> None:
    page = visit("/fact/btk-capacity-target?lang=en", width=1440, height=900, drawn=False)
    ours = page.locator(".translation .ours")
    expect(ours).to_contain_text("Baku–Tbilisi–Kars")
    expect(ours).to_have_count(1)
    results = page.request.get(
        page.url.split("/fact")[0] + "/search.json?q=operational-tactical+command-staff&lang=en"
    ).json()
    said = real.translations[real.fact_document["btk-capacity-target"]].paragraphs
    assert any("operational-tactical" in (paragraph.written_in("en") or "") for paragraph in said)
    assert "operational-tactical" not in str(results.get("results", ""))  # never searched as the source's words
