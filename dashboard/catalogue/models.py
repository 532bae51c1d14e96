"""The records of the atlas: frozen, typed, and closed to unknown keys.

Coordinates are (longitude, latitude) in degrees on WGS84 (OGC:CRS84), everywhere.
"""

import sys
from functools import cache
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetPydanticSchema,
    StringConstraints,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from dashboard.catalogue.coordinates import Coordinates
from dashboard.catalogue.dates import PartialDate, date_bounds
from dashboard.catalogue.signs import refuse_hidden
from dashboard.catalogue.vocabulary import (
    DrawMethod,
    FactKind,
    Measure,
    Modality,
    Mode,
    PlaceKind,
    Precision,
    ProjectKind,
    Status,
    StatusBasis,
    Unit,
)

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80), AfterValidator(sys.intern)]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), AfterValidator(sys.intern)]
"""Ids and codes stand in many records: each is kept once."""
Exact = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Words of a document, letter for letter."""
Text = Annotated[Exact, AfterValidator(refuse_hidden)]
"""What curators write."""
Source = Annotated[Text, AfterValidator(sys.intern)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Position = tuple[Annotated[Longitude, Field(strict=True)], Annotated[Latitude, Field(strict=True)]]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
"""A number written as one: no text that looks like a number, no true or false."""


def _packed(_: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
    """Held to be two positions or more, then kept as ``Coordinates``."""
    positions = handler.generate_schema(Annotated[tuple[Position, ...], Field(min_length=2)])
    return core_schema.no_info_after_validator_function(Coordinates, positions)


Line = Annotated[Coordinates, GetPydanticSchema(_packed)]


class Record(BaseModel):
    """What every record is: unchangeable, and refusing keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, _: Any) -> None:  # noqa: ANN401
        """Forget which fields were given: nobody asks, and the set takes as much memory as the record."""
        object.__setattr__(self, "__pydantic_fields_set__", _no_fields())


@cache
def _no_fields() -> set[str]:
    """One set for all records."""
    return set()


def remade(kind: type[Record], *values: object) -> Record:
    """A record of ``kind`` from the values of its fields, in order, that were validated before.

    Set one by one, the records of a kind share their keys, which takes a third of what a dictionary each would.
    """
    record = kind.__new__(kind)
    for name, value in zip(kind.__pydantic_fields__, values, strict=True):
        object.__setattr__(record, name, value)
    object.__setattr__(record, "__pydantic_fields_set__", _no_fields())
    object.__setattr__(record, "__pydantic_extra__", None)
    object.__setattr__(record, "__pydantic_private__", None)
    return record


class LocalText(Record):
    """One text in the languages of the page."""

    en: Text
    az: Text
    ar: Text

    def in_language(self, language: str) -> str:
        """The text in ``language`` (a BCP 47 tag of ``vocabulary.LANGUAGES``)."""
        return str(getattr(self, language))


class Names(LocalText):
    """A name in the languages of the page, and in Russian where it is known."""

    ru: Text | None = None


class Speaker(Record):
    """Who says something: a person, or a publisher in its own voice."""

    id: Id
    names: Names
    role: LocalText | None = None


class Change(Record):
    """What a release brought to the data, in one sentence. ``released`` is left out until the day is there."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    released: PartialDate | None = None
    what: LocalText


class Inference(Record):
    """Something concluded about a document rather than read in it, with the evidence."""

    statement: LocalText
    evidence: Exact = Field(description="the words of the document that it rests on, letter for letter")


class Document(Record):
    """One source document's header."""

    id: Id
    file: Text = Field(description="path below the project's root")
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    language: Annotated[str, StringConstraints(pattern=r"^(az-Latn|ar)$")]
    direction: Annotated[str, StringConstraints(pattern=r"^(ltr|rtl)$")]
    title: Text = Field(description="in the document's own language, from its own words")
    titles: LocalText = Field(description="our translation of the title")
    publisher: LocalText
    published: PartialDate | None = None
    published_basis: StatusBasis = StatusBasis.STATED
    dated_by: LocalText | None = Field(None, description="how an inferred date is known")
    inferences: tuple[Inference, ...] = ()


