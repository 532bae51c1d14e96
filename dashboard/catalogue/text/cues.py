"""Cues: words that say how firm a sentence is, or that it denies something, in the languages of most texts.

A cue is the beginning of a word. With ``_`` it is the beginnings of consecutive words, with a leading ``-`` an ending.
Cues propose and warn, and decide nothing: a person reads the sentence.
"""

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from dashboard.catalogue.text.text_normalization import ARABIC_PREFIXES, FoldedWord, fold, fold_text, strip_article
from dashboard.catalogue.vocabulary import FactKind, Modality

K = TypeVar("K", FactKind, Modality)

FORWARD_CUES: Final[Mapping[Modality, str]] = {
    Modality.INTENDED: "should would could can_be may_be work_toward propos call_for must aim hope seek envisag expect "
    "intend təklif lazım gərək -malıdır -məlidir nəzərdə bilər gözlənil mümkün öner hedef beklen öngör "
    "-melidir اقترح مقترح دعا تطلع تمني ضروره الحاجه المتوقع يهدف بهدف يجب предлож призва необходим цель "
    "может_быть могут_быть смож ожида предполага должен должна должны составит составят",
    Modality.PLANNED: "will plan schedul olacaq ediləcək -acaq -acaqdır -əcəkdir planlaş -acak -ecek -acaktır -ecektir "
    "سوف سيتم المقرر المخطط будет будут планир запланир намечен",
}
"""Words of what is to come, the less firm first; ``curation.cues`` has more, and those of the other modalities."""

NEGATIONS: Final = (
    "will_not would_not cannot can_not could_not shall_not did_not does_not do_not has_not have_not had_not is_not "
    "are_not was_not were_not wont wouldnt dont doesnt didnt isnt arent hasnt havent couldnt never no_longer "
    "withdrawn withdrew retract wrongly mistaken "
    "-mayacaq -məyəcək -mayacaqdır -məyəcəkdir -mayacak -meyecek -mayacaktır -meyecektir -madı -mədi -medi -mayıb "
    "-məyib -mayıbdır -məyibdir -madığını -mədiyini -mediğini -mamış -memiş -mamıştır -memiştir -mıyor -miyor -mıyorum "
    "-miyorum -mıyoruz -miyoruz -lmır -lmir -nmır -nmir -nmur deyil değil yoxdur yoktur yanlış səhvən "
    "لن لم ليس ليست "
    "не_буд не_смож не_нача не_был не_достиг не_заверш не_подпис не_введ не_соглас не_план не_предусмотр не_ожида "
    "больше_не отозвал отозвала ошибочно жоқ емес არ ვერ"
)


def words_of(text: str) -> list[FoldedWord]:
    """The words of a text, folded as the search folds them."""
    folded = fold(text)
    return [FoldedWord(word, *folded.span(start, end)) for word, start, end in folded.words()]


def first_cue(words: Sequence[FoldedWord], table: Mapping[K, str]) -> tuple[K, FoldedWord] | None:
    """The first code of ``table`` whose cues stand in a sentence, with the words that match; None if none does."""
    return next(((code, match) for code, cues in table.items() if (match := find_cue(words, cues))), None)


def find_cue(words: Sequence[FoldedWord], cues: str) -> FoldedWord | None:
    """The words of a sentence that match the first of ``cues`` that stands in it; None if none does."""
    return next((match for cue in cues.split() if (match := _first_match(words, cue))), None)


def _first_match(words: Sequence[FoldedWord], cue: str) -> FoldedWord | None:
    if cue.startswith("-"):
        ending = fold_text(cue)
        return next((word for word in words if word.word.endswith(ending) and len(word.word) > len(ending) + 2), None)
    parts = [strip_article(fold_text(part)) for part in cue.split("_")]
    for at in range(len(words) - len(parts) + 1):
        here = words[at : at + len(parts)]
        if all(_begins(word.word, part) for word, part in zip(here, parts, strict=True)):
            return FoldedWord(" ".join(word.word for word in here), here[0].start, here[-1].end)
    return None


def _begins(word: str, beginning: str) -> bool:
    if len(beginning) < 4:  # a very short cue is a whole word: علم is not لم
        return beginning in (word, word[1:] if word[0] in ARABIC_PREFIXES else word)
    return word.startswith(beginning) or ("\u0627" < word[0] <= "\u064a" and word[1:].startswith(beginning))
