"""Many readers at once, for locust: they open a page, follow statements to their documents, search, take data away.

The server runs by itself, without limits, because here all readers have one address::

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
"""What browsers ask for too, and what locust leaves packed: one process is all readers and cannot unpack for each."""
LANGUAGES = ("en", "az", "ar")
QUERIES = ("alat", "Bakı", "ميناء", "baku tbilisi", "kabel", "railway", "tranzit", "2030")
FILES = ("facts.json", "routes.geojson", "projects.json", "documents.json", "places.geojson", "facts.csv")
ENDS = (("khorgos-china-station", "poti-port"), ("alat-port", "batumi-port"), ("aktau-port", "alat-port"))


class Reader(FastHttpUser):
    """Somebody who opens a page, follows statements to their documents, looks for ways, searches, takes data away."""

    wait_time = between(1, 4)

    def on_start(self) -> None:
        """Arrive with an empty cache: the ids that there are, the page, and what it loads."""
        self.language = random.choice(LANGUAGES)
        self.ids = {
            name: [record["id"] for record in self.client.get(f"/data/{name}.json", name="data").json()]
            for name in ("projects", "facts", "documents")
        }
        for address in sorted(set(STATIC.findall(self.ask("page", "/")))):
            self.client.get(address, name="static", headers=RAW)

    def ask(self, kind: str, path: str, *, translated: bool = True) -> str:
        """One request, told by its kind."""
        query = ("&" if "?" in path else "?") + f"lang={self.language}" if translated else ""
        return str(self.client.get(path + query, name=kind, headers=COMPRESSED).text)

    @task(6)
    def selection(self) -> None:
        """A project, one of its statements, the document with the sentence lit: as the open page asks for them."""
        for kind in ("project", "fact", "document"):
            self.ask("selection", f"/panel/{kind}/{random.choice(self.ids[f'{kind}s'])}")

    @task(2)
    def link(self) -> None:
        """A link that somebody sent."""
        self.ask("page", f"/fact/{random.choice(self.ids['facts'])}")

    @task(2)
    def corridor(self) -> None:
        """A way between two places."""
        self.ask("corridor", "/panel/corridor/" + "/".join(random.choice(ENDS)))

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
        self.ask(
            "export", f"/data/{random.choice(('atlas.zip', 'atlas.gpkg', 'annotations.jsonld'))}", translated=False
        )
