"""Words that point to a kind or a modality, by their beginnings, in the languages of most texts.

Each cue is a beginning of a word; with ``_`` in it, of words that follow one another; with a leading ``-`` an ending.
 They propose and decide nothing: a person reads the sentence.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

from dashboard.catalogue.text.text_normalization import FoldedWord, fold_text
from dashboard.catalogue.vocabulary import FactKind, Modality

K = TypeVar("K", FactKind, Modality)

KINDS: Final[Mapping[FactKind, str]] = {
    FactKind.PROPOSAL: "propos təklif اقترح مقترح предлож öner",
    FactKind.AGREEMENT: "agree sign memorand treat imzala razılı saziş anlaşma "
    "اتفاق توقيع وقع موافق يوافق соглаш подпис",
    FactKind.INVESTMENT: "invest fund sərmay fond yatırım investisiya استثمار صندوق инвест фонд",
    FactKind.CAPACITY: "capacit throughput gücü tutum kapasite ötürücü سعه القدره мощност пропускн",
    FactKind.DEADLINE: "by_the_end deadline sonuna_qədər sonuna_kadar بحلول к_концу",
    FactKind.CONSTRUCTION: "construct build built lay tikinti tikil inşa çəkil genişlən "
    "بناء انشاء توسيع строит проклад",
    FactKind.TRADE: "trade freight cargo export ticarət yük dövriyy ixrac ticaret التجار شحن بضائع торгов груз",
    FactKind.ENDORSEMENT: "support endors dəstək destek دعم تاييد поддерж",
    FactKind.EVENT: "meet conferenc summit visit görüş konfrans iclas sammit toplantı zirve səfər "
    "اجتماع موتمر قمه زياره انعقد встреч конференц саммит визит",
    FactKind.ORGANISATION: "council secretariat member organi katiblik şura üzv təşkilat konsey "
    "مجلس امانه منظمه عضو совет",
    FactKind.ROUTE: "route corridor pass_through marşrut dəhliz koridor güzergah طريق ممر маршрут коридор",
    FactKind.IMPORTANCE: "importan significan strateg mühüm əhəmiyyət vacib həlledici önem اهميه هام مهم важн значени",
    FactKind.COOPERATION: "cooperat partner əməkdaşl tərəfdaş işbirli التعاون شراكه сотруднич партнер",
}

MODALITIES: Final[Mapping[Modality, str]] = {
    Modality.INTENDED: "should propos call_for must aim hope təklif lazım gərək -malıdır -məlidir nəzərdə öner hedef "
    "-melidir اقترح مقترح دعا تطلع تمني ضروره الحاجه يهدف بهدف يجب предлож призва необходим цель",
    Modality.PLANNED: "will plan schedul olacaq ediləcək -acaqdır -əcəkdir planlaş -acak -ecek -acaktır -ecektir "
    "سوف سيتم المقرر المخطط будет будут планир",
    Modality.UNDER_WAY: "being under_way continu -maqdadır -məkdədir davam_ed edilir olunur -maktadır -mektedir "
    "sürüyor يجري تتم جاري يتم продолжа ведется",
    Modality.RECALLED: "recall remind xatırla hatırla ذكر اشار напомн",
    Modality.ACHIEVED: "signed completed opened held adopted -ıb -ib -ub -üb -mışdır -mişdir -mıştır -miştir "
    "تم انعقد حقق تحقيق وقع подписа заверш откры",
}


def cue(words: Sequence[FoldedWord], table: Mapping[K, str]) -> tuple[K, FoldedWord] | None:
    """The first of ``table`` that a word of the sentence points to, with the words that do; None for none."""
    for code, cues in table.items():
        for written in cues.split():
            standing = _standing(words, written)
            if standing:
                return code, standing
    return None


def _standing(words: Sequence[FoldedWord], written: str) -> FoldedWord | None:
    if written.startswith("-"):
        ending = fold_text(written)
        return next((word for word in words if word.word.endswith(ending) and len(word.word) > len(ending) + 2), None)
    parts = [fold_text(part) for part in written.split("_")]
    for at in range(len(words) - len(parts) + 1):
        here = words[at : at + len(parts)]
        if all(_begins(word.word, part) for word, part in zip(here, parts, strict=True)):
            return FoldedWord(" ".join(word.word for word in here), here[0].start, here[-1].end)
    return None


def _begins(word: str, beginning: str) -> bool:
    beginnings: Iterable[str] = (word, word[1:])[: 2 if "\u0621" <= word[0] <= "\u064a" else 1]
    # A very short cue is a whole word.
    return any(letters == beginning if len(beginning) < 4 else letters.startswith(beginning) for letters in beginnings)
