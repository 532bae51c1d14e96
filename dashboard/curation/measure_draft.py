"""``python -m dashboard.curation.measure_draft``: how much of the curated documents a draft of their texts proposes.

A statement is proposed where one candidate holds at least nine tenths of its words. Its subjects are right where the
candidates that hold it name them. Precision counts the other way: candidates that hold a statement, subjects proposed
that the statement has. The catalogue knows these documents' own names, so a new text will fare worse: `--without-own`
takes out the aliases, as a catalogue that has not met the text.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.models import Project
from dashboard.catalogue.text.quote_offsets import find_quote
from dashboard.curation.candidates import CandidateFinder
from dashboard.curation.draft_file import Candidate

HELD = 0.9


@dataclass
class Score:
    """Counts over one document or all."""

    statements: int = 0
    proposed: int = 0
    subjects: int = 0
    subjects_named: int = 0
    subjects_proposed: int = 0
    subjects_right: int = 0
    candidates: int = 0
    candidates_held: int = 0
    kinds: int = 0
    modalities: int = 0

    def add(self, other: "Score") -> None:
        """Add the counts of ``other``."""
        for name in vars(self):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self, name: str) -> str:
        """A row of the table in Markdown."""
        parts = (
            f"{self.statements}",
            f"{self.candidates}",
            _share(self.proposed, self.statements),
            _share(self.candidates_held, self.candidates),
            _share(self.subjects_named, self.subjects),
            _share(self.subjects_right, self.subjects_proposed),
            _share(self.kinds, self.proposed),
            _share(self.modalities, self.proposed),
        )
        return f"| {name} | {' | '.join(parts)} |"


def measure(catalogue: Catalogue, document: str) -> Score:
    """The score of one document's draft."""
    text = catalogue.text(document)
    candidates = CandidateFinder(catalogue).find(text, catalogue.documents[document].language)
    spans = [find_quote(text, candidate.quote, candidate.prefix, candidate.suffix) for candidate in candidates]
    score, held = Score(candidates=len(candidates)), set[int]()
    for fact_id, holder in catalogue.fact_document.items():
        if holder != document:
            continue
        fact, (start, end) = catalogue.facts[fact_id], catalogue.spans[fact_id]
        score.statements += 1
        score.subjects += len(fact.about)  # those of a statement that is not proposed are not found
        shared = [max(0, min(end, e) - max(start, s)) for s, e in spans]
        best = max(range(len(spans)), key=lambda at: shared[at], default=None)
        if best is None or shared[best] < HELD * (end - start):
            # A quotation of several sentences is proposed where they together hold it.
            parts = [at for at, part in enumerate(shared) if part]
            if sum(shared[at] for at in parts) < HELD * (end - start):
                continue
        parts = [at for at, part in enumerate(shared) if part > HELD * min(end - start, spans[at][1] - spans[at][0])]
        score.proposed += 1
        held |= set(parts)
        about = {record for at in parts for record in candidates[at].about}
        score.subjects_named += len(about & set(fact.about))
        score.kinds += fact.kind in _each(candidates, parts, "kind")
        score.modalities += fact.modality in _each(candidates, parts, "modality")
        score.subjects_proposed += len(about)
        score.subjects_right += len(about & set(fact.about))
    score.candidates_held = len(held)
    return score


def _each(candidates: list[Candidate], parts: Iterable[int], field: str) -> set[object]:
    return {getattr(candidates[at], field) for at in parts}


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"


def without_aliases(catalogue: Catalogue) -> Catalogue:
    """The catalogue as it would be had nobody read the texts for the forms of its names."""
    import dataclasses

    projects = {project.id: _plain(project) for project in catalogue.projects.values()}
    return dataclasses.replace(catalogue, projects=projects)


def _plain(project: Project) -> Project:
    return project.model_copy(update={"aliases": ()})


def main(arguments: list[str]) -> int:
    """Print the table."""
    catalogue = load_catalogue(Path.cwd())
    if "--without-own" in arguments:
        catalogue = without_aliases(catalogue)
    print("| document | statements | candidates | statements proposed | candidates that are statements |", end="")
    print(" subjects found | proposed subjects that are right | kind | modality |")
    print("|---|---|---|---|---|---|---|---|---|")
    total = Score()
    for document in catalogue.documents:
        score = measure(catalogue, document)
        print(score.row(document))
        total.add(score)
    print(total.row("all"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
