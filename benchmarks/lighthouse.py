"""Measures the atlas's pages with Lighthouse: ``python -m benchmarks.lighthouse``.

npx downloads the package once; then it runs without the network. Version 13 needs a newer Node than Debian's.
"""

import json
import os
import subprocess
from datetime import UTC, datetime
from typing import Any

from benchmarks.atlas_page import PAGES
from benchmarks.contenders import contenders
from benchmarks.report import put
from benchmarks.serving import serve
from tests.browser.conftest import FLAGS, find_browser

PACKAGE = "lighthouse@12.8.2"
SETTINGS = {"mobile": (), "desktop": ("--preset=desktop",)}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = {
    "first-contentful-paint": "first content (ms)",
    "largest-contentful-paint": "largest content (ms)",
    "total-blocking-time": "blocked (ms)",
    "cumulative-layout-shift": "shift",
}
Scores = dict[str, float]


def main() -> None:
    """Score each page on a phone and on a desktop, and write the table."""
    (atlas,) = contenders(["atlas"])
    scores: dict[str, dict[str, Any]] = {}
    with serve(atlas, workers=2) as at:
        for page, path in PAGES.items():
            for setting, flags in SETTINGS.items():
                scores.setdefault(page, {})[setting] = scores_of(at.address + path, flags)
                print(page, setting, scores[page][setting], flush=True)
    put("lighthouse", "make lighthouse", table(scores))


def scores_of(address: str, flags: tuple[str, ...]) -> Scores:
    """The scores (0 to 100) and times of one run of Lighthouse.

    Raises RuntimeError where it fails twice; sometimes its Chromium does not answer.
    """
    chrome = " ".join(["--headless=new", *FLAGS])
    command = [
        *("npx", "--yes", "--prefer-offline", PACKAGE, address),
        *("--output=json", "--quiet", "--no-enable-error-reporting", f"--chrome-flags={chrome}"),
        *(f"--only-categories={','.join(CATEGORIES)}", "--max-wait-for-load=60000", *flags),
    ]
    environment = {**os.environ, "CHROME_PATH": find_browser()}
    for _ in range(2):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=600)
        if done.returncode == 0:
            break
        print(done.stderr[-2000:], flush=True)
    else:
        raise RuntimeError(f"lighthouse failed twice on {address}")
    report = json.loads(done.stdout)
    scores = {name: (report["categories"][name]["score"] or 0) * 100 for name in CATEGORIES}
    return scores | {name: report["audits"][name].get("numericValue", float("nan")) for name in TIMES}


def table(pages: dict[str, dict[str, Any]]) -> str:
    """The figures as a table with a line for each page and setting."""
    words = [*CATEGORIES, *TIMES.values()]
    lines = [
        f"{datetime.now(UTC).date()}, {PACKAGE}, one run with its own throttling, software GL.",
        "",
        f"| page | as | {' | '.join(words)} |",
        f"|---|---|{'---:|' * len(words)}",
    ]
    for page, settings in pages.items():
        for setting, figures in settings.items():
            scores = [f"{figures[name]:.0f}" for name in CATEGORIES]
            times = [f"{figures[name]:,.2f}" if "shift" in name else f"{figures[name]:,.0f}" for name in TIMES]
            lines.append(f"| {page} | {setting} | {' | '.join([*scores, *times])} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
