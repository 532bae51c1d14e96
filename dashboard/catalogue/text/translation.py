"""Our translation of a document, paragraph by paragraph. It is never quoted and never searched."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from dashboard.catalogue.dates import PartialDate
from dashboard.catalogue.field_types import Id
from dashboard.catalogue.local_text import LocalText, Record
from dashboard.catalogue.vocabulary import LANGUAGES


class Translation(Record):
    """Our translation of one document; its paragraphs are those of ``paragraph_spans``, in their order."""

    id: Id
    translated: PartialDate = Field(description="the day on which we translated it")
    paragraphs: Annotated[tuple[LocalText, ...], Field(min_length=1)]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the page (BCP 47 tags) into which every paragraph is translated."""
        return tuple(tag for tag in LANGUAGES if all(paragraph.written_in(tag) for paragraph in self.paragraphs))


def paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end, in Unicode code points, of each line of ``text`` that is not blank."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1
