import re
from enum import StrEnum
from pathlib import Path
from string import Formatter

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
from dashboard.wording import ar, az, en, words_in

TABLES = {"en": en.WORDS, "az": az.WORDS, "ar": ar.WORDS}
OTHERS = ("az", "ar")
ROOT = Path(__file__).parents[2]

# The plural forms that each language's CLDR rule can give for a whole number.
FORMS = {"en": {"one", "other"}, "az": {"one", "other"}, "ar": {"zero", "one", "two", "few", "many", "other"}}
PLURAL = re.compile(r"(.+)\.(zero|one|two|few|many|other)")

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

# Azerbaijani writes these as English does.
SAME_IN_AZ = {
    "filter.status",
    "project.status",
    "column.status",
    "length.exact",
    "unit.km",
    "unit.m",
    "unit.Tbit/s",
    "unit.km³",
}
AZ_LETTER = re.compile("[əğışçöüƏĞİŞÇÖÜ]")
ARABIC_LETTER = re.compile("[\u0621-\u064a]")


def families(language: str) -> dict[str, set[str]]:
    """Each key, or the stem of a plural family, with the plural forms that the table has of it."""
    found: dict[str, set[str]] = {}
    for key in TABLES[language]:
        match = PLURAL.fullmatch(key)
        found.setdefault(match[1] if match else key, set()).update({match[2]} if match else ())
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys_in_the_same_order(language: str) -> None:
    assert list(families(language)) == list(families("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_families_have_exactly_the_forms_the_language_uses(language: str) -> None:
    rule = words_in(language).locale.plural_form
    assert {rule(number) for number in range(200)} == FORMS[language]
    assert {stem: forms for stem, forms in families(language).items() if forms and forms != FORMS[language]} == {}


@pytest.mark.parametrize("language", OTHERS)
def test_placeholders_are_the_english_ones(language: str) -> None:
    differing = []
    for key, text in TABLES[language].items():
        match = PLURAL.fullmatch(key)
        # A unit may change with the number in Arabic and not in English, which then says the number before it.
        unit = match is not None and match[1].startswith("unit.")
        wanted = {"n"} if unit else placeholders(en.WORDS[f"{match[1]}.other" if match else key])
        # Arabic says none, one and two of a thing without a digit.
        wordy = language == "ar" and match is not None and match[2] in {"zero", "one", "two"}
        if placeholders(text) != (set() if wordy else wanted):
            differing.append(key)
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_that_a_reader_sees_has_its_word(language: str) -> None:
    assert [key for key in VOCABULARY_KEYS if not TABLES[language].get(key, "").strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_vocabulary_word_outlives_its_code(language: str) -> None:
    prefixes = {key.partition(".")[0] for key in VOCABULARY_KEYS}
    known = {*VOCABULARY_KEYS, "status.evidence", "precision.within", "precision.ends_only"}
    stems = {key: match[1] if (match := PLURAL.fullmatch(key)) else key for key in TABLES[language]}
    assert [key for key, stem in stems.items() if key.partition(".")[0] in prefixes and stem not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_trimmed_and_whole(language: str) -> None:
    assert [key for key, text in TABLES[language].items() if not text or text != " ".join(text.split())] == []


@pytest.mark.parametrize(
    ("kind", "pattern"), [(kind, pattern) for kind, patterns in SEEN.items() for pattern in patterns]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_codes_of_one_vocabulary_do_not_share_a_word(language: str, kind: type[StrEnum], pattern: str) -> None:
    words = [TABLES[language][pattern.format(code)] for code in kind]
    assert len(set(words)) == len(words)


def test_azerbaijani_is_not_the_english_text() -> None:
    same = {key for key, text in az.WORDS.items() if text == en.WORDS[key]}
    assert same == SAME_IN_AZ


def test_azerbaijani_uses_its_own_letters() -> None:
    every = "".join(az.WORDS.values())
    assert all(letter in every for letter in "əğışçöüİ")
    sentences = {key: text for key, text in az.WORDS.items() if len(text) > 40}
    assert [key for key, text in sentences.items() if not AZ_LETTER.search(text)] == []


def test_arabic_is_in_arabic_letters_and_western_digits() -> None:
    assert [key for key, text in ar.WORDS.items() if not ARABIC_LETTER.search(text)] == []
    assert [key for key, text in ar.WORDS.items() if re.search("[\u0660-\u0669\u06f0-\u06f9]", text)] == []


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
    ("language", "value", "most", "shown"),
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
def test_parts_and_ranges_have_their_form_too(language: str, value: float, most: float | None, shown: str) -> None:
    assert words_in(language).amount("hours", value, most) == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_count_has_words_for_every_number(language: str) -> None:
    words = words_in(language)
    stems = [stem for stem, forms in families(language).items() if forms and not stem.startswith("unit.")]
    assert len(stems) > 10
    for stem in stems:
        for number in NUMBERS:
            assert words.count(stem, number)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "40.41° N, 73.97° W"),
        ("az", "40,41° şimal enliyi, 73,97° qərb uzunluğu"),
        ("ar", "40.41° شمالاً، 73.97° غرباً"),
    ],
)
def test_a_position_is_said_in_the_language(language: str, shown: str) -> None:
    assert words_in(language).position(-73.968, 40.412) == shown


DATES = ("2011", "2024-05", "2024-08-09", "2011-04-20/2011-04-21")


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["2011", "May 2024", "9 August 2024", "20 April 2011 – 21 April 2011"]),
        ("az", ["2011", "may 2024", "9 avqust 2024", "20 aprel 2011 – 21 aprel 2011"]),
        ("ar", ["2011", "مايو 2024", "9 أغسطس 2024", "20 أبريل 2011 – 21 أبريل 2011"]),
    ],
)
def test_dates_are_as_precise_as_they_are(language: str, shown: list[str]) -> None:
    assert [words_in(language).date(partial) for partial in DATES] == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["11,000", "1,234.5", "0.12", "3"]),
        ("az", ["11.000", "1.234,5", "0,12", "3"]),
        ("ar", ["11,000", "1,234.5", "0.12", "3"]),
    ],
)
def test_numbers_have_the_languages_separators(language: str, shown: list[str]) -> None:
    words = words_in(language)
    assert [words.number(11000), words.number(1234.5, 2), words.number(0.123, 2), words.number(3.0, 2)] == shown


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
