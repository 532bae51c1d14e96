"""``python -m dashboard check``: prints all findings, for people or for editors, once or after every change."""

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.authoring.errors import AuthoringError
from dashboard.authoring.tracing_route import read_via
from dashboard.catalogue.findings import CatalogueError, Finding, listing
from dashboard.curation.checksums import fixed_checksums
from dashboard.curation.file_form import VIA_FILE, fixed_files, form_findings
from dashboard.curation.lines import Lines
from dashboard.curation.requirements import require
from dashboard.load_atlas import load_atlas


@dataclass(frozen=True)
class CheckOptions:
    """The options of the command."""

    strict: bool = False
    fix: bool = False
    watch: bool = False
    json: bool = False


def check(root: Path, options: CheckOptions) -> int:
    """Print the findings below ``root``; 0 where none is an error (with ``strict``, nor a warning), else 1."""
    if options.fix:
        fixes = [*(f"{file}: written in its form" for file in fixed_files(root)), *fixed_checksums(root, ask)]
        print("\n".join(fixes or ["nothing to put right"]), file=sys.stderr)
    code = _print_findings(root, options)
    if options.watch:
        watch = require("watchfiles").watch
        for _ in watch(*(root / folder for folder in ("data", "seeds")), raise_interrupt=False):
            code = _print_findings(root, options)
    return code


def _print_findings(root: Path, options: CheckOptions) -> int:
    findings = survey(root)
    print(as_json(root, findings) if options.json else listing(findings), flush=True)
    levels = ("error", "warning") if options.strict else ("error",)
    return int(any(finding.level in levels for finding in findings))


def survey(root: Path) -> list[Finding]:
    """All findings below ``root``: those of loading and checking, about the form of files, and about ``via.csv``."""
    try:
        findings: Sequence[Finding] = load_atlas(root).findings
    except CatalogueError as error:
        findings = error.findings
    return [*findings, *form_findings(root), *_via_findings(root)]


def _via_findings(root: Path) -> list[Finding]:
    """An error where ``trace`` could not read ``via.csv``, which the server does not load."""
    path = root / VIA_FILE
    try:
        if path.exists():
            read_via(path)
    except (AuthoringError, OSError, UnicodeDecodeError, csv.Error) as fault:
        message = f"{str(fault).removeprefix(f'{path.name}: ')}; correct it, or `trace` cannot draw from this file"
        return [Finding("error", VIA_FILE, "", "", message)]
    return []


def as_json(root: Path, findings: Sequence[Finding]) -> str:
    """The findings as a JSON list, each with the line that it is about, where that is known."""
    lines = Lines(root)
    entries = [
        {
            "level": finding.level,
            "file": finding.file,
            "line": lines.line_of(finding),
            "record": finding.record,
            "field": finding.field,
            "message": finding.message,
            "suggestion": finding.suggestion or None,
            "also": list(finding.also),
        }
        for finding in findings
    ]
    return json.dumps(entries, ensure_ascii=False, indent=1)


def ask(question: str) -> bool:
    """Whether the person at the terminal says yes; the answer is no where there is no terminal."""
    if not sys.stdin.isatty():
        return False
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
