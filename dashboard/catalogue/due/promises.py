"""Promises, and their status on a day.

A promise is a statement by which somebody undertook or announced the future of a system (``is_promise``). Neither time
that passes nor another mention of the project shows that it was kept: only a fact that the curators mark with
``confirms`` confirms it. Later statements about the same thing are listed with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from dashboard.catalogue.dates import counts_from, date_bounds
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Fact
from dashboard.catalogue.statement_groups import without_reprints
from dashboard.catalogue.subjects import subjects
from dashboard.catalogue.vocabulary import BODIES, FORWARD, FactKind, Modality, PlaceKind

DUE_SOON_DAYS: Final = 90
"""The most days that a promise which is due soon has left."""

_EVIDENCE = frozenset({Modality.ACHIEVED, Modality.UNDER_WAY})

_VERIFIABLE = frozenset(
    {
        FactKind.AGREEMENT,
        FactKind.CAPACITY,
        FactKind.CONSTRUCTION,
        FactKind.DEADLINE,
        FactKind.INVESTMENT,
        FactKind.ROUTE,
        FactKind.TRADE,
    }
)
"""Kinds of facts that can be checked later; not opinions, wishes, calls or meetings."""

_NOT_UNDERTAKEN = frozenset({Modality.INTENDED, Modality.RECALLED})

_INSTALLATIONS = frozenset(
    {PlaceKind.PORT, PlaceKind.RAIL_STATION, PlaceKind.CABLE_LANDING, PlaceKind.SUBSTATION, PlaceKind.HYDROPOWER}
)


class PromiseStatus(StrEnum):
    """The status of a promise on the given day."""

    CONFIRMED = "confirmed"  # a later fact says that it was kept
    OPEN = "open"  # its day has not come
    DUE_SOON = "due-soon"
    PAST_DUE = "past-due"  # its day is past, and no later document is about the same thing
    LATER_WORDS = "later-words"  # its day is past; later documents are about the same thing and do not confirm it
    UNDATED = "undated"  # it names no day


@dataclass(frozen=True)
class Promise:
    """One promise (``fact``, an id) on a day. ``days_left`` counts to the last day of its date; negative when past."""

    fact: str
    status: PromiseStatus
    days_left: int | None
    later: tuple[str, ...]
    """Ids of facts of later documents about the same thing, achieved or under way; confirming facts first."""


def promises(catalogue: Catalogue, facts: Iterable[str], today: date) -> tuple[Promise, ...]:
    """The promises among ``facts`` with their status on ``today``.

    Documents published after ``today`` are ignored. An undated document counts as published before, and never as later
    evidence.

    Returns
    -------
    tuple of Promise
        First those still due, then those past due, then those without a day; in each group the nearest day first.
    """
    published = {fact.id for fact in catalogue.facts.values() if not _after(catalogue, fact, today)}
    evidence = _evidence_by_subject(catalogue, published)
    records = without_reprints(catalogue, (catalogue.facts[fact] for fact in facts if fact in published))
    unordered = [_promise(catalogue, fact, evidence, today) for fact in records if is_promise(catalogue, fact)]
    return tuple(sorted(unordered, key=_order))


def _order(promise: Promise) -> tuple[bool, bool, int]:
    days = promise.days_left
    return days is None, days is not None and days < 0, abs(days or 0)


def is_promise(catalogue: Catalogue, fact: Fact) -> bool:
    """Whether by a fact somebody undertook or announced the future of a system.

    Three fields decide: its ``kind`` can be checked later, ``about`` names a system, and it is ``planned`` or has a day
    (``due``). A wish, a call or an expectation is no promise, even with a day; nor is a statement about the past.
    """
    undertaken = fact.modality is Modality.PLANNED or (fact.due is not None and fact.modality not in _NOT_UNDERTAKEN)
    return undertaken and fact.kind in _VERIFIABLE and any(_is_system(catalogue, entity) for entity in fact.about)


def looks_forward(fact: Fact) -> bool:
    """Whether a fact is about the future, be it a promise or not; only such a fact can be confirmed."""
    return fact.modality in FORWARD or fact.due is not None


def _is_system(catalogue: Catalogue, entity: str) -> bool:
    """Whether an entity is built, financed or run: a line, an installation, or a project that is no body or meeting."""
    if entity in catalogue.projects:
        return catalogue.projects[entity].kind not in BODIES
    return entity in catalogue.routes or catalogue.places[entity].kind in _INSTALLATIONS


def is_said_later(catalogue: Catalogue, later: Fact, fact: Fact) -> bool:
    """Whether the document of ``later`` was certainly published after that of ``fact``; false if either is undated."""
    first, second = (catalogue.document_of(record).published for record in (fact, later))
    return first is not None and second is not None and date_bounds(second)[0] > date_bounds(first)[1]


def _promise(catalogue: Catalogue, fact: Fact, evidence: Mapping[str, list[Fact]], today: date) -> Promise:
    days_left = None if fact.due is None else (date_bounds(fact.due)[1] - today).days
    later_by_id = {
        other.id: other
        for subject in promise_subjects(catalogue, fact)
        for other in evidence.get(subject, ())
        if is_said_later(catalogue, other, fact)
    }
    later = sorted(later_by_id.values(), key=lambda other: other.confirms != fact.id)
    confirmed = any(other.confirms == fact.id for other in later)
    status = _status(days_left, confirmed=confirmed, mentioned=bool(later))
    return Promise(fact.id, status, days_left, tuple(other.id for other in later))


def _status(days_left: int | None, *, confirmed: bool, mentioned: bool) -> PromiseStatus:
    if confirmed:
        return PromiseStatus.CONFIRMED
    if days_left is None:
        return PromiseStatus.UNDATED
    if days_left < 0:
        return PromiseStatus.LATER_WORDS if mentioned else PromiseStatus.PAST_DUE
    return PromiseStatus.DUE_SOON if days_left <= DUE_SOON_DAYS else PromiseStatus.OPEN


def _evidence_by_subject(catalogue: Catalogue, published: set[str]) -> Mapping[str, list[Fact]]:
    """By entity, the published facts about it that are achieved or under way."""
    by_entity: dict[str, list[Fact]] = {}
    for fact in without_reprints(catalogue, catalogue.facts.values()):
        if fact.id in published and fact.modality in _EVIDENCE:
            for entity in fact.about:
                by_entity.setdefault(entity, []).append(fact)
    return by_entity


def promise_subjects(catalogue: Catalogue, fact: Fact) -> list[str]:
    """The projects that are subjects of a fact; if there are none, all entities that it is about."""
    return [entity for entity in subjects(catalogue, fact) if entity in catalogue.projects] or list(fact.about)


def _after(catalogue: Catalogue, fact: Fact, today: date) -> bool:
    published = catalogue.document_of(fact).published
    return published is not None and counts_from(published) > today
