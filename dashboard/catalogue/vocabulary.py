"""The controlled vocabularies of the atlas, each declared once.

Files, addresses and exports hold the codes; ``dashboard/i18n`` has what readers see for them in each language. Status
codes follow those of the Global Energy Monitor; modality and precision are the atlas's own (docs/ARCHITECTURE.md).
"""

import re
from enum import StrEnum

LANGUAGES: tuple[str, ...] = ("en", "az", "ar")
"""BCP 47 tags of the languages of the page, the default first."""
NAME_LANGUAGES: tuple[str, ...] = tuple(dict.fromkeys((*LANGUAGES, "ru")))
"""The languages of names: those of the page, and Russian, which searches and other maps use."""


class Status(StrEnum):
    """How far a system has come, the most advanced first. GEM status words; an upgrade of what runs is no status."""

    OPERATING = "operating"
    CONSTRUCTION = "construction"
    PLANNED = "planned"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    MOTHBALLED = "mothballed"
    SHELVED = "shelved"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    RETIRED = "retired"


WITHDRAWN: frozenset[Status] = frozenset({Status.CANCELLED, Status.RETIRED})
"""Statuses that the map hides unless readers choose to show them."""
NOT_BUILT: frozenset[Status] = frozenset(
    {Status.CONSTRUCTION, Status.PLANNED, Status.PROPOSED, Status.ANNOUNCED, Status.SHELVED, Status.CANCELLED}
)
"""Statuses of what is not there yet, or will not be: what is said of it is planned."""


class StatusBasis(StrEnum):
    """Where a status comes from."""

    STATED = "stated"  # a document of the atlas says so
    REFERENCE = "reference"  # a cited outside source says so
    INFERRED = "inferred"  # the curators conclude it; the note says from what


class Mode(StrEnum):
    """What runs along a segment."""

    RAIL = "rail"
    SEA = "sea"
    FIBRE = "fibre"
    SUBSEA_CABLE = "subsea-cable"
    POWER = "power"


AT_SEA: frozenset[Mode] = frozenset({Mode.SEA, Mode.SUBSEA_CABLE})
"""Modes whose lines go from shore to shore and lie in no country between; ``geo/country_splits.py`` has the others."""


class Precision(StrEnum):
    """How far a drawn line may be from the real one; ``PRECISION_M`` has the metres."""

    SURVEYED = "surveyed"
    TRACED = "traced"
    APPROXIMATE = "approximate"
    SCHEMATIC = "schematic"


PRECISION_M: dict[Precision, int | None] = {
    Precision.SURVEYED: 50,
    Precision.TRACED: 1_000,
    Precision.APPROXIMATE: 10_000,
    Precision.SCHEMATIC: None,
}
"""The greatest distance in metres between the drawn and the real line; None where only the ends are known."""


class DrawMethod(StrEnum):
    """How a segment's line was made."""

    FOLLOWS_TRACK = "follows-track"  # along OpenStreetMap railway geometry
    THROUGH_STATIONS = "through-stations"  # straight from one known station to the next
    SEA_TRACK = "sea-track"  # a route of ships that we drew, in navigable water
    BETWEEN_LANDINGS = "between-landings"  # a cable that we drew between its published landings
    BETWEEN_ENDS = "between-ends"  # only the ends are published
    SKETCH = "sketch"  # through published countries, by stops that we chose


class Modality(StrEnum):
    """How firm a statement is, read from its own words."""

    ACHIEVED = "achieved"  # done, in force, or a plain statement of what is
    UNDER_WAY = "under-way"  # being done
    PLANNED = "planned"  # decided, with a date or a programme
    INTENDED = "intended"  # wished, proposed, called for, expected
    RECALLED = "recalled"  # something past, as background


FORWARD: frozenset[Modality] = frozenset({Modality.PLANNED, Modality.INTENDED})
"""Modalities of statements about the future."""


