"""The identity of an atlas: its name, its subject, and where its map begins."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from dashboard.catalogue.field_types import Id, Latitude, Longitude, Text
from dashboard.catalogue.local_text import LocalText, Record

PLACEHOLDERS: Final = ("documents", "languages")
"""The names in braces that are replaced in the description: ``5 documents``, ``in Azerbaijani and Arabic``."""
LICENCES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "CC-BY-4.0": ("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0"),
        "CC-BY-SA-4.0": (
            "https://creativecommons.org/licenses/by-sa/4.0/",
            "Creative Commons Attribution-ShareAlike 4.0",
        ),
        "CC0-1.0": ("https://creativecommons.org/publicdomain/zero/1.0/", "Creative Commons Zero 1.0"),
    }
)
"""The licences of the curators' own texts: by SPDX name, the address and the title."""
_BRACES: Final = re.compile(r"\{[^{}]*\}|[{}]")


def _check_placeholders(text: LocalText) -> LocalText:
    allowed = {f"{{{name}}}" for name in PLACEHOLDERS}
    for wording in text.wordings:
        for braces in _BRACES.findall(wording.text):
            if braces not in allowed:
                names = " and ".join(sorted(allowed))
                raise ValueError(f"{braces} is nothing that is filled in; use {names}, or no brace")
    return text


def _check_box(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    west, south, east, north = box
    if west >= east or south >= north:
        raise ValueError("is no box; write west, south, east, north, west < east, as in [37.5, 36.0, 78.0, 48.0]")
    return box


Box = Annotated[tuple[Longitude, Latitude, Longitude, Latitude], AfterValidator(_check_box)]
"""West, south, east, north in degrees on WGS84."""


class Identity(Record):
    """What this atlas is called, what it is about, and where its map begins."""

    id: Id = Field(description="begins the names of files that readers save")
    title: LocalText = Field(description="its name; in English it stands after “the”")
    tagline: LocalText = Field(description="beside the title, and for links to it")
    headline: LocalText = Field(description="what can be found in it, over the first page")
    description: Annotated[LocalText, AfterValidator(_check_placeholders)] = Field(
        description="what it is, in a sentence; {documents} and {languages} are filled in"
    )
    subject: Text = Field(description="what its data is about, in English, for programs: goes before a comma")
    contributors: Text = Field(description="who made it, in English")
    keywords: tuple[Text, ...] = Field((), description="in English, for catalogues of data")
    licence: Literal["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"] = Field(
        "CC-BY-4.0", description="of what its curators write; places and segments name their own"
    )
    first_view: Box | None = Field(None, description="what the map shows first; left out: all lines and places")


UNNAMED: Final = Identity.model_validate(
    {
        "id": "atlas",
        "title": {"en": "Atlas"},
        "tagline": {"en": "Infrastructure, each statement one click from its words"},
        "headline": {"en": "What has been said, in the exact words"},
        "description": {"en": "An atlas of infrastructure, according to {documents} {languages}."},
        "subject": "Infrastructure",
        "contributors": "The contributors of the atlas",
    }
)
"""The identity if no file was read, or if the file is invalid; it is never served."""
