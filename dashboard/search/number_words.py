"""Numbers written in words, before the word of a scale or a unit: five million, iyirmi beş ton, خمسة ملايين."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.catalogue.text.scales import scale_named
from dashboard.catalogue.text.text_normalization import FoldedWord, fold_text, strip_article
from dashboard.search.lexicon import UNITS

_WORDS: Mapping[int, str] = {
    1: "one bir واحد واحدة один одна",
    2: "two iki اثنان اثنين два две",
    3: "three üç ثلاثة ثلاث три",
    4: "four dörd أربعة أربع четыре",
    5: "five beş خمسة خمس пять",
    6: "six altı ستة ست шесть",
    7: "seven yeddi سبعة سبع семь",
    8: "eight səkkiz ثمانية ثماني восемь",
    9: "nine doqquz تسعة تسع девять",
    10: "ten on عشرة عشر десять",
    11: "eleven أحد одиннадцать",
    12: "twelve اثنا اثني двенадцать",
    13: "thirteen тринадцать",
    14: "fourteen четырнадцать",
    15: "fifteen пятнадцать",
    16: "sixteen шестнадцать",
    17: "seventeen семнадцать",
    18: "eighteen восемнадцать",
    19: "nineteen девятнадцать",
    20: "twenty iyirmi عشرون عشرين двадцать",
    30: "thirty otuz ثلاثون ثلاثين тридцать",
    40: "forty qırx أربعون أربعين сорок",
    50: "fifty əlli خمسون خمسين пятьдесят",
    60: "sixty altmış ستون ستين шестьдесят",
    70: "seventy yetmiş سبعون سبعين семьдесят",
    80: "eighty səksən ثمانون ثمانين восемьдесят",
    90: "ninety doxsan تسعون تسعين девяносто",
}
_HUNDREDS = frozenset(map(fold_text, ("hundred", "yüz", "مئة", "مائة", "сто")))
_SCALES_AS_NUMBERS: Mapping[str, int] = MappingProxyType({fold_text("مليون"): 10**6, fold_text("مليار"): 10**9})
"""Words of scales that are numbers by themselves: مليون is one million."""
_VALUES: Mapping[str, int] = MappingProxyType(
    {strip_article(folded): value for value, words in _WORDS.items() for folded in fold_text(words).split()}
)
_NOT_BEFORE_UNITS = frozenset({"on", *(word for word, value in _VALUES.items() if value == 1)})
"""Words with another meaning: on (ten) is an English word, "bir gün" is some day."""
_LARGEST_GAP = 2


@dataclass(frozen=True)
class NumberInWords:
    """A number in words; its position includes the word of its scale, but not the word of its unit."""

    start: int
    end: int
    value: int


def numbers_in_words(words: Sequence[FoldedWord]) -> Iterator[NumberInWords]:
    """The numbers in words of a text, in order.

    Parameters
    ----------
    words
        The words of the text outside its numbers in digits, and outside the words of their scales.
    """
    run: list[FoldedWord] = []
    for word in words:
        if run and word.start - run[-1].end > _LARGEST_GAP:
            run = []
        if _value(word.word) or word.word in _HUNDREDS:
            run.append(word)
            continue
        if run and (scale := scale_named(word.word)[0]) != 1:
            yield NumberInWords(run[0].start, word.end, _sum(run) * scale)
        elif word.word in _SCALES_AS_NUMBERS:
            yield NumberInWords(word.start, word.end, _SCALES_AS_NUMBERS[word.word])
        elif run and word.word in UNITS and not (len(run) == 1 and run[0].word in _NOT_BEFORE_UNITS):
            yield NumberInWords(run[0].start, run[-1].end, _sum(run))
        run = []


def _value(word: str) -> int:
    """The value of a word of a number; the و (and) of خمسة وعشرون is written together with the next word."""
    return _VALUES.get(word) or _VALUES.get(word.removeprefix("و"), 0)


def _sum(run: Sequence[FoldedWord]) -> int:
    total = 0
    for word in run:
        total = max(total, 1) * 100 if word.word in _HUNDREDS else total + _value(word.word)
    return total
