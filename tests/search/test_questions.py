"""Questions of people in three languages, and the records that they have to find first, in the real catalogue.

Each query names what may come first: the first result is one of these. More data may add results, not take these away.
"""

import pytest

from dashboard.atlas import Atlas
from dashboard.catalogue.text.amounts import amounts
from dashboard.search.find import Hit, Search

CABLE = "fact/cable-laid-by-end-of-2026"
BTK = "project/baku-tbilisi-kars"
BTK_CAPACITY = "fact/btk-capacity-target"
ALAT = "project/port-of-alat"
ALAT_CAPACITY = "fact/alat-capacity-target"
TASIM = "project/tasim"
SUPPORT = ("fact/tasim-un-bodies-support", "fact/tasim-three-un-resolutions", "fact/tasim-support-grows")
MIDDLE = "project/middle-corridor"
FUNDS = ("project/investment-fund-az-kz", "project/investment-fund-az-uz", "project/investment-fund-az-kg")

FIRST: tuple[tuple[str, tuple[str, ...]], ...] = (
    # names, in any script and spelling
    ("Alat", (ALAT, "place/alat-station")),
    ("Ələt", (ALAT, "place/alat-station")),
    ("Алят", (ALAT, "place/alat-station")),
    ("Port of Alat", (ALAT,)),
    ("Ələt limanı", (ALAT,)),
    ("Alat limanı", (ALAT,)),
    ("ميناء آلات", (ALAT,)),
    ("ميناء Alat", (ALAT,)),
    ("Bakı limanı", (ALAT,)),
    ("Port of Baku", (ALAT,)),
    ("ميناء باكو", (ALAT,)),
    ("ТАСИМ", (TASIM,)),
    ("Transkaspi", ("project/trans-caspian-cable",)),
    # who runs, owns or builds a thing finds the thing, where nothing says who
    ("who runs the port", (ALAT,)),
    ("who operates the port of Alat", (ALAT,)),
    ("who manages Alat port", (ALAT,)),
    ("who builds Rogun", ("project/rogun",)),
    ("who owns the cable", ("figure/trans-caspian-cable/",)),  # a figure says who
    ("limanı kim idarə edir", (ALAT,)),
    ("Ələt limanını kim idarə edir", (ALAT,)),
    ("Roqunu kim tikir", ("project/rogun", "place/rogun-dam")),
    ("من يدير الميناء", (ALAT,)),
    ("من يدير ميناء آلات", (ALAT,)),
    ("من يبني الكابل", ("figure/trans-caspian-cable/",)),
    # of figures that answer alike, those on what the documents speak of
    ("cable length", ("figure/trans-caspian-cable/0",)),
    ("how long is the cable", ("figure/trans-caspian-cable/0",)),
    ("how long is the middle corridor", ("figure/middle-corridor/0",)),  # not how many days it takes
    ("kabelin uzunluğu", ("figure/trans-caspian-cable/0",)),
    ("كم طول الكابل", ("figure/trans-caspian-cable/0",)),
    # a word for a kind, before the station Kabel
    ("kabel", ("project/",)),
    ("кабель", ("project/",)),
    ("dənizaltı kabel", ("project/",)),
    ("الممرر الاوسط", (MIDDLE,)),  # one letter typed twice
    ("BTK", (BTK,)),
    ("BTQ", (BTK,)),
    ("Баку Тбилиси Карс", (BTK,)),
    ("kars baku", (BTK,)),
    ("Bakı-Tbilisi-Qars", (BTK,)),
    ("باكو تبليسي قارص", (BTK,)),
    ("Iron Silk Road", (BTK,)),
    ("Middle Corridor", (MIDDLE,)),
    ("Orta Dəhliz", (MIDDLE,)),
    ("الممر الأوسط", (MIDDLE,)),
    ("TITR", (MIDDLE,)),
    ("tasim", (TASIM,)),
    ("تاسيم", (TASIM,)),
    ("Rəqəmsal İpək Yolu", ("project/digital-silk-road",)),
    ("what is the digital silk road", ("project/digital-silk-road",)),
    ("transcaspian cable", ("project/trans-caspian-cable",)),
    ("trans caspian cable", ("project/trans-caspian-cable",)),
    ("Trans Xəzər", ("project/trans-caspian-cable", MIDDLE)),
    ("Transafghan railway", ("project/trans-afghan-railway",)),
    ("Baku", ("place/baku",)),
    ("Bakı", ("place/baku",)),
    ("باكو", ("place/baku",)),
    ("Kazakhstan", ("country/KZ",)),
    ("كازاخستان", ("country/KZ",)),
    ("Əliyev", ("speaker/aliyev",)),
    ("توكاييف", ("speaker/tokayev",)),
    ("UN", ("place/un-headquarters", "project/un-", "project/cop29", "project/undp", "project/unece")),
    ("متى وقعت المذكرة", ("fact/power-link-memorandum",)),
    ("UN Headquarters", ("place/un-headquarters",)),
    # inflected
    ("Bakıdan", ("place/baku",)),
    ("Bakidan Tbilisiye", (BTK,)),
    ("Aktauda", ("place/aktau",)),
    ("Orta Dəhlizin əhəmiyyəti", ("fact/middle-corridor-importance-grows",)),
    ("Qazaxıstanın limanları", ("place/aktau-port", "place/kuryk-port")),
    # mistyped
    ("Middle Coridor", (MIDDLE,)),
    ("Middel Corridor", (MIDDLE,)),
    ("Kambrata", ("project/kambarata-1",)),
    ("tasmi", (TASIM,)),
    ("Tokaev", ("speaker/tokayev",)),
    ("Azerbajan", ("country/AZ",)),
    ("Аlаt", (ALAT, "place/alat-station")),  # two of its letters are Cyrillic
    # questions
    ("BTK capacity", (BTK_CAPACITY,)),
    ("capacity of BTK", (BTK_CAPACITY,)),
    ("how much can BTK carry", (BTK_CAPACITY,)),
    ("BTQ ötürücülük qabiliyyəti", (BTK_CAPACITY,)),
    ("قدرة خط باكو تبليسي قارص", (BTK_CAPACITY,)),
    ("capacity of the port of Alat", (ALAT_CAPACITY,)),
    ("Ələt limanının gücü", (ALAT_CAPACITY,)),
    ("سعة ميناء آلات", (ALAT_CAPACITY,)),
    ("when will the cable be finished", (CABLE,)),
    ("kabel nə vaxt bitəcək", (CABLE,)),
    ("kabel nə vaxt hazır olacaq", (CABLE,)),
    ("متى ينتهي الكابل", (CABLE,)),
    ("متى سيكتمل الكابل", (CABLE,)),
    ("who supports TASIM", SUPPORT),
    ("TASİM-i kim dəstəkləyir", SUPPORT),
    ("من يدعم مشروع TASIM", SUPPORT),
    ("من يدعم تاسيم", SUPPORT),
    ("Orta Dəhliz nə vaxt", (MIDDLE,)),
    ("أهمية الممر الأوسط", ("fact/middle-corridor-importance-grows",)),
    ("who is the next chair", ("fact/mirziyoyev-next-chair",)),
    ("what did Tokayev say about water", ("fact/unified-water-policy", "fact/tokayev-progress-borders-water")),
    ("new ships for the fleet", ("fact/caspian-fleet-new-ships",)),
    ("memorandum on linking power systems", ("fact/power-link-memorandum",)),
    ("World Bank", ("project/world-bank",)),
    ("Dünya Bankı", ("project/world-bank",)),
    ("البنك الدولي", ("project/world-bank",)),
    ("Asian Development Bank", ("project/asian-development-bank",)),
    ("climate conference", ("project/cop29",)),
    ("iqlim konfransı", ("project/cop29",)),
    ("مؤتمر المناخ", ("project/cop29",)),
    ("investment funds", FUNDS),
    ("صناديق الاستثمار", FUNDS),
    ("length of the Middle Corridor", ("figure/middle-corridor/",)),
    ("Rogun dam height", ("figure/rogun/",)),
    ("who operates TASIM", ("figure/tasim/",)),
    ("when was BTK opened", ("figure/baku-tbilisi-kars/",)),
    ("ports in Kazakhstan", ("place/aktau-port", "place/kuryk-port")),
    ("projects under construction", ("project/rogun", "project/trans-caspian-cable", "project/digital-silk-road")),
    ("tikilən layihələr", ("project/rogun", "project/trans-caspian-cable", "project/digital-silk-road")),
    ("مشاريع قيد الإنشاء", ("project/rogun", "project/trans-caspian-cable", "project/digital-silk-road")),
    ("president of Kazakhstan", ("speaker/tokayev",)),
    ("how much does Kambarata cost", ("figure/kambarata-1/",)),
    ("Kambarata nə qədər başa gəlir", ("figure/kambarata-1/",)),
    ("تكلفة كامباراتا", ("figure/kambarata-1/",)),
    ("stations in Turkey", ("place/ankara-station",)),
    # numbers, with their units and words, in any digits
    ("2026", (CABLE,)),
    ("٢٠٢٦", (CABLE,)),
    ("2026-cı ilin sonuna qədər", (CABLE,)),
    ("end of 2026", (CABLE,)),
    ("31 December 2026", (CABLE,)),
    ("31 dekabr 2026", (CABLE,)),
    ("2040", ("project/central-asia-2040",)),
    ("2027", ("project/central-asia-roadmap-2027",)),
    ("9 August 2024", ("fact/sixth-meeting-held",)),
    ("9 avqust 2024", ("fact/sixth-meeting-held",)),
    ("9 أغسطس 2024", ("fact/sixth-meeting-held",)),
    ("5 milyon", (BTK_CAPACITY,)),
    ("5 million tonnes", (BTK_CAPACITY,)),
    ("5 ملايين طن", (BTK_CAPACITY,)),
    ("15 million", (ALAT_CAPACITY,)),
    ("15 مليون", (ALAT_CAPACITY,)),
    ("25 milyon ton", (ALAT_CAPACITY,)),
    ("15 billion dollars", ("project/central-asia-trade-target",)),
    ("15 مليار دولار", ("project/central-asia-trade-target",)),
    ("120 countries", ("fact/tasim-interest-in-ohrlls",)),
    ("3 resolutions", ("fact/tasim-three-un-resolutions",)),
    ("üç qətnamə", ("fact/tasim-three-un-resolutions",)),
    ("400 Tbit/s", ("figure/trans-caspian-cable/",)),
    ("٤٠٠ تيرابت", ("figure/trans-caspian-cable/",)),
    ("380 km", ("figure/trans-caspian-cable/", "figure/sumgayit-aktau-cable/")),
    ("380 كم", ("figure/trans-caspian-cable/", "figure/sumgayit-aktau-cable/")),
    ("380km", ("figure/trans-caspian-cable/", "figure/sumgayit-aktau-cable/")),
    ("11,000 km", ("figure/middle-corridor/", "figure/tasim/")),
    ("11 000 km", ("figure/middle-corridor/", "figure/tasim/")),
    ("11.000 kilometr", ("figure/middle-corridor/", "figure/tasim/")),
    ("3600 MW", ("figure/rogun/",)),
    ("5,6 TWh", ("figure/kambarata-1/",)),
    ("100 000 TEU", ("figure/port-of-alat/",)),
    ("17 days", ("figure/middle-corridor/",)),
    ("17 gün", ("figure/middle-corridor/",)),
    ("seventeen days", ("figure/middle-corridor/",)),
    ("five million tonnes", (BTK_CAPACITY,)),
    ("beş milyon", (BTK_CAPACITY,)),
    ("خمسة ملايين", (BTK_CAPACITY,)),
    ("iyirmi beş milyon ton", (ALAT_CAPACITY,)),
    ("خمسة وعشرين مليون طن", (ALAT_CAPACITY,)),
    ("525 kV", ("figure/black-sea-energy-cable/",)),
    # dates in digits
    ("2024-08-09", ("fact/sixth-meeting-held",)),
    ("09.08.2024", ("fact/sixth-meeting-held",)),
    ("May 2024", ("fact/power-link-memorandum",)),
    ("05.2024", ("fact/power-link-memorandum",)),
    # the day of a document, in a language that the document does not have
    ("29 December 2025", ("document/atamoglanov-interview",)),
    ("2025-12-29", ("document/atamoglanov-interview",)),
    ("29 ديسمبر 2025", ("document/atamoglanov-interview",)),
    # questions in Russian, and endings behind a hyphen
    ("когда закончат кабель", (CABLE,)),
    ("мощность БТК", (BTK_CAPACITY,)),
    ("кто поддерживает ТАСИМ", SUPPORT),
    ("BTQ-nin gücü", (BTK_CAPACITY,)),
)


