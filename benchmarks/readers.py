"""The readers of ``crowd.py``, a process of their own: locust turns the standard library's sockets into others.

``python -m benchmarks.readers <address> <readers> <seconds>`` prints one JSON object.
"""

import json
import random
import re
import sys
from collections import Counter
from typing import Any

import gevent
from locust import FastHttpUser, between, task
from locust.env import Environment

STATIC = re.compile(r'(?:src|href)="(/static/[^"]+)"')
COMPRESSED = {"Accept-Encoding": "gzip"}
RAW = {"Accept-Encoding": "br"}
"""What browsers ask for too, and what locust leaves packed: one process is all readers and cannot unpack for each."""
LANGUAGES = ("en", "az", "ar")
QUERIES = ("alat", "Bakı", "ميناء", "baku tbilisi", "kabel", "railway", "tranzit", "2030")
FILES = ("facts.json", "routes.geojson", "projects.json", "documents.json", "places.geojson", "facts.csv")
ENDS = (("khorgos-china-station", "poti-port"), ("alat-port", "batumi-port"), ("aktau-port", "alat-port"))
EXPORTS = ("atlas.zip", "atlas.gpkg", "annotations.jsonld")


class Reader(FastHttpUser):
    """Somebody who opens a page, follows facts to their documents, looks for ways, searches, takes data away."""

    wait_time = between(1, 4)

    def context(self) -> dict[str, int]:
        """What goes with each request to whoever counts them: whose it is."""
        return {"reader": id(self)}

    def on_start(self) -> None:
        """Arrive with an empty cache: the page and what it loads."""
        self.language = random.choice(LANGUAGES)
        self.ids: dict[str, list[str]] = known(self)
        page = self.ask("page", "/")
        for address in sorted(set(STATIC.findall(page))):
            self.client.get(address, name="static", headers=RAW)

    def ask(self, kind: str, path: str, *, translated: bool = True) -> str:
        """One request, told by its kind."""
        query = ("&" if "?" in path else "?") + f"lang={self.language}" if translated else ""
        return str(self.client.get(path + query, name=kind, headers=COMPRESSED).text)

    @task(6)
    def selection(self) -> None:
        """A project, one of its facts, the document with the sentence lit: as the open page asks for them."""
        self.ask("selection", f"/panel/project/{random.choice(self.ids['projects'])}")
        self.ask("selection", f"/panel/fact/{random.choice(self.ids['facts'])}")
        self.ask("selection", f"/panel/document/{random.choice(self.ids['documents'])}")

    @task(2)
    def link(self) -> None:
        """A link that somebody sent."""
        self.ask("page", f"/fact/{random.choice(self.ids['facts'])}")

    @task(2)
    def corridor(self) -> None:
        """A way between two places."""
        start, end = random.choice(ENDS)
        self.ask("corridor", f"/panel/corridor/{start}/{end}")

    @task(3)
    def search(self) -> None:
        """A word, letter by letter, as the page asks."""
        word = random.choice(QUERIES)
        for length in range(3, len(word) + 1, 2):
            self.ask("search", f"/search.json?q={word[:length]}")

    @task(2)
    def data(self) -> None:
        """One of the files that machines read."""
        self.ask("data", f"/data/{random.choice(FILES)}?country={random.choice(('AZ', 'GE', 'KZ'))}", translated=False)

    @task(1)
    def export(self) -> None:
        """A download."""
        self.ask("export", f"/data/{random.choice(EXPORTS)}", translated=False)


def known(reader: Reader) -> dict[str, list[str]]:
    """The ids that there are, asked for once by each reader."""
    return {
        name: [one["id"] for one in reader.client.get(f"/data/{name}.json", name="data").json()]
        for name in ("projects", "facts", "documents")
    }


def walk(address: str, readers: int, seconds: int) -> dict[str, Any]:
    """Let ``readers`` walk for ``seconds``, all of them there after a tenth of it."""
    environment = Environment(user_classes=[Reader], host=address)
    failed: Counter[int] = Counter()

    def note(exception: Exception | None, context: dict[str, int], **_: object) -> None:
        if exception is not None:
            failed[context["reader"]] += 1

    environment.events.request.add_listener(note)
    runner = environment.create_local_runner()
    runner.start(readers, spawn_rate=max(1.0, readers / (seconds / 10)))
    gevent.sleep(seconds)
    runner.quit()
    stats = environment.stats
    kinds = {name: told(entry) for (name, _), entry in sorted(stats.entries.items())}
    errors = [f"{one.occurrences} × {one.name}: {one.error}"[:300] for one in stats.errors.values()]
    worst = max(failed.values(), default=0)
    return {"total": told(stats.total), "worst": worst, "kinds": kinds, "errors": errors}


def told(entry: Any) -> dict[str, float]:  # noqa: ANN401 (locust's)
    """What is kept of one kind."""
    return {
        "requests": entry.num_requests,
        "failures": entry.num_failures,
        "a_second": round(entry.total_rps, 1),
        "median_ms": round(entry.median_response_time),
        "p95_ms": round(entry.get_response_time_percentile(0.95) or 0),
        "max_ms": round(entry.max_response_time),
    }


if __name__ == "__main__":
    print(json.dumps(walk(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
