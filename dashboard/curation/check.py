"""``python -m dashboard check``: prints all findings, for people or for editors, once or after every change."""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.authoring.errors import AuthoringError
from dashboard.authoring.tracing_route import read_via
from dashboard.catalogue.due.history import NamedDate, due_histories
from dashboard.catalogue.findings import CatalogueError, Finding, listing
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.stories.evidence import named_figures
from dashboard.curation.checksums import fixed_checksums
from dashboard.curation.file_form import VIA_FILE, fixed_files, form_findings
from dashboard.curation.lines import Lines
from dashboard.curation.requirements import require
from dashboard.load_atlas import load_atlas

_FEWEST_DATES: Final = 2
"""A story that rests on fewer dates of one thing does not tell how its date moved."""


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
    """All findings below ``root``: of loading and checking, on stale stories, on the form of files, and ``via.csv``."""
    try:
        atlas = load_atlas(root)
        findings: Sequence[Finding] = (*atlas.findings, *stale_stories(atlas.catalogue))
    except CatalogueError as error:
        findings = error.findings
    return [*findings, *form_findings(root), *_via_findings(root)]


def stale_stories(catalogue: Catalogue) -> Iterator[Finding]:
    """A warning for each date that was named after the last one that a story tells of the same thing."""
    figures = {id(figure): name for name, figure in named_figures(catalogue).items()}

    def name_of(dated: NamedDate) -> str | None:
        return dated.fact or figures.get(id(dated.figure))

    histories = due_histories(catalogue, [*catalogue.projects, *catalogue.routes, *catalogue.places])
    for story in catalogue.stories.values():
        evidence = {name for _, sentence in story.all_sentences() for name in (*sentence.facts, *sentence.figures)}
        for history in histories:
            dates = history.ordered_dates
            of_story = [at for at, dated in enumerate(dates) if name_of(dated) in evidence]
            for later in dates[of_story[-1] + 1 :] if len(of_story) >= _FEWEST_DATES else ():
                source = name_of(later) or (later.figure.source if later.figure else "")
                message = (
                    f"tells how the date of {history.entity} moved, and not of {later.due} ({source}), named since"
                )
                yield Finding("warning", catalogue.file_of(story), story.id, "steps", message)


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
