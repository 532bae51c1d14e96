"""Ways over the real atlas, with answers known from elsewhere; and the gaps where it has no line."""

from collections.abc import Callable

import pytest

from dashboard.atlas import Atlas
from dashboard.catalogue.itinerary.itinerary import CARRIES, Carried, Gap, Itinerary
from dashboard.catalogue.itinerary.itinerary_result import ItineraryResult
from dashboard.catalogue.vocabulary import Mode, Status
from dashboard.i18n import words_in
from dashboard.views.context import Context
from dashboard.web.pages.itineraries import LARGEST_GAP_KM, find_itineraries
from dashboard.web.pages.page_index import itinerary_data

Finds = Callable[..., ItineraryResult]


@pytest.fixture(scope="module")
def context(atlas: Atlas) -> Context:
    return Context(atlas.catalogue, atlas.relations, atlas.measures, words_in("en"))


@pytest.fixture(scope="module")
def find(context: Context) -> Finds:
    return lambda start, end, planned=False: find_itineraries(context, start, end, planned=planned)


def borders(way: Itinerary) -> list[str]:
    return [f"{crossing.before}-{crossing.after}{' by sea' if crossing.by_sea else ''}" for crossing in way.crossings]


def changes(way: Itinerary) -> list[str]:
    told = []
    for transshipment in way.transshipments:
        gauges = " {}/{}".format(*transshipment.gauges) if transshipment.gauges else ""
        told.append(f"{transshipment.change}{gauges} {'…'.join(transshipment.at)}")
    return told


def reversed_borders(borders: list[str]) -> list[str]:
    turned = []
    for border in reversed(borders):
        pair, _, sea = border.partition(" ")
        turned.append("-".join(reversed(pair.split("-"))) + (f" {sea}" if sea else ""))
    return turned


WAYS = {
    ("baku-station", "istanbul"): (
        ["AZ-GE", "GE-TR"],
        ["gauge 1520/1435 akhalkalaki-station"],
    ),
    ("khorgos-china-station", "poti-port"): (
        ["CN-KZ", "KZ-KG", "KG-KZ", "KZ-AZ by sea", "AZ-GE"],
        ["gauge 1435/1520 altynkol-station", "to-ship aktau-port", "to-rail alat-port"],
    ),
    ("alashankou-station", "batumi-port"): (
        ["CN-KZ", "KZ-AZ by sea", "AZ-GE"],
        ["gauge 1435/1520 dostyk-station", "to-ship aktau-port", "to-rail alat-port"],
    ),
    ("aktau-port", "alat-port"): (["KZ-AZ by sea"], []),
    ("baku-station", "ganja-station"): ([], []),
    ("termez-station", "mazar-station"): (["UZ-AF"], []),
}


def test_every_mode_carries_something() -> None:
    assert set(CARRIES) == set(Mode), "say in CARRIES (catalogue/itinerary/itinerary.py) what the mode carries"


@pytest.mark.parametrize("ends", WAYS, ids="–".join)
def test_borders_and_transshipments_are_as_known_there_and_back(find: Finds, ends: tuple[str, str]) -> None:
    expected_borders, expected_changes = WAYS[ends]
    there, back = find(*ends).itineraries[0], find(*reversed(ends)).itineraries[0]
    assert borders(there) == expected_borders
    assert changes(there) == expected_changes
    assert borders(back) == reversed_borders(expected_borders)
    assert len(back.transshipments) == len(there.transshipments)
    assert back.gauge_changes == there.gauge_changes


def test_termez_to_peshawar_crosses_two_borders_by_the_line_still_pursued(find: Finds) -> None:
    """The older line by Torkham is superseded: nobody plans it, so no way leads over it."""
    [by_kharlachi] = find("termez-station", "peshawar-station", planned=True).itineraries
    assert borders(by_kharlachi) == ["UZ-AF", "AF-PK"]
    assert by_kharlachi.unknown_gauges == (("kharlachi", "peshawar-station"),)


def test_termez_to_peshawar_breaks_off_where_nothing_operates(find: Finds) -> None:
    answer = find("termez-station", "peshawar-station")
    assert (answer.itineraries, answer.broken) == ((), ())
    assert answer.planned_itineraries


def test_no_railway_of_the_atlas_is_at_sea(atlas: Atlas, find: Finds) -> None:
    rail = [segment for segment in atlas.catalogue.segments.values() if segment.mode is Mode.RAIL]
    assert [place.id for place in rail if atlas.measures[place.id].unattributed_km > 0.001] == []
    assert find("baku-station", "istanbul").itineraries[0].at_sea_km == 0


