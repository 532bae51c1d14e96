"""Copies in a database are whole: nothing of the first is missing, and what a copy names is its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from benchmarks.grow import ROOT, write_grown
from benchmarks.grow_database import MARK, TOP_PROJECT, publish_grown
from dashboard.atlas import Atlas
from dashboard.load_atlas import load_atlas

Rows = list[tuple[Any, ...]]


def test_copies_are_as_the_first_and_lie_elsewhere(
    published: str, new_database: Callable[[], str], atlas: Atlas, tmp_path: Path
) -> None:
    write_grown(ROOT, tmp_path, [f"{MARK}0", f"{MARK}1"], top_project=TOP_PROJECT)
    real, large = published, new_database()
    publish_grown(large, load_atlas(tmp_path), atlas, 2)
    assert counts(large, "statements", "segments", "places", "search_items") == [
        number * 4 - shared
        for number, shared in zip(
            counts(real, "statements", "segments", "places", "search_items"),
            (0, 0, 0, 3 * len(once(real))),
            strict=True,
        )
    ]
    kinds = "('projects', 'routes', 'places', 'segments', 'measures', 'spans', 'stories', 'speakers', 'changes')"
    records = f"SELECT kind, id, content::jsonb FROM atlas_store.records WHERE kind IN {kinds} AND id !~ '-c[0-9]+$'"
    assert ordered(large, records) == ordered(real, records)
    for table in ("records", "map_features", "search_items", "filter_values", "filter_groups", "statements"):
        assert rows(large, f"SELECT t FROM atlas_store.{table} t WHERE t::text LIKE '%{MARK}%' LIMIT 1") == []
    [[copy]] = rows(large, "SELECT content FROM atlas_store.records WHERE kind = 'projects' AND id = 'tasim-c11'")
    assert all(route.endswith("-c11") for route in copy["routes"])
    assert copy["names"]["en"].endswith(" 11")
    lines = "SELECT ST_Length(geometry), ST_XMin(geometry) FROM atlas.segments WHERE id = 'tasim-main-06{}'"
    [[length, west]], [[same, elsewhere]] = (rows(large, lines.format(copy)) for copy in ("", "-c11"))
    assert same == pytest.approx(length, abs=1e-4)
    assert abs(elsewhere - west) > 1


def rows(url: str, sql: str) -> Rows:
    with psycopg.connect(url) as connection:
        return connection.execute(sql.encode()).fetchall()


def ordered(url: str, sql: str) -> Rows:
    return sorted(rows(url, sql), key=lambda row: row[:2])


def counts(url: str, *tables: str) -> list[int]:
    return [rows(url, f"SELECT count(*) FROM atlas_store.{table}")[0][0] for table in tables]


def once(url: str) -> Rows:
    """What is no record of a copy: speakers and countries."""
    return rows(url, "SELECT id FROM atlas_store.search_items WHERE kind IN ('speaker', 'country')")
