"""The catalogues that growth is measured on are valid ones, and the same every time."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
import shapely

from benchmarks.growth_catalogue import own_id, write_grown
from benchmarks.growth_words import cut_words, words_of_copy
from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.loading import load_atlas
from dashboard.settings import Settings

ROOT = Path(__file__).parent.parent
FACTOR = 3


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_grown(ROOT, tmp_path_factory.mktemp("grown") / "x3", FACTOR)


@pytest.fixture(scope="module")
def atlas(grown: Path) -> Atlas:
    """Loading refuses whatever the checks find wrong."""
    return load_atlas(grown)


def test_everything_is_there_so_many_times(atlas: Atlas) -> None:
    real = load_atlas(ROOT).catalogue
    for kind in ("documents", "facts", "projects", "routes", "segments", "places", "speakers"):
        records = getattr(real, kind)
        assert set(getattr(atlas.catalogue, kind)) == {own_id(one, copy) for one in records for copy in range(FACTOR)}
    assert all(atlas.catalogue.facts[one] == fact for one, fact in real.facts.items())


def test_a_copy_has_words_of_its_own_and_its_quotations_stand_in_them(atlas: Atlas) -> None:
    catalogue = atlas.catalogue
    texts = {document: catalogue.text(document) for document in catalogue.documents}
    assert len(set(texts.values())) == len(texts)
    for fact, (start, end) in catalogue.spans.items():
        assert texts[catalogue.fact_document[fact]][start:end] == catalogue.facts[fact].quote


def test_a_copy_lies_beside_the_real_one_in_the_same_country(atlas: Atlas) -> None:
    places, moved = atlas.catalogue.places, 0
    for place in places.values():
        original = places[place.id.rsplit("-c", 1)[0]] if place.id.endswith(("-c1", "-c2")) else place
        moved += (place.lon, place.lat) != (original.lon, original.lat)
        if place.country in atlas.shapes.codes:
            assert atlas.shapes.inside(place.country, place.lon, place.lat)
    assert moved > len(places) / 3
    for segment in atlas.catalogue.segments.values():
        ends = [(places[one].lon, places[one].lat) for one in (segment.start, segment.end)]
        assert shapely.distance(shapely.Point(ends[0]), shapely.Point(segment.coordinates[0])) < 0.2
        assert shapely.distance(shapely.Point(ends[1]), shapely.Point(segment.coordinates[-1])) < 0.2


def test_the_same_files_come_every_time(grown: Path, tmp_path: Path) -> None:
    def content(root: Path) -> dict[str, str]:
        files = [path for folder in ("data", "seeds") for path in (root / folder).rglob("*") if path.is_file()]
        return {str(path.relative_to(root)): sha256(path.read_bytes()).hexdigest() for path in files}

    again = write_grown(ROOT, tmp_path / "again", FACTOR)
    assert content(again) == content(grown) != {}


def test_what_the_map_starts_with_does_not_grow(atlas: Atlas, grown: Path) -> None:
    def begun(of: Atlas, root: Path) -> str:
        page = create_app(of, Settings(root=root)).server.test_client().get("/").get_data(as_text=True)
        return re.search(r'id="atlas-map"[^>]*>(.*?)</script>', page, re.DOTALL).group(1)  # type: ignore[union-attr]

    real = begun(load_atlas(ROOT), ROOT)
    assert '"Baku"' in real  # which the ground leaves to the atlas's own places
    assert len(begun(atlas, grown)) < 1.01 * len(real)


def test_words_differ_from_copy_to_copy_and_are_the_same_within_one() -> None:
    text = "Dəmir yolunun gücü çatdırılır, dəmir yolunun uzunluğu artırılır, limanlar böyüyür, قال الرئيس الميناء"
    varied = {copy: words_of_copy(copy)(text) for copy in range(30)}
    assert varied[0] == text
    assert len(set(varied.values())) > 20
    assert all(words_of_copy(copy)("yolunun") in one for copy, one in varied.items())
    assert words_of_copy(1, frozenset(text.replace(",", "").split()))(text) == text


def test_words_that_a_passage_cuts_are_kept() -> None:
    assert cut_words("the railways of tomorrow", ["railway"]) == {"railways", "railway"}
    assert cut_words("the railways of tomorrow", ["of"]) == frozenset()
