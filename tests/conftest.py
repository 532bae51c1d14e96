"""The two catalogues of the tests: a tiny one for behaviour, the real one for the rules of the data."""

from pathlib import Path

import pytest
from hypothesis import settings

from dashboard.catalogue.load import Catalogue, load_catalogue
from tests.factories import write_catalogue

ROOT = Path(__file__).parent.parent

# Speed is no law that a property test holds: on a busy machine a deadline fails at random.
settings.register_profile("atlas", deadline=None)
settings.load_profile("atlas")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The catalogue of ``factories.write_catalogue``, from real files in a folder of its own."""
    return load_catalogue(write_catalogue(tmp_path_factory.mktemp("tiny")))


@pytest.fixture(scope="session")
def real() -> Catalogue:
    """The project's own catalogue."""
    return load_catalogue(ROOT)
