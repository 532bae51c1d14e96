"""What a server knows of itself beside its data: since when it serves, what the last reload came to, what it counted.

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
"""So many findings of a refused reload are told; the log has them all."""


@dataclass(frozen=True)
class Reload:
    """One attempt to take new data: ``errors`` is empty where it was taken."""

    at: datetime
    data: str
    errors: tuple[Finding, ...] = ()

    def told(self) -> dict[str, object]:
        """As it is said to machines; ``data`` is the version that is served since then."""
        told: dict[str, object] = {"outcome": "refused" if self.errors else "taken", "at": stamp(self.at)}
        if self.errors:
            told |= {"errors": len(self.errors), "findings": [str(error) for error in self.errors[:MOST_FINDINGS]]}
        return {**told, "data": self.data}


@dataclass
class ServerState:
    """One a server; ``serving`` is false until readers are let in, and what is asked before is not counted.

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
        """Keep what a reload came to."""
        self.last_reload = reload
        self.reloads["refused" if reload.errors else "taken"] += 1

    def follow(self, before: "ServerState") -> None:
        """Go on counting where the server that was here before ends."""
        self.counters = before.counters
        self.contact = before.contact
        self.folders = (*before.folders, *self.folders)
        self.reloads = before.reloads


def server_state_of(server: Flask) -> ServerState:
    """The state of a server that ``publish`` was called for."""
    found = server.extensions[EXTENSION]
    assert isinstance(found, ServerState)
    return found


def stamp(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
