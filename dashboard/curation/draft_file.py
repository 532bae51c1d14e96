"""The record of a draft: the proposed statements of a document. Nothing of it is served or counted."""

from pydantic import BaseModel, ConfigDict, Field

from dashboard.catalogue.dates import PartialDate
from dashboard.catalogue.field_types import CountryCode, Id, Latitude, Longitude
from dashboard.catalogue.text.units import UnitCode
from dashboard.catalogue.vocabulary import FactKind, Modality
from dashboard.curation.toml_text import toml_lines


class DraftRecord(BaseModel):
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Candidate(DraftRecord):
    """A sentence that may be a statement. A field without evidence in the text is left out."""

    quote: str = Field(description="the words of the text, letter for letter")
    prefix: str = Field("", description="the characters before, where the words stand more than once")
    suffix: str = Field("", description="the characters after, likewise")
    about: tuple[Id, ...] = Field((), description="projects, routes and places that are named")
    about_words: tuple[str, ...] = Field((), description="the words that name them")
    about_from_elsewhere: bool = Field(
        False, description="the first is named elsewhere in the text, not in these words"
    )
    kind: FactKind | None = None
    kind_words: str | None = Field(None, description="the words that point to the kind")
    modality: Modality | None = None
    modality_words: str | None = Field(None, description="the words that point to the modality")
    value: float | None = None
    target: float | None = Field(None, description="the number, where it is aimed at")
    unit: UnitCode | None = None
    value_words: str | None = None
    as_of: PartialDate | None = None
    due: PartialDate | None = None
    date_words: str | None = None
    speaker: Id | None = None
    speaker_words: str | None = None


class Suggestion(DraftRecord):
    """A place of a gazetteer that has this name."""

    name: str
    country: CountryCode
    lon: Longitude
    lat: Latitude
    source: str


class UnknownName(DraftRecord):
    """A name in the text that no record of the atlas has."""

    name: str
    times: int
    places: tuple[Suggestion, ...] = ()


class Draft(DraftRecord):
    """A text that was brought in, what its header is known to be, and what it may say."""

    id: Id
    file: str = Field(description="path of the text below the project's root")
    sha256: str
    language: str | None = Field(None, description="BCP 47 tag")
    title: str | None = None
    publisher: str | None = Field(None, description="as the page says it")
    published: PartialDate | None = None
    url: str | None = None
    retrieved: PartialDate | None = None
    candidates: tuple[Candidate, ...] = ()
    not_in_the_atlas: tuple[UnknownName, ...] = ()


def as_toml_file(draft: Draft) -> str:
    """The content of the draft's file: one key a line, empty fields left out."""
    content = draft.model_dump(mode="json", exclude_defaults=True)
    lines = ["# Proposals, made by a program: not served, not counted. A person takes over what is right."]
    lines += toml_lines({key: value for key, value in content.items() if key not in ("candidates", "not_in_the_atlas")})
    for key in ("candidates", "not_in_the_atlas"):
        for entry in content.get(key, ()):
            lines += ["", f"[[{key}]]", *toml_lines(entry)]
    return "\n".join(lines) + "\n"
