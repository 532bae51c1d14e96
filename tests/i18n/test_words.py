import re
from enum import StrEnum
from pathlib import Path

import pytest

from dashboard.catalogue.vocabulary import (
    LANGUAGES,
    DrawMethod,
    FactKind,
    Measure,
    Modality,
    Mode,
    PlaceKind,
    Precision,
    ProjectKind,
    Status,
    StatusBasis,
    Unit,
)
from dashboard.i18n import words_in
from dashboard.i18n.messages import messages_in


def texts_of(language: str) -> dict[str, str]:
    """Every text of a language by its key; a plural form as ``key.category``."""
    messages = messages_in(language)
    forms = {f"{key}.{form}": text for key, forms in messages.plurals.items() for form, text in forms.items()}
    return {**messages.texts, **forms}


TABLES = {language: texts_of(language) for language in LANGUAGES}
ROOT = Path(__file__).parents[2]

# The plural forms that each language's CLDR rule can give for a whole number.
FORMS = {"en": {"one", "other"}, "az": {"one", "other"}, "ar": {"zero", "one", "two", "few", "many", "other"}}

# What a reader sees for each value of a vocabulary, as patterns of keys.
SEEN: dict[type[StrEnum], tuple[str, ...]] = {
    Status: ("status.{}", "status.{}.meaning"),
    StatusBasis: ("basis.{}",),
    Mode: ("mode.{}",),
    Precision: ("precision.{}", "precision.{}.short"),
    DrawMethod: ("method.{}",),
    Modality: ("modality.{}", "modality.{}.meaning"),
    FactKind: ("fact-kind.{}",),
    ProjectKind: ("project-kind.{}",),
    PlaceKind: ("place-kind.{}",),
    Measure: ("measure.{}",),
    Unit: ("unit.{}",),
}
VOCABULARY_KEYS = sorted(
    pattern.format(code) for kind, patterns in SEEN.items() for code in kind for pattern in patterns
)

ADD_TEXTS = "add these texts to messages.pot, run `make messages`, and translate them in each messages.po"

