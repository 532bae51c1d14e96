"""A throw-away PostgreSQL with PostGIS: a cluster of its own, in a folder of its own, run by an ordinary user."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).parent.parent.parent
PASSWORD = "of-the-tests"
TEMPLATE = "with_postgis"
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
full_page_writes = off
max_connections = 60
shared_buffers = 64MB
timezone = 'UTC'
"""


def postgres_programs() -> Path | None:
    """The folder with initdb and pg_ctl of a PostgreSQL that has PostGIS; None where there is none."""
    told = subprocess.run([ROOT / ".ci/ensure-postgres", "--find"], capture_output=True, text=True, check=False)
    return Path(told.stdout.strip()) if told.returncode == 0 else None


def _ordinary_user() -> dict[str, Any]:
    """How a program is started by somebody other than root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


class Cluster:
    """One cluster; it can be stopped and started again at the same address."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder, self.port = programs, folder, _free_port()
        self._user = _ordinary_user()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str, user: str = "postgres", password: str = PASSWORD) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def _run(self, program: str, *arguments: str, **environment: str) -> None:
        log = self.folder / "programs.log"
        with log.open("ab") as output:
            done = subprocess.run(
                [self.programs / program, *arguments],
                cwd=self.folder,
                env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
                stdout=output,
                stderr=output,
                check=False,
                timeout=120,
                **self._user,
            )
        assert done.returncode == 0, (program, log.read_text(encoding="utf-8"))

    def make(self) -> None:
        """The cluster, with a database to be copied that has PostGIS."""
        password = self.folder / "password"
        password.write_text(PASSWORD, encoding="ascii")
        password.chmod(0o644)
        how = ("--auth=scram-sha-256", f"--pwfile={password}", "--encoding=UTF8", "--no-sync", "--username=postgres")
        self._run("initdb", f"--pgdata={self.data}", *how)
        self._configure()
        self.start()
        self.execute("postgres", f"CREATE DATABASE {TEMPLATE}")
        self.execute(TEMPLATE, "CREATE EXTENSION postgis")

    def replica(self, folder: Path) -> "Cluster":
        """A hot standby of this cluster, started."""
        copy = Cluster(self.programs, folder)
        source = f"--dbname={self.url('postgres')}"
        copy._run("pg_basebackup", source, f"--pgdata={copy.data}", "--write-recovery-conf", "--checkpoint=fast")
        copy._configure()
        copy.start()
        return copy

    def _configure(self) -> None:
        (self.data / "postgresql.auto.conf").open("a", encoding="utf-8").write(f"{SETTINGS}port = {self.port}\n")

    def start(self) -> None:
        self._run("pg_ctl", "start", f"--pgdata={self.data}", "--wait", f"--log={self.folder / 'postgres.log'}")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "stop", f"--pgdata={self.data}", "--wait", f"--mode={mode}")

    def execute(self, database: str, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of one statement, committed by itself."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(sql.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def new_database(self, name: str, template: str = TEMPLATE) -> str:
        """The address of a database made from ``template``."""
        self.execute("postgres", f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder that the ordinary user owns, for as long as it is needed."""
    folder = Path(tempfile.mkdtemp(prefix="atlas-postgres-"))
    try:
        user = _ordinary_user()
        if user:
            shutil.chown(folder, user["user"], user["group"])
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_cluster(programs: Path) -> Iterator[Cluster]:
    """A cluster for as long as it is needed; whatever happens, nothing of it stays."""
    with own_folder() as folder:
        cluster = Cluster(programs, folder)
        try:
            cluster.make()
            yield cluster
        finally:
            if (cluster.data / "postmaster.pid").exists():
                cluster.stop()
