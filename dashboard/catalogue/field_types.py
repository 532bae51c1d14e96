"""The types of the fields of records."""

import sys
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, GetCoreSchemaHandler, GetPydanticSchema, StringConstraints
from pydantic_core import CoreSchema, core_schema

from dashboard.catalogue.coordinates import Coordinates
from dashboard.catalogue.text.invisible_characters import reject_invisible
from dashboard.catalogue.text.languages import check_language

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80), AfterValidator(sys.intern)]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), AfterValidator(sys.intern)]
"""Ids and codes occur in many records. They are interned, so that each takes memory once."""
Exact = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Words of a document, letter for letter."""
Text = Annotated[Exact, AfterValidator(reject_invisible)]
"""A text of the curators."""
Source = Annotated[Text, AfterValidator(sys.intern)]
WebAddress = Annotated[
    str, StringConstraints(pattern=r"^https?://[^\s/]+\.[^\s/]+/\S+$"), AfterValidator(reject_invisible)
]
"""The full address of a page."""
LanguageTag = Annotated[str, AfterValidator(check_language), AfterValidator(sys.intern)]
"""A BCP 47 tag of a language that CLDR knows."""
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Position = tuple[Annotated[Longitude, Field(strict=True)], Annotated[Latitude, Field(strict=True)]]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
"""A number; not text that looks like one, not true or false."""


def _packed(_: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
    """At least two positions, stored as ``Coordinates``."""
    positions = handler.generate_schema(Annotated[tuple[Position, ...], Field(min_length=2)])
    written = core_schema.plain_serializer_function_ser_schema(list)
    return core_schema.no_info_after_validator_function(Coordinates, positions, serialization=written)


Line = Annotated[Coordinates, GetPydanticSchema(_packed)]
Gauge = Literal[1000, 1067, 1435, 1520, 1600, 1668, 1676]
"""The gauges of the world's main lines, in millimetres."""
