"""Proposes a document's header and a statement's fields. A proposed gloss is the words of the text."""

import re
from collections.abc import Container, Iterable, Mapping
from typing import Any, Final

from dashboard.catalogue.models import Document
from dashboard.catalogue.text.text_normalization import fold_text
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.curation.draft import slug_of
from dashboard.curation.draft_file import Candidate, Draft

_MOST_WORDS: Final = 7
_LONGEST: Final = 60
_EMPTY_WORDS: Final = frozenset(
    ("a", "an", "and", "are", "at", "be", "by", "for", "from", "has", "in", "is", "of", "on", "the", "to", "will")
)
"""Words that are left out of ids."""
_FORM_FIELDS: Final = ("about", "kind", "modality", "speaker", "value", "target", "unit", "as_of", "due")


def gloss(words: str, language: str | None) -> dict[str, str]:
    """The words themselves, if the page has their language; else nothing, because a person must translate them."""
    code = (language or "").split("-")[0]
    return {code: " ".join(words.split())} if code in LANGUAGES else {}


def header(draft: Draft) -> dict[str, Any]:
    """The header of the document that a draft becomes, without the fields that the draft does not have."""
    known: dict[str, Any] = {key: getattr(draft, key, None) for key in Document.model_fields}
    code = (draft.language or "").split("-")[0]
    if draft.publisher:  # the page's name for it, which is not translated
        known["publisher"] = {code if code in LANGUAGES else LANGUAGES[0]: draft.publisher}
    return {key: value for key, value in known.items() if value}


def fields(candidate: Candidate, language: str | None) -> dict[str, Any]:
    """The fields of a statement that a candidate proposes."""
    stated_fields: dict[str, Any] = candidate.model_dump(mode="json", exclude_defaults=True)
    proposed: dict[str, Any] = {key: stated_fields[key] for key in _FORM_FIELDS if key in stated_fields}
    return {**proposed, "statement": gloss(candidate.quote, language)}


def evidence(candidate: Candidate) -> dict[str, list[str]]:
    """By field, the words of the text that are the evidence for it."""
    number = "value" if candidate.target is None else "target"
    words: dict[str, list[str | None]] = {
        "about": list(candidate.about_words),
        "kind": [candidate.kind_words],
        "modality": [candidate.modality_words],
        number: [candidate.value_words],
        "date": [candidate.date_words],
        "speaker": [candidate.speaker_words],
    }
    return {field: [word for word in of_field if word] for field, of_field in words.items() if any(of_field)}


def statement_id(statement: Mapping[str, str], document: str, taken: Container[str]) -> str:
    """An id made of the gloss without its ``_EMPTY_WORDS``; of the document's id where that has no Latin letters."""
    words = re.findall(r"[a-z0-9]+", fold_text(statement.get("en") or next(iter(statement.values()), "")))
    from_gloss = "-".join([word for word in words if word not in _EMPTY_WORDS][:_MOST_WORDS])[:_LONGEST].strip("-")
    return free_id(from_gloss if re.search("[a-z]{3}", from_gloss) else f"{document}-1", taken)


def free_id(wanted: str, taken: Container[str]) -> str:
    """``wanted``, with a number at its end where it is taken."""
    if wanted not in taken:
        return wanted
    stem = re.sub(r"-\d+$", "", wanted)
    return next(name for number in range(2, 10_000) if (name := f"{stem}-{number}") not in taken)


def record_id(names: Iterable[str], taken: Container[str]) -> str:
    """An id made of the first name that has a Latin letter; empty where none has."""
    for name in names:
        slug = slug_of(name, _LONGEST)
        if re.search("[a-z]", slug):
            return free_id(slug, taken)
    return ""
