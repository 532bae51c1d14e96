"""The real catalogue, published on a Flask server without the page."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.atlas import Atlas
from dashboard.loading import load_atlas
from dashboard.publishing import publish
from dashboard.settings import Settings

ROOT = Path(__file__).parent.parent.parent


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
