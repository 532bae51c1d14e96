"""The map's GeoJSON says what the catalogue says, no finer than it is known."""

from itertools import pairwise

import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.vocabulary import Precision
from dashboard.geo.geodesy import length_km
from dashboard.map.features import DECIMALS, place_features, place_ranks, segment_features


def test_a_feature_a_segment_with_its_words(tiny: Catalogue) -> None:
    features = segment_features(tiny)["features"]
    assert [feature["properties"]["fid"] for feature in features] == [
        segment.id for route in tiny.routes.values() for segment in route.segments
    ]
    assert [feature["id"] for feature in features] == list(range(1, len(features) + 1))
    cable = next(feature["properties"] for feature in features if feature["properties"]["fid"] == "cable-new")
    assert (cable["route"], cable["mode"], cable["status"]) == ("cable", "subsea-cable", "planned")
    assert (cable["name_en"], cable["name_az"], cable["name_ar"]) == ("A route", "Yol", "طريق")


def test_properties_are_flat(tiny: Catalogue) -> None:
    for collection in (segment_features(tiny), place_features(tiny)):
        for feature in collection["features"]:
            assert all(isinstance(value, str | int) for value in feature["properties"].values())


def test_steps_are_short_and_nothing_is_lost(tiny: Catalogue) -> None:
    for feature in segment_features(tiny)["features"]:
        segment = tiny.segments[feature["properties"]["fid"]]
        line = [(lon, lat) for lon, lat in feature["geometry"]["coordinates"]]
        assert line[0] == segment.coordinates[0]
        assert line[-1] == segment.coordinates[-1]
        assert max(length_km(step) for step in pairwise(line)) <= 25.2
        assert length_km(line) == pytest.approx(length_km(segment.coordinates), rel=1e-4)


def test_coordinates_are_no_finer_than_the_precision(tiny: Catalogue) -> None:
    for feature in segment_features(tiny)["features"]:
        decimals = DECIMALS[Precision(feature["properties"]["precision"])]
        for position in feature["geometry"]["coordinates"][1:-1]:
            assert position == [round(number, decimals) for number in position]


def test_ends_and_named_places_come_first(tiny: Catalogue) -> None:
    ranks = place_ranks(tiny)
    assert ranks["alat-port"] == ranks["baku"] == ranks["tbilisi"] == 1
    assert ranks["gabala"] == 2
    assert ranks["yevlakh-station"] == 4
