"""The index: three SQLite full-text tables over folded words.

It is an image in memory that every process opens for itself, or a file that all of them map into their memory once.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from urllib.parse import quote

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
    """An entry that was found."""

    entry: Entry

    @cached_property
    def words(self) -> str:
        """Its folded words; only names are asked for them, and folding a paragraph takes longer than finding it."""
        return folded_words(self.entry.text)


def folded_words(text: str) -> str:
    """The words of ``text`` as the index holds them."""
    return " ".join(bare(word) for word in fold_text(text).split())


Entries = Callable[[], Iterable[Entry]]
"""Asked for the entries of a table; not asked where an index is there already."""


class SearchIndex:
    """Answers from many threads; a process that was forked off opens the index anew.

    SQLite forbids to carry an open connection across a fork, so what is kept is the database's image or its path.
    """

    def __init__(self, names: Entries, facts: Entries, documents: Entries, file: Path | None = None) -> None:
        """Build the index. What comes first within its table is found first among equals.

        ``file`` is where it is kept, or was kept before: whoever names it answers for its holding these very entries.
        """
        self._file = file
        self._image = b""
        made = zip(TABLES, (names, facts, documents), strict=True)
        if file is None:
            with closing(_memory()) as database:
                _build(database, made)
                self._image = database.serialize()
        elif not file.is_file():
            half = file.with_name(f"{file.name}.{os.getpid()}")
            half.unlink(missing_ok=True)
            with closing(sqlite3.connect(half)) as database:
                database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
                _build(database, made)
            half.replace(file)
        self._lock = Lock()
        self._opened: tuple[int, sqlite3.Connection] | None = None

    @property
    def size_bytes(self) -> int:
        """What the index takes, in bytes: in each process that answers, or in the file that all of them share."""
        return self._file.stat().st_size if self._file else len(self._image)

    def find(self, table: str, expressions: Iterable[str], limit: int) -> list[Found]:
        """Entries of ``table``, those that the first of the FTS5 ``expressions`` finds first, none twice."""
        found: dict[int, Found] = {}
        with self._lock:
            for expression in expressions:
                if len(found) >= limit:
                    break
                rows = self._database().execute(
                    f"SELECT e.rowid, kind, id, language, text, start FROM {table} CROSS JOIN {table}_entries e"
                    f" ON e.rowid = {table}.rowid WHERE {table} MATCH ? LIMIT ?",
                    (expression, limit),
                )
                for rowid, *columns in rows:
                    found.setdefault(rowid, Found(Entry(*columns)))
        return list(found.values())[:limit]

    def names_of(self, kind: str, name_id: str) -> list[str]:
        """Every name of one entity, in the order in which they came."""
        with self._lock:
            rows = self._database().execute(
                f"SELECT text FROM {NAMES}_entries WHERE kind = ? AND id = ? ORDER BY rowid", (kind, name_id)
            )
            return [text for (text,) in rows]

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
            database = _memory() if self._file is None else _mapped(self._file)
            if self._file is None:
                database.deserialize(self._image)
            self._opened = (os.getpid(), database)
        return self._opened[1]


def _memory() -> sqlite3.Connection:
    # One thread at a time uses it (the lock), not always the one that opened it.
    return sqlite3.connect(":memory:", check_same_thread=False)


def _mapped(file: Path) -> sqlite3.Connection:
    # Nobody writes into it, so no lock is taken; its pages are the system's cache, the same for all processes.
    address = f"file:{quote(str(file.resolve()))}?mode=ro&immutable=1"
    database = sqlite3.connect(address, uri=True, check_same_thread=False)
    database.execute(f"PRAGMA mmap_size = {file.stat().st_size}")
    return database


def _build(database: sqlite3.Connection, made: Iterable[tuple[str, Entries]]) -> None:
    for table, entries in made:
        _fill(database, table, entries())
    database.execute(f"CREATE INDEX of_entity ON {NAMES}_entries (kind, id)")
    _fill_near(database)
    database.commit()


def _fill(database: sqlite3.Connection, table: str, entries: Iterable[Entry]) -> None:
    # Folded words hold no ASCII sign but the space, so the plainest tokenizer is the right one. The index holds no
    # text: what was found is looked up in the table beside it, and folded again.
    database.execute(
        f"CREATE VIRTUAL TABLE {table} USING fts5(words, content='', columnsize=0, tokenize='ascii', prefix='1 2 3')"
    )
    database.execute(f"CREATE TABLE {table}_entries (kind TEXT, id TEXT, language TEXT, text TEXT, start INTEGER)")
    for number, e in enumerate(entries, start=1):
        database.execute(
            f"INSERT INTO {table}_entries (rowid, kind, id, language, text, start) VALUES (?, ?, ?, ?, ?, ?)",
            (number, e.kind, e.id, e.language, e.text, e.start),
        )
        database.execute(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", (number, folded_words(e.text)))
    database.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def _fill_near(database: sqlite3.Connection) -> None:
    """The words of names under each form that lacks one letter: one look-up finds what one error away."""
    database.execute(f"CREATE VIRTUAL TABLE vocabulary USING fts5vocab({NAMES}, row)")
    database.execute("CREATE TABLE near (variant TEXT, word TEXT, PRIMARY KEY (variant, word)) WITHOUT ROWID")
    words: Sequence[tuple[str]] = database.execute("SELECT term FROM vocabulary").fetchall()
    pairs = ((variant, word) for (word,) in words if len(word) >= FORGIVEN_FROM for variant in without_one(word))
    database.executemany("INSERT INTO near VALUES (?, ?)", pairs)
