"""An own basemap (ATLAS_BASEMAP) in a real browser: drawn, with names, in the dark, in a frame, without its file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.settings import Settings
from tests.browser.conftest import MAP, Contexts, WatchedPage, click_map, wait_for_map
from tests.own_basemaps import own_basemap_root, write_own_basemap
from tests.serving import serving

PREFIX = "/atlas"
VIEW = "view=6.4/40.6/47.6"
FEATURES = f"""layers => {MAP}.queryRenderedFeatures({{layers: layers.filter(id => {MAP}.getLayer(id))}})
    .map(feature => [feature.layer.id, feature.properties])"""
# The text of a symbol is in the layer of its feature, computed for this feature.
TEXTS = f"""layers => {MAP}.queryRenderedFeatures({{layers}})
    .map(feature => feature.layer.layout['text-field'].toString())"""
TEXT_FIELD = f"""id => JSON.stringify({MAP}.getLayoutProperty(id, 'text-field'))"""
FILL_COLOUR = f"""id => {MAP}.getPaintProperty(id, 'fill-color')"""


@dataclass
class BasemapVisitor:
    """A reader of an atlas that has an own basemap and lies below a path of its host."""

    contexts: Contexts
    base_url: str
    visits: list[WatchedPage] = field(default_factory=list)

    def open(self, path: str, width: int = 1240, height: int = 720, **options: object) -> Page:
        page = self.contexts(locale="en-GB", reduced_motion="reduce", **options).new_page()
        page.set_viewport_size({"width": width, "height": height})
        self.visits.append(WatchedPage(page, f"{self.base_url}/"))
        page.goto(self.base_url + path)
        wait_for_map(page)
        return page


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_own_basemap(tmp_path_factory.mktemp("basemap") / "region.pmtiles")


@pytest.fixture(scope="module")
def base_url(atlas: Atlas, file: Path) -> Iterator[str]:
    settings = Settings(root=own_basemap_root(), basemap=file, base_url=f"https://atlas.example{PREFIX}")
    with serving(create_app(atlas, settings).server) as address:
        yield f"{address}{PREFIX}"


@pytest.fixture
def visitor(contexts: Contexts, base_url: str) -> Iterator[BasemapVisitor]:
    visitor = BasemapVisitor(contexts, base_url)
    yield visitor
    for visit in visitor.visits:
        visit.close()


def drawn_layers(page: Page, *layers: str) -> set[str]:
    return {layer for layer, _ in page.evaluate(FEATURES, list(layers))}


def drawn_texts(page: Page, *layers: str) -> set[str]:
    return set(page.evaluate(TEXTS, list(layers)))


def test_the_ground_of_the_file_is_drawn_in_both_themes_and_said_to_be_whose_it_is(visitor: BasemapVisitor) -> None:
    page = visitor.open(f"/?{VIEW}", color_scheme="dark")
    layers = ("own-earth", "own-water", "own-roads_highway", "own-boundaries_country", "own-places_locality")
    assert drawn_layers(page, *layers) == set(layers)
    assert drawn_layers(page, "segments-line", "places-ring") == {"segments-line", "places-ring"}
    attribution = page.locator(".map-foot .attribution")
    expect(attribution).to_contain_text("Basemap: © OpenStreetMap contributors; elsewhere Natural Earth.")
    expect(attribution.locator("a")).to_have_attribute("href", "https://www.openstreetmap.org/copyright")
    dark = page.evaluate(FILL_COLOUR, "own-earth")
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"before => ({FILL_COLOUR})('own-earth') !== before", arg=dark)
    assert drawn_layers(page, *layers) == set(layers)


@pytest.mark.parametrize(
    ("language", "towns", "country"),
    [
        ("en", {"Mingachevir", "Derbent"}, "Azerbaijan"),
        ("az", {"Mingəçevir", "Dərbənd"}, "Azərbaycan"),
        ("ar", {"مينغاتشيفير", "دربند"}, "أذربيجان"),
    ],
)
def test_names_are_in_the_language_of_the_page(
    visitor: BasemapVisitor, language: str, towns: set[str], country: str
) -> None:
    page = visitor.open(f"/?{VIEW}&lang={language}")
    assert drawn_texts(page, "own-places_locality") == towns  # without Baku, which the atlas names itself
    # MapLibre computes the text of this layer only inside a tile. So the test reads the expression of the layer.
    (feature,) = page.evaluate(FEATURES, ["own-places_country"])
    assert feature[1][f"name:{language}"] == country
    assert f'["get","name:{language}"]' in page.evaluate(TEXT_FIELD, "own-places_country")
    assert "AZ" not in {properties["code"] for _, properties in page.evaluate(FEATURES, ["country-name"])}


def test_countries_beyond_the_file_keep_the_names_of_the_atlas(visitor: BasemapVisitor) -> None:
    page = visitor.open("/?view=4.3/37/48")
    codes = {properties["code"] for _, properties in page.evaluate(FEATURES, ["country-name"])}
    assert {"IR", "IQ"} <= codes
    assert not {"AZ", "AM"} & codes  # the file names countries inside its bounds


def test_a_press_on_its_land_opens_the_country(visitor: BasemapVisitor) -> None:
    page = visitor.open("/?view=7/40.1/46.9")
    click_map(page, 46.6, 39.75)
    page.wait_for_url("**/atlas/country/AZ*")
    wait_for_map(page)
    assert drawn_layers(page, "country-highlight", "fine-highlight")


def test_it_is_there_in_a_frame_and_on_a_phone(visitor: BasemapVisitor) -> None:
    page = visitor.open(f"/embed?{VIEW}", width=390, height=500)
    assert drawn_layers(page, "own-earth", "own-roads_highway") == {"own-earth", "own-roads_highway"}
    expect(page.locator(".map-foot .attribution")).to_contain_text("© OpenStreetMap contributors")


def test_with_the_file_away_the_map_goes_on_with_the_atlas_s_ground(
    contexts: Contexts, atlas: Atlas, tmp_path: Path
) -> None:
    path = write_own_basemap(tmp_path / "region.pmtiles")
    server = create_app(atlas, Settings(root=own_basemap_root(), basemap=path)).server
    path.unlink()
    with serving(server) as address:
        page = contexts(locale="en-GB", reduced_motion="reduce").new_page()
        answers: list[int] = []
        page.on("response", lambda answer: answers.append(answer.status) if "/own-basemap/" in answer.url else None)
        page.goto(f"{address}/?{VIEW}")
        wait_for_map(page)
        assert set(answers) == {503}
        assert drawn_layers(page, "land", "fine-land", "segments-line", "country-name") >= {
            "segments-line",
            "country-name",
        }
        assert "AZ" in {properties["code"] for _, properties in page.evaluate(FEATURES, ["country-name"])}
        page.close()
