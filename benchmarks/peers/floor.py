"""The floor: one static page with MapLibre from npm, the atlas's own GeoJSON and a few lines of script.

Everything is compressed beforehand and served by a small threaded server with a year of cache for what has a version:
about as quick as a page with this map can be made by hand. ``python -m benchmarks.peers.floor PORT``.
"""

import subprocess
import sys
import tarfile
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli

from benchmarks.data import facts_of_routes
from dashboard.loading import load_atlas
from dashboard.publishing.answers import encode

ROOT = Path(__file__).parent.parent.parent
MAPLIBRE = "maplibre-gl"
FILES = ("maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl-shared.mjs", "maplibre-gl.css")
TYPES = {
    ".html": "text/html",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".geojson": "application/geo+json",
}
Files = dict[str, tuple[str, bytes]]


def fetch_maplibre(folder: Path) -> None:
    """Bring maplibre-gl's script and style from npm into ``folder``, once."""
    if (folder / FILES[0]).is_file():
        return
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["npm", "pack", MAPLIBRE, "--silent", "--pack-destination", str(folder)], check=True, capture_output=True
    )
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as packed:
        for name in FILES:
            source = packed.extractfile(f"package/dist/{name}")
            assert source is not None
            (folder / name).write_bytes(source.read())


def files() -> Files:
    """Path → content type and brotli-compressed content."""
    vendor = ROOT / "build" / "bench"
    fetch_maplibre(vendor)
    atlas = load_atlas(ROOT)
    plain = {f"/{layer.name}.geojson": layer.body for layer in atlas.layers.values()}
    plain |= {f"/{name}": (vendor / name).read_bytes() for name in FILES}
    plain |= {f"/facts/{route}.json": encode(facts) for route, facts in facts_of_routes(atlas).items()}
    plain["/"] = (Path(__file__).parent / "floor.html").read_bytes()
    return {path: (TYPES[Path(path).suffix or ".html"], brotli.compress(body)) for path, body in plain.items()}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, found: Files, *arguments: object) -> None:
        self._files = found
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
        """Say nothing: a line a request would be a cost that the others do not have."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), partial(Handler, files())).serve_forever()
