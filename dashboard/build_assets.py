"""What is made once before serving: the map library without what the atlas never draws, and all compressed well.

Nothing here is needed to serve: without it the page loads the whole plotly.js, and files are compressed quickly
when they are first asked for. All of it goes into ``build/``, which git ignores.
"""

import gzip
import os
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

from dashboard.web.static_files import StaticFiles, map_bundle_name

NPM_SECONDS: Final = 90
ONCE: Final = ("--fetch-retries=0", "--no-update-notifier", "--no-audit", "--no-fund")
"""Without a network npm would try again for minutes, and say nothing meanwhile."""
BUNDLE = "package/dist/plotly-map.min.js"
LICENCE = "package/LICENSE"
INTEGRITY: Final[Mapping[str, str]] = MappingProxyType(
    {"4.1.1": "sha512-fYLAOj091/+M4h1rmtVIkRIpdkz5/P9IdNUeB9wKmCUyvewuUdlCYR5ryqDWP7Cb36Dn4EvSrs6YKvRJ9ukNdQ=="}
)
"""By version of plotly.js, the hash of npm's archive, as ``npm view plotly.js@VERSION dist.integrity`` tells it."""
WRAPPER: Final = (b" : this, () => {", b"}));")
"""How plotly.js hands all of itself, as one function, to the few lines at its head; and how it ends."""


def fetch_map_bundle(root: Path) -> str:
    """Bring plotly.js for maps alone from npm into ``build/vendor/``; what was done, in words.

    Its version is the one inside the installed Python package. Where npm is missing or fails nothing is changed.
    """
    wanted = root / "build" / "vendor" / map_bundle_name()
    if wanted.is_file():
        return f"{wanted.name} is there"
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not here: the page loads the whole plotly.js"
    with tempfile.TemporaryDirectory() as folder:
        print(f"Asking npm for the small map library ({NPM_SECONDS} s at most) ...", flush=True)
        command = [npm, "pack", f"plotly.js@{get_plotlyjs_version()}", "--silent", "--pack-destination", folder, *ONCE]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=NPM_SECONDS, cwd=folder)
            (archive,) = Path(folder).glob("*.tgz")
            _check(archive.read_bytes())
            with tarfile.open(archive) as packed:
                _take(packed, LICENCE, wanted.with_suffix(".LICENSE.txt"))
                _take(packed, BUNDLE, wanted, compiled_early)
        except (subprocess.SubprocessError, OSError, KeyError, ValueError, tarfile.TarError) as error:
            return f"plotly.js could not be had from npm ({type(error).__name__}): the page loads the whole of it"
    return f"{wanted.name} brought from npm"


def compress_all(files: StaticFiles) -> str:
    """Compress every static file as well as brotli and gzip can; what was done, in words."""
    made = 0
    for body in files.all_bodies():
        made += _write_once(files.built(body, "br"), partial(brotli.compress, body, quality=11))
        made += _write_once(files.built(body, "gzip"), partial(gzip.compress, body, 9, mtime=0))
    return f"{made} compressed files written" if made else "every file is compressed"


def compiled_early(script: bytes) -> bytes:
    """``script`` with its outermost function in brackets; unchanged where it is not wrapped as ``WRAPPER`` says.

    V8 compiles a function in brackets while the script arrives, on a thread of its own; one without them is only
    looked over then, and is parsed again, by the page's own thread, when it is called
    (https://v8.dev/blog/preparser#pife). Here that is the whole library, which is called at once.
    """
    head, tail = WRAPPER
    body = script.rstrip()
    if script.count(head) != 1 or not body.endswith(tail):
        return script
    return body[: -len(tail)].replace(head, head.replace(b"() =>", b"(() =>")) + b"})" + tail[1:]


def _check(archive: bytes) -> None:
    """Raises ValueError where npm's archive is not the one that is known."""
    digest = b64encode(sha512(archive).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY.get(get_plotlyjs_version()):
        raise ValueError("the archive has another hash")


def _take(
    packed: tarfile.TarFile, name: str, target: Path, change: Callable[[bytes], bytes] = lambda body: body
) -> None:
    source = packed.extractfile(name)
    if source is None:
        raise KeyError(name)
    with source:
        _write(target, change(source.read()))


def _write_once(target: Path, content: Callable[[], bytes]) -> bool:
    if target.is_file():
        return False
    _write(target, content())
    return True


def _write(target: Path, content: bytes) -> None:
    """Write all of it or nothing: a server that runs beside the build reads these files."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{os.getpid()}")
    half.write_bytes(content)
    half.replace(target)
