"""A document beside our translation, paragraph by paragraph, the text first."""

import pytest
from playwright.sync_api import expect

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.text.translation import paragraph_spans
from tests.browser.conftest import Visit


@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("az", 390)])
def test_the_translation_stands_beside_each_paragraph(visit: Visit, real: Catalogue, language: str, width: int) -> None:
    document = next(translation for translation in real.translations.values() if language in translation.languages)
    page = visit(f"/document/{document.id}?lang={language}", width=width, height=900, webgl=False)
    summary = page.locator("details.translation > summary")
    summary.focus()
    page.keyboard.press("Enter")
    rows = page.locator(".translated-row")
    text = real.text(document.id)
    expect(rows).to_have_count(len(list(paragraph_spans(text))))
    expect(page.locator("article.source-text")).to_be_hidden()  # the rows contain its text
    originals = [text[start:end] for start, end in paragraph_spans(text)]
    assert [content.strip() for content in page.locator(".translated-row .source-text").all_text_contents()] == [
        original.strip() for original in originals
    ]
    assert page.locator(".translated-row .ours").all_text_contents() == [
        paragraph.written_in(language) for paragraph in document.paragraphs
    ]
    original, translations = (rows.nth(2).locator(part).bounding_box() for part in (".source-text", ".ours"))
    assert original is not None
    assert translations is not None
    is_beside = abs(translations["y"] - original["y"]) < 8
    assert is_beside if width > 1000 else translations["y"] >= original["y"] + original["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_statement_has_our_translation_of_its_paragraph(visit: Visit, real: Catalogue) -> None:
    page = visit("/fact/btk-capacity-target?lang=en", width=1440, height=900, webgl=False)
    translations = page.locator(".translation .ours")
    expect(translations).to_contain_text("Baku–Tbilisi–Kars")
    expect(translations).to_have_count(1)
    results = page.request.get(
        page.url.split("/fact")[0] + "/search.json?q=operational-tactical+command-staff&lang=en"
    ).json()
    paragraphs = real.translations[real.fact_document["btk-capacity-target"]].paragraphs
    assert any("operational-tactical" in (paragraph.written_in("en") or "") for paragraph in paragraphs)
    assert "operational-tactical" not in str(results.get("results", ""))  # the search does not find our translation
