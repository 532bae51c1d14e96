"""Records of one version by kind and id, read from the database, in batches where the next needs are known."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, Generic, TypeVar

from cachetools import LRUCache

from dashboard.database.lookup_rows import KINDS
from dashboard.large.store import Store, from_table

CACHE_CHARACTERS: Final = 12_000_000
"""The most characters of records, as JSON, that one worker caches; validated records take several times that."""
_BY_ID: Final = f"SELECT id, kind, content::text {from_table('records')} AND id = ANY(%(ids)s)"

R = TypeVar("R")


class Records:
    """All records of a version. A record that was read once is cached, for no record of a version changes."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._cache: LRUCache[str, dict[str, Any]] = LRUCache(CACHE_CHARACTERS, _characters)

    def fetch(self, ids: Iterable[str]) -> None:
        """Read all records with these ids that are not cached, in one query."""
        missing = [record_id for record_id in dict.fromkeys(ids) if record_id not in self._cache]
        if missing:
            self._read(missing)

    def _read(self, ids: list[str]) -> dict[str, dict[str, Any]]:
        by_id: dict[str, dict[str, Any]] = {record_id: {} for record_id in ids}
        for record_id, kind, content in self.store.rows(_BY_ID, {"ids": ids}):
            by_id[record_id][kind] = _Unparsed(content)
        self._cache.update(by_id)
        return by_id

    def get(self, kind: str, record_id: str) -> Any:  # noqa: ANN401 (its type depends on its kind)
        """One record; None where there is none. It is validated when it is first used."""
        by_kind = self._cache.get(record_id)
        if by_kind is None:
            by_kind = self._read([record_id])[record_id]
        record = by_kind.get(kind)
        if isinstance(record, _Unparsed):
            record = by_kind[kind] = KINDS[kind].validate_json(record)
        return record


class _Unparsed(str):
    """A record as the database has it: JSON."""

    __slots__ = ()


def _characters(by_kind: Mapping[str, str]) -> int:
    """The cost of the records of one id in the cache, when they are put in: as JSON."""
    return 200 + sum(map(len, by_kind.values()))


class StoredMapping(Mapping[str, R], Generic[R]):
    """The records of one kind: any of them by its id; a walk over the mapping gives only the ids ``walked``.

    A walk over a million records is never meant. Views walk over the records around their subject.
    """

    def __init__(self, records: Records, kind: str, walked: Collection[str] = ()) -> None:
        self._records, self._kind = records, kind
        self._walked = tuple(sorted(walked))

    def __getitem__(self, record_id: str) -> R:
        record: R | None = self._records.get(self._kind, record_id)
        if record is None:
            raise KeyError(record_id)
        return record

    def __iter__(self) -> Iterator[str]:
        return iter(self._walked)

    def __len__(self) -> int:
        return len(self._walked)
