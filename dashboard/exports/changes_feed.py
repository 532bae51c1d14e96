"""The changes of the data as an Atom feed (RFC 4287)."""

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.models import Change
from dashboard.i18n import Words

ATOM: Final = "http://www.w3.org/2005/Atom"
MEDIA_TYPE: Final = "application/atom+xml"
_BEFORE_ALL_RELEASES: Final = "1970-01-01"


def changes_feed(words: Words, changes: Sequence[Change], origin: str, path: str, subject: str = "") -> bytes:
    """The feed, without changes that are not released yet.

    Parameters
    ----------
    words
        The texts, in the language of the feed.
    changes
        The changes, the newest release first.
    origin
        Scheme, host and base path of its addresses.
    path
        The path and query of the feed.
    subject
        The name of the project to which the changes belong; empty for all data.
    """
    register_namespace("", ATOM)
    released = [change for change in changes if change.released]
    feed = Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": words.language})
    heading = f"{words.title}: {words('changes.title')}"
    _add(feed, "id", origin + path)
    _add(feed, "title", f"{heading} – {subject}" if subject else heading)
    _add(feed, "updated", _moment(max((change.released or "" for change in released), default=_BEFORE_ALL_RELEASES)))
    _add(_add(feed, "author"), "name", words.title)
    _add(feed, "link", rel="self", type=MEDIA_TYPE, href=origin + path)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{origin}/changes?lang={words.language}")
    for change in released:
        _entry(feed, words, change, origin)
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: Element, words: Words, change: Change, origin: str) -> None:
    entry = _add(feed, "entry")
    page = f"{origin}/changes?lang={words.language}#change-{change.id}"
    what_changed, kind = change.what.in_language(words.language), words(f"change.{change.kind}")
    why = "" if change.why is None else f" {words('changes.why')} {change.why.in_language(words.language)}"
    _add(entry, "id", f"{origin}/changes#change-{change.id}")
    _add(entry, "title", f"{kind}: {what_changed}")
    _add(entry, "updated", _moment(change.released or _BEFORE_ALL_RELEASES))
    _add(entry, "link", rel="alternate", type="text/html", href=page)
    _add(entry, "category", term=change.kind.value, label=kind)
    _add(entry, "content", what_changed + why, type="text")


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    child = SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text
    return child


def _moment(day: str) -> str:
    return f"{date_bounds(day)[1].isoformat()}T00:00:00Z"
