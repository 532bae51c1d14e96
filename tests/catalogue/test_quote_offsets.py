"""A passage is found letter for letter and once, or not at all."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.catalogue.text.quote_offsets import QuoteError, find_quote

# Few letters, among them some that folding or normalising would change, so that repetitions come often.
letters = st.text("ab İı\u0307e\u0301é\r\nم😀", max_size=30)


@given(letters, letters, letters)
def test_what_is_found_is_the_quote_and_nothing_else_is(before: str, quote: str, after: str) -> None:
    assume(quote)
    text = before + quote + after
    try:
        start, end = find_quote(text, quote)
    except QuoteError:
        assert sum(text.startswith(quote, at) for at in range(len(text))) > 1
    else:
        assert text[start:end] == quote
        assert [at for at in range(len(text)) if text.startswith(quote, at)] == [start]


@given(letters, letters, letters)
def test_the_whole_surroundings_always_decide(before: str, quote: str, after: str) -> None:
    assume(quote)
    span = find_quote(before + quote + after, quote, prefix=before, suffix=after)
    assert span == (len(before), len(before) + len(quote))


@given(letters, letters)
def test_what_is_not_there_is_never_found(text: str, quote: str) -> None:
    assume(quote and quote not in text)
    with pytest.raises(QuoteError, match=r"^not found; "):
        find_quote(text, quote)


@pytest.mark.parametrize(
    ("text", "quote", "prefix", "suffix", "message"),
    [
        ("abc", "", "", "", "is empty; copy the words from the document"),
        (
            "İkişaf",
            "İkisaf",
            "",
            "",
            "not found; it agrees with the document up to “İki” (from 0), "
            "then the document has 'ş' (U+015F) where the quote has 's' (U+0073); at 0 stands, to be pasted: 'İkişaf'",
        ),
        ("one two", "two three", "", "", "not found; it agrees with the document up to “two” (from 4), "
            "then the document has the end where the quote has ' ' (U+0020)"),
        # Wrong in case: what is told is where it stands, not where its first letters stand as they are.
        ("The ferry sails. At the port.", "the Ferry sails", "", "", "not found; it begins with 't' (U+0074) "
            "where the document has 'T' (U+0054); at 0 stands, to be pasted: 'The ferry sails'"),
        ("A new ferry from new Fethiye", "new Ferry from", "", "",
            "not found; it agrees with the document up to “new ” (from 2), then the document has 'f' (U+0066) "
            "where the quote has 'F' (U+0046); at 2 stands, to be pasted: 'new ferry from'"),
        ("abc", "xyz", "", "", "not found; not even its first letter 'x' (U+0078) is in the document"),
        ("aaa", "aa", "", "", "found 2 times (at 0, 1); add the words before or after it as prefix or suffix"),
        ("a" * 9, "a", "", "", "found 9 times (at 0, 1, 2, 3, 4, …); "
            "add the words before or after it as prefix or suffix"),
        ("so it is", "it", "not ", "", "the quote is at 3, but not with its prefix; "
            "copy the prefix from the text beside it"),
        ("so it is", "it", "so ", " was", "the quote is at 3, but not with its suffix; "
            "copy the suffix from the text beside it"),
    ],
)  # fmt: skip
def test_the_message_says_what_is_wrong(text: str, quote: str, prefix: str, suffix: str, message: str) -> None:
    with pytest.raises(QuoteError) as caught:
        find_quote(text, quote, prefix, suffix)
    assert str(caught.value) == message


def test_positions_are_code_points() -> None:
    assert find_quote("😀 İş", "İş") == (2, 4)
