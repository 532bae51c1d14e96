"""A PDF that a browser prints: its text goes into a draft, unless it is in Arabic letters."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboard.authoring.errors import AuthoringError
from dashboard.curation.source_text import read_source


def test_a_pdf_in_arabic_letters_is_refused(browser: Browser, tmp_path: Path) -> None:
    """pypdf reads its words and digits in a wrong order: ٢٠٢٥ comes out as ٥٢٠٢."""
    page = browser.new_page()
    for name, words in (
        ("ar", "نقل الخط ١٫٥ مليون طن في عام ٢٠٢٥"),
        ("en", "The new Port of Alat, said the minister (رشاد) in Baku, is open"),
    ):
        page.set_content(f"<p>{words}</p>")
        page.pdf(path=str(tmp_path / f"{name}.pdf"))
    page.close()
    with pytest.raises(AuthoringError, match="wrong order"):
        read_source(str(tmp_path / "ar.pdf"))
    assert "Port of Alat" in read_source(str(tmp_path / "en.pdf")).text
