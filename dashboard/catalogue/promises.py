"""What was said to come: how long is left on a stated day, and what was said later.

A promise here is a fact that looks forward (planned, intended) or that names a day by which something
shall be. Nothing is ever taken for fulfilled because time has passed or because somebody spoke of the same
project again: only a fact that the curators mark as ``confirms`` confirms, and later words are shown as words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.models import Fact
from dashboard.catalogue.vocabulary import FORWARD, Modality

DUE_SOON_DAYS: Final = 90
"""A promise whose day lies at most this many days ahead is due soon."""

_EVIDENCE = frozenset({Modality.ACHIEVED, Modality.UNDER_WAY})


class Standing(StrEnum):
    """How a promise stands on the stated day."""

    CONFIRMED = "confirmed"  # a later fact says that it came about
    OPEN = "open"  # its day is still to come
    DUE_SOON = "due-soon"
    PAST_DUE = "past-due"  # its day is past, and no later document speaks of the same thing
    LATER_WORDS = "later-words"  # its day is past; later documents speak of the same thing without confirming it
    UNDATED = "undated"  # no day was named


@dataclass(frozen=True)
class Promise:
    """One forward-looking fact on the stated day. ``days_left`` is negative once the last day it can mean is past."""

    fact: str
    standing: Standing
    days_left: int | None
    later: tuple[str, ...]
    """Facts of later documents about the same thing, achieved or under way; those that confirm come first."""


def promises(catalogue: Catalogue, facts: Iterable[str], today: date) -> tuple[Promise, ...]:
    """The promises among ``facts`` as they stood on ``today``: to come, past, without a day; each the nearest first.

    What was published after ``today`` is neither a promise yet nor evidence; what has no date of
    publication counts as said before, and is never evidence, because nothing says that it is later.
    """
    known = {fact.id for fact in catalogue.facts.values() if not _after(catalogue, fact, today)}
    evidence = _evidence_by_subject(catalogue, known)
    asked = (catalogue.facts[fact] for fact in facts if fact in known)
    found = [_promise(catalogue, fact, evidence, today) for fact in asked if is_promise(fact)]
    return tuple(sorted(found, key=_nearness))


def _nearness(promise: Promise) -> tuple[bool, bool, int]:
    days = promise.days_left
    return days is None, days is not None and days < 0, abs(days or 0)


def is_promise(fact: Fact) -> bool:
    """Whether a fact looks forward, by its words or by the day that it names."""
    return fact.modality in FORWARD or fact.due is not None


def is_said_later(catalogue: Catalogue, later: Fact, fact: Fact) -> bool:
    """Whether the document of ``later`` certainly appeared after that of ``fact``; false where either is undated."""
    said, spoken = (catalogue.documents[catalogue.fact_document[one.id]].published for one in (fact, later))
    return said is not None and spoken is not None and date_bounds(spoken)[0] > date_bounds(said)[1]


def _promise(catalogue: Catalogue, fact: Fact, evidence: Mapping[str, list[Fact]], today: date) -> Promise:
    days_left = None if fact.due is None else (date_bounds(fact.due)[1] - today).days
    subjects = _subjects(catalogue, fact)
    bearing = {
        one.id: one for subject in subjects for one in evidence.get(subject, ()) if is_said_later(catalogue, one, fact)
    }
    later = sorted(bearing.values(), key=lambda one: one.confirms != fact.id)
    confirmed = any(one.confirms == fact.id for one in later)
    standing = _standing(days_left, confirmed=confirmed, spoken_of=bool(later))
    return Promise(fact.id, standing, days_left, tuple(one.id for one in later))


def _standing(days_left: int | None, *, confirmed: bool, spoken_of: bool) -> Standing:
    if confirmed:
        return Standing.CONFIRMED
    if days_left is None:
        return Standing.UNDATED
    if days_left < 0:
        return Standing.LATER_WORDS if spoken_of else Standing.PAST_DUE
    return Standing.DUE_SOON if days_left <= DUE_SOON_DAYS else Standing.OPEN


def _evidence_by_subject(catalogue: Catalogue, known: set[str]) -> Mapping[str, list[Fact]]:
    """Entity → the known facts about it that say something was or is done."""
    found: dict[str, list[Fact]] = {}
    for fact in catalogue.facts.values():
        if fact.id in known and fact.modality in _EVIDENCE:
            for entity in fact.about:
                found.setdefault(entity, []).append(fact)
    return found


def _subjects(catalogue: Catalogue, fact: Fact) -> list[str]:
    """The projects that a fact is about; what else it names only where it names no project (a town is no promise)."""
    return [entity for entity in fact.about if entity in catalogue.projects] or list(fact.about)


def _after(catalogue: Catalogue, fact: Fact, today: date) -> bool:
    published = catalogue.documents[catalogue.fact_document[fact.id]].published
    return published is not None and date_bounds(published)[0] > today
