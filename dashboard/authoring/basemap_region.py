"""Reads ``data/basemap/region.toml``, written by hand: the part of the world that the basemap covers."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from dashboard.authoring.errors import AuthoringError
from dashboard.catalogue.field_types import Latitude, Longitude, Text
from dashboard.catalogue.identity import Box
from dashboard.catalogue.load.files import FileError, read_toml
from dashboard.catalogue.load.validation_messages import validate
from dashboard.catalogue.local_text import LocalText, Record

FILE: Final = "basemap/region.toml"
"""Below ``data/``."""


class WaterName(Record):
    """A sea, gulf or lake with a label: names, position in degrees on WGS84, and rank (1 for the largest)."""

    names: LocalText
    lon: Longitude
    lat: Latitude
    rank: Annotated[int, Field(ge=1, le=6)]


class Region(Record):
    """The areas that the authoring commands draw; boxes are west, south, east, north in degrees on WGS84."""

    box: Box = Field(description="what the basemap has country by country, and close up; beyond it is bare land")
    small_towns: Box = Field(description="where readers come close: towns of 5,000 people and more have their names")
    tracing: Box = Field(description="what of the world's railways `trace` reads")
    rivers: tuple[Text, ...] = Field((), description="rivers of Natural Earth that are drawn whatever their rank")
    waters: tuple[WaterName, ...] = ()

    def always_drawn(self, river: str) -> bool:
        """Whether a river is one of ``rivers``, which are regular expressions."""
        return any(re.fullmatch(pattern, river) for pattern in self.rivers)

    def unknown_rivers(self, known: Iterable[str]) -> list[str]:
        """Those of ``rivers`` that are none of the known names, which are those within ``box``."""
        names = set(known)
        return [pattern for pattern in self.rivers if not any(re.fullmatch(pattern, name) for name in names)]


def read_region(data: Path) -> Region:
    """The region of the atlas whose folder ``data/`` this is.

    Raises
    ------
    AuthoringError
        The file is missing, or something in it is wrong; the message has a line for each fault.
    """
    try:
        region, messages = validate(Region, read_toml(data / FILE))
    except FileError as fault:
        raise AuthoringError(f"data/{FILE}: {fault}") from None
    if region is None:
        raise AuthoringError("\n".join(f"data/{FILE}: {field}: {message}" for field, message in messages))
    return region
