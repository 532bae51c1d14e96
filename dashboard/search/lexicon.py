"""Stop words, units, and synonyms for the codes of the vocabularies, in English, Azerbaijani and Arabic.

Words are listed as people write them, and folded before they are compared.
"""

from collections.abc import Mapping
from types import MappingProxyType

from dashboard.catalogue.text.text_normalization import fold_text, strip_article


def _folded(text: str) -> frozenset[str]:
    return frozenset(strip_article(word) for word in fold_text(text).split())


STOP_WORDS: frozenset[str] = _folded(
    """
    a an the of in on at to for from by with and or as is are was were be been being will would shall can could may
    do does did done has have had it its this that these those there here what which who whom whose where why how
    many much me tell about show find give please any some i we you he she they them his their my our your
    say says said speak speaks mean means called between into during through there's what's who's where's
    və ya ilə üçün bu o da də ki nə necə hansı hara harada haradan haraya kim kimi kimin kimdir kimlər nədir neçə
    qədər bir olan olub olacaq edir edən haqqında barədə barəsində mi mı mu mü dir dır mənə göstər tap varmı var
    dedi deyib deyir deyilib danışır isə bütün hər çox arasında arasındakı niyə
    في من إلى على عن مع هذا هذه ذلك تلك التي الذي الذين ما ماذا هل كم كيف أين لماذا أي أو ثم قد سوف هو هي هم كان كانت
    قال يقول قالت يكون تكون تم بين لي أرني لنا عند منذ حتى
    кто кого что где как какой какая какие сколько и в на по из от до о об про за для это был будет
    """
)
"""Words of a question that do not name its subject."""

OPERATOR_VERBS: frozenset[str] = _folded(
    """run runs running operate operates operating own owns manage manages build builds building idarə sahib sahibi
    tikir tikən çəkir çəkən işlədir işlədən ödəyir maliyyələşdirir يدير تدير يشغل تشغل يملك تملك يبني تبني يدفع
    تدفع يمول تمول pay pays finances строит управляет владеет платит финансирует"""
)
"""Verbs of "who runs it" and "who pays": a query ignores them if nothing answers them."""

_UNITS: Mapping[str, str] = {
    "km": "km kms kilometre kilometres kilometer kilometers kilometr kilometrə kilometrlik كم كلم كيلومتر كيلومترا км",
    "km3": "km3 كم3",
    "m": "m metre metres meter meters metr metrlik م متر مترا м",
    "tbit": "tbit tbits tbps tb terabit terabits teraabit terabitlik تيرابت تيرابايت тбит",
    **{f"{size}bit": f"{size}bit {size}bits {size}bps" for size in ("k", "m", "g", "p")},
    "kv": "kv kilovolt kilovolts kilovoltlu كيلوفولت кв",
    "mile": "mile miles mil ميل أميال миля мили миль",
    "mw": "mw mwt megawatt megawatts mvt meqavat ميغاواط мвт",
    "gw": "gw gwt gigawatt gigawatts qvt giqavat غيغاواط гвт",
    "gwh": "gwh гвтч",
    "mwh": "mwh мвтч",
    "m3": "m3 م3 м3",
    "%": "percent faiz المائه المئه процент процента процентов",
    "passenger": "passenger passengers sərnişin yolcu راكب ركاب راكبا пассажир пассажира пассажиров",
    "person": "person people nəfər kişi شخص أشخاص شخصا человек",
    "azn": "azn manat manats مانات манат маната манатов",
    "twh": "twh tvt تيراواط твтч",
    "t": "t ton tons tonne tonnes tona tonluq tondan طن طنا أطنان т тонн тонны тонна ტონა ტონას",
    "teu": "teu حاوية حاويات konteyner container containers",
    "usd": "usd dollar dollars dollara dolları dollarlıq دولار دولارا دولارات долл доллар доллара долларов",
    "eur": "eur euro euros avro يورو евро",
    "day": "day days gün günə günlük يوم أيام يوما",
    "hour": "hour hours saat saata saatlıq ساعة ساعات",
}
UNITS: Mapping[str, str] = MappingProxyType(
    {word: f"&{unit}" for unit, words in _UNITS.items() for word in _folded(words)}
)
"""The form of the unit by its folded words; ``&`` is in no folded word."""

