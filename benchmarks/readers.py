"""Simulates many readers with locust: they open pages, follow statements to documents, search, and download data.

The server runs separately, without limits, because here all readers have one address::

    python3 -m venv build/bench-venv && build/bench-venv/bin/pip install -r benchmarks/requirements.txt
    ATLAS_SEARCHES_A_MINUTE=0 ATLAS_EXPORTS_A_MINUTE=0 make run
    build/bench-venv/bin/locust -f benchmarks/readers.py --headless -u 200 -r 20 -t 2m -H http://127.0.0.1:8050
"""

import random
import re

from locust import FastHttpUser, between, task

STATIC = re.compile(r'(?:src|href)="(/static/[^"]+)"')
COMPRESSED = {"Accept-Encoding": "gzip"}
RAW = {"Accept-Encoding": "br"}
"""An encoding of browsers that locust does not unpack: one process plays all readers, and cannot unpack for each."""
LANGUAGES = ("en", "az", "ar")
QUERIES = ("alat", "Bakı", "ميناء", "baku tbilisi", "kabel", "railway", "tranzit", "2030")
FILES = ("facts.json", "routes.geojson", "projects.json", "documents.json", "places.geojson", "facts.csv")
ENDS = (("khorgos-china-station", "poti-port"), ("alat-port", "batumi-port"), ("aktau-port", "alat-port"))


class Reader(FastHttpUser):
    """A reader who opens pages, follows statements to documents, looks for ways, searches, and downloads data."""

    wait_time = between(1, 4)

    def on_start(self) -> None:
        """Arrive with an empty cache: load the ids for the tasks, the page, and its files."""
        self.language = random.choice(LANGUAGES)
        self.ids = {
            name: [record["id"] for record in self.client.get(f"/data/{name}.json", name="data").json()]
            for name in ("projects", "facts", "documents")
        }
        for address in sorted(set(STATIC.findall(self.ask("page", "/")))):
            self.client.get(address, name="static", headers=RAW)

    def ask(self, kind: str, path: str, *, translated: bool = True) -> str:
        """Send one request; locust counts it under ``kind``."""
        query = ("&" if "?" in path else "?") + f"lang={self.language}" if translated else ""
        return str(self.client.get(path + query, name=kind, headers=COMPRESSED).text)

    @task(6)
    def selection(self) -> None:
        """Select a project, a statement, and a document, by the requests of an open page."""
        for kind in ("project", "fact", "document"):
            self.ask("selection", f"/panel/{kind}/{random.choice(self.ids[f'{kind}s'])}")

    @task(2)
    def link(self) -> None:
        """Open a link to a statement."""
        self.ask("page", f"/fact/{random.choice(self.ids['facts'])}")

    @task(2)
    def corridor(self) -> None:
        """Look for a way between two places."""
        self.ask("corridor", "/panel/corridor/" + "/".join(random.choice(ENDS)))

    @task(3)
    def search(self) -> None:
        """Search for a word letter by letter, as the page does."""
        word = random.choice(QUERIES)
        for length in range(3, len(word) + 1, 2):
            self.ask("search", f"/search.json?q={word[:length]}")

    @task(2)
    def data(self) -> None:
        """Read one of the files for machines."""
        self.ask("data", f"/data/{random.choice(FILES)}?country={random.choice(('AZ', 'GE', 'KZ'))}", translated=False)

    @task(1)
    def export(self) -> None:
        """Download a file."""
        name = random.choice(("atlas.zip", "atlas.gpkg", "annotations.jsonld"))
        self.ask("export", f"/data/{name}", translated=False)
