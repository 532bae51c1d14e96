"""A server of two workers stays within the memory of docs/DEPLOY.md while its readers send all costly requests."""

import itertools
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.steady.running import ROOT, Running, children, running

DEPLOY = (ROOT / "docs/DEPLOY.md").read_text(encoding="utf-8")
PLACES = tuple(line.partition(",")[0] for line in (ROOT / "data/places.csv").read_text("utf-8").splitlines()[1:])
PAIRS = tuple(itertools.islice(itertools.combinations(PLACES, 2), 0, None, 13))
LANGUAGES = ("en", "az", "ar")
COLLECTIONS = ("segments", "places", "statements")
COUNTRIES, MODES = ("AZ", "GE", "KZ", "TR"), ("rail", "sea", "rail,sea")
COSTLY_REQUESTS: dict[str, tuple[int, Callable[[int], str]]] = {
    "views": (200, lambda n: f"/?lang={LANGUAGES[n % 3]}&view={3 + n % 60 / 10:.1f}/{32 + n % 17}/{20 + n % 73}"),
    "ways": (120, lambda n: "/corridor/{}/{}".format(*PAIRS[n % len(PAIRS)]) + f"?lang={LANGUAGES[n % 3]}"),
    "panels": (120, lambda n: "/panel/corridor/{}/{}?lang=az".format(*PAIRS[-n % len(PAIRS)])),
    "records": (160, lambda n: f"/place/{PLACES[n]}?lang={LANGUAGES[n % 3]}&on={2007 + n % 20}"),
    "collections": (60, lambda n: f"/ogc/collections/{COLLECTIONS[n % 3]}/items?f=json&limit={n + 1}"),
    "files": (8, lambda n: f"/data/atlas.gpkg?country={COUNTRIES[n % 4]}&mode={MODES[n % 3]}"),
    "previews": (12, lambda n: "/preview/corridor/{}/{}.png".format(*PAIRS[7 * n % len(PAIRS)])),
    "lists": (24, lambda n: ("/?tab=table", "/?tab=timeline", "/data/atlas.zip", "/search.json?q=baku")[n % 4]),
}


def stated_megabytes(description: str) -> int:
    """The megabytes in DEPLOY.md before this description."""
    statement = re.search(rf"\*\*(\d+) MB\*\* {description}", DEPLOY)
    assert statement, description
    return int(statement[1])


def process_tree(pid: int) -> Iterator[int]:
    """A process and all its descendants."""
    yield pid
    with suppress(OSError):  # it has ended meanwhile
        for child in children(pid):
            yield from process_tree(child)


def megabytes(pid: int) -> float:
    """The memory of a process with its part of shared memory, in megabytes; 0 where the process has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0)


@contextmanager
def measured_memory(server: Running) -> Iterator[list[float]]:
    """Measure the server and its descendants while the block runs, in megabytes, four times a second."""
    measurements, stop = [0.0], threading.Event()

    def measure() -> None:
        while not stop.wait(0.25):
            measurements.append(sum(map(megabytes, process_tree(server.process.pid))))

    watcher = threading.Thread(target=measure)
    watcher.start()
    try:
        yield measurements
    finally:
        stop.set()
        watcher.join()


def ask(server: Running, path: str) -> int:
    """The status of an answer. After a 503 the request is repeated."""
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
    with measured_memory(server) as measurements, ThreadPoolExecutor(6) as readers:
        for number, path in COSTLY_REQUESTS.values():
            statuses = set(readers.map(lambda n, path=path: ask(server, path(n)), range(number)))
            assert statuses <= {200, 404}, (path(0), statuses)
    assert 100 < max(measurements) < stated_megabytes("are enough for two workers")
    assert server.traces() == []


def test_a_reload_while_they_read_stays_within_what_is_stated(server: Running) -> None:
    number, path = COSTLY_REQUESTS["views"]
    with measured_memory(server) as measurements, ThreadPoolExecutor(6) as readers:
        answers = [readers.submit(ask, server, path(n)) for n in range(number // 2)]
        for _ in range(2):
            assert server.reload()["event"] == "new data taken"
        assert {answer.result() for answer in answers} == {200}
    assert max(measurements) < stated_megabytes("where data is reloaded")
