"""Search over the real catalogue: every spelling finds its thing, and nothing is found that is not there."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.search import LARGEST_GROUPS, Group, Hit, Search, paragraphs, script_language, search_in
from dashboard.catalogue.search_index import Entry


@pytest.fixture(scope="module")
def search(real: Catalogue) -> Search:
    return search_in(real)


def by_kind(groups: tuple[Group, ...]) -> dict[str, list[str]]:
    return {group.kind: [hit.id for hit in group.hits] for group in groups}


def hits(groups: tuple[Group, ...], kind: str) -> list[Hit]:
    return [hit for group in groups if group.kind == kind for hit in group.hits]


def marked(hit: Hit) -> list[str]:
    return [hit.text[start:end] for start, end in hit.marks]


@pytest.mark.parametrize(
    "typed", ["Alat", "alat", "Ələt", "elet", "Алят", "алят", "ميناء آلات", "Port of Alat", "порт алят"]
)
def test_the_port_is_found_in_every_script(search: Search, typed: str) -> None:
    found = by_kind(search.find(typed, "en"))
    assert found["project"] == ["port-of-alat"]
    assert "alat-port" in found["place"] or typed in ("Port of Alat", "порт алят")


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
    right, wrong = by_kind(search.find("magistral", "az")), by_kind(search.find("magistrel", "az"))
    assert "document" in right
    assert "fact" not in wrong
    assert "document" not in wrong


def test_a_word_that_begins_a_name_is_not_taken_for_an_error(search: Search) -> None:
    groups = search.find("kars", "en")
    assert all(
        "kars" in mark.lower() or "qars" in mark.lower() for hit in hits(groups, "place") for mark in marked(hit)
    )


def test_the_hit_is_marked_in_its_own_script_and_the_readers_language_comes_first(search: Search) -> None:
    [project] = hits(search.find("ipek yolu", "en"), "project")
    assert (project.language, marked(project)) == ("az", ["İpək Yolu"])
    [place, *_] = hits(search.find("alat", "en"), "place")
    assert (place.id, place.text, marked(place)) == ("alat-station", "Alat", ["Alat"])
    facts = hits(search.find("TASİM", "ar"), "fact")
    assert {fact.language for fact in facts} <= {"ar", "az-Latn"}


def test_the_whole_name_comes_before_longer_ones(search: Search) -> None:
    assert by_kind(search.find("Baku", "en"))["place"][0] == "baku"
    assert by_kind(search.find("Актау", "en"))["place"][0] == "aktau"


def test_a_paragraph_knows_where_it_stands(search: Search, real: Catalogue) -> None:
    found = [
        hit for typed in ("ipek yolu", "ميناء آلات", "tasim") for hit in hits(search.find(typed, "en"), "document")
    ]
    assert {hit.language for hit in found} == {"az-Latn", "ar"}
    for hit in found:
        text = real.text(hit.id)
        assert text[hit.start : hit.start + len(hit.text)] == hit.text
        assert hit.marks


@pytest.mark.parametrize("typed", ["Alat", "Ələt", "Алят"])
def test_a_name_finds_its_other_names_in_the_texts_and_a_homograph_only_as_its_phrase(
    search: Search, typed: str
) -> None:
    found = hits(search.find(typed, "en"), "document")
    assert [(hit.id, marked(hit)) for hit in found] == [("aliyev-astana-speech", ["لميناء آلات"])]


def test_machines_are_not_the_port() -> None:
    names = [Entry("place", "alat", "en", "Alat"), Entry("place", "alat", "ar", "آلات")]
    texts = [
        Entry("document", "factory", "ar", "اشترى المصنع آلات جديدة", 0),
        Entry("document", "harbour", "ar", "وصلت السفينة إلى ميناء آلات", 0),
    ]
    search = Search(lambda: names, tuple, lambda: texts)
    assert by_kind(search.find("Alat", "en")) == {"place": ["alat"], "document": ["harbour"]}
    assert by_kind(search.find("آلات", "ar"))["document"] == ["factory", "harbour"]


def test_a_name_in_latin_letters_is_found_inside_an_arabic_text(search: Search) -> None:
    assert [marked(hit) for hit in hits(search.find("rogun", "en"), "document")] == [["Rogun"]]


@pytest.mark.parametrize(
    "typed", ["", "   ", "…", "\u0301", "zzzqqq", "\x00", "\ud800", '"', "AND", "NEAR(a b)", "a" * 5000]
)
def test_what_means_nothing_finds_nothing_and_breaks_nothing(search: Search, typed: str) -> None:
    if typed in ("", "   ", "…", "\u0301", "zzzqqq", "\x00", "\ud800", '"', "a" * 5000):
        assert search.find(typed, "en") == ()
    else:
        assert isinstance(search.find(typed, "en"), tuple)


def test_groups_are_bounded_in_order_and_say_when_there_is_more(search: Search) -> None:
    groups = search.find("a", "en")
    kinds = [group.kind for group in groups]
    assert kinds == [kind for kind in LARGEST_GROUPS if kind in kinds]
    assert any(group.more for group in groups)
    assert all(1 <= len(group.hits) <= LARGEST_GROUPS[group.kind] for group in groups)
    assert sum(LARGEST_GROUPS.values()) <= 40


def test_a_better_fit_in_the_texts_comes_first() -> None:
    texts = ["silk and road", "silk roadside", "the silk road", "road of silk"]
    search = Search(tuple, tuple, lambda: [Entry("document", text, "en", text, 0) for text in texts])
    assert by_kind(search.find("silk road", "en"))["document"] == [
        "the silk road",
        "silk roadside",
        "silk and road",
        "road of silk",
    ]


def test_paragraphs_keep_their_places_over_both_kinds_of_line_ends() -> None:
    text = "One.\r\n\r\n  Two \u2028three\n…\nFour"
    found = list(paragraphs("d", "en", text))
    assert [entry.text.strip() for entry in found] == ["One.", "Two", "three", "Four"]
    assert all(text[entry.start : entry.start + len(entry.text)] == entry.text for entry in found)


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


def test_a_forked_process_opens_its_own_index(search: Search) -> None:
    wanted = by_kind(search.find("tasim", "en"))
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    process = context.Process(target=lambda: answers.put(by_kind(search.find("tasim", "en"))))
    process.start()
    assert answers.get() == wanted
    process.join()
    assert process.exitcode == 0


def test_an_index_in_a_file_answers_like_one_in_memory(real: Catalogue, search: Search, tmp_path: Path) -> None:
    file = tmp_path / "search.sqlite"
    kept = search_in(real, file=file)
    assert kept.size_bytes == file.stat().st_size
    for query in ("rogun", "ipek yolu", "tasin", "ميناء آلات", "Алят"):
        assert kept.find(query, "en") == search.find(query, "en") != ()


def test_an_index_that_is_there_is_not_made_again(real: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "search.sqlite"
    first = search_in(real, file=file).find("rogun", "az")
    again = Search(pytest.fail, pytest.fail, pytest.fail, file)
    assert again.find("rogun", "az") == first != ()
