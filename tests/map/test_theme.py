"""The look keeps its promises: contrast, colours told apart by every eye, a look for every word."""

from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from dashboard.catalogue.vocabulary import Mode, PlaceKind, Precision, Status
from dashboard.map.theme import (
    BASEMAP_COLOURS,
    MARK,
    MODE_COLOUR,
    PLACE_SYMBOL,
    PRECISION_LOOK,
    SKETCH_DASH,
    STATUS_DASH,
    WIDTH_PX,
    Theme,
    fill_colour,
)

Triple = tuple[float, float, float]

LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.11: graphical objects
LEAST_TEXT_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
LEAST_DIFFERENCE = 15.0  # CIEDE2000; about 2.3 is just noticeable side by side, thin lines far apart need more

# Machado, Oliveira, Fernandes: "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# IEEE TVCG 15(6), 2009, table 1, severity 1.0. To be applied to linear RGB.
VISION: dict[str, tuple[Triple, Triple, Triple]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
D65 = (0.95047, 1.0, 1.08883)


def linear(colour: str) -> Triple:
    """Linear RGB of ``#RRGGBB`` (IEC 61966-2-1)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue))  # type: ignore[return-value]


def contrast(first: str, other: str) -> float:
    """Contrast ratio by WCAG 2.2."""
    weights = (0.2126, 0.7152, 0.0722)
    lights = sorted(sum(w * part for w, part in zip(weights, linear(c), strict=True)) for c in (first, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def seen(colour: str, vision: str) -> Triple:
    """The colour in CIE L*a*b* as an eye of that kind sees it."""
    rgb = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(m * part for m, part in zip(row, rgb, strict=True)))) for row in VISION[vision]
    )
    xyz = (
        0.4124564 * red + 0.3575761 * green + 0.1804375 * blue,
        0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
        0.0193339 * red + 0.1191920 * green + 0.9503041 * blue,
    )
    x, y, z = (
        ratio ** (1 / 3) if (ratio := part / white) > 216 / 24389 else (24389 / 27 * ratio + 16) / 116
        for part, white in zip(xyz, D65, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(first: Triple, other: Triple) -> float:
    """CIEDE2000, after Sharma, Wu, Dalal (2005)."""
    (l1, a1, b1), (l2, a2, b2) = first, other
    mean_c = (hypot(a1, b1) + hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * sqrt(mean_c**7 / (mean_c**7 + 25**7))
    c1, c2 = hypot(stretch * a1, b1), hypot(stretch * a2, b2)
    h1, h2 = degrees(atan2(b1, stretch * a1)) % 360, degrees(atan2(b2, stretch * a2)) % 360
    apart = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    if c1 * c2 == 0:
        mean_h = h1 + h2
    elif abs(h1 - h2) <= 180:
        mean_h = (h1 + h2) / 2
    else:
        mean_h = (h1 + h2 + (360 if h1 + h2 < 360 else -360)) / 2
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    d_l, d_c, d_h = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(apart / 2))
    t = (
        1
        - 0.17 * cos(radians(mean_h - 30))
        + 0.24 * cos(radians(2 * mean_h))
        + 0.32 * cos(radians(3 * mean_h + 6))
        - 0.20 * cos(radians(4 * mean_h - 63))
    )
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    turn = -2 * sqrt(mean_c**7 / (mean_c**7 + 25**7)) * sin(radians(60 * exp(-(((mean_h - 275) / 25) ** 2))))
    return sqrt((d_l / s_l) ** 2 + (d_c / s_c) ** 2 + (d_h / s_h) ** 2 + turn * d_c / s_c * d_h / s_h)


@pytest.mark.parametrize(
    ("first", "other", "expected"),
    [  # from the table of Sharma, Wu, Dalal
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_difference_agrees_with_published_values(first: Triple, other: Triple, expected: float) -> None:
    assert difference(first, other) == pytest.approx(expected, abs=2e-4)


def test_contrast_agrees_with_known_values() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("surface", ["land", "water", "urban"])
def test_a_route_stands_out_from_the_ground(theme: Theme, mode: Mode, surface: str) -> None:
    ratio = contrast(MODE_COLOUR[theme][mode], getattr(BASEMAP_COLOURS[theme], surface))
    assert ratio >= LEAST_CONTRAST, f"MODE_COLOUR in map/theme.py: {ratio:.2f} on {surface}"


@pytest.mark.parametrize("theme", Theme)
def test_names_of_places_can_be_read(theme: Theme) -> None:
    colours = BASEMAP_COLOURS[theme]
    assert contrast(colours.ink, colours.land) >= LEAST_TEXT_CONTRAST
    for label in (colours.town_label, colours.country_label):
        assert contrast(label, colours.land_halo) >= LEAST_TEXT_CONTRAST
    assert contrast(colours.town_label, colours.urban) >= LEAST_TEXT_CONTRAST
    assert contrast(colours.water_label, colours.water_halo) >= LEAST_TEXT_CONTRAST


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("vision", VISION)
def test_modes_are_told_apart_by_every_eye(theme: Theme, vision: str) -> None:
    seen_as = {mode: seen(colour, vision) for mode, colour in MODE_COLOUR[theme].items()}
    differences = {pair: difference(seen_as[pair[0]], seen_as[pair[1]]) for pair in combinations(Mode, 2)}
    alike = {pair: round(value, 1) for pair, value in differences.items() if value < LEAST_DIFFERENCE}
    assert alike == {}, f"too alike in MODE_COLOUR (map/theme.py): at least {LEAST_DIFFERENCE} in CIEDE2000"


def test_every_word_has_a_look() -> None:
    modes = [MARK, *MODE_COLOUR.values()]
    looks = {Status: [STATUS_DASH], Mode: modes, Precision: [PRECISION_LOOK], PlaceKind: [PLACE_SYMBOL]}
    missing = {word for words, tables in looks.items() for word in words if not all(word in table for table in tables)}
    assert missing == set(), "give them a look in map/theme.py"
    assert set(SKETCH_DASH) == set(Status)


def test_modes_are_told_apart_without_colour() -> None:
    assert len(set(MARK.values())) == len(Mode), "give each mode a mark of its own (MARK in map/theme.py)"


def test_only_what_operates_is_a_whole_line_and_no_sketch_is() -> None:
    assert [status for status, dash in STATUS_DASH.items() if dash[1] == 0] == [Status.OPERATING]
    assert all(gap > 0 for _, gap in SKETCH_DASH.values())


def test_the_less_advanced_the_less_ink() -> None:
    def ink(status: Status) -> float:
        stroke, gap = STATUS_DASH[status]
        return stroke / (stroke + gap)

    shares = [ink(status) for status in (Status.OPERATING, Status.CONSTRUCTION, Status.PLANNED, Status.PROPOSED)]
    shares += [ink(Status.ANNOUNCED), ink(Status.RETIRED)]
    assert shares == sorted(shares, reverse=True)
    assert len(set(shares)) == len(shares)


def test_a_sketch_looks_like_no_survey() -> None:
    assert PRECISION_LOOK[Precision.SCHEMATIC].band_width > 0
    assert all(look.band_width == 0 for word, look in PRECISION_LOOK.items() if word is not Precision.SCHEMATIC)
    cased = {word for word, look in PRECISION_LOOK.items() if look.casing_px}
    assert cased == {Precision.SURVEYED, Precision.TRACED}


def test_lines_never_thin_out_as_one_comes_closer() -> None:
    zooms, widths = zip(*WIDTH_PX, strict=True)
    assert list(zooms) == sorted(zooms)
    assert list(widths) == sorted(widths)


@pytest.mark.parametrize("theme", Theme)
def test_a_ring_is_told_from_what_fills_it(theme: Theme) -> None:
    for kind, symbol in PLACE_SYMBOL.items():
        assert fill_colour(symbol.fill, theme) != fill_colour(symbol.stroke, theme), kind
