"""The real catalogue as the search has it."""

from pathlib import Path

import pytest

from dashboard.atlas import Atlas
from dashboard.load_atlas import load_atlas
from dashboard.search.find import Search
from dashboard.search.items import generic_words, search_items

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return load_atlas(ROOT)


@pytest.fixture(scope="session")
def search(atlas: Atlas) -> Search:
    return Search(search_items(atlas), generic_words())
