"""Positions in the forms that people write and paste."""

import pytest

from dashboard.search.points import read_point

BATUMI = (41.64, 41.63)


@pytest.mark.parametrize(
    "typed",
    [
        *("41.64, 41.63", "41.64,41.63", "41.64 41.63", "41.64/41.63", "41,64 41,63", "41,64; 41,63", "41,64, 41,63"),
        *(
            "٤١٫٦٤، ٤١٫٦٣",
            "٤١.٦٤ ٤١.٦٣",
            "۴۱٫۶۴ ۴۱٫۶۳",
            "geo:41.64,41.63",
            "lat 41.64 lon 41.63",
            "lat: 41.64, lon: 41.63",
        ),
        *(
            "N41.64 E41.63",
            "N 41.64, E 41.63",
            "E41.63 N41.64",
            "41.64N 41.63E",
            "41.64° N, 41.63° E",
            "41.64°, 41.63°",
        ),
        *("41°38'24\"N 41°37'48\"E", "41° 38′ 24″ N, 41° 37′ 48″ E", "41º38’24”N 41º37’48”E", "41 38 24 N 41 37 48 E"),
        *("N 41° 38.4' E 41° 37.8'", "41,64° şimal enliyi, 41,63° şərq uzunluğu", "41.64° شمالاً، 41.63° شرقاً"),
        *("٤١٫٦٤° شمالاً، ٤١٫٦٣° شرقاً", "41.64° с. ш., 41.63° в. д.", "  41.64 ,  41.63  "),
        *("https://www.openstreetmap.org/#map=9/41.64/41.63", "https://www.google.com/maps/@41.64,41.63,9z"),
        *("https://maps.google.com/?q=41.64,41.63", "http://atlas.example/project/tasim?view=6.5/41.64/41.63&lang=az"),
        *("41.64 درجة شمالاً، 41.63 درجة شرقاً", "\u200e41.64°\u200f شمالاً، \u206641.63°\u2069 شرقاً"),
    ],
)
def test_a_position_is_read_in_any_notation(typed: str) -> None:
    assert read_point(typed) == BATUMI


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("41°38′N 41°38′E", (41.63333, 41.63333)),
        ("-33.9, 18.4", (-33.9, 18.4)),
        ("33.9S 18.4W", (-33.9, -18.4)),
        ("33°54′S 18°24′E", (-33.9, 18.4)),
        ("49.9° E, 40.4° N", (40.4, 49.9)),
        ("120.5, 40.1", (40.1, 120.5)),
        ("40.123456789 49.5", (40.12346, 49.5)),
    ],
)
def test_sides_and_signs_say_which_is_which(typed: str, point: tuple[float, float]) -> None:
    assert read_point(typed) == point


@pytest.mark.parametrize(
    "typed",
    [
        *("", "2026", "15, 25", "40 50", "41.64", "3,5", "5 million", "11,000 km", "1,195 km", "400 Tbit/s", "20-21.5"),
        *("1.5, 2.5, 3.5", "95.1, 200.3", "86.5, 86.5", "41.64 N 41.63 N", "41°75'N 41°38'E", "Baku 40.4 49.9", "n e"),
        *("https://report.az/2026/1.5", "https://www.google.com/maps/place/Alat"),
        *("12.08.2024", "COP29, 3.5", "9.5 km 3.5 m", "41.64, 41.63 " * 20, "1.5–2.5", "1.5-2.5"),
    ],
)
def test_what_is_no_position_is_none(typed: str) -> None:
    assert read_point(typed) is None
