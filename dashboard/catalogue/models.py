"""The records of the atlas: frozen, typed, and closed to unknown keys.

All coordinates are (longitude, latitude) in degrees on WGS84 (OGC:CRS84).
"""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from dashboard.catalogue.dates import PartialDate, date_bounds
from dashboard.catalogue.field_types import (
    CountryCode,
    Exact,
    Gauge,
    Id,
    LanguageTag,
    Latitude,
    Line,
    Longitude,
    Number,
    Source,
    Text,
    WebAddress,
)
from dashboard.catalogue.local_text import LocalText, Names, Record, Wording
from dashboard.catalogue.text.languages import Direction, base_language, direction_of
from dashboard.catalogue.text.units import UnitCode
from dashboard.catalogue.vocabulary import (
    FORWARD,
    ChangeKind,
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
)


class Speaker(Record):
    """Who says something: a person, or a publisher in its own voice."""

    id: Id
    names: Names
    role: LocalText | None = None


class Change(Record):
    """What a release brought to the data, and why. ``released`` is left out until the day is there."""

    id: Id
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    released: PartialDate | None = None
    kind: ChangeKind
    about: tuple[Id, ...] = Field((), description="the records that it concerns; none where it concerns all")
    what: LocalText
    why: LocalText | None = None


class Inference(Record):
    """Something concluded about a document rather than read in it, with the evidence."""

    statement: LocalText
    evidence: Exact = Field(description="the words of the document that it rests on, letter for letter")


class Document(Record):
    """One source document's header."""

    id: Id
    file: Text = Field(description="path below the project's root")
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    language: LanguageTag = Field(description="a BCP 47 tag that CLDR knows, such as tr, az-Latn or zh-Hans")
    title: Text = Field(description="in the document's own language, from its own words")
    titles: LocalText | None = Field(None, description="our translation of the title")
    publisher: LocalText | None = Field(None, description="left out where the document names none")
    url: WebAddress | None = Field(None, description="where the original is on the web")
    archived_url: WebAddress | None = Field(None, description="where a web archive has a copy of the original")
    retrieved: PartialDate | None = Field(None, description="the day on which the text was taken from the original")
    licence: Text | None = Field(None, description="under which its publisher lets others use it, where that is known")
    published: PartialDate | None = None
    published_basis: StatusBasis = StatusBasis.STATED
    dated_by: LocalText | None = Field(None, description="how an inferred date is known")
    inferences: tuple[Inference, ...] = ()

    @property
    def direction(self) -> Direction:
        """The direction in which its language is written."""
        return direction_of(self.language)

    def title_in(self, language: str) -> Wording:
        """The title in ``language``; else in the first language of its translations, else its own."""
        original = Wording(self.title, self.language)
        is_own = base_language(self.language) == language and not (self.titles and self.titles.written_in(language))
        return original if is_own or self.titles is None else self.titles.wording(language)

    def has_title_in(self, language: str) -> bool:
        """Whether the title is in ``language``, by itself or translated."""
        return base_language(self.title_in(language).language) == language

    def publisher_in(self, language: str) -> str | None:
        """The publisher's name in ``language`` (of ``vocabulary.LANGUAGES``); None where the document names none."""
        return self.publisher.in_language(language) if self.publisher else None


class Fact(Record):
    """One statement, quoted letter for letter from its document.

    ``written`` gives the words of the quotation in which a number stands that is not in digits.
    """

    id: Id
    about: Annotated[tuple[Id, ...], Field(min_length=1)]
    lights: tuple[Id, ...] | None = Field(None, description="what it lights on the map, where that is not `about`")
    countries: tuple[CountryCode, ...] | None = Field(None, description="that the words name, where fewer or others")
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
    unit: UnitCode | None = None
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
    """A project's status, with where it comes from and when it was so."""

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


class RouteStatus(ProjectStatus):
    """A status that a route, or some of its segments, had at a time."""

    segments: tuple[Id, ...] = Field((), description="those of the route that had it; all where left out")

    def applies_to(self, segment_id: str) -> bool:
        """Whether a segment of the route had it."""
        return not self.segments or segment_id in self.segments


class ReferenceFigure(Record):
    """A figure from outside the documents, with its source. Never a fact."""

    id: Id | None = Field(None, description="names it for stories; its own among the figures of its project or route")
    measure: Measure
    value: Number | None = None
    value_max: Number | None = None
    unit: UnitCode | None = None
    modality: Modality | None = Field(None, description="planned or intended, where it is not so yet")
    text: LocalText | None = Field(None, description="what is not a number: a date's meaning, an operator")
    as_of: PartialDate | None = None
    said: PartialDate | None = Field(None, description="of a date that is due: when the source named it")
    part: Id | None = Field(None, description="what it is of, where that is a part, a stage or another way")
    over: tuple[Id, ...] = Field((), description="the routes that together are the stretch whose length this is")
    note: LocalText | None = None
    source: Text

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.value is None and self.text is None and self.as_of is None:
            raise ValueError("value: a figure has a value, a text or a date")
        if (self.value is None) != (self.unit is None):
            raise ValueError("unit: a value needs its unit, and a unit its value")
        if self.modality is not None and (self.modality not in FORWARD or self.value is None):
            raise ValueError(f"modality: only a value that is not so yet has one, {' or '.join(sorted(FORWARD))}")
        return self

    @model_validator(mode="after")
    def _only_what_is_due_was_named(self) -> Self:
        if self.said is None:
            return self
        if self.measure is not Measure.DUE or self.as_of is None:
            raise ValueError("said: only a figure of the measure due, with its date in as_of, says when it was named")
        if date_bounds(self.as_of)[1] < date_bounds(self.said)[0]:
            raise ValueError(f"said: {self.as_of} was past when it was named ({self.said})")
        return self


class Variant(Record):
    """One named way through a project, from place to place over some of its routes."""

    names: LocalText
    start: Id = Field(alias="from")
    end: Id = Field(alias="to")
    routes: Annotated[tuple[Id, ...], Field(min_length=1)]


class Project(Record):
    """A system, undertaking, agreement or meeting that the documents speak of."""

    id: Id
    kind: ProjectKind
    names: Names
    summary: LocalText = Field(description="what it is, in a sentence of ours")
    aliases: tuple[Text, ...] = ()
    status: ProjectStatus
    history: tuple[ProjectStatus, ...] = Field((), description="its earlier statuses, the oldest first")
    routes: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    ends: tuple[tuple[Id, Id], ...] = Field((), description="pairs of places between which it is followed end to end")
    variants: tuple[Variant, ...] = Field((), description="the ways through it, the main one first")
    countries: tuple[CountryCode, ...] = Field((), description="concerned, where no line or point says so")
    figures: tuple[ReferenceFigure, ...] = ()

    @property
    def statuses(self) -> tuple[ProjectStatus, ...]:
        """All statuses of the project, the oldest first; the last is today's."""
        return (*self.history, self.status)


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
    gauge_mm: Gauge | None = Field(None, description="of a railway's track; left out where no source says it")
    gauge_source: Source | None = None
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
    history: tuple[RouteStatus, ...] = Field((), description="its statuses, the oldest first, today's last")
    figures: tuple[ReferenceFigure, ...] = ()
    segments: Annotated[tuple[Segment, ...], Field(min_length=1)]

    @property
    def ends(self) -> tuple[str, str]:
        """The ids of the places where it begins and ends."""
        return self.segments[0].start, self.segments[-1].end
