"""The page's scripts and styles: compressed once, at addresses that change with their content, kept for a year.

An address is ``/static/<version>/<package>/<path>``. The page's own scripts are ES modules (``assets/src``). Where the
build has bundled them as they are now they are sent as one (``bundle/page.js``), else each by itself; its styles are
always sent as one. Inside a package all files share one version: modules and component libraries load further parts
from the folder that they themselves came from, so those carry the version too.
``dashboard/build_assets.py`` compresses as well as can be, once, into ``build/``; where that was not done a file is
compressed quickly when it is first asked for, and kept.
"""

import gzip
import importlib.util
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import Final

import brotli
from dash.fingerprint import check_fingerprint
from flask import Blueprint, request
from plotly.offline import get_plotlyjs_version
from werkzeug.security import safe_join
from werkzeug.wrappers import Response

from dashboard.atlas import version_of
from dashboard.http.compression import Compressed
from dashboard.http.responses import add_not_found, error_response, immutable_response, redirect_temporarily

ASSETS: Final = "assets"
VENDOR: Final = "vendor"
BUNDLE: Final = "bundle"
MODULES: Final = "src"
ENTRY: Final = "main.js"
"""The module that imports all others."""
BUNDLES: Final[Mapping[str, str]] = MappingProxyType({"boot.js": "boot.js", "page.css": "*.css"})
"""What is sent as one file: its name, and the files of ``assets/`` in it, in the order of their names."""
PAGE_SCRIPT: Final = "page.js"
"""The bundle of the modules, where the build has made it."""
PLOTLY: Final = "plotly"
MIMETYPES: Final[Mapping[str, str]] = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".map": "application/json",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
SUFFIX: Final[Mapping[str, str]] = {"br": ".br", "gzip": ".gz"}
_UNASKED: Final = (".map", "async-enterprise.js")
"""Source maps, and the part of dash-ag-grid that wants a licence."""
LOOK_AGAIN_S: Final = 1
"""How long the list of the modules holds: no page lists a folder, and who edits a module sees it with the next page."""
QUICK_BROTLI: Final = 5
QUICK_GZIP: Final = 6
_ADDRESS = re.compile(
    r'(?<=")(?:/[\w.~-]+)*?/(?:_dash-component-suites/(?P<package>\w+)/(?P<path>[^"?]+)|assets/(?P<asset>[^"?]+)\?m=[^"]*)(?=")'
)

Listed = Callable[[], Mapping[str, Collection[str]]]
_Modules = tuple[tuple[str, tuple[int, int]], ...]