class FactKind(StrEnum):
    """What a statement is about."""

    AGREEMENT = "agreement"
    CAPACITY = "capacity"
    CONSTRUCTION = "construction"
    COOPERATION = "cooperation"
    DEADLINE = "deadline"
    DEFINITION = "definition"
    ENDORSEMENT = "endorsement"
    EVENT = "event"
    IMPORTANCE = "importance"
    INVESTMENT = "investment"
    ORGANISATION = "organisation"
    PROPOSAL = "proposal"
    ROUTE = "route"
    TRADE = "trade"


class ProjectKind(StrEnum):
    """What sort of system or undertaking a project is."""

    CORRIDOR = "corridor"
    RAILWAY = "railway"
    PORT = "port"
    FLEET = "fleet"
    FIBRE = "fibre"
    CABLE = "cable"
    POWER_LINK = "power-link"
    HYDROPOWER = "hydropower"
    FUND = "fund"
    FRAMEWORK = "framework"
    ORGANISATION = "organisation"
    CONFERENCE = "conference"


BODIES: frozenset[ProjectKind] = frozenset({ProjectKind.FRAMEWORK, ProjectKind.ORGANISATION, ProjectKind.CONFERENCE})
"""Kinds of projects that are no systems: they build, finance and run nothing on the map."""


class PlaceKind(StrEnum):
    """What sort of place a point is."""

    CITY = "city"
    TOWN = "town"
    PORT = "port"
    RAIL_STATION = "rail-station"
    CABLE_LANDING = "cable-landing"
    SUBSTATION = "substation"
    BORDER_CROSSING = "border-crossing"
    HYDROPOWER = "hydropower"
    MEETING_PLACE = "meeting-place"


class Measure(StrEnum):
    """What quantity a reference figure gives; its unit is beside it."""

    LENGTH = "length"
    CAPACITY = "capacity"
    TARGET = "target"
    TRAFFIC = "traffic"
    COST = "cost"
    DURATION = "duration"
    TRACKS = "tracks"
    ELECTRIFIED = "electrified"
    TARIFF = "tariff"
    POWER = "power"
    ENERGY = "energy"
    HEIGHT = "height"
    VOLUME = "volume"
    OPENED = "opened"
    DUE = "due"
    AGREED = "agreed"
    OPERATOR = "operator"


class Unit(StrEnum):
    """Units of values, spelled in full; ``per-year`` only where the source says so."""

    KM = "km"
    M = "m"
    TONNES_MILLION = "million tonnes"
    TONNES_MILLION_PER_YEAR = "million tonnes per year"
    TEU_PER_YEAR = "TEU per year"
    TBIT_PER_S = "Tbit/s"
    MW = "MW"
    TWH_PER_YEAR = "TWh per year"
    KM3 = "km³"
    DOLLARS_MILLION = "million dollars"  # where the words do not say whose; other money: text/units.py
    DOLLARS_BILLION = "billion dollars"
    HOURS = "hours"
    DAYS = "days"
    COUNTRIES = "countries"
    RESOLUTIONS = "resolutions"
    PERCENT = "%"
    TONNES_THOUSAND = "thousand tonnes"
    TEU = "TEU"
    CONTAINERS = "containers"
    PASSENGERS = "passengers"
    PASSENGERS_MILLION = "million passengers"
    PEOPLE = "people"
    GW = "GW"
    MWH = "MWh"
    GWH = "GWh"
    M3 = "m³"
    M3_MILLION = "million m³"
    M3_BILLION = "billion m³"


DURATIONS: frozenset[Unit] = frozenset({Unit.HOURS, Unit.DAYS})
"""Units of time."""

CAPACITY_UNITS: frozenset[str] = frozenset(
    unit for unit in Unit if re.search("tonnes|TEU|containers|passengers|bit/s|[MGT]W|m³", unit)
)
"""Units of what a system carries or makes; a share, a length, a time or money is no capacity."""


class ChangeKind(StrEnum):
    """What a release did to records."""

    ADDED = "added"
    REWORDED = "reworded"
    CORRECTED = "corrected"
    SUPERSEDED = "superseded"
