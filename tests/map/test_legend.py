"""The legend has a picture for every word, and it is the map's."""

import xml.etree.ElementTree as ElementTree

from dashboard.catalogue.vocabulary import PRECISION_M, WITHDRAWN, Mode, PlaceKind, Precision, Status
from dashboard.map.legend import data_uri, legend_entries, place_svg, swatch_svg
from dashboard.map.theme import MODE_COLOUR, Theme


def test_every_word_has_its_line() -> None:
    entries = {(entry.group, entry.code) for entry in legend_entries()}
    groups = {"mode": Mode, "status": Status, "precision": Precision, "place": PlaceKind}
    assert entries == {(group, word.value) for group, words in groups.items() for word in words}


def test_pictures_are_well_formed_and_all_different_within_a_group() -> None:
    for theme in Theme:
        for group in ("mode", "precision", "place"):
            pictures = [entry.pictures[theme] for entry in legend_entries() if entry.group == group]
            for picture in pictures:
                assert ElementTree.fromstring(picture).tag.endswith("svg")
            if group != "precision":  # surveyed and traced are drawn alike
                assert len(set(pictures)) == len(pictures)


def test_a_picture_carries_no_style_that_a_strict_policy_refuses() -> None:
    assert not any("style" in picture for entry in legend_entries() for picture in entry.pictures.values())


def test_a_swatch_has_the_colour_of_its_mode() -> None:
    for theme in Theme:
        for mode in Mode:
            assert MODE_COLOUR[theme][mode] in swatch_svg(mode, Status.PLANNED, Precision.SCHEMATIC, theme)


def test_metres_and_hidden_statuses_are_told() -> None:
    for entry in legend_entries():
        if entry.group == "precision":
            assert entry.precision_m == PRECISION_M[Precision(entry.code)]
        assert entry.hidden == (entry.group == "status" and entry.code in WITHDRAWN)


def test_an_address_has_no_sign_that_would_end_it() -> None:
    address = data_uri(place_svg(PlaceKind.PORT, Theme.LIGHT))
    assert address.startswith("data:image/svg+xml,")
    assert not set('"#<>') & set(address)


def test_samples_of_statuses_and_precisions_have_no_colour_of_a_mode() -> None:
    for entry in legend_entries():
        if entry.group not in ("status", "precision"):
            continue
        for theme, picture in entry.pictures.items():
            assert not any(colour in picture for colour in MODE_COLOUR[theme].values()), entry.code
