"""Finds the line of a file that a finding is about, so that an editor can go there."""

import re
from functools import cached_property
from pathlib import Path

from dashboard.catalogue.findings import Finding

_LINE_IN_MESSAGE = re.compile(r"line (\d+)")


class Lines:
    """Finds lines in the files below a root; each file is read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[str, _Text] = {}

    def line_of(self, finding: Finding) -> int | None:
        """The number (from 1) of the line of the finding's record and field; None where there is no such file."""
        if finding.file not in self._read:
            self._read[finding.file] = _Text(self._root / finding.file)
        text = self._read[finding.file]
        if not text.lines:
            return None
        stated = _LINE_IN_MESSAGE.search(finding.message)
        if stated:
            return int(stated[1])
        return text.line(finding.record, finding.field.split(".")[0].split("[")[0])


class _Text:
    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def lines(self) -> list[str]:
        try:
            return self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []

    def line(self, record: str, field: str) -> int:
        begin = self._first(rf"""^({re.escape(record)},|\s*"?id"?\s*[=:]\s*["']{re.escape(record)}["'])""", 0)
        if begin is None:
            return 1
        at = self._first(rf"""^\s*"?{re.escape(field)}"?[\s.]*.*[=:]""", begin) if field else None
        return (begin if at is None else at) + 1

    def _first(self, pattern: str, begin: int) -> int | None:
        return next((at for at in range(begin, len(self.lines)) if re.search(pattern, self.lines[at])), None)
