"""The throw-away cluster itself, and what a run says that has none."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg

from tests.conftest import NO_DATABASE
from tests.database.cluster import ROOT, Cluster


def test_it_has_postgis_and_is_run_by_an_ordinary_user(cluster: Cluster, new_database: Callable[[], str]) -> None:
    with psycopg.connect(new_database()) as connection:
        [version] = connection.execute("SELECT postgis_lib_version()").fetchone() or [""]
    assert version >= "3"
    owner = Path(f"/proc/{(cluster.data / 'postmaster.pid').read_text().split()[0]}").stat().st_uid
    assert owner != 0


def test_a_run_without_postgres_says_so_in_its_last_lines() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", __file__, "-k", "has_postgis"],
        cwd=ROOT,
        env={**os.environ, "POSTGRES_BIN": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    last = " ".join(done.stdout.splitlines()[-3:])
    assert f"1 DATABASE TESTS DID NOT RUN: {NO_DATABASE}" in last, done.stdout + done.stderr
    assert ".ci/apt-install postgresql" in last
