"""What one size of catalogue costs, in a process of its own: ``python -m benchmarks.growth_measures PHASE ROOT``.

Prints one JSON object. Seconds of processor time stand beside seconds of the clock, because other work may run.
"""

import gzip
import json
import os
import resource
import shutil
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import brotli
from flask import Flask

from benchmarks.search import QUERIES
from dashboard.atlas import Atlas
from dashboard.catalogue.shown import shown
from dashboard.interaction.index_pieces import first_piece, rest_piece
from dashboard.interaction.lists import Lists
from dashboard.interaction.panels import panel_of
from dashboard.interaction.state import Entity, ViewState
from dashboard.publishing import publish
from dashboard.publishing.answers import encode
from dashboard.settings import Settings
from dashboard.snapshot import FOLDER, load_kept
from dashboard.views.context import Context
from dashboard.wording import words_in

PAGE_LIMIT_S = 150
ROUNDS = 5
Numbers = dict[str, Any]


def resident_mb() -> float:
    """The memory of this process that is not swapped out, shared pages included."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def timed(into: Numbers, name: str) -> Iterator[None]:
    """Note the seconds of the clock and of the processor that the block takes."""
    wall, processor = time.perf_counter(), time.process_time()
    yield
    into[f"{name}_s"] = round(time.perf_counter() - wall, 3)
    into[f"{name}_cpu_s"] = round(time.process_time() - processor, 3)


def milliseconds(call: Callable[[], object]) -> float:
    """The processor's milliseconds of a call: the median of a few, after one that is not counted."""
    call()
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        call()
        times.append((time.process_time() - began) * 1000)
    return round(statistics.median(times), 2)


def first_start(root: Path) -> Numbers:
    """Everything read from its files; what a large catalogue keeps for the next start is made on the way."""
    found: Numbers = {}
    shutil.rmtree(root / FOLDER, ignore_errors=True)
    with timed(found, "load"):
        atlas = load_kept(root)
    # What is kept is made by a child.
    found["load_cpu_s"] += round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, 3)
    with timed(found, "index"):
        publish(Flask("growth", static_folder=None), atlas, Settings(root=root))
    found["first_peak_mb"] = round(
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1e3
    )
    catalogue = atlas.catalogue
    found["counts"] = {
        "documents": len(catalogue.documents),
        "facts": len(catalogue.facts),
        "projects": len(catalogue.projects),
        "routes": len(catalogue.routes),
        "segments": len(catalogue.segments),
        "places": len(catalogue.places),
    }
    found["kept"] = atlas.kept is not None
    return found


def next_start(root: Path) -> Numbers:
    """As a server starts that has started once before, and what it then answers; without the page."""
    found: Numbers = {"before_mb": round(resident_mb())}
    with timed(found, "start"):
        atlas = load_kept(root)
        server = Flask("growth", static_folder=None)
        publish(server, atlas, Settings(root=root))
    found["start_mb"] = round(resident_mb())
    found |= _answers(atlas, server)
    found["after_mb"] = round(resident_mb())
    return found


def _answers(atlas: Atlas, server: Flask) -> Numbers:
    client = server.test_client()
    found: Numbers = {}
    searches = [milliseconds(lambda q=q: client.get("/search.json", query_string={"q": q})) for q in QUERIES]
    found["search_ms"] = statistics.median(searches)
    found["search_worst_ms"] = max(searches)
    context = Context(atlas.catalogue, atlas.relations, atlas.measures, words_in("en"))
    project = max(atlas.relations.facts_about, key=lambda one: len(atlas.relations.facts_about[one]))
    kind = "project" if project in atlas.catalogue.projects else "place"
    found["panel_ms"] = milliseconds(lambda: panel_of(context, ViewState(entity=Entity(kind, project)), ""))
    found["home_panel_ms"] = milliseconds(lambda: panel_of(context, ViewState(), ""))
    chosen = {"country": ("AZ",), "mode": ("rail",)}
    found["filter_ms"] = milliseconds(lambda: shown(atlas.catalogue, atlas.relations, atlas.facets, chosen))
    lists = Lists(context)
    found["list_ms"] = milliseconds(lambda: lists.page("place"))
    found["list_bytes"] = len(brotli.compress(encode(lists.page("place").rows), quality=5))
    first = first_piece(context, atlas.tally, {}, "/index/x/en.json")
    found["index_first_bytes"] = len(brotli.compress(encode(first), quality=5))
    found["index_rest_bytes"] = len(
        brotli.compress(encode(rest_piece(context, atlas.facets, atlas.tally.values)), quality=5)
    )
    found["map_bytes"] = sum(len(brotli.compress(layer.body, quality=5)) for layer in atlas.layers.values())
    return found | _tiles(client)


def _tiles(client: Any) -> Numbers:  # noqa: ANN401 (Flask's test client)
    """What the first view of the map takes in tiles: those of zoom 4 from Kars to Almaty."""
    if client.get("/tiles/segments/4/10/6.mvt").status_code == 404:
        return {"tiled": False}
    names = [f"/tiles/{name}/4/{x}/{y}.mvt" for name in ("segments", "places") for x in (9, 10, 11) for y in (5, 6)]
    sizes, times = [], []
    for name in names:
        began = time.process_time()
        answer = client.get(name, headers={"Accept-Encoding": "gzip"})
        times.append((time.process_time() - began) * 1000)
        sizes.append(len(answer.data))
    worst = {"tile_worst_ms": round(max(times), 1), "tile_worst_bytes": max(sizes)}
    return {"tiled": True, "tiles_bytes": sum(sizes), "tile_ms": round(statistics.median(times), 1), **worst}


def page(root: Path) -> Numbers:
    """The whole application and its first page, as the page is written today."""
    from dashboard.app import create_app

    def too_long(*_: object) -> None:
        raise TimeoutError

    found: Numbers = {}
    atlas = load_kept(root)
    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(PAGE_LIMIT_S)
    try:
        with timed(found, "app"):
            client = create_app(atlas, Settings(root=root)).server.test_client()
        found["page_ms"] = milliseconds(lambda: client.get("/"))
        body = client.get("/").data
        found["page_bytes"] = len(brotli.compress(body, quality=5))
        found["page_raw_bytes"] = len(body)
        found["page_gzip_bytes"] = len(gzip.compress(body, 6))
    except TimeoutError:
        found["page_failed"] = f"not within {PAGE_LIMIT_S} s"
    signal.alarm(0)
    found["app_mb"] = round(resident_mb())
    return found


PHASES = {"first": first_start, "next": next_start, "page": page}

if __name__ == "__main__":
    print(json.dumps(PHASES[sys.argv[1]](Path(sys.argv[2]))))
