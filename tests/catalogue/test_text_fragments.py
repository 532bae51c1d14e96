"""The address of words in a page, as browsers that know text fragments read it."""

import pytest

from dashboard.catalogue.text.text_fragments import to_words

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
    assert to_words(url, words) == address


def test_words_that_occur_twice_have_their_neighbours() -> None:
    assert to_words(PAGE, "the port", "of", "grows") == f"{PAGE}#:~:text=of-,the%20port,-grows"
