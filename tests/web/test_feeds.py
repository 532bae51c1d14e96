"""What is subscribed to: a calendar program reads it, the page's filters hold in it, it changes with the data only."""

from datetime import datetime
from xml.etree.ElementTree import fromstring

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from dashboard.catalogue.load.catalogue import Catalogue


def events(client: FlaskClient, query: str = "") -> dict[str, str]:
    """By the address that an event leads to, what it is called."""
    answer = client.get(f"/due.ics{query}")
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data.decode())
    assert calendar.errors == []
    assert all(not event.errors for event in calendar.walk("VEVENT"))
    return {str(event["url"]): str(event["summary"]) for event in calendar.walk("VEVENT")}


def test_the_calendar_is_one_that_programs_read(client: FlaskClient, real: Catalogue) -> None:
    calendar = Calendar.from_ical(client.get("/due.ics").data.decode())
    assert (str(calendar["version"]), str(calendar["method"])) == ("2.0", "PUBLISH")
    events_by_address = {str(event["url"]).partition("?")[0]: event for event in calendar.walk("VEVENT")}
    cable = events_by_address["http://localhost/fact/cable-laid-by-end-of-2026"]
    assert cable.start.isoformat() == "2026-12-31"
    assert (cable.end - cable.start).days == 1
    assert real.facts["cable-laid-by-end-of-2026"].quote in str(cable["description"])
    uids = [str(event["uid"]) for event in calendar.walk("VEVENT")]
    assert len(set(uids)) == len(uids)


@pytest.mark.parametrize(("language", "words"), [("en", "Due:"), ("az", "Son tarix:"), ("ar", "كابل الألياف")])
def test_it_speaks_the_reader_s_language(client: FlaskClient, language: str, words: str) -> None:
    assert any(words in name for name in events(client, f"?lang={language}").values())


def test_it_holds_what_passes_the_filters(client: FlaskClient) -> None:
    own = events(client, "?project=rogun")
    assert own
    assert all("/project/rogun" in address for address in own)
    assert len(own) < len(events(client))


def test_of_two_languages_the_first_counts_as_everywhere(client: FlaskClient) -> None:
    assert events(client, "?lang=az&lang=ar") == events(client, "?lang=az")


def test_an_unknown_filter_or_language_is_refused(client: FlaskClient) -> None:
    for query, parameter in (("colour=red", "colour"), ("project=nothing", "project")):
        answer = client.get(f"/due.ics?{query}")
        assert (answer.status_code, answer.json["parameter"]) == (400, parameter)  # type: ignore[index]
    assert client.get("/due.ics?lang=xx").status_code == 400


def test_who_has_it_is_told_so(client: FlaskClient) -> None:
    tag = client.get("/due.ics").headers["ETag"]
    assert client.get("/due.ics", headers={"If-None-Match": tag}).status_code == 304


ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client: FlaskClient, query: str = "") -> list[str]:
    """The ids of a feed's entries, after all that RFC 4287 wants of it was found."""
    answer = client.get(f"/changes.atom{query}")
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    feed = fromstring(answer.data)
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        assert all(len(element.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated"))
        datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "")
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    (own,) = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert (own.get("href") or "").startswith("http://localhost/changes.atom?lang=")
    return [(entry.findtext(f"{ATOM}id") or "").partition("#change-")[2] for entry in feed.findall(f"{ATOM}entry")]


def test_the_feed_has_each_released_change_once(client: FlaskClient, real: Catalogue) -> None:
    told = entries(client, "?lang=ar")
    assert told == [change.id for change in real.changes if change.released]
    assert len(set(told)) == len(told)


def test_a_project_has_a_feed_of_its_own(client: FlaskClient) -> None:
    assert entries(client, "?project=trans-afghan-railway&lang=az") == [
        "planned-figures-say-so",
        "statuses-by-the-dictionary",
        "torkham-line",
    ]
    assert entries(client, "?project=world-bank") == []
    for query in ("project=nothing", "country=AZ", "lang=xx"):
        assert client.get(f"/changes.atom?{query}").status_code == 400


def test_pages_name_their_feed(page: FlaskClient) -> None:
    told = page.get("/project/rogun?lang=az").text
    assert 'type="application/atom+xml"' in told
    assert "/changes.atom?lang=az&amp;project=rogun" in told
