"""The calendar of due dates as iCalendar (RFC 5545), to which calendar programs subscribe."""

from datetime import date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.due.history import DueEntry
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Fact
from dashboard.i18n import Words

_REFRESH = timedelta(days=1)


def due_ics(catalogue: Catalogue, words: Words, entries: tuple[DueEntry, ...], origin: str) -> bytes:
    """One all-day event for each entry, on the last day that its date can mean; equal entries give equal bytes.

    Parameters
    ----------
    catalogue
        The catalogue of the entries.
    words
        The texts, in the language of the calendar.
    entries
        The due dates.
    origin
        Scheme and host of its addresses.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{catalogue.identity.title.in_language('en')}//what is due//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", f"{words.title}: {words('due.calendar')}")
    calendar.add("x-wr-calname", f"{words.title}: {words('due.calendar')}")
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    stamp = date_bounds(catalogue.changed_on)[0] if catalogue.changed_on else date(1970, 1, 1)
    for entry in entries:
        calendar.add_component(_event(catalogue, words, entry, origin, datetime(stamp.year, stamp.month, stamp.day)))
    return bytes(calendar.to_ical())


def _event(catalogue: Catalogue, words: Words, entry: DueEntry, origin: str, stamp: datetime) -> Event:
    named = entry.named
    day = date_bounds(named.due)[1]
    subjects = [catalogue.entity(history.entity).names.in_language(words.language) for history in entry.histories]
    fact = catalogue.facts[named.fact] if named.fact else None
    path = f"/fact/{fact.id}" if fact else f"/project/{entry.histories[0].entity}"
    event = Event()
    event.add("uid", f"{sha256(entry.key.encode()).hexdigest()[:24]}@{catalogue.identity.id}")
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{words('fact.due')}: {words.date(named.due)} – {words.listing(subjects)}")
    event.add("description", _description(catalogue, words, entry, fact))
    event.add("url", f"{origin}{path}?lang={words.language}")
    event.add("transp", "TRANSPARENT")
    event.add("categories", subjects)
    return event


def _description(catalogue: Catalogue, words: Words, entry: DueEntry, fact: Fact | None) -> str:
    """For a statement its gloss, its quotation and its speaker; for an outside figure its source."""
    lines = []
    if fact is not None:
        document = catalogue.document_of(fact)
        speaker = catalogue.speakers[fact.speaker].names.in_language(words.language)
        lines = [
            fact.statement.in_language(words.language),
            f"“{fact.quote}”",
            f"{speaker}, {document.title_in(words.language).text}",
        ]
    elif entry.named.figure is not None:
        text, source = entry.named.figure.text, entry.named.figure.source
        lines = [*([text.in_language(words.language)] if text else []), words("chart.sources", sources=source)]
    if entry.came_due:
        lines.append(words("due.came_due"))
    return "\n".join(lines)
