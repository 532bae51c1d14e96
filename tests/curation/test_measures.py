"""Numbers with their units, as a sentence of any language says them."""

import pytest

from dashboard.curation.measures import dateline, dates, measures


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("en", "The port cost $5 billion.", 5, "billion dollars"),
        ("en", "It cost US$ 300 million.", 300, "million USD"),
        ("en", "KZT 5 billion were given.", 5, "billion KZT"),
        ("en", "€40 million were lent.", 40, "million EUR"),
        ("en", "40% of it", 40, "%"),
        ("en", "The change was -10.4 %.", -10.4, "%"),
        ("az", "(−3%)", -3, "%"),
        ("en", "the coal-40 % of it", 40, "%"),
        ("en", "3 thousand passengers", 3000, "passengers"),
        ("en", "500,000 TEU", 500_000, "TEU"),
        ("en", "7 GWh", 7, "GWh"),
        ("en", "380-400 km, and 400 Tbit/s", 400, "Tbit/s"),
        ("ru", "2,5 млрд тенге", 2.5, "billion KZT"),
        ("ru", "300 млн азербайджанских манатов", 300, "million AZN"),
        ("ru", "12 млрд кубометров газа", 12, "billion m³"),
        ("ru", "5 тысяч человек", 5000, "people"),
        ("tr", "yüzde 40", 40, "%"),
        ("tr", "5 milyar Türk lirası", 5, "billion TRY"),
        ("az", "300 milyon Azərbaycan manatı", 300, "million AZN"),
        ("az", "150 min konteyner", 150_000, "containers"),
        ("ar", "5 مليارات دولار أمريكي", 5, "billion USD"),
        ("ka", "5 მილიონი ქართული ლარი", 5, "million GEL"),
        ("ka", "1300 მეგავატი", 1300, "MW"),
        ("ka", "600 ათას კონტეინერს", 600_000, "containers"),
        ("ka", "5 მეგავატ-საათი", 5, "MWh"),
        ("kk", "ұзындығы 836 шақырым", 836, "km"),
        ("kk", "12 пайызға көп", 12, "%"),
        ("fa", "4.5 میلیون تن", 4.5, "million tonnes"),
        ("fa", "۳۸۰ کیلومتر", 380, "km"),
        ("zh", "货运量达450万吨", 4.5, "million tonnes"),
        ("zh", "总投资47亿美元", 4.7, "billion USD"),
        ("zh", "14万标准箱", 140_000, "TEU"),
        ("zh", "装机容量为3600兆瓦", 3600, "MW"),
        ("en", "4,500,000 tonnes", 4.5, "million tonnes"),
        ("de", "3 Milliarden Euro", 3, "billion EUR"),
    ],
)
def test_a_number_has_its_unit(language: str, text: str, value: float, unit: str) -> None:
    amounts = next(measures(text, language), None)
    assert amounts
    assert (amounts.value, amounts.unit) == (value, unit)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "2,5 milyard manat"),  # of Azerbaijan or of Turkmenistan
        ("en", "5 Georgian tourists"),
        ("en", "the 5 US states"),
        ("en", "1,520 MW"),  # has two meanings
        ("en", "25-30 million tonnes"),  # a statement has one number
        ("en", "between 25 and 30 million tonnes"),
        ("en", "12 to 15 days"),
        ("tr", "15 ila 20 milyon ton"),
        ("az", "5 ilə 6 milyon ton arasında"),
        ("ru", "от 5 до 6 млн тонн"),
        ("ar", "بين 5 و6 ملايين طن"),
        ("fr", "entre 5 et 6 millions d'euros"),
    ],
)
def test_nothing_is_made_up(language: str, text: str) -> None:
    assert not list(measures(text, language))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Works start between 2027 and 2030.", "2027/2030"),
        ("in 2025–2026", "2025/2026"),
        ("in 2030, not 2027", "2030"),
        ("from 2030 to 2027", "2030"),
    ],
)
def test_a_range_of_years_is_an_interval(text: str, date: str) -> None:
    assert next(dates(text, "en")).date == date


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        ("en", "The pier opens in May 2027.", "2027-05"),
        ("en", "January–October 2026 brought more.", "2026-01/2026-10"),
        ("en", "by the third quarter of 2027", "2027-07/2027-09"),
        ("en", "in Q3 2027", "2027-07/2027-09"),
        ("en", "by the end of 2026", "2026"),
        ("en", "the mayor 2027", "2027"),
        ("az", "2028-ci ilin mart ayında", "2028-03"),
        ("az", "2026-cı ilin yanvar-oktyabr aylarında", "2026-01/2026-10"),
        ("az", "2027-ci ilin üçüncü rübünədək", "2027-07/2027-09"),
        ("az", "2027-ci ilin birinci yarısında", "2027-01/2027-06"),
        ("tr", "Eylül 2026'da tamamlandı", "2026-09"),
        ("tr", "2027'nin üçüncü çeyreğinde", "2027-07/2027-09"),
        ("ru", "в мае 2027 года", "2027-05"),
        ("ru", "во втором полугодии 2027 года", "2027-07/2027-12"),
        ("ru", "в III квартале 2027 г.", "2027-07/2027-09"),
        ("ar", "في شهر مارس من عام ٢٠٢٨", "2028-03"),
        ("ar", "الربع الثالث من عام 2027", "2027-07/2027-09"),
    ],
)
def test_a_month_a_quarter_and_a_half_are_parts_of_their_year(language: str, text: str, date: str) -> None:
    assert next(dates(text, language)).date == date


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("en", "Caspian Wire, 25 November 2026", "2026-11-25"),
        ("az", "- 29 dekabr, 2025", "2025-12-29"),
        ("ru", "Актау, 21 октября 2026 года", "2026-10-21"),
        ("en", "The station at Aktau was opened on 14 September 2026.", None),
        ("en", "From 1 May 2026 to 2 June 2026", None),
    ],
)
def test_a_line_with_a_day_and_little_else_is_a_dateline(language: str, line: str, day: str | None) -> None:
    assert dateline(line, language) == day
