"""``publish`` and ``export`` against a real database: whole or not at all, and byte for byte."""

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
import shapely

from dashboard.atlas import Atlas
from dashboard.catalogue.load.data_files import data_files
from dashboard.catalogue.schema import SCHEMA
from dashboard.database.connection import SCHEMA_VERSION
from dashboard.database.errors import DatabaseError
from dashboard.database.publish import publish
from dashboard.database.stored_files import export
from dashboard.load_atlas import load_atlas
from tests.commands import dashboard_here
from tests.database.cluster import PASSWORD, Cluster

ROOT = Path(__file__).parent.parent.parent
PROJECT = "data/projects/tasim.toml"
VERSIONS = "SELECT number, data FROM atlas_store.versions"


def change(root: Path, name: str) -> Atlas:
    """Give a project another name; the catalogue with it."""
    text = (root / PROJECT).read_text(encoding="utf-8")
    (root / PROJECT).write_text(re.sub('en = "[^"]*"', f'en = "{name}"', text, count=1), encoding="utf-8")
    return load_atlas(root)


def rows(url: str, sql: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(sql.encode()).fetchall()


def test_the_files_come_back_byte_for_byte(published: str, tmp_path: Path) -> None:
    done = dashboard_here("export", published, str(tmp_path / "new"))
    assert (done.returncode, done.stderr) == (0, "")
    assert dict(data_files(tmp_path / "new")) == dict(data_files(ROOT))
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["data", "seeds"]


def test_no_file_of_anybody_is_replaced(published: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(DatabaseError, match="has data already"):
        export(published, tmp_path)
    assert list(tmp_path.iterdir()) == [tmp_path / "data"]


def test_the_tables_are_those_of_the_atlas(published: str, atlas: Atlas) -> None:
    for name, schema in SCHEMA.items():
        columns = ", ".join(f'"{column}"' for column in schema.columns)
        stored = rows(published, f"SELECT {columns} FROM atlas.{name}")
        plain = atlas.tables[name][schema.columns].astype(object)
        assert sorted(map(repr, stored)) == sorted(
            map(repr, plain.where(plain.notna(), None).itertuples(index=False, name=None))
        )


def test_lines_are_those_of_the_atlas(published: str, atlas: Atlas) -> None:
    stored = dict(rows(published, "SELECT id, ST_AsBinary(geometry) FROM atlas.segments"))
    shapes = {name: shapely.from_wkb(shape) for name, shape in stored.items()}
    own = atlas.tables["segments"].set_index("id").geometry
    assert all(shapes[name].equals_exact(own[name], 0) for name in own.index)


def test_a_table_that_was_written_has_statistics_at_once(published: str) -> None:
    """Else the rules of the next table would look through all of it for each row."""
    where = "relnamespace = 'atlas_store'::regnamespace AND relkind = 'r' AND relname <> 'about' AND reltuples <= 0"
    assert rows(published, f"SELECT relname FROM pg_class WHERE {where}") == [("versions",)]


def test_a_new_version_is_served_and_only_the_one_before_is_kept(new_published: Callable[[], str], copy: Path) -> None:
    url = new_published()
    [[first]] = rows(url, "SELECT number FROM atlas_store.versions")
    numbers = [first, *(publish(url, change(copy, name), copy).number for name in ("Second", "Third"))]
    assert numbers == sorted(set(numbers))
    assert rows(url, "SELECT number FROM atlas_store.versions ORDER BY number") == [(n,) for n in numbers[1:]]
    assert rows(url, "SELECT DISTINCT version FROM atlas_store.segments ORDER BY 1") == [(n,) for n in numbers[1:]]
    assert publish(url, load_atlas(copy), copy).new is False


def test_a_catalogue_with_an_error_is_not_published(new_published: Callable[[], str], copy: Path) -> None:
    url = new_published()
    before = rows(url, VERSIONS)
    (copy / PROJECT).write_text('id = "tas', encoding="utf-8")
    places = copy / "data/places.csv"
    places.write_text(places.read_text(encoding="utf-8").replace(",GE,", ",Georgia,", 1), encoding="utf-8")
    done = dashboard_here("publish", url, ATLAS_ROOT=str(copy))
    assert done.returncode == 1
    assert "data/projects/tasim.toml" in done.stdout
    assert "data/places.csv" in done.stdout
    assert rows(url, VERSIONS) == before != []


def test_a_connection_that_is_lost_midway_leaves_the_version_before(
    cluster: Cluster, new_published: Callable[[], str], copy: Path
) -> None:
    url = new_published()
    before = rows(url, VERSIONS)
    atlas, name = change(copy, "Another"), url.rsplit("/", 1)[1]

    def end_it() -> None:
        """End the publisher's connection as soon as it has written something."""
        end = time.monotonic() + 60
        kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND query LIKE 'COPY%%'"
        while time.monotonic() < end and not cluster.execute("postgres", kill, name):
            time.sleep(0.001)

    killer = threading.Thread(target=end_it)
    killer.start()
    with pytest.raises(DatabaseError) as lost:
        publish(url, atlas, copy)
    killer.join()
    assert len(str(lost.value).splitlines()) == 1
    assert rows(url, VERSIONS) == before != []
    assert rows(url, "SELECT name_en FROM atlas.projects WHERE id = 'tasim'") != [("Another",)]
    assert publish(url, atlas, copy).new is True


def test_files_that_change_meanwhile_are_not_published(new_database: Callable[[], str], copy: Path) -> None:
    url, atlas = new_database(), load_atlas(copy)
    (copy / "data/added.md").write_text("new", encoding="utf-8")
    with pytest.raises(DatabaseError, match="publish again"):
        publish(url, atlas, copy)
    assert rows(url, "SELECT to_regclass('atlas_store.versions')") == [(None,)]


@pytest.mark.parametrize("command", ["publish", "export"])
def test_a_wrong_address_or_password_is_one_line_without_the_password(cluster: Cluster, command: str) -> None:
    place = f"127.0.0.1:{cluster.port}"
    wrong = {
        cluster.url("postgres", password="not-the-one"): "password authentication failed",
        cluster.url("no_such_database"): "does not exist",
        f"postgresql://postgres:{PASSWORD}@127.0.0.1:1/atlas": "refused",
        f"postgresql://postgres:{PASSWORD}@nowhere.invalid/atlas": "nowhere.invalid",
        f"postgresql://postgres:{PASSWORD} x@[::/atlas": "cannot be read",
        f"mysql://postgres:{PASSWORD}@{place}/atlas": "cannot be read",
    }
    for address, words in wrong.items():
        done = dashboard_here(command, address, *(["/nowhere/at/all"] if command == "export" else []))
        assert done.returncode == 1
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert PASSWORD not in done.stdout + done.stderr
        assert "not-the-one" not in done.stdout + done.stderr


def test_tables_of_another_program_are_refused_with_the_command_that_makes_them_anew(
    cluster: Cluster, new_published: Callable[[], str], atlas: Atlas, tmp_path: Path
) -> None:
    url = new_published()
    name = url.rsplit("/", 1)[1]
    cluster.execute(name, "UPDATE atlas_store.about SET schema_version = schema_version - 1")
    for refused in (lambda: publish(url, atlas, ROOT), lambda: export(url, tmp_path)):
        with pytest.raises(DatabaseError, match=r"publish --migrate"):
            refused()
    done = dashboard_here("publish", "--migrate", url)
    assert (done.returncode, done.stderr) == (0, "")
    assert rows(url, "SELECT schema_version FROM atlas_store.about") == [(SCHEMA_VERSION,)]
    cluster.execute(name, "UPDATE atlas_store.about SET schema_version = schema_version + 1")
    with pytest.raises(DatabaseError, match="bring the program up to date"):
        publish(url, atlas, ROOT, migrate=True)


def test_one_publishes_at_a_time(new_database: Callable[[], str], atlas: Atlas) -> None:
    url = new_database()
    with psycopg.connect(url) as other:
        other.execute(b"SELECT pg_advisory_xact_lock(7214365002)")
        with pytest.raises(DatabaseError, match="somebody else"):
            publish(url, atlas, ROOT)
    assert publish(url, atlas, ROOT).new


def test_a_database_without_an_atlas_says_what_to_do(new_database: Callable[[], str], tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="dashboard publish"):
        export(new_database(), tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []
