"""Fixtures for all tests: a tiny catalogue for behaviour, the real one for rules of the data, servers, databases."""

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
from dashboard.web.registration import register_all
from tests.commands import ROOT, copy_loaded
from tests.database.cluster import Cluster, postgres_programs, running_cluster
from tests.factories import write_catalogue

WITHOUT_LIMITS = {"searches_a_minute": 0, "exports_a_minute": 0, "previews_a_minute": 0}
NO_DATABASE = "no PostgreSQL with PostGIS here"

# Property tests have no deadline, because it fails at random on a busy machine.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")


ONE_CLUSTER = (
    "tests/database/",
    "tests/browser/test_large_map.py",
    "tests/benchmarks/test_grow_database.py",
    "tests/web/test_ogc_clients.py",
)
"""One worker runs all of these, because making a cluster and publishing into it takes ten processor seconds."""
TURNS = {"database": 0, "browser": 1, "steady": 1, "tests": 2, "exports": 3, "api": 3}
"""The order of the folders, slow ones first. Tests in ``browser`` compute and tests in ``steady`` wait: they mix."""


class ShareOut(LoadFileScheduling):
    """Gives all tests of a file to one worker, and all files that share a database cluster to one worker too."""

    def _split_scope(self, nodeid: str) -> str:
        return ONE_CLUSTER[0] if nodeid.startswith(ONE_CLUSTER) else str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ShareOut:
    """Choose the scheduler for several workers (``pytest -n``)."""
    config.option.loadscopereorder = False  # keeps the order of ``pytest_collection_modifyitems``
    return ShareOut(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort slow files first, so that no worker still has a long file when the others have finished.

    Tests with a real browser or server can fail on a busy machine, so they get a second try. pytest reports it.
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
    """Report at the end that tests of the database did not run, so that nobody takes them for passed."""
    skipped = [report for report in terminalreporter.getreports("skipped") if NO_DATABASE in str(report.longrepr)]
    if skipped:
        terminalreporter.write_sep("!", f"{len(skipped)} DATABASE TESTS DID NOT RUN: {NO_DATABASE}", yellow=True)
        terminalreporter.write_line(
            "To run them install both (Debian: `.ci/apt-install postgresql postgresql-postgis`)."
        )


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The catalogue of ``factories.write_catalogue``, loaded from files."""
    return load_catalogue(write_catalogue(tmp_path_factory.mktemp("tiny")))


@pytest.fixture(scope="session")
def real() -> Catalogue:
    """The project's own catalogue."""
    return load_catalogue(ROOT)


class Closing(FlaskClient):
    """Reads each answer to its end and closes it, as a real server does."""

    def open(self, *arguments: Any, **named: Any) -> TestResponse:  # noqa: ANN401 (the parent's own)
        return super().open(*arguments, **{"buffered": True, **named})


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of all files that the atlas loads, for tests that change or break them."""
    return copy_loaded(tmp_path / "copy")


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return load_atlas(ROOT)


@pytest.fixture(scope="session")
def server(atlas: Atlas) -> Flask:
    """The routes with the real data, without limits: all tests of a worker ask from one address."""
    server = Flask("published", static_folder=None)
    register_all(server, atlas, Settings.model_validate({"root": ROOT, **WITHOUT_LIMITS}), lambda: ["'sha256-AAAA'"])
    return server


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return server.test_client()


@pytest.fixture(scope="session")
def app(atlas: Atlas) -> Dash:
    """The complete application with the real data, without limits by address. Making one takes more than a second."""
    chosen = {"root": ROOT, "security_contact": "mailto:security@atlas.example", **WITHOUT_LIMITS}
    app = create_app(atlas, Settings.model_validate(chosen))
    app.server.test_client_class = Closing
    return app


@pytest.fixture
def page(app: Dash) -> FlaskClient:
    """A client of the application without cookies."""
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
    """``new_database()`` makes a database with PostGIS and no tables, and returns its address."""
    numbers = count(1)
    return lambda: cluster.new_database(f"atlas_{next(numbers)}")


@pytest.fixture(scope="session")
def new_published(cluster: Cluster, atlas: Atlas) -> Callable[[], str]:
    """``new_published()`` makes a database with the project's own catalogue, and returns its address.

    The catalogue is published once, into a database to be copied: PostgreSQL copies none that somebody uses. A copy
    takes a twentieth of the time.
    """
    publish_to_database(cluster.new_database("with_an_atlas"), atlas, ROOT)
    numbers = count(1)
    return lambda: cluster.new_database(f"published_{next(numbers)}", "with_an_atlas")


@pytest.fixture(scope="session")
def published(new_published: Callable[[], str]) -> str:
    """The address of a database with the project's own catalogue, for tests that change nothing."""
    return new_published()
