"""The floor: one static page with MapLibre from npm, the atlas's own GeoJSON and a few lines of script.

Everything is compressed beforehand and served by a small threaded server, with a year of cache for versioned files:
about as fast as a handmade page with this map can be. ``python -m benchmarks.peers.floor PORT``.
"""

import sys
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli

from benchmarks.data import facts_of_routes
from benchmarks.environment import ROOT, npm_files
from dashboard.http.responses import encode
from dashboard.load_atlas import load_atlas

MAPLIBRE = "maplibre-gl@6.17.0"
FILES = ("maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl-shared.mjs", "maplibre-gl.css")
TYPES = {".html": "text/html", ".mjs": "text/javascript", ".css": "text/css"}
Files = dict[str, tuple[str, bytes]]


def files() -> Files:
    """By path, the content type and the brotli-compressed content."""
    atlas = load_atlas(ROOT)
    plain = {f"/{layer.name}.geojson": layer.body for layer in atlas.layers.values()}
    plain |= {f"/{name}": content for name, content in npm_files(MAPLIBRE, FILES).items()}
    plain |= {f"/facts/{route}.json": encode(facts) for route, facts in facts_of_routes(atlas).items()}
    plain["/"] = (Path(__file__).parent / "floor.html").read_bytes()
    return {
        path: (TYPES.get(Path(path).suffix or ".html", "application/json"), brotli.compress(body))
        for path, body in plain.items()
    }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, files: Files, *arguments: object) -> None:
        self._files = files
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        kind, body = self._files.get(self.path.split("?")[0], ("text/plain", b""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Encoding", "br")
        self.send_header("Cache-Control", "no-cache" if self.path == "/" else "public, max-age=31536000, immutable")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Log nothing: a line for each request would be a cost that the others do not have."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), partial(Handler, files())).serve_forever()
