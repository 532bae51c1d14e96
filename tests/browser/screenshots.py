"""Takes the pictures of the README, and pictures of the page on a tablet and a phone: ``make screenshots``.

``docs/screenshot.png`` and ``docs/workbench.png`` are committed. The others are in ``build/screenshots``.
"""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from dashboard.app import create_app
from dashboard.catalogue.load.catalogue import load_catalogue
from dashboard.curation.draft import draft_source
from dashboard.curation.source_text import Source
from dashboard.load_atlas import load_atlas
from dashboard.settings import Settings
from dashboard.workbench.server import make_workbench
from tests.browser.conftest import FLAGS, find_browser, wait_for_map
from tests.browser.test_workbench import ARTICLE, COUNT_PRESSES, add_speaker, confirm_by_keys, copy_of_the_project
from tests.commands import ROOT
from tests.serving import running, serving

PICTURE = ROOT / "docs" / "screenshot.png"
OTHERS = ROOT / "build" / "screenshots"
WORKBENCH = ROOT / "docs" / "workbench.png"
WAIT_MS = 12_000
"""Enough for the atlas to load the saved statements and to draw its map."""
PAGE = "/project/trans-caspian-cable"
SIZES: tuple[tuple[Path, int, int], ...] = (
    (PICTURE, 1440, 900),
    (OTHERS / "tablet.png", 1024, 768),
    (OTHERS / "phone.png", 390, 844),
)


def take(origin: str) -> None:
    """Open ``PAGE`` of the server at ``origin`` in each size and save a picture of it."""
    OTHERS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for path, width, height in SIZES:
            page = browser.new_page(viewport={"width": width, "height": height}, locale="en-GB")
            page.goto(origin + PAGE)
            wait_for_map(page)
            page.screenshot(path=path)
            print(path.relative_to(ROOT))
        browser.close()


def take_workbench() -> None:
    """Confirm some statements of the tests' article in a workbench on a copy of the project, and save a picture."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        copy_of_the_project(root)
        draft_source(root, load_catalogue(root), Source("freight", ARTICLE))
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        page.add_init_script(COUNT_PRESSES)
        with running(make_workbench(Settings(root=root, port=0))) as origin:
            page.goto(f"{origin}/curate/")
            page.locator("#which").get_by_text("Proposed").wait_for()
            page.keyboard.press("x")
            add_speaker(page, "The Caspian Times")
            for number in range(1, 5):
                confirm_by_keys(page, number)
            page.wait_for_timeout(WAIT_MS)
            page.screenshot(path=WORKBENCH)
        print(WORKBENCH.relative_to(ROOT))
        browser.close()


def main() -> None:
    """Serve the real atlas on a free port and take the pictures."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    with serving(create_app(load_atlas(ROOT), Settings(root=ROOT)).server) as origin:
        take(origin)
    take_workbench()


if __name__ == "__main__":
    main()
