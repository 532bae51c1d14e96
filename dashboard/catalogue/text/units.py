"""The units of numbers: the words of the vocabulary, and money in any currency of ISO 4217 (``million KZT``)."""

import re
import sys
from typing import Annotated, Final

from pydantic import Field, PlainValidator

from dashboard.catalogue.text.languages import cldr_locale
from dashboard.catalogue.text.likeness import nearest
from dashboard.catalogue.vocabulary import Unit

SCALES: Final = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
"""The words that a unit can begin with, and the factor of each."""
MONEY_PATTERN: Final = f"^(({'|'.join(SCALES)}) )?[A-Z]{{3}}$"


def money_of(unit: str) -> tuple[str, str] | None:
    """The scale (or an empty text) and the currency of money; None for any other unit."""
    scale, _, currency = unit.rpartition(" ")
    if not re.fullmatch(MONEY_PATTERN, unit) or unit in set(Unit):
        return None
    return (scale, currency) if currency in cldr_locale("en").currencies else None


def scale_of(unit: str) -> int:
    """The factor of a unit for its numbers: a million for ``million tonnes``."""
    return SCALES.get(unit.partition(" ")[0], 1)


def check_unit(value: object) -> Unit | str:
    """A unit as records have it. Raises ValueError for a value that is neither a word of the vocabulary nor money."""
    if isinstance(value, str) and value in set(Unit):
        return Unit(value)
    if isinstance(value, str) and money_of(value):
        return sys.intern(value)
    near = nearest(str(value), list(Unit))
    like = f"; did you mean {near!s}?" if near else ""
    raise ValueError(f"{value!r} is no unit; write a word of data/README.md, or money such as 'million KZT'{like}")


UnitCode = Annotated[
    Unit | str,
    PlainValidator(check_unit, json_schema_input_type=Unit | Annotated[str, Field(pattern=MONEY_PATTERN)]),
]
"""A word of ``vocabulary.Unit`` or money."""
