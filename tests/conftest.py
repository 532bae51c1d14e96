"""The catalogues of the tests (a tiny one for behaviour, the real one for the rules of the data) and a server."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from werkzeug.test import TestResponse

from dashboard.atlas import Atlas
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.load_atlas import load_atlas
from dashboard.settings import Settings
from dashboard.web.registration import publish
from tests.factories import write_catalogue

ROOT = Path(__file__).parent.parent
NO_DATABASE = "no PostgreSQL with PostGIS here"

# Speed is no law that a property test holds: on a busy machine a deadline fails at random.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give tests of a real browser or server, which wait for a busy machine, a second try that is reported."""
    for item in items:
        if item.get_closest_marker("browser") or item.path.parent.name == "steady":
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
