"""Long lists in pages: routes, places, projects and documents by name, some at a time."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dashboard.catalogue.models import Place, Project, Route
from dashboard.catalogue.vocabulary import WITHDRAWN
from dashboard.views.context import Context, km_text
from dashboard.views.lists import Record, by_name, called

PAGE_SIZE: Final = 50
LARGEST_PAGE: Final = 200
KINDS: Final[tuple[str, ...]] = ("route", "place", "project", "document")

Row = Mapping[str, str]
"""What one line of a list says: ``id``, ``path``, ``name``, and what its kind has beside them."""


@dataclass(frozen=True)
class ListPage:
    """Some rows of a list; ``after`` is what the next page is asked for with, None on the last one."""

    rows: tuple[Row, ...]
    total: int
    after: str | None


class Lists:
    """The lists of one language. Their order is found once; rows are made as they are asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context
        catalogue = context.catalogue
        self._records: Mapping[str, Mapping[str, Record]] = {
            "route": catalogue.routes,
            "place": catalogue.places,
            "project": catalogue.projects,
            "document": catalogue.documents,
        }
        self._ordered = lru_cache(maxsize=len(KINDS))(self._order)

    def page(
        self, kind: str, after: str | None = None, size: int = PAGE_SIZE, among: Collection[str] | None = None
    ) -> ListPage:
        """At most ``size`` rows of a kind, by name, from behind the id ``after``; of ``among`` only, where it is given.

        ``after`` may have left the list meanwhile: the page begins where it stood.

        Raises:
            KeyError: there is no such kind, or nothing of the kind has ever had the id ``after``.
            ValueError: ``size`` is not between 1 and ``LARGEST_PAGE``.
        """
        if not 1 <= size <= LARGEST_PAGE:
            raise ValueError(f"size: {size} is not between 1 and {LARGEST_PAGE}")
        ordered = self._ordered(kind)
        ids = ordered if among is None else [key for key in ordered if key[1] in among]
        start = 0 if after is None else bisect_right(ids, self._key(kind, after))
        shown = [entity for _, entity in ids[start : start + size]]
        following = shown[-1] if shown and start + size < len(ids) else None
        return ListPage(tuple(self._row(kind, entity) for entity in shown), len(ids), following)

    def _order(self, kind: str) -> Sequence[tuple[str, str]]:
        return sorted(self._key(kind, entity) for entity in self._records[kind])

    def _key(self, kind: str, entity: str) -> tuple[str, str]:
        return by_name(self._context.words, self._records[kind][entity])

    def _row(self, kind: str, entity: str) -> Row:
        record = self._records[kind][entity]
        name = called(self._context.words, record)
        return {"id": entity, "path": f"/{kind}/{entity}", "name": name, **self._beside(record)}

    def _beside(self, record: Record) -> Row:
        words, relations = self._context.words, self._context.relations
        if isinstance(record, Route):
            length = km_text(words, self._context.length_km(record), self._context.precision_of([record]))
            withdrawn = {"withdrawn": "yes"} if all(one.status in WITHDRAWN for one in record.segments) else {}
            return {"mode": record.segments[0].mode.value, "length": length, **withdrawn}
        if isinstance(record, Place):
            return {"kind": words(f"place-kind.{record.kind}"), "country": words.country(record.country)}
        count = relations.facts_about if isinstance(record, Project) else relations.facts_in_document
        facts = words.count("facts.count", len(count.get(record.id, ())))
        if isinstance(record, Project):
            kind = words(f"project-kind.{record.kind}")
            return {"kind": kind, "status": record.status.value.value, "facts": facts}
        return {"title": record.title, "lang": record.language, "dir": record.direction, "facts": facts}


def lists_of(contexts: Mapping[str, Context]) -> Callable[[str], Lists]:
    """By language, its lists, made when they are first asked for."""
    return lru_cache(maxsize=len(contexts))(lambda language: Lists(contexts[language]))
