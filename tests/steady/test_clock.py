"""A server whose clock is wrong by years serves the same atlas, and uses its own day for today."""

from contextlib import AbstractContextManager
from email.utils import parsedate_to_datetime

from tests.steady.running import ROOT, Running, running

START_IN_YEAR = """
import sys
from datetime import datetime, UTC
from time_machine import travel
travel(datetime({year}, 1, 2, 3, 4, 5, tzinfo=UTC), tick=True).start()
from gunicorn.app.wsgiapp import run
sys.argv = ["gunicorn", *sys.argv[1:]]
run()
"""
PATHS = ("/?lang=en", "/project/tasim?lang=en", "/data/facts.json", "/data/atlas.gpkg", "/data/atlas.zip")
VIEWS = tuple(f"/?tab={tab}&lang=en" for tab in ("timeline", "promises", "targets"))


def server_in_year(year: int) -> AbstractContextManager[Running]:
    command = (
        "-c",
        START_IN_YEAR.format(year=year),
        "--config",
        "python:dashboard.gunicorn_conf",
        "dashboard.server:server",
    )
    return running(ROOT, command, workers=1)


def test_the_clock_changes_nothing_but_the_day() -> None:
    with server_in_year(1970) as earlier_server, server_in_year(2030) as later_server:
        for path in PATHS:
            answers = [server.get(path, Host="atlas.example") for server in (earlier_server, later_server)]
            assert [answer.status for answer in answers] == [200, 200], path
            assert answers[0].body == answers[1].body, path
        for server, year in ((earlier_server, 1970), (later_server, 2030)):
            ready = server.get("/readyz")
            assert parsedate_to_datetime(ready.headers["Date"]).year == year
            assert ready.json["loaded_at"].startswith(f"{year}-01-02T")
            assert [server.get(path).status for path in VIEWS] == [200] * len(VIEWS)
            etag = server.get("/data/facts.json").headers["ETag"]
            assert server.get("/data/facts.json", If_None_Match=etag).status == 304
            assert server.line(path="/readyz")["time"].startswith(f"{year}-01-02T")
            assert all(line["ms"] >= 0 for line in server.lines(event="request"))
            assert server.traces() == []