def found(search: Search, typed: str) -> list[Hit]:
    return [hit for group in search.find(typed, "en") for hit in group.hits]


@pytest.mark.parametrize(("typed", "first"), FIRST, ids=[typed for typed, _ in FIRST])
def test_what_is_asked_for_comes_first(search: Search, typed: str, first: tuple[str, ...]) -> None:
    names = [f"{hit.kind}/{hit.id}" for hit in found(search, typed)]
    assert names, "nothing found"
    assert names[0].startswith(first), names[:4]


def test_the_table_has_all_three_languages_and_scripts() -> None:
    assert len(FIRST) >= 60
    assert sum(any("\u0621" <= letter <= "\u064a" for letter in typed) for typed, _ in FIRST) >= 15
    assert sum(any(letter in "əƏıİğşöüç" for letter in typed) for typed, _ in FIRST) >= 15


NUMBERS = (
    "2026",
    "2025",
    "2030",
    "2027",
    "2011",
    "15 million",
    "5 milyon",
    "400",
    "380 km",
    "11 000",
    "25",
    "3,5",
    "1",
    "one million",
    "bir milyon ton",
    "مليون طن",
)


def values_of(typed: str) -> frozenset[float]:
    """The values of the one number of a query, in digits or in words."""
    in_digits = amounts(typed)
    return in_digits[0].values if in_digits else frozenset({1e6})


