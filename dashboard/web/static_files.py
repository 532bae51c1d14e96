"""The page's scripts and styles, compressed once, at addresses that change with their content, for caches of a year.

An address is ``/static/<version>/<package>/<path>``. The page's own scripts are ES modules (``assets/src``). They are
sent as one file (``bundle/page.js``) where the build has bundled their present content, else one by one; the styles are
always sent as one file. All files of a package share one version: modules and component libraries load further files
from their own folder, so those addresses have the version too.
``dashboard/build_assets.py`` writes the best compression of each file into ``build/``; without it, a file is compressed
quickly at its first request and cached.
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
"""By the name of a bundle, the pattern of its files in ``assets/``, which are joined in the order of their names."""
PAGE_SCRIPT: Final = "page.js"
"""The bundle of the modules; the build makes it."""
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
_NOT_LOADED: Final = (".map", "async-enterprise.js")
"""Files that no page loads: source maps, and the part of dash-ag-grid that needs a licence."""
LIST_AGAIN_S: Final = 1
"""Seconds for which the list of modules is cached: few pages list the folder, and edits show soon."""
QUICK_BROTLI: Final = 5
QUICK_GZIP: Final = 6
_ADDRESS = re.compile(
    r'(?<=")(?:/[\w.~-]+)*?/(?:_dash-component-suites/(?P<package>\w+)/(?P<path>[^"?]+)|assets/(?P<asset>[^"?]+)\?m=[^"]*)(?=")'
)

ListPackages = Callable[[], Mapping[str, Collection[str]]]
_Modules = tuple[tuple[str, tuple[int, int]], ...]


class StaticFiles:
    """The public static files, their addresses and their content.

    Parameters
    ----------
    root
        The project's root, with ``assets/`` and, after a build, ``build/``.
    list_packages
        By Python package, the files that its components need (Dash's ``registered_paths``).
    base
        The path below which the atlas is served.
    """

    def __init__(self, root: Path, list_packages: ListPackages, base: str = "") -> None:
        self._root = root
        self._list_packages = list_packages
        self._base = base
        # Each cached function depends only on the content of files, so threads can never get different results.
        self._version_of_package = lru_cache(maxsize=64)(self._hash_package)
        self._version_of_modules = lru_cache(maxsize=2)(self._hash_modules)
        self._modules_at = lru_cache(maxsize=1)(self._list_modules)
        self._content = lru_cache(maxsize=256)(_read)
        self._joined = lru_cache(maxsize=4)(b"\n".join)
        self._version_of = lru_cache(maxsize=256)(version_of)
        self.compressed = lru_cache(maxsize=256)(self._compress)

    def file(self, package: str, path: str) -> Path | None:
        """The path of a public file; None where there is none."""
        joined = None
        if package in (ASSETS, MODULES, VENDOR) or path in self._list_packages().get(package, ()):
            joined = safe_join(str(self._folder(package)), path)
        file = Path(joined or "")
        return file if file.suffix in MIMETYPES and file.is_file() else None

    def body(self, package: str, path: str) -> bytes | None:
        """The bytes of a public file or a bundle; None where there is none."""
        if package == BUNDLE:
            return self._bundle(path)
        file = self.file(package, path)
        return None if file is None else self.content(file)

    def address(self, package: str, path: str) -> str:
        """The address of an existing file, with its present version."""
        return f"{self._base}/static/{self.version(package, path)}/{package}/{path}"

    def version(self, package: str, path: str) -> str:
        """The version of a file, which changes with its content; for a component library, with that of any file."""
        if package in (ASSETS, VENDOR, BUNDLE):
            return self._version_of(self.body(package, path) or b"")
        if package == MODULES:
            return self._version_of_modules(self._modules())
        return self._version_of_package(package)

    def content(self, file: Path) -> bytes:
        """A file's bytes, read again only where the file has changed."""
        return self._content(file, *_time_and_size(file))

    def accepted(self, body: bytes, mimetype: str) -> Compressed:
        """``body`` with the best content coding that the present request accepts, if any."""
        coding = next((name for name in SUFFIX if request.accept_encodings[name] > 0), None)
        codings = {coding: self.compressed(body, coding)} if coding else {}
        return Compressed(body, mimetype, self._version_of(body), codings)

    def rewritten(self, tags: str) -> str:
        """HTML tags of Dash, with the addresses of this server's static files in place of Dash's."""
        return _ADDRESS.sub(lambda match: self._address_for(**match.groupdict()), tags)

    def page_scripts(self) -> tuple[str, ...]:
        """The addresses of the page's own scripts: the bundle, or the entry module and then each other module."""
        if self.bundled_modules().is_file():
            return (self.address(BUNDLE, PAGE_SCRIPT),)
        folder = self.address(MODULES, ENTRY).removesuffix(ENTRY)
        return (folder + ENTRY, *(folder + path for path, _ in self._modules() if path != ENTRY))

    def bundled_modules(self) -> Path:
        """The path at which the build puts the bundle; its name is the hash of the modules, so it is never outdated."""
        return self._root / "build" / "scripts" / f"{self.version(MODULES, ENTRY)}.js"

    def map_library(self) -> str:
        """The address of plotly.js: the part for maps after a build, else the complete library."""
        name = map_bundle_name()
        if self.file(VENDOR, name):
            return self.address(VENDOR, name)
        return self.address(PLOTLY, "package_data/plotly.min.js")

    def all_bodies(self) -> Iterator[bytes]:
        """The content of all files that pages may load, without ``_NOT_LOADED``.

        It leaves out the complete plotly.js where the part for maps exists.
        """
        small = self.file(VENDOR, map_bundle_name()) is not None
        for package, paths in self._list_packages().items():
            if not (small and package == PLOTLY):
                names = (path for path in sorted(paths) if not path.endswith(_NOT_LOADED))
                yield from (self.content(self._folder(package) / path) for path in names)
        yield from filter(None, (self._bundle(name) for name in (*BUNDLES, PAGE_SCRIPT)))
        if not self.bundled_modules().is_file():
            yield from (self.content(self._folder(MODULES) / path) for path, _ in self._modules())
        yield from (self.content(file) for file in sorted(self._folder(VENDOR).rglob("*.js")))

    def _modules(self) -> _Modules:
        """The path, the time of the last change and the size of each module."""
        return self._modules_at(int(monotonic() / LIST_AGAIN_S))

    def _list_modules(self, _time: int) -> _Modules:
        folder = self._folder(MODULES)
        files = ((Path(parent) / name, name) for parent, _, names in os.walk(folder) for name in names)
        modules = sorted(file for file, name in files if name.endswith(".js"))
        return tuple((file.relative_to(folder).as_posix(), _time_and_size(file)) for file in modules)

    def _hash_modules(self, modules: _Modules) -> str:
        bodies = (path.encode() + b"\0" + self.content(self._folder(MODULES) / path) for path, _ in modules)
        return version_of(b"\0".join(bodies))

    def _bundle(self, name: str) -> bytes | None:
        if name == PAGE_SCRIPT:
            file = self.bundled_modules()
            return self.content(file) if file.is_file() else None
        if name not in BUNDLES:
            return None
        others = set(BUNDLES) - {name}
        files = (path for path in sorted(self._folder(ASSETS).glob(BUNDLES[name])) if path.name not in others)
        return self._joined(tuple(self.content(file) for file in files))

    def built(self, body: bytes, coding: str) -> Path:
        """The path at which the build puts a coding of ``body``; its name is a hash, so it is never outdated."""
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
        digest = sha256()
        for path in sorted(self._list_packages().get(package, ())):
            file = self._folder(package) / path
            if file.suffix != ".map" and file.is_file():
                digest.update(f"{path}\0{version_of(file.read_bytes())}\n".encode())
        return digest.hexdigest()[:12]

    def _compress(self, body: bytes, coding: str) -> bytes:
        built = self.built(body, coding)
        if built.is_file():
            return built.read_bytes()
        if coding == "br":
            return bytes(brotli.compress(body, quality=QUICK_BROTLI))
        return gzip.compress(body, QUICK_GZIP, mtime=0)


def map_bundle_name() -> str:
    """The name of the file that the build fetches: plotly.js for maps alone, in the version of the Python package.

    ``early``: ``dashboard/build_assets.py`` has changed it so that it is compiled early.
    """
    return f"plotly-map.v{get_plotlyjs_version()}.early.min.js"


def static_blueprint(files: StaticFiles) -> Blueprint:
    """The route ``/static``; an older version is redirected to the present one."""
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


def _time_and_size(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_mtime_ns, status.st_size


def _read(file: Path, _modified_ns: int, _size: int) -> bytes:
    return file.read_bytes()
