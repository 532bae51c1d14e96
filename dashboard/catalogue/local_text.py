"""The base of every record, and the texts that a record has in several languages."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, create_model, model_validator

from dashboard.catalogue.field_types import Text
from dashboard.catalogue.vocabulary import LANGUAGES, NAME_LANGUAGES


class Record(BaseModel):
    """The base of every record: immutable; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, _: Any) -> None:  # noqa: ANN401
        """Drop the set of fields that were set: it is unused and takes as much memory as the record."""
        object.__setattr__(self, "__pydantic_fields_set__", _no_fields())


@cache
def _no_fields() -> set[str]:
    """The empty set that all records share."""
    return set()


class Wording(NamedTuple):
    """A text and its language, a BCP 47 tag."""

    text: str
    language: str


class _Texts(Record):
    """One text in one or more languages; there is a field for each, called by its tag."""

    languages: ClassVar[tuple[str, ...]] = LANGUAGES

    @model_validator(mode="after")
    def _has_a_text(self) -> Self:
        if not self.wordings:
            raise ValueError(f"has no text; write it in one of the languages {', '.join(self.languages)}")
        return self

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """The text in each language that it is written in."""
        texts = ((language, getattr(self, language)) for language in self.languages)
        return tuple(Wording(text, language) for language, text in texts if text is not None)

    def wording(self, language: str) -> Wording:
        """The text in ``language``, or where it is not written in that, in the first language that it is written in."""
        return next((wording for wording in self.wordings if wording.language == language), self.wordings[0])

    def in_language(self, language: str) -> str:
        """The text of ``wording(language)``."""
        return self.wording(language).text

    def written_in(self, language: str) -> str | None:
        """The text in ``language`` and no other."""
        text: str | None = getattr(self, language, None)
        return text


def _fields(languages: Iterable[str]) -> dict[str, Any]:
    return dict.fromkeys(languages, (Text | None, None))


if TYPE_CHECKING:
    _PageTexts = _Texts
else:
    _PageTexts = create_model("PageTexts", __base__=_Texts, **_fields(LANGUAGES))


class LocalText(_PageTexts):
    """One text in the languages of the page, in one of them at least."""


if TYPE_CHECKING:
    _NameTexts = LocalText
else:
    _NameTexts = create_model("NameTexts", __base__=LocalText, **_fields(NAME_LANGUAGES))


class Names(_NameTexts):
    """A name in the languages of the page and in Russian, in one of them at least."""

    languages: ClassVar[tuple[str, ...]] = NAME_LANGUAGES
