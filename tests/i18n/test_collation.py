"""Names are sorted by the letters of their language, as in CLDR."""

import pytest

from dashboard.i18n import words_in

ORDERS = {
    "az": [
        ["Ağstafa", "Axalkalaki", "Akadır", "Aktau"],
        ["Cənub", "Çexiya", "Çin", "Dağ", "Ev", "Əfqanıstan", "Ələt limanı", "Fransa"],
        ["Hind", "Xəzər", "Iğdır", "İran", "Qara dəniz", "Qərb", "Özbəkistan", "Şuşa", "Ukrayna", "Zəngilan"],
    ],
    "en": [
        ["alat", "Ärzi", "Caucasus", "COP29", "Zhetysu"],
        ["Baku – Tbilisi", "Baku 2", "Baku station", "Baku-2", "Baku–2", "Baku's", "Bakuriani"],
    ],
    "ar": [["آلات", "اتحاد", "أخالكالاكي", "أستانا", "الميناء", "إيران", "باكو", "تركيا", "قرغيزستان"]],
}


@pytest.mark.parametrize(("language", "names"), [(code, names) for code, lists in ORDERS.items() for names in lists])
def test_each_language_sorts_by_its_own_alphabet(language: str, names: list[str]) -> None:
    assert sorted(set(names), key=words_in(language).sort_key) == names
