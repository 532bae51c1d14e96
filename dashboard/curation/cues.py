"""Words that point to the kind of a statement, in the notation of ``catalogue.text.cues``."""

from collections.abc import Mapping
from typing import Final

from dashboard.catalogue.vocabulary import FactKind

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

RAILWAYS: Final = (
    "rail station train stansiya dəmir_yol dəmiryol vağzal istasyon demiryol demir_yol tren станц вокзал желез поезд "
    "محطه سكه قطار"
)
"""Words of a sentence in which a station's name means the station, and not its town, its port or a common noun."""

AHEAD: Final = "by toward until before till qədər -dək kadar до к بحلول حتى"
"""Words beside a day that say that it is in the future."""
