"""The catalogues of the tests (a tiny one for behaviour, the real one for the rules of the data) and a server."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from werkzeug.test import TestResponse
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.database.publish import publish as publish_to_database
from dashboard.load_atlas import load_atlas
from dashboard.settings import Settings
from dashboard.web.registration import publish
from tests.commands import copy_loaded
from tests.database.cluster import Cluster, postgres_programs, running_cluster
from tests.factories import write_catalogue

ROOT = Path(__file__).parent.parent
WITHOUT_LIMITS = {"searches_a_minute": 0, "exports_a_minute": 0, "previews_a_minute": 0}
NO_DATABASE = "no PostgreSQL with PostGIS here"

# Speed is no law that a property test holds: on a busy machine a deadline fails at random.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")


ONE_CLUSTER = (
    "tests/database/",
    "tests/browser/test_large_map.py",
    "tests/benchmarks/test_grow_database.py",
    "tests/web/test_ogc_clients.py",
)
"""One worker runs all of these: to make a cluster and to publish into it takes ten seconds of the processor."""
TURNS = {"database": 0, "browser": 1, "steady": 1, "tests": 2, "exports": 3, "api": 3}
"""What takes long comes first. Tests of a browser compute and those of a running server wait: they take turns."""


class ShareOut(LoadFileScheduling):
    """Gives a file to one worker, and all files that share a cluster too."""

    def _split_scope(self, nodeid: str) -> str:
        return ONE_CLUSTER[0] if nodeid.startswith(ONE_CLUSTER) else str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ShareOut:
    """Called where several workers run the tests (``pytest -n``)."""
    config.option.loadscopereorder = False  # the order is that of ``pytest_collection_modifyitems``
    return ShareOut(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker has a long file left when the others are done.

    Tests of a real browser or server, which wait for a busy machine, get a second try that is reported.
    """
    files = {folder: list(dict.fromkeys(item.path for item in items if item.path.parent.name == folder))
             for folder in TURNS}  # fmt: skip

    def turn(item: pytest.Item) -> tuple[int, float]:
        folder = item.path.parent.name
        if folder not in TURNS:
            return len(TURNS), 0
        return TURNS[folder], files[folder].index(item.path) / len(files[folder])

    items.sort(key=turn)
    for item in items:
        if item.path.parent.name in ("browser", "steady"):
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end that tests of the database did not run: nobody is to take that for a pass."""
    skipped = [report for report in terminalreporter.getreports("skipped") if NO_DATABASE in str(report.longrepr)]
    if skipped:
        terminalreporter.write_sep("!", f"{len(skipped)} DATABASE TESTS DID NOT RUN: {NO_DATABASE}", yellow=True)
        terminalreporter.write_line(
            "To run them install both (Debian: `.ci/apt-install postgresql postgresql-postgis`)."
        )


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The catalogue of ``factories.write_catalogue``, from real files in a folder of its own."""
    return load_catalogue(write_catalogue(tmp_path_factory.mktemp("tiny")))


@pytest.fixture(scope="session")
def real() -> Catalogue:
    """The project's own catalogue."""
    return load_catalogue(ROOT)


class Closing(FlaskClient):
    """Reads an answer whole and closes it, as every real server does."""

    def open(self, *arguments: Any, **named: Any) -> TestResponse:  # noqa: ANN401 (the parent's own)
        return super().open(*arguments, **{"buffered": True, **named})


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of everything that is loaded, to be changed or broken."""
    return copy_loaded(tmp_path / "copy")


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return load_atlas(ROOT)


@pytest.fixture(scope="session")
def server(atlas: Atlas) -> Flask:
    server = Flask("published", static_folder=None)
    publish(server, atlas, Settings(root=ROOT), lambda: ["'sha256-AAAA'"])
    return server


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return server.test_client()


@pytest.fixture(scope="session")
def app(atlas: Atlas) -> Dash:
    """The whole application with the real data, without limits by address. To make one takes more than a second."""
    chosen = {"root": ROOT, "security_contact": "mailto:security@atlas.example", **WITHOUT_LIMITS}
    app = create_app(atlas, Settings.model_validate(chosen))
    app.server.test_client_class = Closing
    return app


@pytest.fixture
def page(app: Dash) -> FlaskClient:
    """Somebody who reads its pages for the first time."""
    return app.server.test_client()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    programs = postgres_programs()
    if programs is None:
        pytest.skip(NO_DATABASE)
    with running_cluster(programs) as running:
        yield running


@pytest.fixture(scope="session")
def new_database(cluster: Cluster) -> Callable[[], str]:
    """Makes a database with PostGIS and nothing else; its address."""
    numbers = count(1)
    return lambda: cluster.new_database(f"atlas_{next(numbers)}")


@pytest.fixture(scope="session")
def published(new_database: Callable[[], str], atlas: Atlas) -> str:
    """A database with the project's own catalogue in it, for tests that change nothing."""
    url = new_database()
    publish_to_database(url, atlas, ROOT)
    return url
