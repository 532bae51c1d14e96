"""One fact as a footnote, as Markdown, as BibTeX: text to paste, with the way back to the words.

Signs that nobody sees are spelt out: what is pasted must not turn the words around it.

The footnote follows the Chicago Manual's order for a web page: who, title, publisher, date, address.
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
"""BibTeX's own names of the months, which its styles spell out in their language."""

_BIBTEX_SIGNS = str.maketrans(
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
_MARKDOWN_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in r"\`*_[]<>"})


def footnote(catalogue: Catalogue, fact: Fact, words: Words, origin: str) -> str:
    """The fact as a footnote in the language of ``words``; ``origin`` (scheme and host) begins its address."""
    document = _document(catalogue, fact)
    return words(
        "cite.note" if document.publisher else "cite.note_unpublished",
        speaker=catalogue.speakers[fact.speaker].names.in_language(words.language),
        title=document.title,
        publisher=document.publisher_in(words.language),
        date=_date(document, words),
        quote=_one_line(fact.quote).removesuffix("."),  # the note has a stop of its own
        atlas=words.title,
        address=address(fact, origin),
    )


def markdown(catalogue: Catalogue, fact: Fact, words: Words, origin: str) -> str:
    """The quotation as a Markdown block, and below it who said it, in which document, with a link."""
    document = _document(catalogue, fact)
    speaker = catalogue.speakers[fact.speaker].names.in_language(words.language)
    quote = "\n".join(
        f"> {line}".rstrip() for line in with_code_points(fact.quote).translate(_MARKDOWN_SIGNS).splitlines()
    )
    title = document.title.translate(_MARKDOWN_SIGNS)
    source = f"{speaker.translate(_MARKDOWN_SIGNS)}, [{title}]({address(fact, origin)}), {_date(document, words)}"
    return f"{quote}\n>\n> — {source}"


def bibtex(catalogue: Catalogue, fact: Fact, origin: str) -> str:
    """The document as a BibTeX entry that quotes the fact; in UTF-8, which biber and XeTeX take as it is."""
    document = _document(catalogue, fact)
    inferred = " The date is inferred." if document.published_basis is StatusBasis.INFERRED else ""
    undated = " Undated." if document.published is None else ""
    atlas = catalogue.identity.title.in_language(_ENGLISH)
    note = f"``{_escaped(fact.quote)}''{_point(fact.quote)} Quoted in the {_escaped(atlas)}.{inferred}{undated}"
    fields = {
        "author": f"{{{_escaped(catalogue.speakers[fact.speaker].names.in_language(_ENGLISH))}}}",
        "title": f"{{{_escaped(document.title)}}}",
        **({"howpublished": _escaped(publisher)} if (publisher := document.publisher_in(_ENGLISH)) else {}),
        **_bibtex_date(document),
        "language": name_of_language(document.language, _ENGLISH).lower(),
        "note": note,
        "url": address(fact, origin),
    }
    # A month is a macro of BibTeX's and stands without braces.
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items()]
    return f"@misc{{{fact.id},\n" + ",\n".join(lines) + "\n}\n"


def address(fact: Fact, origin: str) -> str:
    """Where the atlas shows the fact in its source."""
    return f"{origin}/fact/{fact.id}"


def _document(catalogue: Catalogue, fact: Fact) -> Document:
    return catalogue.documents[catalogue.fact_document[fact.id]]


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
    return _one_line(text).translate(_BIBTEX_SIGNS)


def _one_line(text: str) -> str:
    return " ".join(with_code_points(text).split())


def _point(text: str) -> str:
    return "" if text.rstrip().endswith((".", "!", "?")) else "."
