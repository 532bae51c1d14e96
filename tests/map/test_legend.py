"""The legend has a picture for every word, and it is the map's."""

import xml.etree.ElementTree as ElementTree
from itertools import chain

import pytest

from dashboard.catalogue.vocabulary import Mode, Precision, Status
from dashboard.map.legend import data_uri, swatch_svg, swatches
from dashboard.map.theme import MODE_COLOUR, Theme


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("vocabulary", [Mode, Precision])
def test_pictures_are_well_formed_and_all_different_within_a_group(
    theme: Theme, vocabulary: type[Mode | Precision]
) -> None:
    pictures = [swatches(word)[theme] for word in vocabulary]
    for picture in pictures:
        assert ElementTree.fromstring(picture).tag.endswith("svg")
    if vocabulary is not Precision:  # surveyed and traced are drawn alike
        assert len(set(pictures)) == len(pictures)


def test_a_picture_carries_no_style_that_a_strict_policy_refuses() -> None:
    assert not any("style" in picture for word in chain(Mode, Status, Precision) for picture in swatches(word).values())


def test_a_swatch_has_the_colour_of_its_mode() -> None:
    for theme in Theme:
        for mode in Mode:
            assert MODE_COLOUR[theme][mode] in swatch_svg(mode, Status.PLANNED, Precision.SCHEMATIC, theme)


def test_an_address_has_no_sign_that_would_end_it() -> None:
    address = data_uri(swatches(Mode.RAIL)[Theme.LIGHT])
    assert address.startswith("data:image/svg+xml,")
    assert not set('"#<>') & set(address)


def test_samples_of_statuses_and_precisions_have_no_colour_of_a_mode() -> None:
    for word in chain(Status, Precision):
        for picture in swatches(word).values():
            assert not any(colour in picture for colours in MODE_COLOUR.values() for colour in colours.values()), word
