"""Finds the line of a file that a finding is about, so that an editor can go there."""

import re
from pathlib import Path

from dashboard.catalogue.findings import Finding

_LINE_IN_MESSAGE = re.compile(r"line (\d+)")


class Lines:
    """Finds lines in the files below a root; each file is read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lines_by_file: dict[str, list[str]] = {}

    def line_of(self, finding: Finding) -> int | None:
        """The number (from 1) of the line of the finding's record and field; None where there is no such file."""
        lines = self._lines(finding.file)
        if not lines:
            return None
        stated = _LINE_IN_MESSAGE.search(finding.message)
        if stated:
            return int(stated[1])
        record, field = (re.escape(name) for name in (finding.record, finding.field.split(".")[0].split("[")[0]))
        begin = _first(rf"""^({record},|\s*"?id"?\s*[=:]\s*["']{record}["'])""", lines, 0)
        if begin is None:
            return 1
        at = _first(rf"""^\s*"?{field}"?[\s.]*.*[=:]""", lines, begin) if field else None
        return (begin if at is None else at) + 1

    def _lines(self, file: str) -> list[str]:
        if file not in self._lines_by_file:
            try:
                text = (self._root / file).read_text(encoding="utf-8", errors="replace")
            except OSError:
                text = ""
            self._lines_by_file[file] = text.splitlines()
        return self._lines_by_file[file]


def _first(pattern: str, lines: list[str], begin: int) -> int | None:
    """The index of the first line, from ``begin`` on, that has the pattern."""
    return next((at for at in range(begin, len(lines)) if re.search(pattern, lines[at])), None)
