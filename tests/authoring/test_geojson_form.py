import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.authoring.geojson_form import canonical

NUMBERS = st.one_of(st.integers(-180, 180), st.floats(-180, 180, allow_nan=False).map(lambda number: round(number, 5)))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=6), inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=6), VALUES, max_size=4))
def test_it_is_the_same_json_and_stays_as_it_is(content: dict[str, object]) -> None:
    text = canonical(content)
    assert json.loads(text) == content
    assert canonical(json.loads(text)) == text


def test_keys_are_sorted_and_each_position_has_its_line() -> None:
    collection = {"type": "LineString", "coordinates": [[49.4085, 39.9766], [45.0, 41.25]]}
    assert canonical(collection) == (
        '{\n  "coordinates": [\n    [49.4085, 39.9766],\n    [45, 41.25]\n  ],\n  "type": "LineString"\n}\n'
    )


def test_text_is_not_escaped() -> None:
    assert '"Ələt آلات"' in canonical({"name": "Ələt آلات"})


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_json_cannot_say_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical({"number": number})
