"""The look of each word of the vocabulary, in light and in dark. No other module names a colour.

The five route colours come from a search (random restarts over CIE LCh windows of calm hues). It maximised the
smallest CIEDE2000 distance in normal, protan, deutan and tritan vision, where each colour has a contrast of at least
3:1 against land and water. ``tests/map/test_theme.py`` checks both. Modes differ not only by colour: see ``MARK``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from dashboard.catalogue.vocabulary import Mode, PlaceKind, Precision, Status


class Theme(StrEnum):
    """The two looks of the page and of its map."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class BasemapColours:
    """The colours beneath and beside the routes."""

    water: str
    land: str
    urban: str  # the extent of towns
    coast: str
    river: str
    border: str
    disputed: str
    graticule: str
    highlight: str  # the selected country
    road: str
    context: str  # railways of no route of the atlas
    casing: str  # beside a line, and inside a place's ring
    filtered_out: str  # segments and places that the filters exclude
    ink: str  # rings of places, their names
    country_label: str
    water_label: str
    town_label: str
    land_halo: str
    water_halo: str


BASEMAP_COLOURS: Final[Mapping[Theme, BasemapColours]] = MappingProxyType(
    {
        Theme.LIGHT: BasemapColours(
            water="#CFDFE6",
            land="#F4F0E7",
            urban="#E7E0D3",
            coast="#A9C1CC",
            river="#BCD3DD",
            border="#BDB2A0",
            disputed="#C5A79A",
            graticule="#C3D5DD",
            highlight="#FBE8B8",
            road="#B5A067",
            context="#BE8F88",
            casing="#FFFDF8",
            filtered_out="#A7A299",
            ink="#2B2A28",
            country_label="#71685C",
            water_label="#436271",
            town_label="#5C574F",
            land_halo="#F4F0E7",
            water_halo="#CFDFE6",
        ),
        Theme.DARK: BasemapColours(
            water="#12181E",
            land="#252B32",
            urban="#30373F",
            coast="#3B4751",
            river="#1B2630",
            border="#4A525B",
            disputed="#6A5750",
            graticule="#1A222A",
            highlight="#3A3A2C",
            road="#6E6747",
            context="#84605F",
            casing="#11161B",
            filtered_out="#5B646D",
            ink="#F0ECE4",
            country_label="#8E98A3",
            water_label="#65899E",
            town_label="#98A1AA",
            land_halo="#252B32",
            water_halo="#12181E",
        ),
    }
)

MODE_COLOUR: Final[Mapping[Theme, Mapping[Mode, str]]] = MappingProxyType(
    {
        Theme.LIGHT: MappingProxyType(
            {
                Mode.RAIL: "#820203",
                Mode.SEA: "#0E7ACE",
                Mode.FIBRE: "#1C604E",
                Mode.SUBSEA_CABLE: "#6E256D",
                Mode.POWER: "#AF6002",
            }
        ),
        Theme.DARK: MappingProxyType(
            {
                Mode.RAIL: "#E55361",
                Mode.SEA: "#31A2FF",
                Mode.FIBRE: "#B2F0CB",
                Mode.SUBSEA_CABLE: "#AB769E",
                Mode.POWER: "#ECC748",
            }
        ),
    }
)


class Mark(StrEnum):
    """The marks on a line, beside its colour."""

    TIES = "ties"  # short bars across it
    PLAIN = "plain"
    CORE = "core"  # a light thread inside it
    BEADS = "beads"  # round dots wider than it
    PYLONS = "pylons"  # long bars across it, far apart


MARK: Final[Mapping[Mode, Mark]] = MappingProxyType(
    {
        Mode.RAIL: Mark.TIES,
        Mode.SEA: Mark.PLAIN,
        Mode.FIBRE: Mark.CORE,
        Mode.SUBSEA_CABLE: Mark.BEADS,
        Mode.POWER: Mark.PYLONS,
    }
)

