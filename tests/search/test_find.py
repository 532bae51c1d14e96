"""Search over the real catalogue: every spelling finds its record, and nothing else is found."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.search.find import LARGEST_GROUPS, Group, Hit, Search
from dashboard.search.index import SearchItem, Text
from dashboard.search.items import paragraphs
from dashboard.search.texts import script_language


def by_kind(groups: tuple[Group, ...]) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for group in groups:
        ids.setdefault(group.kind, []).extend(hit.id for hit in group.hits)
    return ids


def hits(groups: tuple[Group, ...], kind: str) -> list[Hit]:
    return [hit for group in groups if group.kind == kind for hit in group.hits]


def marked(hit: Hit) -> list[str]:
    return [hit.text[start:end] for start, end in hit.marks]


@pytest.mark.parametrize(
    "typed", ["Alat", "alat", "Ələt", "elet", "Алят", "алят", "ميناء آلات", "Port of Alat", "порт алят"]
)
def test_the_port_is_found_in_every_script(search: Search, typed: str) -> None:
    ids = by_kind(search.find(typed, "en"))
    assert ids["project"][0] == "port-of-alat"
    assert "alat-port" in ids["place"] or typed in ("Port of Alat", "порт алят")


@pytest.mark.parametrize(
    ("typed", "kind", "wanted"),
    [
        ("tasim", "project", "tasim"),
        ("TASİM", "project", "tasim"),
        ("TASIM", "project", "tasim"),
        ("rogun", "project", "rogun"),
        ("рогун", "project", "rogun"),
        ("ipek yolu", "project", "digital-silk-road"),
        ("İPƏK YOLU", "project", "digital-silk-road"),
        ("طريق الحرير", "project", "digital-silk-road"),
        ("шелковый путь", "project", "digital-silk-road"),
        ("orta dehliz", "project", "middle-corridor"),
        ("الممر الاوسط", "project", "middle-corridor"),
        ("baku tbilisi kars", "project", "baku-tbilisi-kars"),
        ("kars baku", "project", "baku-tbilisi-kars"),
        ("BTK", "project", "baku-tbilisi-kars"),
        ("bishkek", "place", "bishkek"),
        ("Бишкек", "place", "bishkek"),
        ("tokayev", "speaker", "tokayev"),
        ("توكاييف", "speaker", "tokayev"),
        ("Əliyev", "speaker", "aliyev"),
        ("aliyev", "speaker", "aliyev"),
        ("إلهام", "speaker", "aliyev"),
        ("الهام", "speaker", "aliyev"),
        ("azertac", "publisher", "cica-new-york-meetings"),
    ],
)
def test_a_name_is_found_under_any_of_its_spellings(search: Search, typed: str, kind: str, wanted: str) -> None:
    assert wanted in by_kind(search.find(typed, "en"))[kind]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("tasin", "tasim"), ("tsaim", "tasim"), ("taasim", "tasim"), ("kambrata", "kambarata-1")],
)
def test_a_typing_error_is_forgiven_in_names(search: Search, typed: str, wanted: str) -> None:
    assert by_kind(search.find(typed, "en"))["project"][0] == wanted


def test_a_typing_error_is_not_forgiven_in_quotations(search: Search) -> None:
    right, wrong = by_kind(search.find("humanitar", "az")), by_kind(search.find("humanitor", "az"))
    assert "document" in right
    assert "fact" not in wrong
    assert "document" not in wrong


def test_a_word_that_begins_a_name_is_not_taken_for_an_error(search: Search) -> None:
    groups = search.find("kars", "en")
    assert all(
        "kars" in mark.lower() or "qars" in mark.lower() for hit in hits(groups, "place") for mark in marked(hit)
    )


def test_the_hit_is_marked_in_its_own_script_and_the_readers_language_comes_first(search: Search) -> None:
    [project, *_] = hits(search.find("ipek yolu", "en"), "project")
    assert (project.language, marked(project)) == ("az", ["İpək Yolu"])
    [place, *_] = hits(search.find("alat", "en"), "place")
    assert (place.id, place.text, marked(place)) == ("alat-station", "Alat", ["Alat"])
    facts = hits(search.find("TASİM", "ar"), "fact")
    assert {fact.language for fact in facts} <= {"ar", "az-Latn"}


def test_the_whole_name_comes_before_longer_ones(search: Search) -> None:
    assert by_kind(search.find("Baku", "en"))["place"][0] == "baku"
    assert by_kind(search.find("Актау", "en"))["place"][0] == "aktau"


def test_a_paragraph_knows_where_it_stands(search: Search, atlas: Atlas) -> None:
    passages = [
        hit for typed in ("ipek yolu", "ميناء آلات", "tasim") for hit in hits(search.find(typed, "en"), "document")
    ]
    assert {hit.language for hit in passages} >= {"az-Latn", "ar"}
    for hit in passages:
        text = atlas.catalogue.text(hit.id)
        assert text[hit.start : hit.start + len(hit.text)] == hit.text
        assert hit.marks


@pytest.mark.parametrize("typed", ["Alat", "Ələt", "Алят"])
def test_a_name_finds_its_other_names_in_the_texts_and_a_homograph_only_as_its_phrase(
    search: Search, typed: str
) -> None:
    [arabic] = [hit for hit in hits(search.find(typed, "en"), "document") if hit.language == "ar"]
    assert arabic.id == "aliyev-astana-speech"
    assert [mark.startswith("لميناء آلات") for mark in marked(arabic)] == [True]


def thing(kind: str, id: str, *texts: str, language: str = "en") -> SearchItem:
    return SearchItem(kind, id, tuple(Text(language, text) for text in texts))


def test_machines_are_not_the_port() -> None:
    names = SearchItem("place", "alat", (Text("en", "Alat"), Text("ar", "آلات")))
    factory = thing("document", "factory", "اشترى المصنع آلات جديدة", language="ar")
    harbour = thing("document", "harbour", "وصلت السفينة إلى ميناء آلات", language="ar")
    search = Search([names, factory, harbour])
    assert by_kind(search.find("Alat", "en")) == {"place": ["alat"], "document": ["harbour"]}
    assert by_kind(search.find("آلات", "ar"))["document"] == ["factory", "harbour"]


def test_a_name_in_latin_letters_is_found_inside_an_arabic_text(search: Search) -> None:
    assert [marked(hit) for hit in hits(search.find("rogun", "en"), "document")] == [["Rogun"]]


@pytest.mark.parametrize("typed", ["", "   ", "…", "\u0301", "zzzqqq", "\x00", "\ud800", '"', "a" * 5000, "#5", "&"])
def test_what_means_nothing_finds_nothing_and_breaks_nothing(search: Search, typed: str) -> None:
    groups = search.find(typed, "en")
    assert groups == () or typed == "#5"


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_is_answered_with_marks_that_fit(search: Search, typed: str, language: str) -> None:
    for group in search.find(typed, language):
        for hit in group.hits:
            ends = [0, *(position for span in hit.marks for position in span), len(hit.text)]
            assert ends == sorted(ends)


def test_groups_are_bounded_and_say_when_there_is_more(search: Search) -> None:
    groups = search.find("a", "en")
    assert any(group.more for group in groups)
    numbers = {kind: sum(len(group.hits) for group in groups if group.kind == kind) for kind in LARGEST_GROUPS}
    assert all(numbers[kind] <= most for kind, most in LARGEST_GROUPS.items())
    assert sum(LARGEST_GROUPS.values()) <= 40
    assert all(group.hits for group in groups)


def test_a_better_fit_in_the_texts_comes_first() -> None:
    texts = ["silk and road", "silk roadside", "the silk road", "road of silk", "silk alone"]
    search = Search(thing("fact", text, text) for text in texts)
    facts = by_kind(search.find("silk road", "en"))["fact"]
    assert (facts[0], facts[-1]) == ("the silk road", "silk roadside")


def test_each_document_stands_once_by_its_best_paragraph() -> None:
    texts = [("d", "a silk and a road"), ("d", "silk road"), ("e", "road of silk")]
    search = Search(thing("document", id, text) for id, text in texts)
    [group] = search.find("silk road", "en")
    assert [(hit.id, hit.text) for hit in group.hits] == [("d", "silk road"), ("e", "road of silk")]


def test_paragraphs_keep_their_places_over_both_kinds_of_line_ends() -> None:
    text = "One.\r\n\r\n  Two \u2028three\n…\nFour"
    spans = list(paragraphs(text))
    assert [line.strip() for _, line in spans] == ["One.", "Two", "three", "Four"]
    assert all(text[start : start + len(line)] == line for start, line in spans)


def test_a_name_without_a_language_is_told_by_its_script() -> None:
    assert [script_language(name) for name in ("Порт Алят", "ميناء آلات", "Ələt limanı", "2040")] == [
        "ru",
        "ar",
        "",
        "",
    ]


def test_many_threads_get_what_one_gets(search: Search) -> None:
    typed = ["alat", "tasim", "rogun", "ميناء آلات", "baku"] * 8
    alone = [search.find(text, "en") for text in typed]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: search.find(text, "en"), typed)) == alone


@pytest.mark.parametrize("query", ["twenty-five million", "٢٥ مليون", "10 milyon ton", "cable due"])
@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_a_figure_is_told_in_the_readers_language(search: Search, query: str, language: str) -> None:
    figures = [hit for group in search.find(query, language) if group.kind == "figure" for hit in group.hits]
    assert figures
    assert {hit.language for hit in figures} == {language}