AFTER_UNIT: frozenset[str] = _folded("s sec second per year annually annual il ildə saniyə ثانية سنويا سنة عام في")
"""Words after a number with its unit that are ignored: per second, a year."""

_SYNONYMS: Mapping[str, tuple[str, str, str]] = {
    # words with which people ask for kinds of statements and measures of figures
    "deadline": (
        "when deadline due date year finish finished finishes complete completed completion ready end ends launch",
        "vaxt haçan tarix son bitmək bitir bitəcək bitirmək çatır çatacaq çatdırılacaq başa tamamlanır hazır il",
        "متى موعد تاريخ ينتهي تنتهي سينتهي انتهاء نهاية يكتمل تكتمل سيكتمل اكتمال ينجز سينجز إنجاز جاهز سنة عام"
        " когда срок закончат достроят готов готово завершат",
    ),
    "dated": ("when date year happened", "vaxt haçan tarix il", "متى تاريخ سنة عام когда дата"),
    "opened": (
        "when open opened opening begin began start started launched inaugurated built",
        "vaxt haçan açılıb açıldı açılışı başladı başlayıb tikilib tikildi",
        "متى افتتح افتتاح فتح بدأ بدء когда открыт открыта открыли",
    ),
    "agreed": (
        "when agree agreed agreement sign signed signing memorandum treaty contract",
        "vaxt haçan imzalanıb imzalandı razılaşma saziş memorandum müqavilə",
        "متى وقع توقيع اتفاق اتفاقية مذكرة عقد",
    ),
    "agreement": (
        "agree agreed sign signed signing treaty memorandum declaration",
        "imzalanıb imzalandı saziş razılaşma memorandum bəyannamə",
        "اتفاقية وقع توقيع مذكرة إعلان",
    ),
    "capacity": (
        "capacity throughput bandwidth speed carry",
        "güc gücü buraxılış ötürmə ötürücülük tutum tutumu qabiliyyət",
        "سعة طاقة قدرة استيعاب استيعابية мощность пропускная способность",
    ),
    "target": (
        "target aim aimed goal capacity",
        "hədəf hədəfi məqsəd güc gücü tutum",
        "هدف مستهدف سعة طاقة",
    ),
    "traffic": (
        "traffic cargo freight shipments carried transported transport volume",
        "yük yükdaşıma daşınma daşınıb həcm",
        "شحن بضائع نقل حجم حمولة",
    ),
    "length": (
        "length long distance kilometres",
        "uzunluq uzunluğu uzun məsafə kilometr",
        "طول مسافة طويل كيلومتر длина протяжённость",
    ),
    "cost": (
        "cost costs price expensive money budget finances financing investment pay pays",
        "qiymət qiyməti dəyər xərc pul büdcə başa gəlir gəlib gələcək",
        "تكلفة كلفة سعر ثمن ميزانية تمويل стоимость цена стоит",
    ),
    "duration": (
        "duration time take takes days travel transit journey",
        "müddət gün",
        "مدة زمن وقت أيام يستغرق تستغرق",
    ),
    "tracks": ("tracks track double single", "yol cüt tək", "مسارات مسار مزدوج مفرد пути путь"),
    "electrified": ("electrified electric electrification", "elektrikləşdirilmiş", "مكهرب كهربة электрифицирован"),
    "tariff": ("tariff tariffs rate rates fee fees", "tarif tariflər", "تعرفة تعرفات тариф тарифы"),
    "power": ("power capacity megawatts output", "güc gücü meqavat", "قدرة طاقة ميغاواط мощность"),
    "energy": ("energy electricity output production generation", "enerji elektrik istehsal", "طاقة كهرباء إنتاج"),
    "height": ("height high tall", "hündürlük hündür yüksəklik", "ارتفاع علو"),
    "volume": ("volume reservoir water", "həcm su anbar", "حجم خزان مياه"),
    "operator": (
        "operator operators operates company companies owner owners owns runs builds building manages",
        "operator şirkət sahib sahibi idarə tikir çəkir işlədir",
        "مشغل شركة شركات مالك يملك تملك يدير تدير يشغل تشغل يبني تبني",
    ),
    "endorsement": (
        "support supports supported supporter backing backs backed endorse endorses",
        "dəstək dəstəkləyir dəstəkləyən dəstəklənir",
        "دعم يدعم تدعم داعم داعمون تأييد يؤيد поддержка поддерживает",
    ),
    "construction": (
        "build building built works construction",
        "tikinti tikilir inşa inşaat",
        "بناء إنشاء تشييد أعمال",
    ),
    "investment": (
        "invest invests investing fund funds money finance finances financing pay pays",
        "investisiya sərmayə maliyyə vəsait",
        "استثمار استثمارات تمويل صندوق",
    ),
    "definition": ("definition meaning purpose aim goal", "tərif məna məqsəd", "تعريف معنى هدف غرض"),
    "event": ("meeting held", "görüş keçirilib tədbir", "اجتماع انعقد لقاء"),
    "importance": ("important importance significance matters", "mühüm əhəmiyyət vacib", "أهمية مهم"),
    "proposal": ("propose proposed proposal suggest suggested", "təklif", "اقترح اقتراح مقترح"),
    "trade": ("trade commerce turnover", "ticarət dövriyyə", "تجارة تبادل"),
    # kinds of projects, places and lines
    "railway": (
        "rail train trains track railroad line",
        "dəmir yol dəmiryol dəmiryolu qatar",
        "سكة سكك حديد قطار قطارات خط",
    ),
    "port": ("port ports harbour harbor seaport", "liman limanı", "ميناء موانئ مرفأ порт"),
    "fleet": ("fleet ship ships vessel vessels shipping", "gəmi gəmilər donanma", "أسطول سفن سفينة"),
    "fibre": ("fibre fiber optic internet telecom highway", "lif internet", "ألياف ضوئية إنترنت"),
    "cable": (
        "cable cables fibre fiber optic internet subsea submarine undersea",
        "kabel kabeli sualtı dənizaltı internet xətt",
        "كابل كابلات كيبل إنترنت кабель",
    ),
    "power-link": (
        "power electricity energy grid interconnection cable",
        "elektrik enerji şəbəkə kabel",
        "كهرباء طاقة شبكة ربط",
    ),
    "hydropower": (
        "hydropower hydroelectric hydro power plant dam station hpp",
        "ses su elektrik stansiyası stansiya bənd",
        "سد محطة كهرومائية гэс",
    ),
    "corridor": ("corridor corridors route", "dəhliz dəhlizi marşrut", "ممر ممرات طريق коридор"),
    "fund": ("fund funds", "fond fondu", "صندوق صناديق"),
    "conference": ("conference summit meeting", "konfrans sammit görüş", "مؤتمر قمة اجتماع"),
    "city": ("city town", "şəhər şəhəri", "مدينة"),
    "town": ("town village", "qəsəbə", "بلدة مدينة"),
    "rail-station": ("station stations railway", "stansiya stansiyası vağzal vağzalı", "محطة قطار вокзал"),
    "cable-landing": ("landing landings cable", "sahil çıxış", "إنزال نقطة"),
    "border-crossing": ("border crossing crossings", "sərhəd keçid", "معبر حدود حدودي"),
    "project": ("project projects system systems", "layihə layihələr sistem", "مشروع مشاريع منظومة"),
    # other names of countries
    "TR": ("Turkey", "", ""),
    "US": ("USA America", "Amerika", "أمريكا"),
}
SYNONYMS: Mapping[str, str] = MappingProxyType(
    {code: " ".join(words) for code, words in {**_SYNONYMS, "due": _SYNONYMS["deadline"]}.items()}
)
"""Words for each code of a vocabulary besides those of the page; ``dated`` has words for everything with a date."""
