"""``python -m dashboard.curation.measure_draft``: how much of the curated documents a draft of their texts proposes.

A statement is proposed where candidates cover at least nine tenths of its words. Its subjects are right where the
candidates that cover it name them. Precision counts the other way: candidates that cover a statement, and proposed
subjects that the statement has. The catalogue knows the names in these documents, so a new text will give lower
figures. `--without-own` leaves out the aliases, as in a catalogue whose curators have not read the text.
"""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.text.quote_offsets import find_quote
from dashboard.curation.candidates import CandidateFinder

COVERED_SHARE = 0.9


@dataclass
class Score:
    """Counts over one document or all."""

    statements: int = 0
    proposed: int = 0
    subjects: int = 0
    subjects_proposed: int = 0
    subjects_right: int = 0
    candidates: int = 0
    candidates_right: int = 0
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
            _share(self.candidates_right, self.candidates),
            _share(self.subjects_right, self.subjects),
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
    score, right_candidates = Score(candidates=len(candidates)), set[int]()
    for fact_id, own_document in catalogue.fact_document.items():
        if own_document != document:
            continue
        fact, (start, end) = catalogue.facts[fact_id], catalogue.spans[fact_id]
        score.statements += 1
        score.subjects += len(fact.about)  # a statement that is not proposed counts as one without its subjects
        shared = [max(0, min(end, e) - max(start, s)) for s, e in spans]
        if sum(shared) < COVERED_SHARE * (end - start):  # several candidates may cover it together
            continue
        parts = [
            at for at, part in enumerate(shared) if part > COVERED_SHARE * min(end - start, spans[at][1] - spans[at][0])
        ]
        score.proposed += 1
        right_candidates |= set(parts)
        about = {record for at in parts for record in candidates[at].about}
        score.kinds += any(candidates[at].kind == fact.kind for at in parts)
        score.modalities += any(candidates[at].modality == fact.modality for at in parts)
        score.subjects_proposed += len(about)
        score.subjects_right += len(about & set(fact.about))
    score.candidates_right = len(right_candidates)
    return score


def _share(part: int, total: int) -> str:
    return f"{part / total:.0%}" if total else "–"


def without_aliases(catalogue: Catalogue) -> Catalogue:
    """The catalogue without the forms of names that curators found in the texts."""
    projects = {name: project.model_copy(update={"aliases": ()}) for name, project in catalogue.projects.items()}
    return replace(catalogue, projects=projects)


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
