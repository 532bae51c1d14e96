"""The memory that docs/DEPLOY.md states, held by a server of two workers whose readers ask for all that costs much."""

import itertools
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.steady.running import ROOT, Running, running

DEPLOY = (ROOT / "docs/DEPLOY.md").read_text(encoding="utf-8")
PLACES = tuple(line.partition(",")[0] for line in (ROOT / "data/places.csv").read_text("utf-8").splitlines()[1:])
PAIRS = tuple(itertools.islice(itertools.combinations(PLACES, 2), 0, None, 13))
LANGUAGES = ("en", "az", "ar")
COUNTRIES, MODES = ("AZ", "GE", "KZ", "TR"), ("rail", "sea", "rail,sea")
ASKED: dict[str, tuple[int, Callable[[int], str]]] = {
    "views": (200, lambda n: f"/?lang={LANGUAGES[n % 3]}&view={3 + n % 60 / 10:.1f}/{32 + n % 17}/{20 + n % 73}"),
    "ways": (120, lambda n: "/corridor/{}/{}".format(*PAIRS[n % len(PAIRS)]) + f"?lang={LANGUAGES[n % 3]}"),
    "panels": (120, lambda n: "/panel/corridor/{}/{}?lang=az".format(*PAIRS[-n % len(PAIRS)])),
    "files": (8, lambda n: f"/data/atlas.gpkg?country={COUNTRIES[n % 4]}&mode={MODES[n % 3]}"),
    "previews": (12, lambda n: "/preview/corridor/{}/{}.png".format(*PAIRS[7 * n % len(PAIRS)])),
    "lists": (24, lambda n: ("/?tab=table", "/?tab=timeline", "/data/atlas.zip", "/search.json?q=baku")[n % 4]),
}


def stated(what: str) -> int:
    """The megabytes that DEPLOY.md gives for something."""
    told = re.search(rf"\*\*(\d+) MB\*\* {what}", DEPLOY)
    assert told, what
    return int(told[1])


def family(pid: int) -> Iterator[int]:
    """A process, and all that came of it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def megabytes(pid: int) -> float:
    """A process's own memory, with its part of what it shares; nothing where it has ended meanwhile."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0)


@contextmanager
def watched(server: Running) -> Iterator[list[float]]:
    """While the block runs: the megabytes of the whole family, four times a second."""
    seen, enough = [0.0], threading.Event()

    def look() -> None:
        while not enough.wait(0.25):
            seen.append(sum(map(megabytes, family(server.process.pid))))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        enough.set()
        watcher.join()


def ask(server: Running, path: str) -> int:
    """The status of an answer; who is told to come again does."""
    for _ in range(60):
        status = server.get(path, Accept_Encoding="br, gzip").status
        if status != 503:
            return status
        time.sleep(1)
    return 503


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with running(ROOT) as started:
        yield started


def test_two_workers_stay_within_what_is_stated(server: Running) -> None:
    assert os.name == "posix"
    with watched(server) as seen, ThreadPoolExecutor(6) as readers:
        for number, path in ASKED.values():
            statuses = set(readers.map(lambda n, path=path: ask(server, path(n)), range(number)))
            assert statuses <= {200, 404}, (path(0), statuses)
    assert 100 < max(seen) < stated("are enough for two workers")
    assert server.traces() == []


def test_a_reload_while_they_read_stays_within_what_is_stated(server: Running) -> None:
    number, path = ASKED["views"]
    with watched(server) as seen, ThreadPoolExecutor(6) as readers:
        asked = [readers.submit(ask, server, path(n)) for n in range(number // 2)]
        for _ in range(2):
            assert server.reload()["event"] == "new data taken"
        assert {answer.result() for answer in asked} == {200}
    assert max(seen) < stated("where data is reloaded")
