"""What is wrong or worth knowing about the data: values, collected first and printed at the edge."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Finding:
    """One remark on one field of one record of one file.

    ``file`` is a path below the project's root with forward slashes; ``record`` and ``field`` are
    empty where the remark is about the whole file or the whole record.
    """

    level: Level
    file: str
    record: str
    field: str
    message: str

    def __str__(self) -> str:
        """One line, ``file: record: field: message``, without the parts that are empty."""
        return ": ".join(part for part in (self.file, self.record, self.field, self.message) if part)


class CatalogueError(Exception):
    """The data cannot be used. Carries every finding, and lists them all in its message."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))