# Azerbaijani writes these as English does.
SAME_IN_AZ = {
    "filter.status",
    "project.status",
    "column.status",
    "length.exact",
    "gauge.mm",
    "unit.km",
    "unit.m",
    "unit.TEU",
    "unit.Tbit/s",
    "unit.m³",
    "unit.km³",
}
AZ_LETTER = re.compile("[əğışçöüƏĞİŞÇÖÜ]")
ARABIC_LETTER = re.compile("[\u0621-\u064a]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_families_have_exactly_the_forms_the_language_uses(language: str) -> None:
    rule = words_in(language).locale.plural_form
    assert {rule(number) for number in range(200)} == FORMS[language]
    assert {key: forms for key, forms in messages_in(language).plurals.items() if set(forms) != FORMS[language]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_that_a_reader_sees_has_its_word(language: str) -> None:
    missing = [key for key in VOCABULARY_KEYS if not TABLES[language].get(key, "").strip()]
    assert missing == [], ADD_TEXTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_vocabulary_word_outlives_its_code(language: str) -> None:
    prefixes = {key.partition(".")[0] for key in VOCABULARY_KEYS}
    more = {"status.evidence", "precision.within", "precision.ends_only"}
    known = {*VOCABULARY_KEYS, *more, "status.operating.body", "status.operating.conference"}
    keys = {*messages_in(language).texts, *messages_in(language).plurals}
    assert {key for key in keys if key.partition(".")[0] in prefixes} <= known


@pytest.mark.parametrize(
    ("kind", "pattern"), [(kind, pattern) for kind, patterns in SEEN.items() for pattern in patterns]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_codes_of_one_vocabulary_do_not_share_a_word(language: str, kind: type[StrEnum], pattern: str) -> None:
    words = [TABLES[language].get(pattern.format(code), code) for code in kind]
    assert len(set(words)) == len(words)


# Words for what a document says that the page does not use of it, and counts of documents typed into a sentence.
UNWANTED = {
    "en": r"\bfacts?\b|\b(two|three|four|five|six|seven|eight|nine|ten) documents\b",
    "az": r"\bfakt|\b(iki|üç|dörd|beş|altı|yeddi|səkkiz|doqquz|on) sənəd",
    "ar": r"حقيقة|حقائق|وثيقتان|الوثيقتين|(ثلاث|أربع|خمس|ست|سبع|ثماني|تسع|عشر) وثائق|الوثائق ال[ثأخس]",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_document_says_is_a_statement_and_documents_are_counted(language: str) -> None:
    counted = re.compile(r"documents\.count\..*")
    texts = {key: text for key, text in TABLES[language].items() if not counted.fullmatch(key)}
    assert [key for key, text in texts.items() if re.search(UNWANTED[language], text, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("language", "said", "refused"),
    [("en", "statement", "achieved"), ("az", "bəyanat", "gerçək"), ("ar", "إفاد", "متحقق")],
)
def test_a_plain_statement_is_not_called_achieved(language: str, said: str, refused: str) -> None:
    table = TABLES[language]
    assert all(said in table[f"facts.count.{form}"] or form == "zero" for form in FORMS[language])
    assert refused not in table[f"modality.{Modality.ACHIEVED}"]


def test_azerbaijani_is_not_the_english_text() -> None:
    same = {key for key, text in messages_in("az").texts.items() if text == messages_in("en").texts[key]}
    assert same == SAME_IN_AZ


def test_azerbaijani_uses_its_own_letters() -> None:
    every = "".join(TABLES["az"].values())
    assert all(letter in every for letter in "əğışçöüİ")
    sentences = {key: text for key, text in TABLES["az"].items() if len(text) > 40}
    assert [key for key, text in sentences.items() if not AZ_LETTER.search(text)] == []


def test_arabic_is_in_arabic_letters_and_western_digits() -> None:
    assert [key for key, text in TABLES["ar"].items() if not ARABIC_LETTER.search(text)] == []
    assert [key for key, text in TABLES["ar"].items() if re.search("[\u0660-\u0669\u06f0-\u06f9]", text)] == []


def test_each_language_calls_itself_by_its_own_name() -> None:
    assert [words_in(language)("language.self") for language in LANGUAGES] == ["English", "Azərbaycanca", "العربية"]


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("en", ["0 routes", "1 route", "2 routes", "3 routes", "11 routes", "100 routes", "1,103 routes"]),
        ("az", ["0 marşrut", "1 marşrut", "2 marşrut", "3 marşrut", "11 marşrut", "100 marşrut", "1.103 marşrut"]),
        ("ar", ["لا مسارات", "مسار واحد", "مساران", "3 مسارات", "11 مساراً", "100 مسار", "1,103 مسارات"]),
    ],
)
def test_counting_follows_the_language(language: str, counted: list[str]) -> None:
    assert [words_in(language).count("routes.count", n) for n in (0, 1, 2, 3, 11, 100, 1103)] == counted


NUMBERS = (0, 1, 2, 3, 11, 100, 1103)


@pytest.mark.parametrize(
    ("language", "unit", "counted"),
    [
        ("en", "days", ["0 days", "1 day", "2 days", "3 days", "11 days", "100 days", "1,103 days"]),
        ("az", "days", ["0 gün", "1 gün", "2 gün", "3 gün", "11 gün", "100 gün", "1.103 gün"]),
        ("ar", "days", ["صفر يوم", "يوم واحد", "يومان", "3 أيام", "11 يوماً", "100 يوم", "1,103 أيام"]),
        (
            "ar",
            "million tonnes",
            [
                "صفر مليون طن",
                "مليون طن",
                "مليونا طن",
                "3 ملايين طن",
                "11 مليون طن",
                "100 مليون طن",
                "1,103 ملايين طن",
            ],
        ),
        ("ar", "km", ["0 كم", "1 كم", "2 كم", "3 كم", "11 كم", "100 كم", "1,103 كم"]),
        (
            "ar",
            "resolutions",
            ["لا قرارات", "قرار واحد", "قراران", "3 قرارات", "11 قراراً", "100 قرار", "1,103 قرارات"],
        ),
    ],
)
def test_a_unit_agrees_with_its_number(language: str, unit: str, counted: list[str]) -> None:
    assert [words_in(language).amount(unit, number) for number in NUMBERS] == counted


@pytest.mark.parametrize(
    ("language", "value", "most", "text"),
    [
        ("en", 1.5, None, "1.5 hours"),
        ("en", 20, 22, "20–22 hours"),
        ("en", 0.5, 1, "0.5–1 hours"),
        ("az", 1.5, 2.25, "1,5–2,25 saat"),
        ("ar", 1.5, None, "1.5 ساعة"),
        ("ar", 3, 4, "3–4 ساعات"),
        ("ar", 1, 2, "1–2 ساعة"),
    ],
)
def test_parts_and_ranges_have_their_form_too(language: str, value: float, most: float | None, text: str) -> None:
    assert words_in(language).amount("hours", value, most) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_count_has_words_for_every_number(language: str) -> None:
    words = words_in(language)
    stems = [key for key in messages_in(language).plurals if not key.startswith(("unit.", "scale."))]
    assert len(stems) > 10
    for stem in stems:
        for number in NUMBERS:
            assert words.count(stem, number, languages="…", year=2020, date="…")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "40.41° N, 73.97° W"),
        ("az", "40,41° şimal enliyi, 73,97° qərb uzunluğu"),
        ("ar", "40.41 درجة شمالاً، 73.97 درجة غرباً"),
    ],
)
def test_a_position_is_said_in_the_language(language: str, text: str) -> None:
    assert words_in(language).position(-73.968, 40.412) == text


