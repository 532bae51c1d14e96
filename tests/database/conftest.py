"""The project's own catalogue, from a database that is asked as it goes, and loaded: two servers to compare."""

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from dashboard.database.stored_files import newest_size
from dashboard.large.app import create_large_app
from dashboard.large.store import Store
from dashboard.load_atlas import load_basemap
from dashboard.settings import Settings
from tests.database.cluster import ROOT


@pytest.fixture(scope="module")
def store(published: str) -> Store:
    version, _ = newest_size(published)
    return Store(published, version)


@pytest.fixture(scope="module")
def large(store: Store) -> FlaskClient:
    server = create_large_app(store, Settings(searches_a_minute=0), load_basemap(ROOT)).server
    assert isinstance(server, Flask)
    return server.test_client()


@pytest.fixture(scope="module")
def loaded(app: Dash) -> FlaskClient:
    assert isinstance(app.server, Flask)
    return app.server.test_client()
