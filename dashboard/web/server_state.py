"""The state of a server beside its data: since when it serves, the outcome of the last reload, its counters.

It changes in gunicorn's master only, before workers are forked from it, so every worker says the same.
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
    """One attempt to take new data: ``errors`` is empty where it was taken."""

    at: datetime
    data: str
    errors: tuple[Finding, ...] = ()

    def told(self) -> dict[str, object]:
        """The reload as JSON; ``data`` is the version that is served since then."""
        told: dict[str, object] = {"outcome": "refused" if self.errors else "taken", "at": stamp(self.at)}
        if self.errors:
            told |= {"errors": len(self.errors), "findings": [str(error) for error in self.errors[:MOST_FINDINGS]]}
        return {**told, "data": self.data}


@dataclass
class ServerState:
    """One object for each server; ``serving`` is false until readers are let in; earlier requests are not counted.

    ``folders`` are those that its data was brought to from a database: its own, and before it that of the server
    before, whose last requests may still read there. ``contact`` is None where data comes from files.
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
    """The state of a server that ``publish`` was called for."""
    state = server.extensions[EXTENSION]
    assert isinstance(state, ServerState)
    return state


def stamp(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
