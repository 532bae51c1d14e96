"""Real servers on one real database: what they take, what they go on serving, and what readers notice of it."""

import itertools
import json
import re
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from dash import Dash

from dashboard.app import create_app
from dashboard.atlas import Atlas, version_of
from dashboard.database.publish import publish
from dashboard.load_atlas import load_atlas
from dashboard.settings import Settings
from tests.commands import program
from tests.database.cluster import Cluster, own_folder
from tests.steady.running import GUNICORN, ROOT, Answer, Running, running, until

PROJECT = "data/projects/tasim.toml"


def publish_as(url: str, root: Path, name: str) -> str:
    """Publish the catalogue with another name for a project; the version of the data."""
    text = (root / PROJECT).read_text(encoding="utf-8")
    (root / PROJECT).write_text(re.sub('en = "[^"]*"', f'en = "{name}"', text, count=1), encoding="utf-8")
    return publish(url, load_atlas(root), root).data


def name_in(atlas: Atlas) -> str:
    """The English name of the project that ``publish_as`` renames."""
    return atlas.catalogue.projects["tasim"].names.in_language("en")


@contextmanager
def serving(url: str, workers: int = 2, **settings: str) -> Iterator[Running]:
    """A server on the database; below its root there are no data and no seeds."""
    with tempfile.TemporaryDirectory() as root:
        (Path(root) / "assets").symlink_to(ROOT / "assets")
        with running(Path(root), workers=workers, ATLAS_DATABASE=url, **settings) as server:
            yield server


def told(server: Running) -> tuple[str, str]:
    """The version that an answer carries, and the name in it."""
    answer = server.get("/data/projects.json")
    assert answer.status == 200
    name = next(project["names"]["en"] for project in answer.json if project["id"] == "tasim")
    return answer.headers["Atlas-Data-Version"], name


def assert_files_are_whole(page: Answer, server: Running) -> None:
    """The files that a page names, asked of a server: each is what its address says, or leads to the server's own."""
    text = page.body.decode()
    [start_data] = re.findall(r'id="atlas-index">(.*?)</script>', text)
    assert json.loads(start_data)["version"] == page.headers["Atlas-Data-Version"]
    for address in (json.loads(start_data)["address"], *re.findall(r"/map/[0-9a-f]{12}/[a-z]+\.geojson", text)):
        answer = server.get(address, Accept_Encoding="identity")
        assert answer.status in (200, 302)
        if answer.status == 200:
            assert version_of(answer.body) in address


def test_two_servers_take_a_new_version_under_load_and_one_is_killed(
    new_published: Callable[[], str], atlas: Atlas, copy: Path
) -> None:
    """No request fails but those of the killed one; each answer, and each file of a page, is what its version says."""
    url = new_published()
    names = {atlas.version: name_in(atlas)}
    seen: dict[int, list[tuple[str, str]]] = {0: [], 1: []}
    failed: dict[int, list[str]] = {0: [], 1: []}
    enough = threading.Event()

    def ask(number: int, server: Running) -> None:
        while not enough.wait(0.25):
            try:
                seen[number].append(told(server))
                page = server.get("/document/tasim-international-cooperation?lang=en")
                assert page.status == 200
                assert_files_are_whole(page, first if number else server)
            except (OSError, AssertionError, KeyError) as error:
                failed[number].append(repr(error))

    with serving(url) as first, serving(url) as other:
        readers = [threading.Thread(target=ask, args=each) for each in ((0, first), (1, other), (0, first), (1, other))]
        for reader in readers:
            reader.start()
        try:
            second = publish_as(url, copy, "Second")
            names[second] = "Second"
            until(lambda: all(seen[number] and seen[number][-1][0] == second for number in (0, 1)))
            assert failed == {0: [], 1: []}
            other.signal(signal.SIGKILL)
            third = publish_as(url, copy, "Third")
            names[third] = "Third"
            until(lambda: seen[0][-1][0] == third)
        finally:
            enough.set()
            for reader in readers:
                reader.join()
        assert failed[0] == []
        assert {name for _, name in seen[0]} == {name_in(atlas), "Second", "Third"}
    for version, name in itertools.chain(*seen.values()):
        assert names[version] == name


OGC = (
    "/ogc/collections?f=json",
    "/ogc/collections/segments/items?f=json&bbox=44,38,55,43",
    "/ogc/collections/statements/items?f=json&filter=kind%3D%27capacity%27",
    "/ogc/collections/places/items/baku?f=json",
)


