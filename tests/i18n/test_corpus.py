"""The description has the number and the languages of the documents, in every language and plural form."""

from collections import Counter

import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.exports.package_descriptor import description
from dashboard.i18n import words_in
from dashboard.i18n.corpus import about_atlas


@pytest.mark.parametrize(
    ("language", "tags", "ending"),
    [
        ("en", [], "rests on 0 documents in any language."),
        ("en", ["ar"], "1 document in Arabic."),
        ("en", ["ar", "az-Latn", "az-Latn"], "3 documents in Azerbaijani and Arabic."),
        ("en", ["en", "tr", "ru"], "3 documents in English, Russian and Turkish."),
        ("az", ["ar"], "ərəb dilində 1 sənəd təşkil edir."),
        ("az", ["ar", "az-Latn", "az-Latn"], "azərbaycan və ərəb dillərində 3 sənəd təşkil edir."),
        ("ar", ["ar"], "وثيقة واحدة بالعربية."),
        ("ar", ["ar", "az-Latn"], "وثيقتان بالأذربيجانية والعربية."),
        ("ar", ["ar"] * 11 + ["az-Latn"], "12 وثيقة بالعربية والأذربيجانية."),
    ],
)
def test_the_first_sentence_counts(real: Catalogue, language: str, tags: list[str], ending: str) -> None:
    assert about_atlas(words_in(language, real.identity), Counter(tags)).endswith(ending)


def test_the_package_counts_too(real: Catalogue) -> None:
    assert "according to 2 documents in Arabic:" in description(real.identity, {"ar": 2})


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Kyrgyzstan", "Hungary", "Hong Kong"]),
        ("az", ["Qırğızıstan", "Macarıstan", "Honkonq"]),
        ("ar", ["قرغيزستان", "المجر", "هونغ كونغ"]),
    ],
)
def test_countries_are_called_as_the_texts_and_places_call_them(
    real: Catalogue, language: str, names: list[str]
) -> None:
    words = words_in(language)
    assert [words.country(code) for code in ("KG", "HU", "HK")] == names
    assert words.country("HK") == real.places["hong-kong"].names.in_language(language)
