"""The database of the tests: a real PostgreSQL with PostGIS, or tests that say at the end that they did not run."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest

from dashboard.atlas import Atlas
from dashboard.database.publish import publish
from tests.conftest import NO_DATABASE
from tests.database.cluster import ROOT, Cluster, postgres_programs, running_cluster


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
    publish(url, atlas, ROOT)
    return url
