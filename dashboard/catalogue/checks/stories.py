"""Findings on stories: what they name (``story_names``) is there, and their numbers stand in what they rest on."""

from collections.abc import Iterator
from typing import Final

from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.paths import PROJECT_FILE, ROUTE_FILE, STORY_FILE
from dashboard.catalogue.local_text import LocalText
from dashboard.catalogue.stories.evidence import counted, named_figures, numbers_under, unknown_numbers
from dashboard.catalogue.stories.story import Story
from dashboard.catalogue.vocabulary import LANGUAGES

StoryReference = tuple[str, str, str]
"""A field's path, the kind of record that it names, and the record's id."""
_PLACE: Final = "place"


def story_names(story: Story) -> Iterator[StoryReference]:
    """Every record that a story names: under its sentences, and with its maps."""
    for field, sentence in story.all_sentences():
        yield from ((f"{field}.facts", "fact", fact_id) for fact_id in sentence.facts)
        yield from ((f"{field}.figures", "figure", figure_id) for figure_id in sentence.figures)
        yield from ((f"{field}.statuses", "project", project_id) for project_id in sentence.statuses)
        yield from ((f"{field}.way", _PLACE, place_id) for place_id in sentence.way or ())
    for number, step in enumerate(story.steps):
        kind, *ids = step.map_path.strip("/").split("/")
        yield from ((f"steps[{number}].map", _PLACE if kind == "corridor" else kind, record_id) for record_id in ids)


def check_stories(catalogue: Catalogue) -> Iterator[Finding]:
    """Check the ids of figures and the numbers of sentences, headings and titles.

    A story that names what is not there has its findings already, and no number of it is looked for.
    """
    yield from _figure_ids(catalogue)
    for story in catalogue.stories.values():
        if all(_is_there(catalogue, kind, record_id) for _, kind, record_id in story_names(story)):
            yield from _numbers(catalogue, story)


def _is_there(catalogue: Catalogue, kind: str, record_id: str) -> bool:
    records = {
        "fact": catalogue.facts,
        "figure": named_figures(catalogue),
        "project": catalogue.projects,
        "route": catalogue.routes,
        _PLACE: catalogue.places,
        "document": catalogue.documents,
    }
    return record_id in records[kind]


def _figure_ids(catalogue: Catalogue) -> Iterator[Finding]:
    for file, holders in ((PROJECT_FILE, catalogue.projects), (ROUTE_FILE, catalogue.routes)):
        for holder in holders.values():
            ids = [figure.id for figure in holder.figures if figure.id]
            for twice in sorted({figure_id for figure_id in ids if ids.count(figure_id) > 1}):
                message = f"{twice!r} is the id of two figures; give each its own"
                yield Finding("error", file.format(holder.id), holder.id, "figures.id", message)


def _numbers(catalogue: Catalogue, story: Story) -> Iterator[Finding]:
    file = STORY_FILE.format(story.id)
    for field, sentence in story.all_sentences():
        known = numbers_under(catalogue, [sentence])
        yield from _not_under(sentence, known, file, story.id, field)
        if "{years}" in sentence.in_language(LANGUAGES[0]) and "years" not in counted(catalogue, sentence):
            message = "{years} needs two statements or figures with a day due; name them, or write it without"
            yield Finding("error", file, story.id, field, message)
    for number, step in enumerate(story.steps):
        known = numbers_under(catalogue, step.sentences)
        yield from _not_under(step.heading, known, file, story.id, f"steps[{number}].heading")
    known = numbers_under(catalogue, [sentence for _, sentence in story.all_sentences()])
    yield from _not_under(story.title, known, file, story.id, "title")


def _not_under(text: LocalText, known: frozenset[float], file: str, story: str, field: str) -> Iterator[Finding]:
    for words, language in text.wordings:
        for number in unknown_numbers(words, known):
            message = f"{number} stands in nothing that this rests on; name the record that has it, or correct it"
            yield Finding("error", file, story, f"{field}.{language}", message)
