"""A server whose clock is wrong by years serves the same atlas, and says its own day where it speaks of today."""

from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import pytest

from tests.steady.running import ROOT, Running, running

AT = """
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


@pytest.fixture(scope="module")
def today() -> Iterator[Running]:
    with running(ROOT, workers=1) as started:
        yield started


@pytest.mark.parametrize("year", [1970, 2030])
def test_the_clock_changes_nothing_but_the_day(today: Running, year: int) -> None:
    command = ("-c", AT.format(year=year), "--config", "python:dashboard.gunicorn_conf", "dashboard.server:server")
    with running(ROOT, command, workers=1) as then:
        health = then.get("/readyz", Host="atlas.example")
        assert parsedate_to_datetime(health.headers["Date"]).year == year
        assert health.json["loaded_at"].startswith(f"{year}-01-02T")
        for path in PATHS:
            here, there = today.get(path, Host="atlas.example"), then.get(path, Host="atlas.example")
            assert (there.status, there.body) == (200, here.body), path
        assert [then.get(path).status for path in VIEWS] == [200] * len(VIEWS)
        etag = then.get("/data/facts.json").headers["ETag"]
        assert then.get("/data/facts.json", If_None_Match=etag).status == 304
        assert then.line(path="/readyz")["time"].startswith(f"{year}-01-02T")
        assert all(line["ms"] >= 0 for line in then.lines(event="request"))
        assert then.traces() == []