def test_every_ship_is_at_sea_all_the_way(atlas: Atlas) -> None:
    for segment in atlas.catalogue.segments.values():
        if segment.mode is Mode.SEA:
            assert atlas.measures[segment.id].unattributed_km == atlas.measures[segment.id].length_km


def test_what_holds_the_middle_corridor_back_is_told(find: Finds) -> None:
    way = find("khorgos-china-station", "poti-port").itineraries[0]
    assert way.idle == ()
    assert [leg.route for leg in way.ferries] == ["aktau-alat-ferry"]
    stated = {limit.holder: (limit.facts, len(limit.figures)) for limit in way.limits}
    assert stated["port-of-alat"][0] == ("alat-capacity-target",)
    assert stated["middle-corridor"][1] > 0
    assert "baku-tbilisi-kars" not in stated  # half of its line, and none of its goods


def test_the_railway_to_kars_has_its_target(find: Finds) -> None:
    stated = {limit.holder: limit.facts for limit in find("baku-station", "kars-station").itineraries[0].limits}
    assert stated["baku-tbilisi-kars"] == ("btk-capacity-target",)


@pytest.mark.parametrize("planned", [False, True])
def test_between_arys_and_galaba_the_atlas_has_no_line(find: Finds, planned: bool) -> None:
    answer = find("baku", "kabul", planned=planned)
    assert (answer.itineraries, answer.planned_itineraries) == ((), ())
    gaps = [piece for piece in answer.broken if isinstance(piece, Gap)]
    assert (gaps[0].near, gaps[0].far, gaps[0].has_line) == ("arys-station", "galaba-station", False)
    # The line by Kabul is superseded, and the atlas still holds it; what is proposed now passes the city by.
    last = ("maidan-shahr", "kabul", False) if planned else ("mazar-station", "kabul", True)
    assert [(gap.near, gap.far, gap.has_line) for gap in gaps[1:]] == [last]
    before = answer.broken[0]
    assert isinstance(before, Itinerary)
    assert (before.legs[0].start, before.legs[-1].end) == ("baku-station", "arys-station")


def test_a_way_without_a_railway(find: Finds) -> None:
    answer = find("poti-landing", "balchik-landing")
    assert answer.carried is Carried.DATA
    (way,) = answer.itineraries
    assert (borders(way), changes(way), way.carries_goods) == (["GE-BG by sea"], [], False)


def test_a_cable_is_no_transshipment(find: Finds) -> None:
    for way in find("frankfurt", "hong-kong", planned=True).itineraries:
        assert changes(way) == []


def test_two_names_of_one_station_have_no_way_and_no_gap(find: Finds) -> None:
    answer = find("kars-station", "kars-station")
    assert (answer.itineraries, answer.planned_itineraries, answer.broken) == ((), (), ())


@pytest.mark.parametrize("planned", [False, True])
def test_no_way_is_pieced_together_across_an_ocean(find: Finds, planned: bool) -> None:
    answer = find("un-headquarters", "baku", planned=planned)
    assert (answer.itineraries, answer.planned_itineraries, answer.broken) == ((), (), ())
    assert answer.farthest_km is not None and answer.farthest_km > LARGEST_GAP_KM
    assert find("lanzhou", "yevlakh-station", planned=planned).broken  # 2,060 km


def test_no_line_goes_as_far_without_a_stop_as_the_largest_gap(atlas: Atlas) -> None:
    assert max(measure.length_km for measure in atlas.measures.values()) < LARGEST_GAP_KM


def test_the_map_is_told_the_parts_the_gaps_and_all_ends(context: Context, find: Finds) -> None:
    answer = find("baku", "kabul", planned=True)
    piece = itinerary_data(context, [answer])
    assert {"baku-alat-01", "termez-mazar-02"} <= set(piece["segments"])
    assert {"baku", "kabul", "arys-station", "galaba-station"} <= set(piece["places"])
    gap, to_kabul = piece["gaps"]
    places = context.catalogue.places
    ends = [[places[place].lon, places[place].lat] for place in ("arys-station", "galaba-station")]
    assert [gap["line"][0], gap["line"][-1]] == ends
    assert gap["name"] == to_kabul["name"] == "This atlas holds no line here"
    assert gap["name_zoom"] <= 4  # seen with the whole way in view
    assert to_kabul["name_zoom"] >= 7  # 30 km: until it is looked at closely, its name would cover Kabul


def test_a_way_that_leads_through_has_no_gap(context: Context, find: Finds) -> None:
    answer = find("termez-station", "peshawar-station")
    piece = itinerary_data(context, [answer])
    assert piece["gaps"] == []
    assert "naibabad-kharlachi-01" in piece["segments"]
    assert answer.planned_itineraries[0].legs[0].status is Status.OPERATING
