"""The state of a server beside its data: the start of its service, the outcome of the last reload, its counters.

It changes only in gunicorn's master, before workers are forked, so all workers have the same state.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from flask import Flask

from dashboard.catalogue.findings import Finding
from dashboard.web.database_contact import DatabaseContact
from dashboard.web.middleware.counters import Counters

EXTENSION: Final = "atlas-server-state"
MOST_FINDINGS: Final = 20
"""The most findings of a refused reload that are returned; the log has them all."""


@dataclass(frozen=True)
class Reload:
    """One attempt to load new data; ``errors`` is empty after a success."""

    at: datetime
    data: str
    errors: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The reload as JSON; ``data`` is the version that is served since then."""
        report: dict[str, object] = {"outcome": "refused" if self.errors else "taken", "at": stamp(self.at)}
        if self.errors:
            report |= {"errors": len(self.errors), "findings": [str(error) for error in self.errors[:MOST_FINDINGS]]}
        return {**report, "data": self.data}


@dataclass
class ServerState:
    """The state of one server; it counts requests only while ``serving`` is true.

    ``folders`` hold data from a database: the last is its own, the one before is the previous server's, whose last
    requests may still read it. ``contact`` is None where data comes from files.
    """

    data: str
    counters: Counters
    loaded_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    serving: bool = False
    last_reload: Reload | None = None
    folders: tuple[Path, ...] = ()
    contact: DatabaseContact | None = None
    reloads: dict[str, int] = field(default_factory=lambda: {"taken": 0, "refused": 0})

    def note(self, reload: Reload) -> None:
        """Record the outcome of a reload."""
        self.last_reload = reload
        self.reloads["refused" if reload.errors else "taken"] += 1

    def follow(self, before: "ServerState") -> None:
        """Continue the counters of the previous server."""
        self.counters = before.counters
        self.contact = before.contact
        self.folders = (*before.folders, *self.folders)
        self.reloads = before.reloads


def server_state_of(server: Flask) -> ServerState:
    """The state of a server that ``register_all`` was called for."""
    state = server.extensions[EXTENSION]
    assert isinstance(state, ServerState)
    return state


def stamp(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
