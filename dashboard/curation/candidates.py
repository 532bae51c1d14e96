"""Finds the sentences of a text that may be statements, with the fields that each sentence gives by itself."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from dashboard.catalogue.checks.quoted_numbers import TO_COME
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.text.cues import NEGATIONS, find_cue, first_cue, words_of
from dashboard.catalogue.text.languages import base_language
from dashboard.catalogue.text.text_normalization import FoldedWord
from dashboard.catalogue.vocabulary import CAPACITY_UNITS, FORWARD, FactKind, Modality, PlaceKind
from dashboard.curation.cues import AHEAD, ENDS, KINDS, MODALITIES, PLAIN, RAILWAYS, REPORTS, VERB_LAST
from dashboard.curation.draft_file import Candidate
from dashboard.curation.measures import Dated, Measured, dateline, dates, has_number, measures
from dashboard.curation.name_finder import (
    NameFinder,
    project_names,
    short_names,
    speaker_names,
    subject_names,
)
from dashboard.curation.sentences import sentences
from dashboard.curation.shortest_quote import shortest_quote

_FEWEST_MENTIONS = 3
"""A project that is named less often is not the main subject of a text."""
_WOMAN = re.compile("[oe]va$")
_COMMA = re.compile(r"\s*[,،;؛]\s+")


@dataclass(frozen=True)
class Subjects:
    """The records that are named, and the words that name them."""

    records: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class CandidateFinder:
    """Finds candidates with the names of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        named = list(subject_names(catalogue))
        self._subjects = NameFinder(named, nested=catalogue.projects)
        self._subjects_without_stations = NameFinder(
            (p for p in named if not self._is_station(p[0])), nested=catalogue.projects
        )
        self._short = tuple(short_names(project_names(catalogue)))
        self._speakers = NameFinder(speaker_names(catalogue))

    def find(self, text: str, language: str | None, published: str | None = None) -> list[Candidate]:
        """The sentences that have a name, a number or a cue of a kind, each with its fields.

        A sentence that names no project is taken to be about the one that the text names most. Its candidate has the
        words that name this project, and says that they stand elsewhere. ``published`` is the text's day or year.
        """
        # A project that the text once names in full may go by the first words of its name.
        named_in_full = {subject.record for subject in self._subjects.find(text)}
        names = (self._subjects, NameFinder(pair for pair in self._short if pair[0] in named_in_full))
        main, proposed = self._main_subject(text, names), list[Candidate]()
        for start, end in self._parts(text, language):
            sentence = text[start:end]
            named, fields = self._named(sentence, names), self._fields(sentence, language, published)
            if dateline(sentence, language):
                continue  # it says when the text appeared
            if named.records or "kind" in fields or has_number(sentence):
                names_project = any(record in self._catalogue.projects for record in named.records)
                main_here = Subjects() if names_project else main
                about = {
                    "about": main_here.records + named.records,
                    "about_words": main_here.words + named.words,
                    "about_from_elsewhere": bool(main_here.records),
                }
                proposed.append(Candidate(**shortest_quote(text, start, end).fields, **about, **fields))
        return proposed

    def _parts(self, text: str, language: str | None) -> Iterator[tuple[int, int]]:
        """The sentences; a sentence that gives each of several projects a number is cut between them."""
        for start, end in sentences(text, language):
            clauses = list(self._clauses(text, start, end))
            several = sum(has_number(text[begin:until]) for begin, until in clauses) > 1
            yield from clauses if several else [(start, end)]

    def _clauses(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of a sentence between commas that each have a project."""
        begin = start
        for comma in _COMMA.finditer(text, start, end):
            if self._has_project(text[begin : comma.start()]) and self._has_project(text[comma.end() : end]):
                yield begin, comma.start()
                begin = comma.end()
        yield begin, end

    def _has_project(self, words: str) -> bool:
        return any(hit.record in self._catalogue.projects for hit in self._subjects.find(words))

    def _named(self, sentence: str, finders: Iterable[NameFinder]) -> Subjects:
        """The projects and places that a sentence names; where there are none, the routes."""
        if not find_cue(words_of(sentence), RAILWAYS):  # a station's name must not hide that of its town
            finders = [self._subjects_without_stations if finder is self._subjects else finder for finder in finders]
        hits = [hit for finder in finders for hit in finder.find(sentence)]
        if not any(hit.record in self._catalogue.projects for hit in hits):
            hits += [hit for hit in self._subjects.scattered(sentence) if hit.record in self._catalogue.projects]
        preferred = [hit for hit in hits if hit.record not in self._catalogue.routes] or hits
        records = tuple(dict.fromkeys(hit.record for hit in preferred))
        return Subjects(records, tuple(dict.fromkeys(sentence[hit.start : hit.end] for hit in preferred)))

    def _is_station(self, record: str) -> bool:
        place = self._catalogue.places.get(record)
        return place is not None and place.kind is PlaceKind.RAIL_STATION

    def _is_woman(self, words: str, speaker: str) -> bool:
        """Whether the words are the surname of a woman, and the speaker has that of a man: Aliyeva is not Aliyev."""
        names = self._catalogue.speakers[speaker].names.model_dump(exclude_none=True).values()
        return _WOMAN.search(words) is not None and not any(_WOMAN.search(name) for name in names)

    def _main_subject(self, text: str, finders: Iterable[NameFinder]) -> Subjects:
        """The project that the text names most often; the first of those named equally often."""
        hits = {(hit.record, hit.start): hit for finder in finders for hit in finder.find(text)}  # each place once
        named = [hits[at] for at in sorted(hits, key=itemgetter(1)) if at[0] in self._catalogue.projects]
        if not named:
            return Subjects()
        record, mentions = Counter(hit.record for hit in named).most_common(1)[0]
        if mentions < _FEWEST_MENTIONS:
            return Subjects()
        first = next(hit for hit in named if hit.record == record)
        return Subjects((record,), (text[first.start : first.end],))

    def _fields(self, sentence: str, language: str | None, published: str | None) -> dict[str, Any]:
        """The fields besides the subjects for which the sentence has evidence."""
        words = words_of(sentence)
        fields: dict[str, Any] = {}
        denied = find_cue(words, NEGATIONS) is not None  # a denial is evidence of no modality, date or number
        for field, match in (
            ("kind", first_cue(words, KINDS)),
            ("modality", None if denied else _modality(words, language)),
        ):
            if match:
                fields |= {field: match[0], f"{field}_words": sentence[match[1].start : match[1].end]}
        days = [] if denied else list(dates(sentence, language))
        fields |= _date_fields(sentence, days, fields, published) if days else {}
        plain = None if denied or fields.keys() & {"modality", "due"} else find_cue(words, PLAIN)
        if plain:
            fields |= {"modality": Modality.ACHIEVED, "modality_words": sentence[plain.start : plain.end]}
        if fields.get("modality") is Modality.PLANNED and not days:
            fields["modality"] = Modality.INTENDED  # a plan names a day or a programme
        end = find_cue(words, ENDS) if "due" in fields and fields.get("kind") in (None, FactKind.CONSTRUCTION) else None
        if end:
            fields |= {"kind": FactKind.DEADLINE, "kind_words": sentence[end.start : end.end]}
        numbers = [] if denied else list(measures(sentence, language))
        is_done = fields.get("modality") in (Modality.ACHIEVED, Modality.RECALLED)
        of_later = is_done and any(_is_ahead(day, published) for day in days)  # what was agreed on for a day to come
        for number in () if of_later else numbers[:1]:
            key = "target" if _is_target(number, fields) else "value"
            if key == "target" and any(other.unit == number.unit for other in numbers[1:]):
                break  # the one may be what it grows from
            fields |= {key: number.value, "unit": number.unit, "value_words": sentence[number.start : number.end]}
        hits = self._speakers.find(sentence)
        speaker = next((hit for hit in hits if not self._is_woman(sentence[hit.start : hit.end], hit.record)), None)
        if speaker:
            fields |= {"speaker": speaker.record, "speaker_words": sentence[speaker.start : speaker.end]}
        return fields


def _modality(words: list[FoldedWord], language: str | None) -> tuple[Modality, FoldedWord] | None:
    """The modality of a sentence with its words; that of the last verb in a language where the verb stands last."""
    if base_language(language or "") not in VERB_LAST:
        return first_cue(words, MODALITIES)
    without_reports = words
    while report := find_cue(without_reports, REPORTS):
        without_reports = [word for word in without_reports if not report.start <= word.start < report.end]
    tails = (verbs[at:] for verbs in (without_reports, words) for at in reversed(range(len(verbs))))
    return next((match for tail in tails if (match := first_cue(tail, MODALITIES))), None)


def _is_target(number: Measured, fields: Mapping[str, Any]) -> bool:
    """Whether a number is aimed at: what a system will carry or make, or a capacity that is not there yet."""
    modality = fields.get("modality")
    aimed = modality in FORWARD or "due" in fields
    return (aimed and number.unit in CAPACITY_UNITS) or (
        fields.get("kind") is FactKind.CAPACITY and (aimed or modality in TO_COME)
    )


def _date_fields(
    sentence: str, days: list[Dated], fields: Mapping[str, Any], published: str | None
) -> Mapping[str, str]:
    """One of the days: as ``due`` where something is to be done by it, else as ``as_of``.

    The first day after ``published``, or after today where that is not known, goes before others, unless the words
    speak of what was done, which has no such day. A day before ``published`` is due only by the words beside it.
    """
    modality, ahead = fields.get("modality"), [day for day in days if _is_ahead(day, published)]
    if is_done := modality in (Modality.ACHIEVED, Modality.RECALLED):
        days = [day for day in days if day not in ahead]
    if not days:
        return {}
    day = days[0] if is_done else [*ahead, *days][0]
    forward = (modality in FORWARD or fields.get("kind") is FactKind.DEADLINE) and not (
        published and _is_later(published, day.date)
    )
    neighbours = (words_of(sentence[: day.start])[-1:], words_of(sentence[day.end :])[:2])
    is_due = day in ahead or forward or any(find_cue(words, AHEAD) for words in neighbours)
    return {"due" if is_due and not is_done else "as_of": day.date, "date_words": sentence[day.start : day.end]}


def _is_ahead(day: Dated, published: str | None) -> bool:
    """Whether a day is after ``published``, or after today where that is not known."""
    now = published or datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    return _is_later(day.date.rpartition("/")[2], now)


def _is_later(date: str, other: str) -> bool:
    """Whether a date is surely later than another; a year is not later than its days."""
    digits = min(len(date), len(other))
    return date[:digits] > other[:digits]
