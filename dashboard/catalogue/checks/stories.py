"""Findings on the numbers of stories: each stands in a record that its sentence rests on."""

from collections.abc import Iterator

from dashboard.catalogue.checks.references import ids_by_kind, is_known, references
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.local_text import LocalText
from dashboard.catalogue.stories.evidence import computed_numbers, numbers_under, unknown_numbers
from dashboard.catalogue.stories.story import Sentence, Story
from dashboard.catalogue.vocabulary import LANGUAGES


def check_stories(catalogue: Catalogue) -> Iterator[Finding]:
    """Check the numbers of sentences, headings and titles.

    A story that names an unknown or invalid record has its finding already, and its numbers are not checked.
    """
    facts = {fact: document for fact, document in catalogue.fact_document.items() if document in catalogue.documents}
    ids = {**ids_by_kind(catalogue), "fact": facts}
    for story in catalogue.stories.values():
        if all(is_known(ids, reference) for reference in references(story)):
            for field, message in _faults(catalogue, story):
                yield Finding("error", catalogue.file_of(story), story.id, field, message)


def _faults(catalogue: Catalogue, story: Story) -> Iterator[tuple[str, str]]:
    """The field and the message of each fault."""
    texts: list[tuple[str, LocalText, list[Sentence]]] = []
    for field, sentence in story.all_sentences():
        texts.append((field, sentence, [sentence]))
        if "{years}" in sentence.in_language(LANGUAGES[0]) and "years" not in computed_numbers(catalogue, sentence):
            yield field, "{years} needs two statements or figures with a day due; name them, or write it without"
    texts += [
        (f"steps[{number}].heading", step.heading, list(step.sentences)) for number, step in enumerate(story.steps)
    ]
    texts.append(("title", story.title, [sentence for _, sentence in story.all_sentences()]))
    for field, text, sentences in texts:
        evidence = numbers_under(catalogue, sentences)
        for words, language in text.wordings:
            for number in unknown_numbers(words, evidence):
                message = f"{number} stands in nothing that this rests on; name the record that has it, or correct it"
                yield f"{field}.{language}", message
