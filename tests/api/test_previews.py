"""The picture of a link: of every kind of page, in every language, bounded, kept, and with letters in it."""

import struct
import xml.etree.ElementTree as ET
from itertools import cycle, product
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.api.previews import preview_path, preview_version, render_png, scripts_without_font
from dashboard.app import Pages
from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.http.caching import FOREVER, REVALIDATE
from dashboard.settings import VERSION, Settings
from dashboard.web.discovery import page_paths
from tests.web.test_metadata import Head

ROOT = Path(__file__).parents[2]
PATHS = (
    "/",
    "/about",
    "/project/tasim",
    "/route/alat-tbilisi",
    "/place/alat-port",
    "/country/KZ",
    "/fact/cable-laid-by-end-of-2026",
    "/document/sixth-consultative-meeting",
    "/corridor/istanbul/aktau-port",
)


@pytest.mark.parametrize(("path", "language"), list(product(PATHS, LANGUAGES)))
def test_every_page_describes_itself_and_names_its_picture(page: FlaskClient, path: str, language: str) -> None:
    answer = page.get(path, query_string={"lang": language})
    assert answer.status_code == 200
    head = Head(answer.text.partition("</head>")[0])
    title, description = head.meta["og:title"], head.meta["og:description"]
    assert title
    assert len(description) > 20
    assert head.meta["description"] == description
    assert head.schema["@context"] == "https://schema.org"
    assert head.schema["description"] == description
    address = head.meta["og:image"]
    assert address == head.meta["twitter:image"] == head.schema["image"]
    assert head.meta["og:image:alt"] == head.meta["twitter:image:alt"] != ""


@pytest.mark.parametrize(("path", "language"), [*zip(PATHS, cycle(LANGUAGES))])
def test_the_picture_that_a_page_names_is_there(page: FlaskClient, path: str, language: str) -> None:
    head = Head(page.get(path, query_string={"lang": language}).text.partition("</head>")[0])
    address = head.meta["og:image"]
    picture = page.get(address.removeprefix("http://localhost"))
    assert (picture.status_code, picture.mimetype) == (200, "image/png")
    assert picture.headers["Cache-Control"] == FOREVER
    size = struct.unpack(">II", picture.data[16:24])
    assert size == (int(head.meta["og:image:width"]), int(head.meta["og:image:height"])) == (1200, 630)


def test_each_page_and_language_has_a_picture_of_its_own(page: FlaskClient) -> None:
    asked = [(path, language) for path in ("/", "/about", "/project/tasim") for language in LANGUAGES]
    assert len({page.get(preview_path(path, language, "")).data for path, language in asked}) == len(asked)


def words_of(atlas: Atlas, path: str, language: str = "en") -> str:
    """All that is written on the picture of a link."""
    draw = Pages(atlas, Settings(root=ROOT)).preview(path, language)
    assert draw is not None
    return " ".join(
        "".join(element.itertext()) for element in ET.fromstring(draw()).iter("{http://www.w3.org/2000/svg}text")
    )


def test_a_way_tells_its_borders_and_transshipments(atlas: Atlas) -> None:
    told = words_of(atlas, "/corridor/baku-station/istanbul")
    assert "Borders crossed: 2" in told
    assert "Transshipments: 1 (1 change of gauge)" in told.replace("\n", " ")
    assert "Istanbul" in told


def test_a_hole_is_the_atlas_own_in_the_picture_too(atlas: Atlas) -> None:
    told = words_of(atlas, "/corridor/baku/kabul")
    assert told.count("This atlas holds no line here") == 2  # beside the map, and on it
    assert told.count("No line that this atlas holds operates here") == 2  # to Kabul, by a line now superseded
    for end in ("Arys-1", "Galaba", "Mazar-i-Sharif", "Kabul"):
        assert end in told


@pytest.mark.parametrize(
    "path",
    [
        "/preview/project/nothing.png",
        "/preview/corridor/baku/nowhere.png",
        "/preview/country/QQ.png",
        "/preview/project/tasim.jpg",
        "/preview/..%2f..%2fetc%2fpasswd.png",
    ],
)
def test_what_is_not_in_the_atlas_has_no_picture(page: FlaskClient, path: str) -> None:
    answer = page.get(path)
    assert (answer.status_code, answer.mimetype) == (404, "application/json")


def test_an_unknown_language_is_refused(page: FlaskClient) -> None:
    assert page.get("/preview/home.png?lang=ru").status_code == 400


def test_a_picture_is_kept_for_long_only_under_its_version(page: FlaskClient, atlas: Atlas) -> None:
    version = preview_version(atlas, VERSION)
    first = page.get(preview_path("/about", "en", version))
    assert first.headers["Cache-Control"] == FOREVER
    assert page.get(preview_path("/about", "en", "older")).headers["Cache-Control"] == REVALIDATE
    again = page.get(preview_path("/about", "en", version), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert preview_version(atlas, "another") != version


def test_the_machine_has_letters_for_both_scripts_and_it_is_seen_where_it_has_not() -> None:
    assert scripts_without_font() == [], "install a font: fonts-dejavu-core"
    assert scripts_without_font(system_fonts=False) == ["Latin", "Arabic"]


def test_arabic_is_joined_and_runs_from_the_right() -> None:
    def picture(text: str) -> bytes:
        head = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60" font-family="DejaVu Sans">'
        return render_png(f'{head}<text x="5" y="40" font-size="30">{text}</text></svg>')

    # A mark of zero width keeps letters apart; an override turns the line round.
    assert picture("تجربة") != picture("\u200c".join("تجربة"))
    assert picture("تجربة") == picture("\u202eتجربة\u202c") != picture("\u202dتجربة\u202c")


def test_every_page_can_be_drawn_and_no_word_breaks_it(atlas: Atlas) -> None:
    """Well-formed whatever stands in it: quotations have marks that XML would take for its own."""
    pages = Pages(atlas, Settings(root=ROOT))
    for path, language in zip(page_paths(atlas), cycle(LANGUAGES)):
        drawn = pages.preview(path, language)
        assert drawn is not None, path
        ET.fromstring(drawn())
