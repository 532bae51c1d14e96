"""Reads the text of a plain text file, an HTML page, a PDF or a Word file, from disk or from the web."""

import datetime
import html.parser
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, Final
from unicodedata import bidirectional
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from dashboard.authoring.errors import AuthoringError
from dashboard.catalogue.load.files import FileError, read_bytes
from dashboard.curation.requirements import require

TIMEOUT_S: Final = 30
MOST_BYTES: Final = 50_000_000
_AS_BROWSERS_READ: Final = {
    "iso-8859-1": "windows-1252", "latin1": "windows-1252", "iso-8859-9": "windows-1254", "gb2312": "gb18030",
}  # fmt: skip
"""Encodings that browsers read as a larger one, whose quotation marks and dashes such pages have."""
_NOTES: Final = ("/word/footnotes.xml", "/word/endnotes.xml")
_RIGHT_TO_LEFT: Final = 0.1
"""The share of right-to-left letters from which a PDF is refused; fewer are a name or two."""


@dataclass(frozen=True)
class Source:
    """A text with the metadata of its file or page; ``text`` becomes the seed."""

    name: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    retrieved: str | None = None


def read_source(path_or_url: str) -> Source:
    """The text at a path or a web address. Raises AuthoringError, in one sentence, where there is none."""
    if path_or_url.startswith(("http://", "https://")):
        raw, ending = _fetch(path_or_url)
        name = PurePosixPath(urlsplit(path_or_url).path).stem or urlsplit(path_or_url).netloc
        today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
        try:
            return replace(_source(raw, ending, name), url=path_or_url, retrieved=today)
        except AuthoringError as fault:
            raise AuthoringError(f"{path_or_url}: {fault}") from None
    path = Path(path_or_url)
    try:
        return _source(read_bytes(path), path.suffix.lower(), path.stem)
    except (FileError, AuthoringError) as fault:
        raise AuthoringError(f"{path_or_url}: {fault}") from None


def _fetch(url: str) -> tuple[bytes, str]:
    """The bytes of a page, and the file ending for its media type, or for its address where the type says little."""
    try:
        with urlopen(Request(url, headers={"User-Agent": "atlas"}), timeout=TIMEOUT_S) as answer:
            raw = answer.read(MOST_BYTES)
            media = answer.headers.get_content_type()
    except (URLError, OSError, ValueError) as error:
        raise AuthoringError(
            f"{url}: cannot be fetched ({getattr(error, 'reason', error)}); save it as a file"
        ) from None
    ending_of_path = PurePosixPath(urlsplit(url).path).suffix.lower()
    endings = {"application/pdf": ".pdf", "text/plain": ".txt", "text/html": ".html"}
    return raw, endings.get(media, ending_of_path if ending_of_path in (".docx", ".pdf", ".txt") else ".html")


def _source(raw: bytes, ending: str, name: str) -> Source:
    readers = {".html": _html, ".htm": _html, ".pdf": _pdf, ".docx": _docx}
    source = readers.get(ending, _plain)(raw, name)
    if not source.text.strip():
        raise AuthoringError("holds no text; a scan must be read by a person or a program first")
    return source


def _plain(raw: bytes, name: str) -> Source:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if raw and (not text or text.startswith("{\\rtf") or "\0" in text):
        raise AuthoringError("is not UTF-8 text; save it as UTF-8, HTML, PDF or DOCX")
    return Source(name, text)


def _html(raw: bytes, name: str) -> Source:
    page = _decoded_page(raw)
    article = require("trafilatura").bare_extraction(page, with_metadata=True, include_comments=False)
    if article is None or not article.text:
        raise AuthoringError("no article is to be seen in this page; save its text as a file")
    # Only stated names and dates: trafilatura also guesses.
    metadata = _Metadata(page).stated
    states_date = any("date" in key or "published" in key or key == "time" for key in metadata) or "datePub" in page
    date = article.date if states_date else None
    return Source(name, article.text + "\n", article.title, metadata.get("og:site_name"), date)


def _decoded_page(raw: bytes) -> str:
    """A page as UTF-8; where it is none, in the encoding that it states, and else in the likeliest."""
    stated = re.search(rb"(?i)<meta[^>]+charset=[\"']?([\w-]+)", raw)
    encoding = stated[1].decode("ascii", "replace").lower() if stated else "utf-8"
    for name in ("utf-8", _AS_BROWSERS_READ.get(encoding, encoding)):
        with suppress(LookupError, UnicodeDecodeError):
            return raw.decode(name)
    return str(require("trafilatura").utils.decode_file(raw))


class _Metadata(html.parser.HTMLParser):
    """Reads the metadata that a page states: by property, name or kind, its content."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.stated: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the content of a ``meta`` or ``time`` element."""
        attributes = dict(attrs)
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if tag == "meta" and key and (content := attributes.get("content")):
            self.stated[key.lower()] = content
        if tag == "time" and (moment := attributes.get("datetime")):
            self.stated["time"] = moment


def _pdf(raw: bytes, name: str) -> Source:
    pypdf = require("pypdf")
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        text = "\n".join(page.extract_text() for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except Exception as error:  # pypdf passes on many kinds of errors; an encrypted file needs a package
        raise AuthoringError(f"is no PDF that can be read ({error})") from None
    letters = [letter for letter in text if letter.isalpha()]
    if sum(bidirectional(letter) in ("R", "AL") for letter in letters) > _RIGHT_TO_LEFT * len(letters):
        raise AuthoringError("is a PDF whose right-to-left words and digits come out in a wrong order; save it as DOCX")
    return Source(name, text + "\n", title or None)


def _docx(raw: bytes, name: str) -> Source:
    docx = require("docx")
    try:
        document = docx.Document(io.BytesIO(raw))
        parts = {part.partname: part.blob for part in document.part.package.iter_parts()}
        notes = [docx.oxml.parse_xml(parts[file]) for file in _NOTES if file in parts]
    except Exception as error:  # python-docx passes on many kinds of errors, such as those of zipfile
        raise AuthoringError(f"is no Word file that can be read ({error})") from None
    lines = [*_word_lines(document.element.body), *(line for part in notes for line in _word_lines(part) if line)]
    return Source(name, "\n".join(lines) + "\n", document.core_properties.title or None)


def _word_lines(block: Any) -> Iterator[str]:  # noqa: ANN401 (lxml has no types)
    """The paragraphs of a part of a Word file and the rows of its tables, in order, each a line.

    Words that were inserted with "track changes" are in, deleted ones are not.
    """
    for element in block:
        if element.tag.endswith("}p"):
            runs = element.xpath(".//w:r[not(ancestor::w:moveFrom)]")
            yield "".join(run.text for run in runs if next(run.iterancestors(element.tag)) is element)
            for box in element.xpath(".//w:txbxContent[not(ancestor::*[local-name()='Fallback'])]"):
                yield from _word_lines(box)
        elif element.tag.endswith("}tr"):
            yield "\t".join("\n".join(_word_lines(cell)) for cell in element.xpath("./w:tc | ./w:sdt//w:tc"))
        else:  # a table, or what holds such elements
            yield from _word_lines(element)
