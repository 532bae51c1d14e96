"""The index: three SQLite full-text tables over folded words, kept as one image that every process opens for itself."""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

from dashboard.catalogue.folding import bare, fold_text
from dashboard.catalogue.search_query import FORGIVEN_FROM, one_error_apart, without_one

NAMES, FACTS, DOCUMENTS = "names", "facts", "documents"
TABLES: tuple[str, ...] = (NAMES, FACTS, DOCUMENTS)
_BEYOND = "\U0010ffff"


@dataclass(frozen=True)
class Entry:
    """One text that can be found: a name, a fact's statement or quotation, a paragraph of a document.

    ``start`` is where the words begin in their document, in code points; -1 for what is not a document's words.
    """

    kind: str
    id: str
    language: str
    text: str
    start: int = -1


@dataclass(frozen=True)
class Found:
    """An entry that was found, with its folded words."""

    entry: Entry
    words: str


def folded_words(text: str) -> str:
    """The words of ``text`` as the index holds them."""
    return " ".join(bare(word) for word in fold_text(text).split())


class SearchIndex:
    """Answers from many threads; a process that was forked off opens a copy of its own.

    SQLite forbids to carry an open connection across a fork, so what is kept is the database's image.
    """

    def __init__(self, names: Iterable[Entry], facts: Iterable[Entry], documents: Iterable[Entry]) -> None:
        """Build the index. What comes first within its table is found first among equals."""
        with _memory() as database:
            for table, entries in zip(TABLES, (names, facts, documents), strict=True):
                _fill(database, table, entries)
            _fill_near(database)
            database.commit()
            self._image = database.serialize()
        database.close()
        self._lock = Lock()
        self._opened: tuple[int, sqlite3.Connection] | None = None

    @property
    def size_bytes(self) -> int:
        """What the index takes in memory, in bytes; each process that answers holds it once more."""
        return len(self._image)

    def find(self, table: str, expressions: Iterable[str], limit: int) -> list[Found]:
        """Entries of ``table``, those that the first of the FTS5 ``expressions`` finds first, none twice."""
        found: dict[int, Found] = {}
        with self._lock:
            for expression in expressions:
                if len(found) >= limit:
                    break
                rows = self._database().execute(
                    f"SELECT rowid, kind, id, language, text, start, words FROM {table} WHERE words MATCH ? LIMIT ?",
                    (expression, limit),
                )
                for rowid, *columns, words in rows:
                    found.setdefault(rowid, Found(Entry(*columns), words))
        return list(found.values())[:limit]

    def begins_a_name(self, word: str) -> bool:
        """Whether some word of a name begins with ``word``."""
        with self._lock:
            rows = self._database().execute(
                "SELECT 1 FROM vocabulary WHERE term >= ? AND term < ? LIMIT 1", (word, word + _BEYOND)
            )
            return rows.fetchone() is not None

    def near_names(self, word: str) -> list[str]:
        """The words of names that one typing error away from ``word``, sorted; none for a short word."""
        if len(word) < FORGIVEN_FROM:
            return []
        variants = sorted(without_one(word))
        places = ",".join("?" * len(variants))
        with self._lock:
            rows = self._database().execute(f"SELECT DISTINCT word FROM near WHERE variant IN ({places})", variants)
            return sorted(other for (other,) in rows if one_error_apart(word, other))

    def _database(self) -> sqlite3.Connection:
        if self._opened is None or self._opened[0] != os.getpid():
            database = _memory()
            database.deserialize(self._image)
            self._opened = (os.getpid(), database)
        return self._opened[1]


def _memory() -> sqlite3.Connection:
    # One thread at a time uses it (the lock), not always the one that opened it.
    return sqlite3.connect(":memory:", check_same_thread=False)


def _fill(database: sqlite3.Connection, table: str, entries: Iterable[Entry]) -> None:
    # Folded words hold no ASCII sign but the space, so the plainest tokenizer is the right one.
    database.execute(
        f"CREATE VIRTUAL TABLE {table} USING fts5(words, kind UNINDEXED, id UNINDEXED, language UNINDEXED,"
        " text UNINDEXED, start UNINDEXED, tokenize='ascii', prefix='1 2 3')"
    )
    rows = ((folded_words(e.text), e.kind, e.id, e.language, e.text, e.start) for e in entries)
    database.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?)", rows)
    database.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def _fill_near(database: sqlite3.Connection) -> None:
    """The words of names under each form that lacks one letter: one look-up finds what one error away."""
    database.execute(f"CREATE VIRTUAL TABLE vocabulary USING fts5vocab({NAMES}, row)")
    database.execute("CREATE TABLE near (variant TEXT, word TEXT, PRIMARY KEY (variant, word)) WITHOUT ROWID")
    words: Sequence[tuple[str]] = database.execute("SELECT term FROM vocabulary").fetchall()
    pairs = ((variant, word) for (word,) in words if len(word) >= FORGIVEN_FROM for variant in without_one(word))
    database.executemany("INSERT INTO near VALUES (?, ?)", pairs)