@pytest.mark.parametrize("typed", NUMBERS)
def test_a_number_finds_and_marks_itself_alone(search: Search, typed: str) -> None:
    values = values_of(typed)
    hits = found(search, typed)
    assert hits
    for hit in hits:
        for start, end in hit.marks:
            for amount in amounts(hit.text[start:end]):
                assert amount.values & values or amount.unscaled & values or _in_a_range(hit, start, values)


def _in_a_range(hit: Hit, start: int, values: frozenset[float]) -> bool:
    """Whether the number at ``start`` has its scale from the end of its range (15–20 million)."""
    return any(amount.start == start and amount.values & values for amount in amounts(hit.text))


def test_a_word_that_only_the_kind_of_things_has_finds_these_things(search: Search) -> None:
    assert "tasim" in {hit.id for hit in found(search, "internet") if hit.kind == "project"}


def test_things_of_a_kind_stay_out_where_something_has_the_word_in_its_name(search: Search) -> None:
    assert "tbilisi-poti" not in {hit.id for hit in found(search, "rail")}


@pytest.mark.parametrize(
    "typed", ["999 km", "2031", "14 million tonnes", "401 Tbit/s", "1 000 km", "220 kV", "0.4 Pbit/s"]
)
def test_a_number_that_nobody_gives_finds_nothing(search: Search, typed: str) -> None:
    assert found(search, typed) == []


def test_figures_from_elsewhere_are_never_given_as_statements(search: Search, atlas: Atlas) -> None:
    groups = search.find("400 Tbit/s", "en")
    assert [group.kind for group in groups] == ["figure"]
    owner, _, place = groups[0].hits[0].id.partition("/")
    assert atlas.catalogue.projects[owner].figures[int(place)].value == 400


def test_the_statement_that_says_most_comes_before_what_lies_nearby(search: Search) -> None:
    names = [f"{hit.kind}/{hit.id}" for hit in found(search, "Alat")]
    nearby = [
        name for name in names if name in ("place/alat-port", "place/yeni-alat-station") or name.startswith("route/")
    ]
    assert nearby
    assert names.index(ALAT_CAPACITY) < min(map(names.index, nearby))
    assert names.index(ALAT_CAPACITY) <= 3
