"""Reading PMTiles files: the tiles, the header, and the errors of damaged files."""

import gzip
import subprocess
import sys
from pathlib import Path

import mapbox_vector_tile
import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

from dashboard.geo.pmtiles_file import PmtilesError, read_head, read_pmtile
from tests.commands import ROOT
from tests.own_basemaps import BOX, write_own_basemap


@pytest.fixture(scope="module")
def basemap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_own_basemap(tmp_path_factory.mktemp("basemap") / "region.pmtiles")


def test_a_file_says_what_it_covers(basemap: Path) -> None:
    head = read_head(basemap)
    assert (head.tile_type, head.bounds, head.minzoom, head.maxzoom) == ("MVT", BOX, 0, 8)
    assert "OpenStreetMap" in head.metadata["attribution"]


def test_a_tile_comes_as_it_was_written(basemap: Path) -> None:
    tile = read_pmtile(basemap, 5, 20, 12)
    assert tile is not None
    layers = mapbox_vector_tile.decode(gzip.decompress(tile))
    assert {"earth", "water", "roads", "places"} <= set(layers)


@pytest.mark.parametrize("address", [(5, 0, 0), (9, 320, 192), (5, 32, 0), (5, -1, 0), (-1, 0, 0)])
def test_no_tile_is_none(basemap: Path, address: tuple[int, int, int]) -> None:
    assert read_pmtile(basemap, *address) is None


def many_tiles(path: Path, compression: Compression) -> Path:
    """So many tiles that the file needs directories below the first."""
    with write(str(path)) as writer:
        for y in range(128):
            for x in range(128):
                writer.write_tile(zxy_to_tileid(9, x, y), f"{x} {y}".encode())
        corners = {"min_lon_e7": 0, "min_lat_e7": 0, "max_lon_e7": 1, "max_lat_e7": 1}
        header = {"tile_type": TileType.MVT, "tile_compression": compression, "min_zoom": 9, "max_zoom": 9, **corners}
        writer.finalize({**header, "center_zoom": 9, "center_lon_e7": 0, "center_lat_e7": 0}, {})
    return path


def test_a_tile_is_found_below_the_first_directory(tmp_path: Path) -> None:
    path = many_tiles(tmp_path / "many.pmtiles", Compression.NONE)
    for x, y in ((0, 0), (127, 127), (5, 99), (99, 5)):
        tile = read_pmtile(path, 9, x, y)
        assert tile is not None
        assert gzip.decompress(tile) == f"{x} {y}".encode()


def test_a_file_that_is_replaced_is_read_anew(tmp_path: Path) -> None:
    path = write_own_basemap(tmp_path / "region.pmtiles", without=("roads",))
    before, version = read_pmtile(path, 5, 20, 12), read_head(path).content
    write_own_basemap(path)
    assert read_pmtile(path, 5, 20, 12) != before
    assert read_head(path).content != version


def test_a_file_that_is_gone_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_pmtile(tmp_path / "none.pmtiles", 0, 0, 0)
    with pytest.raises(OSError, match=r"directory"):
        read_head(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "ends too early"),
        (b"PMTiles\x03", "ends too early"),
        (b"SQLite format 3\x00" + bytes(200), "no PMTiles file"),
        (bytes(range(256)), "no PMTiles file"),
        (b"PMTiles\x02" + bytes(200), "version 3"),
        (b"PMTiles\x03" + bytes(200), "compressed with unknown"),
        (b"PMTiles\x03" + bytes(89) + b"\x02\x02\x01" + bytes(200), "ends too early"),
        (b"PMTiles\x03" + b"\xff" * 300, "damaged"),
    ],
)
def test_what_is_no_such_file_is_told(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "region.pmtiles"
    path.write_bytes(content)
    with pytest.raises(PmtilesError, match=message):
        read_head(path)
    with pytest.raises(OSError, match=r".+"):
        read_pmtile(path, 0, 0, 0)


def test_a_file_that_was_not_brought_over_whole_is_told(basemap: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.pmtiles"
    for part in (1 / 2, 0.99):
        half.write_bytes(basemap.read_bytes()[: int(basemap.stat().st_size * part)])
        with pytest.raises(PmtilesError, match="ends too early"):
            read_head(half)


def test_another_compression_is_told(tmp_path: Path) -> None:
    path = many_tiles(tmp_path / "zstd.pmtiles", Compression.ZSTD)
    with pytest.raises(PmtilesError, match="gzip and zstd; only gzip can be read"):
        read_head(path)


def test_an_atlas_without_one_does_not_load_the_library() -> None:
    code = "import sys, dashboard.app, dashboard.load_atlas; sys.exit('pmtiles' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
