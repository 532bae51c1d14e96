"""``python -m dashboard draft FILE|URL …``: brings texts in as seeds, with proposed statements."""

import hashlib
import re
from pathlib import Path
from typing import Final

from dashboard.authoring.errors import AuthoringError
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.load.paths import DOCUMENT_FILE, DRAFT_FILE, SEEDS_FOLDER
from dashboard.catalogue.text.languages import check_language, name_of_language
from dashboard.catalogue.text.text_normalization import fold_text
from dashboard.curation.candidates import CandidateFinder
from dashboard.curation.draft_file import Draft, as_toml_file
from dashboard.curation.measures import dateline
from dashboard.curation.name_finder import NameFinder, speaker_names, subject_names
from dashboard.curation.requirements import require
from dashboard.curation.sentences import sentences
from dashboard.curation.source_text import Source, read_source
from dashboard.curation.unknown_names import ordinary_names, unknown_names

_LONGEST_ID: Final = 80
_LINES_WITH_THE_DAY: Final = 6
"""The first lines of a text, among which a line with a day and little else says when it appeared."""
_FEWEST_LETTERS: Final = 12
"""The fewest letters of a text whose language can be recognized; Chinese writes three words with six."""
_WRITTEN_AS: Final = {"wuu": "zh", "ary": "ar", "arz": "ar"}
"""Spoken languages for which texts in their common written form are taken."""


def draft(root: Path, sources: list[str]) -> int:
    """Bring each source in and print what was written; 1 where some source failed, which stops no other."""
    catalogue, faults = load_catalogue(root), 0
    for source in sources:
        try:
            print(draft_source(root, catalogue, read_source(source)))
        except AuthoringError as fault:
            print(fault)
            faults += 1
    return int(bool(faults))


def draft_source(root: Path, catalogue: Catalogue, source: Source) -> str:
    """Write the seed and the draft of one source, and give a line that says what was written.

    Raises AuthoringError where a document has these words already, or where its name is another document's.
    """
    name = name_of(source)
    seed, file = f"{SEEDS_FOLDER}/{name}.txt", DRAFT_FILE.format(name)
    raw = source.text.encode()
    sha256 = hashlib.sha256(raw).hexdigest()
    words = source.text.split()  # white space alone makes no other text
    same = next((document for document in catalogue.documents if catalogue.text(document).split() == words), None)
    if same:
        raise AuthoringError(f"{source.name}: is the text of {DOCUMENT_FILE.format(same)} already")
    for taken in (seed, file, DOCUMENT_FILE.format(name)):
        if (root / taken).exists():
            raise AuthoringError(f"{source.name}: {taken} is there already; rename the one or the other")
    record = make_draft(catalogue, source, name, seed, sha256)
    try:
        for path, content in ((seed, raw), (file, as_toml_file(record).encode())):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
    except OSError as error:
        for path in (seed, file):
            (root / path).unlink(missing_ok=True)
        raise AuthoringError(f"{source.name}: cannot be written ({error.strerror}); nothing was") from None
    numbers = f"{len(record.candidates)} candidates, {len(record.not_in_the_atlas)} names not in the atlas"
    unknown = [key for key in ("language", "published") if getattr(record, key) is None]
    to_add = f"; not known, add it there before you curate: {', '.join(unknown)}" if unknown else ""
    return f"{file}: {numbers}; text: {seed}{to_add}"


def make_draft(catalogue: Catalogue, source: Source, name: str, seed: str, sha256: str) -> Draft:
    """The draft of a text: its header as far as it is known, its candidates, and names that the atlas does not have."""
    language = _as_others(catalogue, language_of(source.text))
    beginning = source.text.splitlines()[:_LINES_WITH_THE_DAY]
    published = source.published or next((day for line in beginning if (day := dateline(line, language))), None)
    known = [*subject_names(catalogue), *speaker_names(catalogue), *ordinary_names(language)]
    title = source.title if source.title and source.title in source.text else _first_line(source.text)
    return Draft(
        id=name,
        file=seed,
        sha256=sha256,
        language=language,
        title=title,
        publisher=source.publisher,
        published=published,
        url=source.url,
        retrieved=source.retrieved,
        candidates=tuple(CandidateFinder(catalogue).find(source.text, language, published)),
        not_in_the_atlas=unknown_names(source.text, sentences(source.text, language), NameFinder(known)),
    )


def _as_others(catalogue: Catalogue, tag: str | None) -> str | None:
    """The tag by which the documents have this language: the filter of languages would list ``az`` and ``az-Latn``."""
    others = sorted({document.language for document in catalogue.documents.values()})
    own = tag and name_of_language(tag, "en")
    return next((other for other in others if name_of_language(other, "en") == own), tag)


def language_of(text: str) -> str | None:
    """The BCP 47 tag of a text's language; None for a text that is too short, or a language that CLDR does not know."""
    if sum(letter.isalpha() for letter in text) < _FEWEST_LETTERS:
        return None
    code, _ = require("py3langid").classify(text)
    try:
        return check_language(_WRITTEN_AS.get(str(code), str(code)))
    except ValueError:
        return None


def name_of(source: Source) -> str:
    """An id from the file's name, or from the title where the name has no Latin letter."""
    for words in (source.name, source.title or "", f"text-{hashlib.sha256(source.text.encode()).hexdigest()[:12]}"):
        slug = slug_of(words, _LONGEST_ID)
        if re.search("[a-z]", slug) and len(slug) > 1:
            return slug
    raise AuthoringError(f"{source.name}: no id can be made of its name; rename it in Latin letters")


def slug_of(words: str, most: int) -> str:
    """Words in the form of an id, with at most ``most`` characters; empty where they have no Latin letter or digit."""
    return re.sub(r"[^a-z0-9]+", "-", fold_text(words)).strip("-")[:most].strip("-")


def _first_line(text: str) -> str | None:
    """The first line with words, without the byte order mark that the text may begin with."""
    lines = (line.strip("\ufeff \t").strip() for line in text.splitlines())
    return next((line for line in lines if line), None)
