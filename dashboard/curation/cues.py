"""Words that point to the modality and the kind of a statement, in the notation of ``catalogue.text.cues``."""

from collections.abc import Mapping
from typing import Final

from dashboard.catalogue.text.cues import FORWARD_CUES
from dashboard.catalogue.vocabulary import FactKind, Modality

MODALITIES: Final[Mapping[Modality, str]] = {
    Modality.INTENDED: f"{FORWARD_CUES[Modality.INTENDED]} may_not may_reach may_begin might possibl called_for urge "
    "will_consider will_stud will_explor will_discuss will_examin consider_it_necessar necessary_to need_to "
    "interested_in ready_to willing_to zəruri niyyət ehtimal maraqlıdır marağındadır belki -malıyız -meliyiz -abilir "
    "-ebilir -abiliriz -ebiliriz niyet دعت يدعو تدعو يتوقع ينبغي يمكن يعتزم تعتزم استعداد призыв может могут следует "
    "намерен рассмотрят рассмотрит изучат изучит готовност возможност",
    Modality.PLANNED: f"{FORWARD_CUES[Modality.PLANNED]} shall is_to are_to -acaqlar -əcəklər -acağıq -əcəyik -acaklar "
    "-ecekler -acağız -eceğiz ستتم سيكون ستكون سيبلغ ستبلغ سيصل سترتفع سيرتفع سيستقبل سيبدا ستبدا построит построят "
    "состоится состоятся начнет начнут завершит завершат откроет откроют достигнет достигнут введут",
    Modality.UNDER_WAY: "being under_way under_construction continu remain_under grow increasingly -maqdadır -məkdədir "
    "davam_ed davam_etdir edilir olunur aparılır -ılır -ulur -maktadır -mektedir sürüyor -ılıyor -uluyor -leniyor "
    "يجري تجري تتم جاري يتم قيد يتزايد تتزايد يواصل تواصل يعمل تعمل продолжа ведется ведутся строится строятся "
    "реализу осуществля растет растут",
    Modality.RECALLED: "recall remind years_ago xatırla hatırla ذكر_بان напомн",
    Modality.ACHIEVED: "signed completed opened held adopted began launched reached exceeded -ıb -ib -ub -üb "
    "edib olub -mışdır -mişdir -mıştır -miştir -ladı -ıldı -undu -ındı -landı -aştı "
    "تم انعقد حقق تحقيق وقع وقعت بلغ بلغت اكتمل افتتح ارتفع ارتفعت استثمر زاد اكد "
    "подписа завершен завершил откры построен создан введен достиг превысил обработал вложен -лись -ился",
}
"""Words of each modality, those of what is to come first."""

PLAIN: Final = (
    "-ed has have had is are was were edir -dır -dur كان كانت يعد تعد هو هي "
    "являет составил состоял был была были -лось -лась"
)
"""Verbs of a plain statement of what is or was, which counts as achieved where nothing in it speaks of more."""

VERB_LAST: Final = frozenset({"az", "tr"})
"""Languages whose sentence ends with its verb: what stands before may be the future of something else."""
REPORTS: Final = (
    "deyib deyir bildirib vurğulayıb söyləyib qeyd_edib əlavə_edib dedi bildirdi söyledi belirtti kaydetti ekledi"
)
"""Verbs that tell who speaks; the modality is that of what is said."""

KINDS: Final[Mapping[FactKind, str]] = {
    FactKind.PROPOSAL: "propos təklif اقترح مقترح предлож öner",
    FactKind.AGREEMENT: "agree sign memorand treat imzala razılı saziş anlaşma "
    "اتفاق توقيع وقع موافق يوافق соглаш подпис",
    FactKind.INVESTMENT: "invest fund financ cost sərmay fond maliyyə dəyəri yatırım investisiya finansman maliyet "
    "استثمار استثمر صندوق تمويل تكلفه инвест фонд финанс вложен стоимост",
    FactKind.CAPACITY: "capacit throughput gücü tutum kapasite ötürücü سعه القدره мощност пропускн",
    FactKind.DEADLINE: "by_the_end deadline sonuna_qədər sonuna_kadar بحلول к_концу",
    FactKind.CONSTRUCTION: "construct build built lay laying laid repair tikinti təmir inşaat yapım tikil inşa "
    "çəkil genişlən بناء انشاء توسيع строит проклад",
    FactKind.TRADE: "trade freight cargo export passenger ticarət yük daşın yolcu dövriyy ixrac ticaret "
    "التجار شحن بضائع торгов груз перевоз",
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

ENDS: Final = (
    "complet finish ready enter_service into_service into_operation commissioned başa_çat tamamlan hazır istifadəyə "
    "istismara bit hizmete заверш готов введен ввод эксплуатац انجاز ينجز اكتمال الخدمه جاهز"
)
"""Words of an end of works; with a day ahead, a sentence about building is one about its deadline."""
