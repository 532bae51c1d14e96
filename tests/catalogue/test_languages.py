"""Languages of texts: doubts about the tag that a document has."""

import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.text.languages import doubt_about

ENGLISH = "The ferry sails between Alat and Kuryk each week. " * 3
RUSSIAN = "Паром ходит между Алятом и Курыком каждую неделю, как было сказано вчера в порту."


@pytest.mark.parametrize(
    ("tag", "text", "doubt"),
    [
        ("en", ENGLISH, None),
        ("ru", RUSSIAN, None),
        ("az-Latn", ENGLISH, "the text has no 'ə', without which little is written in 'az-Latn'"),
        ("tr", ENGLISH, "the text has no 'ı', without which little is written in 'tr'"),
        ("az-Latn", "Baku port", None),  # too short to tell
        ("ar", RUSSIAN, "most letters of the text are not in the script of 'ar' (Arabic)"),
        ("az-Latn", RUSSIAN, "most letters of the text are not in the script of 'az-Latn' (Latin)"),
        ("az-Cyrl", RUSSIAN, None),
        ("ru", f"{RUSSIAN} Trans-Caspian Fiber Optic", None),  # names in other letters are no doubt
        ("ka", "ბორანი დადის ალატსა და კურიკს შორის", None),
        ("zh-Hans", "渡轮每周在阿拉特和库雷克之间航行。", None),
        ("hi", "नौका हर सप्ताह चलती है", None),  # a script whose letters are not known here
        ("en", "2026", None),
    ],
)
def test_a_text_that_cannot_be_in_its_language_is_doubted(tag: str, text: str, doubt: str | None) -> None:
    assert doubt_about(tag, text) == doubt


def test_no_document_of_the_atlas_is_doubted(real: Catalogue) -> None:
    assert [doubt_about(document.language, real.text(document.id)) for document in real.documents.values()] == [
        None
    ] * len(real.documents)