STATUS_DASH: Final[Mapping[Status, tuple[float, ...]]] = MappingProxyType(
    {
        Status.OPERATING: (1, 0),
        Status.CONSTRUCTION: (4, 1.4),
        Status.PLANNED: (2, 1.5),
        Status.PROPOSED: (0.9, 1.6),
        Status.ANNOUNCED: (0.9, 3.2),
        Status.MOTHBALLED: (5, 3.5),
        Status.SHELVED: (2.4, 4),
        Status.UNKNOWN: (0.6, 2.2),
        Status.CANCELLED: (0.7, 4.2),
        Status.RETIRED: (0.7, 4.2),
    }
)
"""Lengths of stroke and gap in widths of the line; (1, 0) is a solid line."""

UNKNOWN_OPACITY: Final = 0.5
"""The opacity of a line of unknown status."""

SKETCH_DASH: Final[Mapping[Status, tuple[float, ...]]] = MappingProxyType(
    {status: (1, 1.6) if dash == (1, 0) else dash for status, dash in STATUS_DASH.items()}
)
"""The dashes of a sketch's centre line, which is never solid."""

WIDTH_PX: Final[tuple[tuple[float, float], ...]] = ((2, 1.2), (4, 2.0), (6, 2.8), (8, 3.8), (11, 5.5))
"""(zoom, width in CSS pixels) of a line, with linear interpolation between."""


@dataclass(frozen=True)
class LineLook:
    """The look of a precision. ``width`` and ``band_width`` are in widths of the line; 0 means none."""

    width: float
    opacity: float
    casing_px: float
    band_width: float


PRECISION_LOOK: Final[Mapping[Precision, LineLook]] = MappingProxyType(
    {
        Precision.SURVEYED: LineLook(width=1.0, opacity=1.0, casing_px=1.4, band_width=0),
        Precision.TRACED: LineLook(width=1.0, opacity=1.0, casing_px=1.4, band_width=0),
        Precision.APPROXIMATE: LineLook(width=0.85, opacity=0.8, casing_px=0, band_width=0),
        Precision.SCHEMATIC: LineLook(width=0.55, opacity=0.85, casing_px=0, band_width=6.5),
    }
)
BAND_OPACITY: Final = 0.16
DIMMED: Final = 0.28
"""The factor of the opacity of all that is not selected, while something is."""


class Fill(StrEnum):
    """The colour of a place's symbol: paper, ink, or that of the mode that it serves."""

    PAPER = "paper"
    INK = "ink"
    RAIL = Mode.RAIL.value
    SEA = Mode.SEA.value
    CABLE = Mode.SUBSEA_CABLE.value
    POWER = Mode.POWER.value


@dataclass(frozen=True)
class PlaceSymbol:
    """A round symbol: ``radius_px`` to the middle of its ring, and the width of the ring."""

    radius_px: float
    stroke_px: float
    fill: Fill
    stroke: Fill


PLACE_SYMBOL: Final[Mapping[PlaceKind, PlaceSymbol]] = MappingProxyType(
    {
        PlaceKind.CITY: PlaceSymbol(4.2, 1.8, Fill.PAPER, Fill.INK),
        PlaceKind.TOWN: PlaceSymbol(3.0, 1.3, Fill.PAPER, Fill.INK),
        PlaceKind.PORT: PlaceSymbol(4.6, 1.6, Fill.SEA, Fill.PAPER),
        PlaceKind.RAIL_STATION: PlaceSymbol(2.8, 1.3, Fill.PAPER, Fill.RAIL),
        PlaceKind.CABLE_LANDING: PlaceSymbol(3.6, 1.4, Fill.CABLE, Fill.PAPER),
        PlaceKind.SUBSTATION: PlaceSymbol(3.6, 1.4, Fill.POWER, Fill.PAPER),
        PlaceKind.BORDER_CROSSING: PlaceSymbol(3.0, 1.6, Fill.INK, Fill.PAPER),
        PlaceKind.HYDROPOWER: PlaceSymbol(4.8, 2.2, Fill.PAPER, Fill.POWER),
        PlaceKind.MEETING_PLACE: PlaceSymbol(3.6, 2.4, Fill.INK, Fill.PAPER),
    }
)


def fill_colour(fill: Fill, theme: Theme) -> str:
    """The colour (``#RRGGBB``) of ``fill`` in ``theme``."""
    if fill is Fill.PAPER:
        return BASEMAP_COLOURS[theme].casing
    if fill is Fill.INK:
        return BASEMAP_COLOURS[theme].ink
    return MODE_COLOUR[theme][Mode(fill.value)]
