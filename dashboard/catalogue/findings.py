"""Findings about the data: errors, warnings and notes."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final, Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Finding:
    """One finding about a field of a record in a file.

    ``file`` is a path below the project's root with forward slashes; ``record`` and ``field`` are
    empty if the finding is about the whole file or the whole record. ``also`` has the other places of the same
    finding, each ``file: record: field``; ``suggestion`` is the text to write there, if it is known.
    """

    level: Level
    file: str
    record: str
    field: str
    message: str
    also: tuple[str, ...] = ()
    suggestion: str = ""

    def __str__(self) -> str:
        """One line, ``file: record: field: message``, without the parts that are empty."""
        return ": ".join(part for part in (self.file, self.record, self.field, self.message) if part)


_MOST_PLACES: Final = 5


def listing(findings: Iterable[Finding]) -> str:
    """The findings as they are printed: by file, with the numbers of errors, warnings and notes below."""
    all_findings = tuple(findings)
    lines = []
    for file, in_file in groupby(sorted(all_findings, key=attrgetter("file")), key=attrgetter("file")):
        lines += [file, *(f"  {finding.level:<7} {_within_file(finding)}" for finding in in_file)]
    count = {level: sum(finding.level == level for finding in all_findings) for level in ("error", "warning", "note")}
    total = ", ".join(f"{number} {level}{'' if number == 1 else 's'}" for level, number in count.items())
    return "\n".join([*lines, total])


def _within_file(finding: Finding) -> str:
    places = ["also " + where.removeprefix(f"{finding.file}: ") for where in finding.also[:_MOST_PLACES]]
    more = [f"and {len(finding.also) - _MOST_PLACES} more"] if len(finding.also) > _MOST_PLACES else []
    text = ": ".join(part for part in (finding.record, finding.field, finding.message) if part)
    return "\n          ".join([text, *places, *more])


class CatalogueError(Exception):
    """The data cannot be used. ``findings`` has every error; the message lists them."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))
