"""The base class of records, and texts in several languages."""

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
        """Drop pydantic's set of the given fields: it is unused and takes as much memory as the record."""
        object.__setattr__(self, "__pydantic_fields_set__", _no_fields())


@cache
def _no_fields() -> set[str]:
    """The empty set of given fields that all records share."""
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
        """The text in each of its languages."""
        texts = ((language, getattr(self, language)) for language in self.languages)
        return tuple(Wording(text, language) for language, text in texts if text is not None)

    def wording(self, language: str) -> Wording:
        """The text in ``language``, or in its first language where it is not written in ``language``."""
        return next((wording for wording in self.wordings if wording.language == language), self.wordings[0])

    def in_language(self, language: str) -> str:
        """The text of ``wording(language)``."""
        return self.wording(language).text

    def written_in(self, language: str) -> str | None:
        """The text in ``language``; None where it is not written in it."""
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
