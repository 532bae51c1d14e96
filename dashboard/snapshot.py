"""A large atlas as it was loaded, kept in ``build/atlas/<key>/`` for the next start; not needed, not trusted blindly.

The key is the content of all that was read and of the program that read it, so a snapshot is never out of date. It is
taken only where its own checksum holds and nobody else could have written it, and may name no code but the atlas's
records. Where it cannot be had, or cannot be kept, the atlas is loaded from its files as ever.
"""

import gc
import hashlib
import io
import os
import pickle
import shutil
import stat
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path, PosixPath
from types import MappingProxyType
from typing import Any, Final

import pydantic

from dashboard.atlas import Atlas
from dashboard.catalogue.coordinates import unpacked
from dashboard.catalogue.models import Record, remade
from dashboard.loading import GROUND, TILES, load_atlas, load_ground, survey

LARGE_BYTES: Final = 10_000_000
"""Of data and texts: what is smaller is read from its files in a few seconds."""
FOLDER: Final = "build/atlas"
_FILE: Final = "atlas.pickle"
_CHECKSUM_BYTES: Final = 32
_GROUND: Final = ("shapes", "tiles", "kept")
"""Fields of the atlas that are read anew at each start."""
_BUILTINS: Final = frozenset({("builtins", "frozenset"), ("builtins", "set")})


def load_kept(root: Path, least_bytes: int = LARGE_BYTES) -> Atlas:
    """``load_atlas``, from its snapshot where the catalogue has ``least_bytes`` and there is one; else it is made.

    Raises:
        CatalogueError: as ``load_atlas`` does.
    """
    try:
        found = survey(root)
    except OSError:
        return load_atlas(root)  # which says what cannot be read
    if found.size_bytes < least_bytes:
        return load_atlas(root)
    folder = root / FOLDER / _key(root, found.version)
    if not (folder / _FILE).is_file():
        # In a process of its own: what making it needs besides what is kept goes away with it.
        maker = get_context("fork").Process(target=partial(_make, root, folder))
        maker.start()
        maker.join()
    kept = _read(folder / _FILE)
    if kept is None:
        return load_atlas(root)
    shapes, tiles = load_ground(root)
    catalogue = replace(kept["catalogue"], root=root)
    return Atlas(**{**kept, "catalogue": catalogue, "shapes": shapes, "tiles": tiles, "kept": folder})


def _key(root: Path, version: str) -> str:
    whole = hashlib.sha256(f"{version} {sys.version} {pydantic.VERSION}".encode())
    package = Path(__file__).parent
    for path in [*sorted(package.rglob("*.py")), root / GROUND, *(root / file for file in TILES.values())]:
        whole.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()[:16]


def _make(root: Path, folder: Path) -> None:
    """Load the atlas and keep it; where that fails nothing is kept, and the server says why when it loads it itself."""
    try:
        write_snapshot(load_atlas(root), folder)
    except Exception:  # whatever it is, the server meets it again
        os._exit(1)
    os._exit(0)


def write_snapshot(atlas: Atlas, folder: Path) -> None:
    """Keep ``atlas`` in ``folder``, whole or not at all; older snapshots beside it go."""
    body = io.BytesIO()
    kept = {one.name: getattr(atlas, one.name) for one in fields(atlas) if one.name not in _GROUND}
    gc.disable()
    _Pickler(body, pickle.HIGHEST_PROTOCOL).dump(kept)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for other in folder.parent.iterdir():
        if other != folder and other.is_dir():
            shutil.rmtree(other, ignore_errors=True)
    half = folder / f"{_FILE}.{os.getpid()}"
    half.write_bytes(hashlib.sha256(body.getbuffer()).digest() + body.getbuffer())
    half.chmod(0o600)
    half.replace(folder / _FILE)


def _read(file: Path) -> dict[str, Any] | None:
    """What is kept in ``file``; None where there is nothing, or nothing that can be relied on."""
    try:
        about = file.stat()
        if about.st_uid != os.getuid() or about.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return None
        with file.open("rb") as opened:
            checksum = opened.read(_CHECKSUM_BYTES)
            if hashlib.file_digest(opened, "sha256").digest() != checksum:
                return None
            opened.seek(_CHECKSUM_BYTES)
            gc.disable()
            kept: dict[str, Any] = _Unpickler(opened).load()
            gc.freeze()  # millions of records that stay: looking for garbage among them takes a second each time
    except (OSError, pickle.UnpicklingError, ValueError, TypeError, AttributeError, EOFError):
        return None
    finally:
        gc.enable()
    return kept


def frozen(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A read-only view, which pickle does not know by itself."""
    return MappingProxyType(mapping)


class _Pickler(pickle.Pickler):
    def reducer_override(self, one: Any) -> Any:  # noqa: ANN401
        if isinstance(one, Record):
            return remade, (type(one), *(getattr(one, name) for name in type(one).__pydantic_fields__))
        if isinstance(one, MappingProxyType):
            return frozen, (dict(one),)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        return _allowed(module, name, super().find_class)


@cache
def _functions() -> frozenset[Callable[..., Any]]:
    return frozenset({frozen, remade, unpacked})


def _allowed(module: str, name: str, find: Callable[[str, str], Any]) -> Any:  # noqa: ANN401
    """A class of the atlas, or one of the few functions that records are made with again."""
    if module in ("pathlib", "pathlib._local") and name in ("Path", "PosixPath"):
        return PosixPath
    if (module, name) in _BUILTINS:
        return find(module, name)
    found = find(module, name) if module.startswith("dashboard.") and "." not in name else None
    if isinstance(found, type) or found in _functions():
        return found
    raise pickle.UnpicklingError(f"{module}.{name} is no record of the atlas")
