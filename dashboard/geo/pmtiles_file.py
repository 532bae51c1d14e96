"""Reads vector tiles from a PMTiles file (version 3) with the library ``pmtiles``.

https://docs.protomaps.com/pmtiles/. Each call opens the file, as in ``mbtiles``, and so notices at once if the file was
replaced or removed. Import this module inside functions: an atlas without such a file does not load the library.
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
"""The most directories above a tile, as in the specification."""
CACHED_DIRECTORIES: Final = 16
"""The number of decoded directories that a worker caches, 0.5 MB each. Decoding a directory takes 7 ms."""
DECODE_ERRORS: Final = (EOFError, IndexError, KeyError, TypeError, ValueError, zlib.error)
"""The errors of the library for damaged bytes (``BadGzipFile`` is an ``OSError`` already)."""


class PmtilesError(OSError):
    """The file exists but cannot be used as a PMTiles file; the message says why."""


@dataclass(frozen=True)
class PmtilesHead:
    """The header and the metadata of a file.

    Parameters
    ----------
    tile_type
        ``MVT`` for vector tiles, else ``PNG``, ``JPEG``, ``WEBP``, ``AVIF``, ``MLT`` or ``UNKNOWN``.
    bounds
        West, south, east, north of the tiles, in degrees on WGS84.
    minzoom, maxzoom
        The lowest and the highest zoom with tiles.
    metadata
        Name, attribution, ``vector_layers`` …
    content
        Header, first directory and metadata as bytes. They change whenever a tile changes.
    """

    tile_type: str
    bounds: tuple[float, float, float, float]
    minzoom: int
    maxzoom: int
    metadata: Mapping[str, Any]
    content: bytes


def read_head(path: Path) -> PmtilesHead:
    """The header and the metadata of the file at ``path``.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    PmtilesError
        The file is no PMTiles file, or it cannot be read.
    """
    try:
        with path.open("rb") as file:
            source = _FileBytes(file)
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
    except (*DECODE_ERRORS, gzip.BadGzipFile) as error:
        raise PmtilesError(f"it is damaged ({error})") from error


def read_pmtile(path: Path, z: int, x: int, y: int) -> bytes | None:
    """The bytes of the tile, gzip-compressed, or None if the file does not have it; ``y`` counts from the north.

    Raises OSError if there is no such file or it cannot be read.
    """
    if z < 0 or not (0 <= x < 2**z and 0 <= y < 2**z):
        return None
    try:
        with path.open("rb") as file:
            return _tile(_FileBytes(file), zxy_to_tileid(z, x, y))
    except (MagicNumberNotFound, SpecVersionUnsupported, *DECODE_ERRORS) as error:
        raise PmtilesError(f"{path}: {error!r}") from error


def _tile(source: "_FileBytes", tile_id: int) -> bytes | None:
    # Reader.get of the library decodes every directory again for each tile.
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


@lru_cache(CACHED_DIRECTORIES)
def _directory(packed: bytes) -> list[Entry]:
    """The entries of a directory. The bytes are the key of the cache, so a replaced file needs no new cache."""
    return list(deserialize_directory(packed))


class _FileBytes:
    """The bytes of an open file by offset and length; ``EOFError`` if there are fewer."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = os.fstat(file.fileno()).st_size

    def read(self, offset: int, length: int) -> bytes:
        if offset + length > self.size:
            raise EOFError
        self._file.seek(offset)
        return self._file.read(length)
