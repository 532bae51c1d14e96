"""The records of a story: steps with a map, and sentences in three languages with the records that they rest on."""

import re
from collections.abc import Iterator
from typing import Annotated, Final, Self
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, model_validator

from dashboard.catalogue.field_types import Id
from dashboard.catalogue.local_text import LocalText, Record
from dashboard.catalogue.vocabulary import LANGUAGES

_ID: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"
_VIEW: Final = r"[0-9]{1,2}(?:\.[0-9]{1,2})?/-?[0-9]{1,2}(?:\.[0-9]{1,4})?/-?[0-9]{1,3}(?:\.[0-9]{1,4})?"
MAP_PATTERN: Final = rf"^/(?:(?:project|route|place|fact|document)/{_ID}|corridor/{_ID}/{_ID})?(?:\?view={_VIEW})?$"
FIGURE_PATTERN: Final = rf"^{_ID}/{_ID}$"
MapAddress = Annotated[str, StringConstraints(pattern=MAP_PATTERN)]
FigureName = Annotated[str, StringConstraints(pattern=FIGURE_PATTERN)]
"""A figure of a project or route by the ids of both: ``trans-caspian-cable/due-2021``."""

COMPUTED_OF_RECORDS: Final = ("count", "years")
"""The numbers computed of a sentence's statements and figures: how many, and over how many years they fall due."""
COMPUTED_OF_WAY: Final = ("km", "rail_km", "sea_km", "borders", "transshipments", "gauge_changes", "idle")
"""The numbers computed of the way of a sentence."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Sentence(LocalText):
    """One sentence, and the records that say what it says. A name in braces is a number that the atlas computes."""

    facts: tuple[Id, ...] = Field((), description="the statements that it rests on")
    figures: tuple[FigureName, ...] = Field((), description="the figures from elsewhere that it rests on")
    statuses: tuple[Id, ...] = Field((), description="the projects whose status it tells")
    way: tuple[Id, Id] | None = Field(None, description="the two places whose way it tells of")

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if not (self.facts or self.figures or self.statuses or self.way):
            message = "the sentence rests on nothing; name the statement, figure, status or way that says it"
            raise ValueError(f"facts: {message}")
        return self

    @model_validator(mode="after")
    def _has_known_placeholders(self) -> Self:
        computed = {*COMPUTED_OF_RECORDS, *(COMPUTED_OF_WAY if self.way else ())}
        first = set(_PLACEHOLDER.findall(self.in_language(LANGUAGES[0])))
        for language in LANGUAGES:
            names = set(_PLACEHOLDER.findall(self.in_language(language)))
            if unknown := sorted(names - computed):
                message = f"{{{unknown[0]}}} is nothing that is computed here; use {', '.join(sorted(computed))}"
                raise ValueError(f"{language}: {message}")
            if names != first:
                message = f"has other names in braces than {LANGUAGES[0]}; name the same in each language"
                raise ValueError(f"{language}: {message}")
        return self

    def text(self, language: str, computed: dict[str, str]) -> str:
        """The sentence in ``language``, with the ``computed`` numbers in the place of their names."""
        return _PLACEHOLDER.sub(lambda name: computed[name[1]], self.in_language(language))


class StoryStep(Record):
    """One step: what is told, and the map that is seen beside it."""

    heading: LocalText
    map: MapAddress = Field(description="the address whose map is shown, with a view where that is not its own")
    sentences: Annotated[tuple[Sentence, ...], Field(min_length=1)]

    @property
    def map_path(self) -> str:
        """The path of the map's address."""
        return urlsplit(self.map).path

    @property
    def map_query(self) -> str:
        """The query of the map's address; empty if it names no view."""
        return urlsplit(self.map).query

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the statements that its sentences rest on, in order, each once."""
        return tuple(dict.fromkeys(fact for sentence in self.sentences for fact in sentence.facts))


class Story(Record):
    """A finding, told in steps."""

    id: Id
    title: LocalText
    summary: Sentence = Field(description="the finding in one sentence, for its card and for links to it")
    steps: Annotated[tuple[StoryStep, ...], Field(min_length=2)]

    def all_sentences(self) -> Iterator[tuple[str, Sentence]]:
        """Every sentence with its field's path."""
        yield "summary", self.summary
        for number, step in enumerate(self.steps):
            for index, sentence in enumerate(step.sentences):
                yield f"steps[{number}].sentences[{index}]", sentence
