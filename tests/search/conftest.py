"""The real catalogue as the search has it."""

import pytest

from dashboard.atlas import Atlas
from dashboard.search.find import Search
from dashboard.search.items import generic_words, search_items


@pytest.fixture(scope="session")
def search(atlas: Atlas) -> Search:
    return Search(search_items(atlas), generic_words())
