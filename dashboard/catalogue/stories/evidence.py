"""The records that a sentence of a story rests on, and the numbers that are computed of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.local_text import LocalText
from dashboard.catalogue.models import Fact, ProjectStatus, ReferenceFigure
from dashboard.catalogue.stories.story import Sentence
from dashboard.catalogue.text.amounts import ARABIC_DIGITS, number_spans, numbers_in, readings
from dashboard.catalogue.vocabulary import Measure

DAYS_A_YEAR: Final = 365.25


def named_figures(catalogue: Catalogue) -> Mapping[str, ReferenceFigure]:
    """The figures that have an id, by the name that stories use."""
    figures = ((holder.id, figure) for holder in catalogue.holders for figure in holder.figures)
    return {f"{holder_id}/{figure.id}": figure for holder_id, figure in figures if figure.id}


def computed_numbers(catalogue: Catalogue, sentence: Sentence) -> Mapping[str, int]:
    """The values of ``COMPUTED_OF_RECORDS``; no years where fewer than two days are due."""
    figures = named_figures(catalogue)
    dues = [catalogue.facts[fact].due for fact in sentence.facts]
    dues += [figures[name].as_of for name in sentence.figures if figures[name].measure is Measure.DUE]
    days = sorted(date_bounds(due)[1] for due in dues if due)
    years = {"years": round((days[-1] - days[0]).days / DAYS_A_YEAR)} if len(days) > 1 else {}
    return {"count": len(sentence.facts) + len(sentence.figures), **years}


def numbers_under(catalogue: Catalogue, sentences: Iterable[Sentence]) -> frozenset[float]:
    """Every number in the records that some sentences rest on."""
    texts = (text for sentence in sentences for text in _texts(catalogue, sentence))
    return frozenset(number for text in texts for number in numbers_in(text))


def unknown_numbers(text: str, evidence: frozenset[float]) -> list[str]:
    """The numbers of a text, as it writes them, that have readings and none in ``evidence``."""
    plain = text.translate(ARABIC_DIGITS)
    numbers = [plain[start:end] for start, end in number_spans(plain)]
    values = {number: readings(number) for number in numbers}
    return [number for number in numbers if values[number] and evidence.isdisjoint(values[number])]


def _texts(catalogue: Catalogue, sentence: Sentence) -> Iterator[str]:
    figures = named_figures(catalogue)
    for fact in (catalogue.facts[fact_id] for fact_id in sentence.facts):
        yield from _texts_of_fact(fact)
        document = catalogue.documents.get(catalogue.fact_document[fact.id])
        yield (document and document.published) or ""
    for figure in (figures[name] for name in sentence.figures):
        yield from _texts_of_figure(figure)
    for project in (catalogue.projects[project_id] for project_id in sentence.statuses):
        yield from _texts_of_status(project.status)


def _texts_of_fact(fact: Fact) -> Iterator[str]:
    yield from (fact.quote, fact.as_of or "", fact.due or "")
    yield from _numbers(fact.value, fact.baseline, fact.target)
    yield from (*_local(fact.statement), *_local(fact.note))


def _texts_of_figure(figure: ReferenceFigure) -> Iterator[str]:
    yield from (figure.as_of or "", figure.source)
    yield from _numbers(figure.value, figure.value_max)
    yield from (*_local(figure.text), *_local(figure.note))


def _texts_of_status(status: ProjectStatus) -> Iterator[str]:
    yield from (status.as_of, status.source or "", *_local(status.note))


def _numbers(*values: float | None) -> Iterator[str]:
    yield from (f"{value:.15g}" for value in values if value is not None)


def _local(text: LocalText | None) -> Iterator[str]:
    if text is not None:
        yield from (wording.text for wording in text.wordings)