class Fact(Record):
    """One statement, quoted letter for letter from its document.

    ``written`` gives the words of the quotation in which a number stands that is not in digits.
    """

    id: Id
    about: Annotated[tuple[Id, ...], Field(min_length=1)]
    kind: FactKind
    statement: LocalText
    quote: Annotated[str, StringConstraints(min_length=3)]
    prefix: str = ""
    suffix: str = ""
    speaker: Id
    modality: Modality
    value: Number | None = None
    baseline: Number | None = None
    target: Number | None = None
    unit: Unit | None = None
    written: dict[str, str] = Field(default_factory=dict)
    as_of: PartialDate | None = None
    due: PartialDate | None = None
    confirms: Id | None = Field(None, description="the earlier, forward-looking fact that this one says came about")
    note: LocalText | None = None

    @model_validator(mode="after")
    def _numbers_have_a_unit(self) -> Self:
        has_number = any(number is not None for number in (self.value, self.baseline, self.target))
        if has_number != (self.unit is not None):
            raise ValueError("unit: a number needs its unit, and a unit its number")
        return self

    @model_validator(mode="after")
    def _due_is_not_before_as_of(self) -> Self:
        if self.as_of and self.due and date_bounds(self.due)[1] < date_bounds(self.as_of)[0]:
            raise ValueError(f"due: {self.due} lies before as_of {self.as_of}")
        return self


class ProjectStatus(Record):
    """A project's or a route's status, with where it comes from and when it was so."""

    value: Status
    basis: StatusBasis
    as_of: PartialDate
    note: LocalText | None = None
    fact: Id | None = None
    source: Text | None = None

    @model_validator(mode="after")
    def _basis_is_backed(self) -> Self:
        if self.basis is StatusBasis.STATED and self.fact is None:
            raise ValueError("fact: a stated status names the fact that states it")
        if self.basis is StatusBasis.REFERENCE and self.source is None:
            raise ValueError("source: a status from outside names its source")
        if self.basis is StatusBasis.INFERRED and self.note is None:
            raise ValueError("note: an inferred status says from what")
        return self


class ReferenceFigure(Record):
    """A figure from outside the documents, with its source. Never a fact."""

    measure: Measure
    value: Number | None = None
    value_max: Number | None = None
    unit: Unit | None = None
    text: LocalText | None = Field(None, description="what is not a number: a date's meaning, an operator")
    as_of: PartialDate | None = None
    over: tuple[Id, ...] = Field((), description="the routes that together are the stretch whose length this is")
    note: LocalText | None = None
    source: Text

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.value is None and self.text is None and self.as_of is None:
            raise ValueError("value: a figure has a value, a text or a date")
        if (self.value is None) != (self.unit is None):
            raise ValueError("unit: a value needs its unit, and a unit its value")
        return self


class Project(Record):
    """A system, undertaking, agreement or meeting that the documents speak of."""

    id: Id
    kind: ProjectKind
    names: Names
    summary: LocalText = Field(description="what it is, in a sentence of ours")
    aliases: tuple[Text, ...] = ()
    status: ProjectStatus
    routes: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    ends: tuple[tuple[Id, Id], ...] = Field((), description="pairs of places between which it is followed end to end")
    countries: tuple[CountryCode, ...] = Field((), description="concerned, where no line or point says so")
    figures: tuple[ReferenceFigure, ...] = ()


class Place(Record):
    """A point: where it is, how well that is known and by whom."""

    id: Id
    names: Names
    country: CountryCode
    kind: PlaceKind
    lon: Longitude
    lat: Latitude
    precision_m: Annotated[int, Field(gt=0, le=50_000)]
    source: Source


class Segment(Record):
    """One stretch of a route between two places, drawn in one way and known equally well throughout."""

    id: Id
    route: Id
    start: Id = Field(alias="from")
    end: Id = Field(alias="to")
    mode: Mode
    status: Status
    precision: Precision
    method: DrawMethod
    source: Source
    licence: Source
    note: LocalText | None = None
    coordinates: Line


class Route(Record):
    """A line on the map: segments in order, each beginning where the last one ended."""

    id: Id
    names: Names
    note: LocalText | None = None
    superseded_by: Id | None = None
    figures: tuple[ReferenceFigure, ...] = ()
    segments: Annotated[tuple[Segment, ...], Field(min_length=1)]

    @property
    def ends(self) -> tuple[str, str]:
        """The places where it begins and where it ends."""
        return self.segments[0].start, self.segments[-1].end