def test_the_ogc_api_answers_as_from_files_and_takes_a_new_version(
    new_published: Callable[[], str], atlas: Atlas, app: Dash, copy: Path
) -> None:
    url = new_published()

    def answers(server: Running) -> list[tuple[str, bytes]]:
        answered = [server.get(path, Host="localhost") for path in OGC]
        assert [answer.status for answer in answered] == [200] * len(OGC)
        return [(answer.headers["Atlas-Data-Version"], answer.body) for answer in answered]

    def answers_from_files(of_files: Dash) -> list[tuple[str, bytes]]:
        client = of_files.server.test_client()
        answered = [client.get(path) for path in OGC]
        return [(answer.headers["Atlas-Data-Version"], answer.data) for answer in answered]

    with serving(url, workers=1) as server:
        assert answers(server) == answers_from_files(app)
        publish_as(url, copy, "Second")
        place = "/ogc/collections/segments/items?f=json&limit=1"
        until(lambda: server.get(place).headers["Atlas-Data-Version"] != atlas.version)
        assert answers(server) == answers_from_files(create_app(load_atlas(copy), Settings(root=copy)))


def test_with_the_database_gone_it_goes_on_and_takes_up_again(
    new_published: Callable[[], str], atlas: Atlas, copy: Path, cluster: Cluster
) -> None:
    url = new_published()
    first = atlas.version, name_in(atlas)
    with serving(url) as server:
        until(lambda: server.get("/readyz").json["database"] == {"status": "there"})
        cluster.stop()
        try:
            ready = until(lambda: (answer := server.get("/readyz")).json["database"]["status"] == "away" and answer)
            assert (ready.status, ready.json["status"]) == (200, "ready")
            assert ready.json["database"]["since"]
            before = server.workers()
            for worker in before:
                subprocess.run(["kill", "-9", str(worker)], check=True)
            server.wait_for_new_workers(before)
            assert told(server) == first
            assert server.reload()["event"] == "new data refused, the old is kept"
            assert told(server) == first
            assert_refused_in_one_line(url)
        finally:
            cluster.start()
        until(lambda: server.get("/readyz").json["database"] == {"status": "there"})
        second = publish_as(url, copy, "Second")
        until(lambda: told(server) == (second, "Second"))
        assert len(server.lines(event="the database is away")) == 1
        assert "of-the-tests" not in str(server.log) + str(server.other_lines)
    with serving(url) as again:
        assert told(again) == (second, "Second")


def test_a_worker_that_waits_for_the_database_answers_others(new_published: Callable[[], str]) -> None:
    """The request to ``/ogc`` ends after 3 s; what another reader asks meanwhile is answered before."""
    url = new_published()
    places = "/ogc/collections/places/items"
    with serving(url, workers=1, ATLAS_LARGEST_LOADED="0") as server, psycopg.connect(url) as other:
        assert server.get(f"{places}?limit=1").status == 200
        other.execute(b"LOCK TABLE atlas_store.features_of_places")
        waiting = threading.Thread(target=server.get, args=(f"{places}?limit=2",))
        waiting.start()
        until(lambda: server.get("/healthz").status == 200 and _waits_for_a_lock(url))
        assert server.get("/document/tasim-international-cooperation.txt").status == 200
        assert server.lines(path=places, status=503) == []
        waiting.join()
        assert server.line(path=places, status=503)


def _waits_for_a_lock(url: str) -> bool:
    with psycopg.connect(url) as other:
        return other.execute(b"SELECT 1 FROM pg_locks WHERE NOT granted").fetchone() is not None


def test_a_replica_serves_and_takes_a_new_version_without_being_told(
    new_published: Callable[[], str], atlas: Atlas, copy: Path, cluster: Cluster
) -> None:
    url = new_published()
    with own_folder() as folder:
        replica = cluster.replica(folder)
        try:
            with serving(replica.url(url.rsplit("/", 1)[1])) as server:
                assert told(server) == (atlas.version, name_in(atlas))
                second = publish_as(url, copy, "Second")
                until(lambda: told(server) == (second, "Second"))
        finally:
            replica.stop()


def test_a_server_that_ends_leaves_no_folder(published: str) -> None:
    folders = lambda: set(Path(tempfile.gettempdir()).glob("atlas-data-*"))  # noqa: E731
    before = folders()
    with serving(published) as server:
        own = folders() - before
        assert len(own) == 1
        assert program(*GUNICORN, ATLAS_DATABASE=published, PORT=str(server.port)).returncode != 0
        assert folders() - before == own  # nor does one whose port is taken
        server.reload()
        server.reload()
        assert len(folders() - before) == 2
        server.signal(signal.SIGTERM)
        server.process.wait(60)
    assert folders() - before == set()


@pytest.mark.parametrize("address", ["postgresql://u:of-the-tests@127.0.0.1:1/x", "mysql://u:of-the-tests@localhost/x"])
def test_an_address_that_cannot_be_used_is_one_line_without_the_password(address: str) -> None:
    assert_refused_in_one_line(address)


def assert_refused_in_one_line(address: str) -> None:
    """No server starts on a database that is not there, and why is one line without the password."""
    done = program(*GUNICORN, ATLAS_DATABASE=address, PORT="0")
    assert done.returncode != 0
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "of-the-tests" not in done.stderr + done.stdout
