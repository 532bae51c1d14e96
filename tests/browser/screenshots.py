"""Takes the picture of the README, and the same page at the two other sizes: ``make screenshots``.

``docs/screenshot.png`` is committed; the others go to ``build/screenshots`` to be looked at.
"""

import logging
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from dashboard.app import create_app
from dashboard.loading import load_atlas
from dashboard.settings import Settings
from tests.browser.conftest import FLAGS, ROOT, find_browser, wait_for_map

PICTURE = ROOT / "docs" / "screenshot.png"
OTHERS = ROOT / "build" / "screenshots"
PAGE = "/project/trans-caspian-cable"
SIZES: tuple[tuple[Path, int, int], ...] = (
    (PICTURE, 1440, 900),
    (OTHERS / "tablet.png", 1024, 768),
    (OTHERS / "phone.png", 390, 844),
)


def take(origin: str) -> None:
    """Open ``PAGE`` of the server at ``origin`` in each size and write what is seen."""
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


def main() -> None:
    """Serve the real atlas on a port of the system's choosing and take the pictures."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    app = create_app(load_atlas(ROOT), Settings(root=ROOT))
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    take(f"http://127.0.0.1:{server.server_port}")
    server.shutdown()


if __name__ == "__main__":
    main()
