"""The words of a source that are the full address of a page, and the address of words in a page."""

import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.text.web_addresses import source_pieces, text_fragment_address


def urls(source: str) -> list[str]:
    return [piece.url for piece in source_pieces(source) if piece.url]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("trend.az/business/transport/4077608 (2025-08-06)", ["https://trend.az/business/transport/4077608"]),
        ("https://gse.com.ge/a/b", ["https://gse.com.ge/a/b"]),
        ("http://gse.com.ge/a/b.", ["http://gse.com.ge/a/b"]),
        ("astanatimes.com/?p=104462 (2025-08)", ["https://astanatimes.com/?p=104462"]),
        ("a.az/one; b.az/two (2020)", ["https://a.az/one", "https://b.az/two"]),
        ("ends from a.az/one and b.az/two; the course is ours", ["https://a.az/one", "https://b.az/two"]),
        ("azertelecom.az/en/news/2019/11/28/87", ["https://azertelecom.az/en/news/2019/11/28/87"]),
        ("de.wikipedia.org/wiki/Poti–Baku", ["https://de.wikipedia.org/wiki/Poti%E2%80%93Baku"]),
        ("report.az (2025-12-18)", []),
        ("trend.az/", []),
        ("arabstoday.net/en (a summit)", []),
        ("xalqqazeti.az/ru (item 223593)", []),
        ("site.az/en/news (articles 1, 2)", []),
        ("raillynews.com/2019/07", []),
        ("gse.com.ge/communication/news/2022 (to be conducted)", []),
        ("javascript:alert(1)//a.az/b", []),
        ("mail me@a.az/b", []),
        ("OpenStreetMap station node 1 (ODbL); data/routes/via.csv", []),
    ],
)
def test_what_is_a_whole_address_is_a_link(source: str, expected: list[str]) -> None:
    assert urls(source) == expected


def test_no_word_of_a_source_is_lost(real: Catalogue) -> None:
    sources = [figure.source for project in real.projects.values() for figure in project.figures]
    sources += [segment.source for segment in real.segments.values()]
    for source in sources:
        assert "".join(piece.text for piece in source_pieces(source)) == source
    assert sum(bool(urls(source)) for source in sources) > 50


PAGE = "https://example.org/a"
LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen end"


@pytest.mark.parametrize(
    ("url", "words", "address"),
    [
        (PAGE, "limana baxır", f"{PAGE}#:~:text=limana%20bax%C4%B1r"),
        (PAGE, "AQEM-in, 5 %", f"{PAGE}#:~:text=AQEM%2Din%2C%205%20%25"),
        (f"{PAGE}#part", "two\n lines", f"{PAGE}#part:~:text=two%20lines"),
        (PAGE, LONG, f"{PAGE}#:~:text=one%20two%20three%20four%20five,fourteen%20fifteen%20sixteen%20seventeen%20end"),
        (PAGE, "海" * 50 + "港" * 50, f"{PAGE}#:~:text={'%E6%B5%B7' * 12},{'%E6%B8%AF' * 12}"),
    ],
)
def test_words_are_named_whole_or_by_their_ends(url: str, words: str, address: str) -> None:
    assert text_fragment_address(url, words) == address


def test_words_that_occur_twice_have_their_neighbours() -> None:
    assert text_fragment_address(PAGE, "the port", "of", "grows") == f"{PAGE}#:~:text=of-,the%20port,-grows"
