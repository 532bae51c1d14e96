"""Reading vector tiles from a PMTiles file (version 3), by the library ``pmtiles``.

https://docs.protomaps.com/pmtiles/. The file is opened for each call, as MBTiles are (``mbtiles``): one that is taken
away or replaced is noticed at once. Import this module where a PMTiles file is read: an atlas without one does not load
the library.
"""

import gzip
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Final

from pmtiles.reader import Reader
from pmtiles.tile import (
    Compression,
    Entry,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    find_tile,
    zxy_to_tileid,
)

DEEPEST: Final = 4
"""Directories above a tile; the specification asks readers for no more."""
KEPT_DIRECTORIES: Final = 16
"""Decoded directories that a worker keeps, some 0.5 MB each; to decode one takes 7 ms, to find a tile in it none."""
BROKEN: Final = (EOFError, IndexError, KeyError, TypeError, ValueError, zlib.error)
"""Raised by the library for bytes that are not what they should be (``BadGzipFile`` is an ``OSError`` already)."""


class PmtilesError(OSError):
    """The file is there and is no PMTiles file that can be used; the message says what is wrong with it."""


@dataclass(frozen=True)
class PmtilesHead:
    """What a file says of itself.

    Parameters
    ----------
    tile_type
        ``MVT`` for vector tiles, else ``PNG``, ``JPEG``, ``WEBP``, ``AVIF``, ``MLT`` or ``UNKNOWN``.
    bounds
        West, south, east, north of the tiles, in degrees on WGS84.
    minzoom, maxzoom
        The zooms that have tiles.
    metadata
        Name, attribution, ``vector_layers`` …
    content
        Header, first directory and metadata as bytes: they change with any tile.
    """

    tile_type: str
    bounds: tuple[float, float, float, float]
    minzoom: int
    maxzoom: int
    metadata: Mapping[str, Any]
    content: bytes


def read_head(path: Path) -> PmtilesHead:
    """What the file at ``path`` says of itself.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    PmtilesError
        It is no PMTiles file, or one that cannot be read.
    """
    try:
        with path.open("rb") as file:
            source = _Source(file)
            reader = Reader(source.read)
            header = reader.header()
            content = [(0, 127), (header["root_offset"], header["root_length"])]
            content.append((header["metadata_offset"], header["metadata_length"]))
            compressions = header["internal_compression"], header["tile_compression"]
            if compressions[0] != Compression.GZIP or compressions[1] not in (Compression.GZIP, Compression.NONE):
                names = " and ".join(dict.fromkeys(compression.name.lower() for compression in compressions))
                raise PmtilesError(f"it is compressed with {names}; only gzip can be read")
            _directory(source.read(header["root_offset"], header["root_length"]))
            corners = (header["min_lon_e7"], header["min_lat_e7"], header["max_lon_e7"], header["max_lat_e7"])
            west, south, east, north = (corner / 1e7 for corner in corners)
            if source.size < header["tile_data_offset"] + header["tile_data_length"]:
                raise EOFError
            return PmtilesHead(
                TileType(header["tile_type"]).name,
                (west, south, east, north),
                header["min_zoom"],
                header["max_zoom"],
                dict(reader.metadata()),
                b"".join(source.read(*part) for part in content),
            )
    except EOFError as error:
        raise PmtilesError("it ends too early: it was not brought over whole") from error
    except (MagicNumberNotFound, UnicodeDecodeError) as error:
        raise PmtilesError("it is no PMTiles file") from error
    except SpecVersionUnsupported as error:
        raise PmtilesError("it is no PMTiles file of version 3") from error
    except (*BROKEN, gzip.BadGzipFile) as error:
        raise PmtilesError(f"it is damaged ({error})") from error


def read_pmtile(path: Path, z: int, x: int, y: int) -> bytes | None:
    """The tile's bytes, gzip-compressed, or None where the file has none; ``y`` counts from the north.

    Raises OSError where the file is not there or cannot be read.
    """
    if z < 0 or not (0 <= x < 2**z and 0 <= y < 2**z):
        return None
    try:
        with path.open("rb") as file:
            return _tile(_Source(file), zxy_to_tileid(z, x, y))
    except (MagicNumberNotFound, SpecVersionUnsupported, *BROKEN) as error:
        raise PmtilesError(f"{path}: {error!r}") from error


def _tile(source: "_Source", tile_id: int) -> bytes | None:
    # The library's own Reader.get decodes every directory again for each tile.
    header = Reader(source.read).header()
    offset, length = header["root_offset"], header["root_length"]
    for _ in range(DEEPEST):
        entry = find_tile(_directory(source.read(offset, length)), tile_id)
        if entry is None:
            return None
        if entry.run_length:
            tile = source.read(header["tile_data_offset"] + entry.offset, entry.length)
            return tile if header["tile_compression"] == Compression.GZIP else gzip.compress(tile, mtime=0)
        offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
    return None


@lru_cache(KEPT_DIRECTORIES)
def _directory(packed: bytes) -> list[Entry]:
    """The entries of a directory; known by its bytes, so that those of another file are never taken for it."""
    return list(deserialize_directory(packed))


class _Source:
    """The bytes of an open file by offset and length; never fewer than asked for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = os.fstat(file.fileno()).st_size

    def read(self, offset: int, length: int) -> bytes:
        if offset + length > self.size:
            raise EOFError
        self._file.seek(offset)
        return self._file.read(length)
