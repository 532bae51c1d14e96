"""Records of one version by kind and id: asked of the database, in batches where it is known what will be needed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, Generic, TypeVar

from cachetools import LRUCache

from dashboard.database.connection import STORE
from dashboard.database.stored_records import KINDS
from dashboard.large.store import Store

KEPT_LETTERS: Final = 12_000_000
"""Of records that a worker keeps, as JSON; used ones take several times that."""
_BY_ID: Final = f"SELECT id, kind, content::text FROM {STORE}.records WHERE version = %(version)s AND id = ANY(%(ids)s)"

R = TypeVar("R")


class Records:
    """All records of a version. What was asked once is kept, for no record of a version changes."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._kept: LRUCache[str, dict[str, Any]] = LRUCache(KEPT_LETTERS, _letters)

    def fetch(self, ids: Iterable[str]) -> None:
        """Ask for all records with these ids at once, those of which are not there yet."""
        missing = [record_id for record_id in dict.fromkeys(ids) if record_id not in self._kept]
        if missing:
            self._asked(missing)

    def _asked(self, ids: list[str]) -> dict[str, dict[str, Any]]:
        by_id: dict[str, dict[str, Any]] = {record_id: {} for record_id in ids}
        for record_id, kind, content in self.store.rows(_BY_ID, {"ids": ids}):
            by_id[record_id][kind] = _Written(content)
        self._kept.update(by_id)
        return by_id

    def get(self, kind: str, record_id: str) -> Any:  # noqa: ANN401 (its type depends on its kind)
        """One record; None where there is none. It is validated when it is first used."""
        kinds = self._kept.get(record_id)
        if kinds is None:
            kinds = self._asked([record_id])[record_id]
        record = kinds.get(kind)
        if isinstance(record, _Written):
            record = kinds[kind] = KINDS[kind].validate_json(record)
        return record


class _Written(str):
    """A record as it stands in the database: JSON."""

    __slots__ = ()


def _letters(kinds: Mapping[str, str]) -> int:
    """Of the records of one id, as they come."""
    return 200 + sum(map(len, kinds.values()))


class StoredMapping(Mapping[str, R], Generic[R]):
    """The records of one kind: any of them by its id; ``listed`` are the ids that a walk over the mapping gives.

    A walk over a million records is never meant. What a view walks over are the records around its subject.
    """

    def __init__(self, records: Records, kind: str, listed: Collection[str] = ()) -> None:
        self._records, self._kind = records, kind
        self._listed = tuple(sorted(listed))

    def __getitem__(self, record_id: str) -> R:
        record: R | None = self._records.get(self._kind, record_id)
        if record is None:
            raise KeyError(record_id)
        return record

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)