DATES = ("2011", "2024-05", "2024-08-09", "2011-04-20/2011-04-21")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ["2011", "May 2024", "9 August 2024", "20 April 2011 – 21 April 2011"]),
        ("az", ["2011", "may 2024", "9 avqust 2024", "20 aprel 2011 – 21 aprel 2011"]),
        ("ar", ["2011", "مايو 2024", "9 أغسطس 2024", "20 أبريل 2011 – 21 أبريل 2011"]),
    ],
)
def test_dates_are_as_precise_as_they_are(language: str, text: list[str]) -> None:
    assert [words_in(language).date(partial) for partial in DATES] == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ["11,000", "1,234.5", "0.12", "3"]),
        ("az", ["11.000", "1.234,5", "0,12", "3"]),
        ("ar", ["11,000", "1,234.5", "0.12", "3"]),
    ],
)
def test_numbers_have_the_languages_separators(language: str, text: list[str]) -> None:
    words = words_in(language)
    assert [words.number(11000), words.number(1234.5, 2), words.number(0.123, 2), words.number(3.0, 2)] == text


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Azerbaijan", "Georgia", "Kazakhstan", "QQ"]),
        ("az", ["Azərbaycan", "Gürcüstan", "Qazaxıstan", "QQ"]),
        ("ar", ["أذربيجان", "جورجيا", "كازاخستان", "QQ"]),
    ],
)
def test_countries_come_from_cldr_and_an_unknown_code_stands_as_it_is(language: str, names: list[str]) -> None:
    assert [words_in(language).country(code) for code in ("AZ", "GE", "KZ", "QQ")] == names


@pytest.mark.parametrize(("language", "joined"), [("en", "A, B and C"), ("az", "A, B və C"), ("ar", "A وB وC")])
def test_lists_are_joined_the_languages_way(language: str, joined: str) -> None:
    words = words_in(language)
    assert [words.listing(["A", "B", "C"]), words.listing(["A"]), words.listing([])] == [joined, "A", ""]


def test_only_arabic_runs_from_the_right() -> None:
    assert {language: words_in(language).direction for language in LANGUAGES} == {"en": "ltr", "az": "ltr", "ar": "rtl"}


def test_an_unknown_language_and_an_unknown_key_are_errors() -> None:
    with pytest.raises(ValueError, match="'ru' is none of the page's languages: en, az, ar"):
        words_in("ru")
    with pytest.raises(KeyError):
        words_in("en")("no.such.key")


@pytest.mark.parametrize(
    ("language", "unit", "number", "text"),
    [
        ("en", "%", 5, "5%"),
        ("az", "%", 5, "5 faiz"),
        ("ar", "%", 5, "5 في المائة"),
        ("en", "passengers", 1, "1 passenger"),
        ("az", "million passengers", 3, "3 milyon sərnişin"),
        ("ar", "million passengers", 3, "3 ملايين راكب"),
        ("en", "billion EUR", 2, "2 billion euros"),
        ("az", "billion EUR", 2, "2 milyard avro"),
        ("ar", "billion EUR", 2, "مليارا يورو"),
        ("en", "thousand GEL", 3.5, "3.5 thousand Georgian laris"),
        ("az", "USD", 1000, "1.000 ABŞ dolları"),
        ("ar", "million KZT", 5, "5 ملايين تنغي كازاخستاني"),
        ("ar", "containers", 11, "11 حاوية"),
        ("en", "billion m³", 1.5, "1.5 billion m³"),
        ("az", "GW", 2, "2 QVt"),
    ],
)
def test_units_that_texts_use(language: str, unit: str, number: float, text: str) -> None:
    assert words_in(language).amount(unit, number) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_separators_for_scripts_are_those_of_numbers(language: str) -> None:
    words = words_in(language)
    group, decimal = words.separators
    assert words.number(4300.5, 1) == f"4{group}300{decimal}5"
