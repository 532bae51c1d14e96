"""Builds, before a server starts, the small map library and the best compression of every file, in ``build/``.

A server also runs without the build: then the page loads the complete plotly.js, and each file is compressed quickly at
its first request.
"""

import gzip
import shutil
import subprocess
import tarfile
import tempfile
from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha512
from pathlib import Path
from types import MappingProxyType
from typing import Final

import brotli
from plotly.offline import get_plotlyjs_version

from dashboard.build_scripts import NPM_OPTIONS, NPM_SECONDS, write_at_once
from dashboard.web.static_files import StaticFiles, map_bundle_name

BUNDLE = "package/dist/plotly-map.min.js"
LICENCE = "package/LICENSE"
INTEGRITY: Final[Mapping[str, str]] = MappingProxyType(
    {"4.1.1": "sha512-fYLAOj091/+M4h1rmtVIkRIpdkz5/P9IdNUeB9wKmCUyvewuUdlCYR5ryqDWP7Cb36Dn4EvSrs6YKvRJ9ukNdQ=="}
)
"""By version of plotly.js, the hash of npm's archive (``npm view plotly.js@VERSION dist.integrity``)."""
WRAPPER: Final = (b" : this, () => {", b"}));")
"""The code around the one function that is all of plotly.js: where it begins, and the end of the file."""


def fetch_map_bundle(root: Path) -> str:
    """Fetch plotly.js for maps alone from npm into ``build/vendor/``; returns the outcome in words.

    The version is that of the installed Python package. Where npm is missing or fails, nothing changes.
    """
    wanted = root / "build" / "vendor" / map_bundle_name()
    if wanted.is_file():
        return f"{wanted.name} is there"
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not here: the page loads the whole plotly.js"
    with tempfile.TemporaryDirectory() as folder:
        print(f"Asking npm for the small map library ({NPM_SECONDS} s at most) ...", flush=True)
        command = [
            npm,
            "pack",
            f"plotly.js@{get_plotlyjs_version()}",
            "--silent",
            "--pack-destination",
            folder,
            *NPM_OPTIONS,
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=NPM_SECONDS, cwd=folder)
            (archive,) = Path(folder).glob("*.tgz")
            _check(archive.read_bytes())
            with tarfile.open(archive) as packed:
                _extract(packed, LICENCE, wanted.with_suffix(".LICENSE.txt"))
                _extract(packed, BUNDLE, wanted, compiled_early)
        except (subprocess.SubprocessError, OSError, KeyError, ValueError, tarfile.TarError) as error:
            return f"plotly.js could not be had from npm ({type(error).__name__}): the page loads the whole of it"
    return f"{wanted.name} brought from npm"


def compress_all(files: StaticFiles) -> str:
    """Compress every static file as well as brotli and gzip can; returns the outcome in words."""
    written = 0
    for body in files.all_bodies():
        written += _write_missing(files.built(body, "br"), partial(brotli.compress, body, quality=11))
        written += _write_missing(files.built(body, "gzip"), partial(gzip.compress, body, 9, mtime=0))
    return f"{written} compressed files written" if written else "every file is compressed"


def compiled_early(script: bytes) -> bytes:
    """``script`` with its outermost function in brackets; unchanged where ``WRAPPER`` is not around that function.

    V8 compiles a function in brackets on another thread while the script arrives. Any other function is only pre-parsed
    then, and the page's own thread parses it again when it is called (https://v8.dev/blog/preparser#pife). Here that
    function is the complete library, and it is called at once.
    """
    head, tail = WRAPPER
    body = script.rstrip()
    if script.count(head) != 1 or not body.endswith(tail):
        return script
    return body[: -len(tail)].replace(head, head.replace(b"() =>", b"(() =>")) + b"})" + tail[1:]


def _check(archive: bytes) -> None:
    """Raises ValueError where npm's archive has another hash than ``INTEGRITY``."""
    digest = b64encode(sha512(archive).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY.get(get_plotlyjs_version()):
        raise ValueError("the archive has another hash")


def _extract(
    packed: tarfile.TarFile, name: str, target: Path, change: Callable[[bytes], bytes] = lambda body: body
) -> None:
    source = packed.extractfile(name)
    if source is None:
        raise KeyError(name)
    with source:
        write_at_once(target, change(source.read()))


def _write_missing(target: Path, content: Callable[[], bytes]) -> bool:
    if target.is_file():
        return False
    write_at_once(target, content())
    return True