class StaticFiles:
    """What may be asked for, and where it is.

    Parameters
    ----------
    root
        The project's root, with ``assets/`` and, where it was built, ``build/``.
    listed
        By Python package, the files that its components need (Dash's ``registered_paths``).
    base
        The path below which the atlas is served.
    """

    def __init__(self, root: Path, listed: Listed, base: str = "") -> None:
        self._root = root
        self._listed = listed
        self._base = base
        # Pure functions of what a file holds: two threads may do the same work, never different work.
        self._version_of_package = lru_cache(maxsize=64)(self._hash_package)
        self._version_of_modules = lru_cache(maxsize=2)(self._hash_modules)
        self._modules_at = lru_cache(maxsize=1)(self._list_modules)
        self._content = lru_cache(maxsize=256)(_read)
        self._joined = lru_cache(maxsize=4)(b"\n".join)
        self._version_of = lru_cache(maxsize=256)(version_of)
        self._packed = lru_cache(maxsize=256)(self._pack)

    def file(self, package: str, path: str) -> Path | None:
        """Where a file is; None where there is no such file, or it is nobody's to ask for."""
        if Path(path).suffix not in MIMETYPES:
            return None
        if package in (ASSETS, MODULES, VENDOR):
            joined = safe_join(str(self._folder(package)), path)
            return Path(joined) if joined and Path(joined).is_file() else None
        return self._folder(package) / path if path in self._listed().get(package, ()) else None

    def body(self, package: str, path: str) -> bytes | None:
        """The bytes of a file or a bundle; None where there is none, or it is nobody's to ask for."""
        if package == BUNDLE:
            return self._bundle(path)
        file = self.file(package, path)
        return self.content(file) if file is not None and file.is_file() else None

    def address(self, package: str, path: str) -> str:
        """The address of a file that is there, with its present version."""
        return f"{self._base}/static/{self.version(package, path)}/{package}/{path}"

    def version(self, package: str, path: str) -> str:
        """Changes with a file's content; with any file's of a component library."""
        if package in (ASSETS, VENDOR, BUNDLE):
            return self._version_of(self.body(package, path) or b"")
        if package == MODULES:
            return self._version_of_modules(self._modules())
        return self._version_of_package(package)

    def content(self, file: Path) -> bytes:
        """A file's bytes, read again only where the file has changed."""
        return self._content(file, *_about(file))

    def packed(self, body: bytes, coding: str) -> bytes:
        """``body`` in a content coding, from the build where it is there."""
        return self._packed(body, coding)

    def accepted(self, body: bytes, mimetype: str) -> Compressed:
        """``body`` with the best content coding that the present request accepts, if any."""
        coding = next((name for name in SUFFIX if request.accept_encodings[name] > 0), None)
        codings = {coding: self.packed(body, coding)} if coding else {}
        return Compressed(body, mimetype, self._version_of(body), codings)

    def rewritten(self, tags: str) -> str:
        """HTML tags as Dash writes them, with the addresses of this server's static files in place of Dash's."""
        return _ADDRESS.sub(lambda match: self._address_for(**match.groupdict()), tags)

    def page_scripts(self) -> tuple[str, ...]:
        """The addresses of the page's own scripts: the bundle alone, or the entry and then each other module."""
        if self.bundled_modules().is_file():
            return (self.address(BUNDLE, PAGE_SCRIPT),)
        folder = self.address(MODULES, ENTRY).removesuffix(ENTRY)
        return (folder + ENTRY, *(folder + path for path, _ in self._modules() if path != ENTRY))

    def bundled_modules(self) -> Path:
        """Where the build puts the bundle of the modules: named by what they are, so never out of date."""
        return self._root / "build" / "scripts" / f"{self.version(MODULES, ENTRY)}.js"

    def map_library(self) -> str:
        """The address of plotly.js: the part of it that draws maps where that was built, else the whole."""
        name = map_bundle_name()
        if self.file(VENDOR, name):
            return self.address(VENDOR, name)
        return self.address(PLOTLY, "package_data/plotly.min.js")

    def all_bodies(self) -> Iterator[bytes]:
        """Everything that pages may load, without what no page asks for (``_UNASKED``).

        Where a part of plotly.js serves, the whole of it is left out.
        """
        small = self.file(VENDOR, map_bundle_name()) is not None
        for package, paths in self._listed().items():
            if not (small and package == PLOTLY):
                names = (path for path in sorted(paths) if not path.endswith(_UNASKED))
                yield from (self.content(self._folder(package) / path) for path in names)
        yield from filter(None, (self._bundle(name) for name in (*BUNDLES, PAGE_SCRIPT)))
        if not self.bundled_modules().is_file():
            yield from (self.content(self._folder(MODULES) / path) for path, _ in self._modules())
        yield from (self.content(file) for file in sorted(self._folder(VENDOR).rglob("*.js")))

    def _modules(self) -> _Modules:
        """Each module's path, when it was changed and how large it is."""
        return self._modules_at(int(monotonic() / LOOK_AGAIN_S))

    def _list_modules(self, _time: int) -> _Modules:
        folder = self._folder(MODULES)
        files = ((Path(parent) / name, name) for parent, _, names in os.walk(folder) for name in names)
        modules = sorted(file for file, name in files if name.endswith(".js"))
        return tuple((file.relative_to(folder).as_posix(), _about(file)) for file in modules)

    def _hash_modules(self, modules: _Modules) -> str:
        bodies = (path.encode() + b"\0" + self.content(self._folder(MODULES) / path) for path, _ in modules)
        return version_of(b"\0".join(bodies))

    def _bundle(self, name: str) -> bytes | None:
        if name == PAGE_SCRIPT:
            file = self.bundled_modules()
            return self.content(file) if file.is_file() else None
        if name not in BUNDLES:
            return None
        apart = set(BUNDLES) - {name}
        files = (path for path in sorted(self._folder(ASSETS).glob(BUNDLES[name])) if path.name not in apart)
        return self._joined(tuple(self.content(file) for file in files))

    def built(self, body: bytes, coding: str) -> Path:
        """Where the build puts ``body`` in a content coding: named by the content, so never out of date."""
        return self._root / "build" / "packed" / f"{version_of(body)}{SUFFIX[coding]}"

    def _address_for(self, package: str | None, path: str | None, asset: str | None) -> str:
        if package and path:
            return self.address(package, check_fingerprint(path)[0])
        return self.address(ASSETS, asset or "")

    def _folder(self, package: str) -> Path:
        if package == ASSETS:
            return self._root / "assets"
        if package == MODULES:
            return self._root / "assets" / "src"
        if package == VENDOR:
            return self._root / "build" / "vendor"
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise LookupError(f"no package {package}")
        return Path(spec.origin).parent

    def _hash_package(self, package: str) -> str:
        whole = sha256()
        for path in sorted(self._listed().get(package, ())):
            file = self._folder(package) / path
            if file.suffix != ".map" and file.is_file():
                whole.update(f"{path}\0{version_of(file.read_bytes())}\n".encode())
        return whole.hexdigest()[:12]

    def _pack(self, body: bytes, coding: str) -> bytes:
        built = self.built(body, coding)
        if built.is_file():
            return built.read_bytes()
        if coding == "br":
            return bytes(brotli.compress(body, quality=QUICK_BROTLI))
        return gzip.compress(body, QUICK_GZIP, mtime=0)


def map_bundle_name() -> str:
    """The file that the build brings: plotly.js for maps alone, of the very version that the Python package holds.

    ``early``: ``dashboard/build_assets.py`` had it compiled early.
    """
    return f"plotly-map.v{get_plotlyjs_version()}.early.min.js"


def static_blueprint(files: StaticFiles) -> Blueprint:
    """The route ``/static``: what is asked for under an older version is sent on to the present one."""
    blueprint = Blueprint("static_files", __name__)

    @blueprint.get("/static/<version>/<package>/<path:path>")
    def static(version: str, package: str, path: str) -> Response:
        body = files.body(package, path)
        if body is None:
            return error_response(404, "no such file")
        if version != files.version(package, path):
            return redirect_temporarily(files.address(package, path))
        return immutable_response(files.accepted(body, MIMETYPES[Path(path).suffix]))

    add_not_found(blueprint, "/static", error="no such file")
    return blueprint


def _about(file: Path) -> tuple[int, int]:
    about = file.stat()
    return about.st_mtime_ns, about.st_size


def _read(file: Path, _modified_ns: int, _size: int) -> bytes:
    return file.read_bytes()
