"""Citations of one fact, as a footnote, as Markdown and as BibTeX, each with the fact's address.

Invisible characters are written as code points: a pasted citation must not change the direction of the text around it.
The footnote follows the Chicago Manual's order for a web page: author, title, publisher, date, address.
"""

from typing import Final

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Document, Fact
from dashboard.catalogue.text.invisible_characters import with_code_points
from dashboard.catalogue.text.languages import name_of_language
from dashboard.catalogue.vocabulary import StatusBasis
from dashboard.i18n import Words

_ENGLISH: Final = "en"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's macros of the months, which its styles write in their own language."""

_BIBTEX_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_MARKDOWN_ESCAPES = str.maketrans({character: f"\\{character}" for character in r"\`*_[]<>"})


def footnote(catalogue: Catalogue, fact: Fact, words: Words, origin: str) -> str:
    """The fact as a footnote in the language of ``words``; ``origin`` (scheme and host) begins its address."""
    document = catalogue.document_of(fact)
    return words(
        "cite.note" if document.publisher else "cite.note_unpublished",
        speaker=catalogue.speakers[fact.speaker].names.in_language(words.language),
        title=document.title,
        publisher=document.publisher_in(words.language),
        date=_date(document, words),
        quote=_one_line(fact.quote).removesuffix("."),  # the footnote has its own full stop
        atlas=words.title,
        address=address(fact, origin),
    )


def markdown(catalogue: Catalogue, fact: Fact, words: Words, origin: str) -> str:
    """The quotation as a Markdown block, and below it the speaker and the document with a link."""
    document = catalogue.document_of(fact)
    speaker = catalogue.speakers[fact.speaker].names.in_language(words.language)
    quote = "\n".join(
        f"> {line}".rstrip() for line in with_code_points(fact.quote).translate(_MARKDOWN_ESCAPES).splitlines()
    )
    title = document.title.translate(_MARKDOWN_ESCAPES)
    source = f"{speaker.translate(_MARKDOWN_ESCAPES)}, [{title}]({address(fact, origin)}), {_date(document, words)}"
    return f"{quote}\n>\n> — {source}"


def bibtex(catalogue: Catalogue, fact: Fact, origin: str) -> str:
    """The document as a BibTeX entry that quotes the fact, in UTF-8, which biber and XeTeX read."""
    document = catalogue.document_of(fact)
    inferred = " The date is inferred." if document.published_basis is StatusBasis.INFERRED else ""
    undated = " Undated." if document.published is None else ""
    atlas = catalogue.identity.title.in_language(_ENGLISH)
    note = f"``{_escaped(fact.quote)}''{_full_stop(fact.quote)} Quoted in the {_escaped(atlas)}.{inferred}{undated}"
    fields = {
        "author": f"{{{_escaped(catalogue.speakers[fact.speaker].names.in_language(_ENGLISH))}}}",
        "title": f"{{{_escaped(document.title)}}}",
        **({"howpublished": _escaped(publisher)} if (publisher := document.publisher_in(_ENGLISH)) else {}),
        **_bibtex_date(document),
        "language": name_of_language(document.language, _ENGLISH).lower(),
        "note": note,
        "url": address(fact, origin),
    }
    # A month is a BibTeX macro, which has no braces.
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items()]
    return f"@misc{{{fact.id},\n" + ",\n".join(lines) + "\n}\n"


def address(fact: Fact, origin: str) -> str:
    """The address of the fact in the atlas."""
    return f"{origin}/fact/{fact.id}"


def _date(document: Document, words: Words) -> str:
    if document.published is None:
        return words("document.undated")
    date = words.date(document.published)
    inferred = document.published_basis is StatusBasis.INFERRED
    return words("document.inferred_date", date=date) if inferred else date


def _bibtex_date(document: Document) -> dict[str, str]:
    if document.published is None:
        return {}
    year, *rest = document.published.partition("/")[0].split("-")
    return {"year": year, **({"month": MONTHS[int(rest[0]) - 1]} if rest else {})}


def _escaped(text: str) -> str:
    return _one_line(text).translate(_BIBTEX_ESCAPES)


def _one_line(text: str) -> str:
    return " ".join(with_code_points(text).split())


def _full_stop(text: str) -> str:
    return "" if text.rstrip().endswith((".", "!", "?")) else "."
