"""A curator brings the statements of an article into the atlas with the workbench. The test counts the key presses."""

import re
import statistics
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.catalogue.load.catalogue import load_catalogue
from dashboard.curation.check import survey
from dashboard.curation.draft import draft_source
from dashboard.curation.source_text import Source
from dashboard.settings import Settings
from dashboard.workbench.server import make_workbench
from tests.browser.conftest import WatchedPage
from tests.commands import ROOT, copy_loaded
from tests.serving import running

expect.set_options(timeout=30_000)

ARTICLE = """Freight grows along the Middle Corridor

The Middle Corridor carried 4.5 million tonnes of freight in 2024. Kazakhstan and Azerbaijan signed an agreement on \
12 March 2025 to build a terminal in Kuryk. The Baku-Tbilisi-Kars railway will carry 5 million tonnes a year by 2030. \
The Port of Alat is being expanded and will handle 25 million tonnes. Ships also call at Neka on the southern shore.

President Ilham Aliyev said that the trans-Caspian cable will be completed by the end of 2026. The TASIM project \
was supported by 22 countries. The Trans-Afghan railway should be built by 2030, the ministers propose. Rogun will \
produce 3600 MW. Kambarata-1 is important for the whole region. The Digital Silk Road was discussed at a summit in \
2024. Grain silos stand idle there, a harbour master complains.
"""

EXPECTED = {
    "Middle Corridor carried": ("trade", "achieved", "middle-corridor", ""),
    "signed an agreement": ("agreement", "achieved", "kuryk", ""),
    "Baku-Tbilisi-Kars": ("capacity", "planned", "baku-tbilisi-kars", ""),
    "Port of Alat": ("construction", "under-way", "port-of-alat", "port of al"),
    "trans-Caspian cable": ("deadline", "planned", "trans-caspian-cable", "trans-caspian-c"),
    "TASIM": ("endorsement", "achieved", "tasim", ""),
    "Trans-Afghan": ("proposal", "intended", "trans-afghan-railway", ""),
    "Rogun": ("capacity", "planned", "rogun", "rog"),
    "Kambarata-1": ("importance", "achieved", "kambarata-1", "kam"),
    "Digital Silk Road": ("event", "achieved", "digital-silk-road", ""),
}
"""By words in a sentence: the kind, modality and subject of its statement, and the text to type for the subject."""
MAX_PRESSES = 12
COUNT_PRESSES = """window.presses = 0;
for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, event => {
    if (event.isTrusted && !['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) window.presses += 1;
}, true);"""


@dataclass
class WorkbenchPage:
    """A workbench on a copy of the project."""

    root: Path
    origin: str
    page: Page

    def document(self) -> dict[str, Any]:
        return tomllib.loads((self.root / "data/documents/freight.toml").read_text(encoding="utf-8"))


def copy_of_the_project(root: Path) -> None:
    copy_loaded(root)
    (root / "assets").symlink_to(ROOT / "assets")
    for folder in ("vendor", "scripts"):  # the results of a build, without saved drafts
        if (ROOT / "build" / folder).exists():
            (root / "build").mkdir(exist_ok=True)
            (root / "build" / folder).symlink_to(ROOT / "build" / folder)


@pytest.fixture
def workbench(tmp_path: Path, browser: Browser) -> Iterator[WorkbenchPage]:
    copy_of_the_project(tmp_path)
    draft_source(tmp_path, load_catalogue(tmp_path), Source("freight", ARTICLE, url="https://news.example/freight"))
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.add_init_script(COUNT_PRESSES)
    # Each save loads the atlas in the frame anew. Its map is not tested here, so it does not come.
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    with running(make_workbench(Settings(root=tmp_path, port=0))) as origin:
        watched = WatchedPage(page, origin)
        page.goto(f"{origin}/curate/")
        expect(page.locator("#which")).to_contain_text("Proposed")
        yield WorkbenchPage(tmp_path, origin, page)
        # A page in the frame from before a save may request files that no longer exist.
        watched.errors = [error for error in watched.errors if "404" not in error and "422" not in error]
        watched.close()
        context.close()


def choose(page: Page, key: str, field: str, value: str) -> None:
    """Choose a value by typing its first letters until it is chosen."""
    if page.locator(f"#{field}").input_value() == value:
        return
    if page.evaluate("document.activeElement.matches('input, select, textarea')"):
        page.keyboard.press("Escape")
    page.keyboard.press(key)
    for letter in value:
        page.keyboard.press(letter)
        if page.locator(f"#{field}").input_value() == value:
            return
    raise AssertionError(f"{value} is not chosen by its letters")


def wait_for_saved(page: Page, number: int) -> None:
    expect(page.locator("#count")).to_have_text(re.compile(rf"^{number} confirmed"))


def confirm_by_keys(page: Page, number: int) -> int:
    """Confirm the current candidate; return the number of presses."""
    before = int(page.evaluate("window.presses"))
    words = page.locator("#quote").inner_text()
    kind, modality, subject, typed = next(expected for part, expected in EXPECTED.items() if part in words)
    if not page.locator(f"#chips [data-id='{subject}']").count():
        page.keyboard.press("a")
        if page.locator("#chips li").count():
            page.keyboard.press("Backspace")
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        expect(page.locator(f"#chips [data-id='{subject}']")).to_be_visible()
    choose(page, "k", "kind", kind)
    choose(page, "m", "modality", modality)
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text(re.compile("^(Saved: [^s]|Not saved)"))
    assert "Not saved" not in page.locator("#status").inner_text(), page.locator("#findings").inner_text()
    wait_for_saved(page, number)
    return int(page.evaluate("window.presses")) - before


def add_speaker(page: Page, name: str) -> None:
    page.keyboard.press("1")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.locator("#speaker option:checked")).to_have_text(name)


def select_words(page: Page, words: str) -> None:
    """Select words of the text by dragging the mouse over them."""
    places = page.evaluate(
        """words => {
            const text = document.getElementById('text');
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode());) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                return [at, at + words.length].map((position, end) => {
                    const range = document.createRange();
                    range.setStart(node, end ? position - 1 : position);
                    range.setEnd(node, end ? position : position + 1);
                    if (!end) node.parentElement.scrollIntoView({block: 'nearest'});
                    const box = range.getBoundingClientRect();
                    return [end ? box.right : box.left, (box.top + box.bottom) / 2];
                });
            }
        }""",
        words,
    )
    (x, y), (end_x, end_y) = places
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(end_x, end_y, steps=4)
    page.mouse.up()
    expect(page.locator("#selected")).to_be_visible()


def add_place(page: Page, name: str) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    page.keyboard.type(name)
    page.locator("#towns [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("#r-country")).to_have_value("IR")
    page.locator("#record-map .pin").wait_for()
    page.locator("#record .main").click()
    expect(page.locator("#chips")).to_contain_text("Nek")


def add_project(page: Page, name: str) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    page.keyboard.type(name)
    page.locator("#r-kind").select_option("port")
    page.locator("[name='summary.en']").fill("Grain silos in the port of Neka.")
    page.locator("[name='places']").fill("IR")
    page.locator("[name='status.value']").select_option("mothballed")
    page.locator("#record .main").click()
    expect(page.locator("#chips")).to_contain_text(name)


def test_an_article_comes_into_the_atlas(workbench: WorkbenchPage) -> None:
    page = workbench.page
    presses: list[int] = []
    add_speaker(page, "The Caspian Times")
    while len(presses) < len(EXPECTED):
        words = page.locator("#quote").inner_text()
        if not any(part in words for part in EXPECTED):
            page.keyboard.press("x")  # a heading is no statement
            expect(page.locator("#quote")).not_to_have_text(words)
            continue
        presses.append(confirm_by_keys(page, len(presses) + 1))
    assert statistics.median(presses) <= MAX_PRESSES, presses
    by_hand(page, "Ships also call at Neka on the southern shore", "route", "achieved", add_place, "Neka", 11)
    by_hand(page, "Grain silos stand idle there", "trade", "under-way", add_project, "Neka grain terminal", 12)

    assert [str(finding) for finding in survey(workbench.root) if finding.level == "error"] == []
    facts = workbench.document()["facts"]
    assert len(facts) == 12
    assert [ARTICLE.index(fact["quote"]) for fact in facts] == sorted(ARTICLE.index(fact["quote"]) for fact in facts)
    assert "candidates" not in tomllib.loads((workbench.root / "data/drafts/freight.toml").read_text(encoding="utf-8"))
    read_by_readers(workbench, facts)


def by_hand(
    page: Page, words: str, kind: str, modality: str, add: Callable[[Page, str], None], name: str, number: int
) -> None:
    """Save a statement without a proposal, about a record that is new too."""
    select_words(page, words)
    page.keyboard.press("Enter")
    expect(page.locator("#which")).to_have_text("Made by hand")
    page.keyboard.press("a")
    while page.locator("#chips li").count():
        page.keyboard.press("Backspace")
    add(page, name)
    page.locator("#speaker").select_option(label="The Caspian Times")
    choose(page, "k", "kind", kind)
    choose(page, "m", "modality", modality)
    page.keyboard.press("Enter")
    wait_for_saved(page, number)


def read_by_readers(workbench: WorkbenchPage, facts: list[dict[str, Any]]) -> None:
    """Read the confirmed statements on the public page, by search and as citations, in each language."""
    page = workbench.page
    page.wait_for_function("fetch('api/served').then(r => r.json()).then(state => state.served === state.number)")
    assert any("Neka" in fact["quote"] for fact in facts), [fact["quote"] for fact in facts]
    neka = next(fact for fact in facts if "Neka" in fact["quote"])
    for language in ("en", "az", "ar"):
        results = page.request.get(f"{workbench.origin}/search.json", params={"q": "Neka", "lang": language}).text()
        assert f"/fact/{neka['id']}" in results
        page.goto(f"{workbench.origin}/fact/{neka['id']}?lang={language}")
        expect(page.locator("#panel")).to_contain_text(neka["quote"])
        page.locator(".cite > summary").click()
        expect(page.locator(".cite")).to_contain_text(neka["quote"])
    for fact in facts:
        assert fact["quote"] in page.request.get(f"{workbench.origin}/fact/{fact['id']}").text()


def test_a_file_that_somebody_else_changed_is_shown_and_not_overwritten(workbench: WorkbenchPage) -> None:
    page = workbench.page
    page.keyboard.press("n")
    add_speaker(page, "The Caspian Times")
    choose(page, "k", "kind", "trade")
    choose(page, "m", "modality", "achieved")
    page.keyboard.press("Enter")
    wait_for_saved(page, 1)
    file = workbench.root / "data/documents/freight.toml"
    theirs = file.read_text(encoding="utf-8") + "# a note of somebody else's\n"
    file.write_text(theirs, encoding="utf-8")
    choose(page, "k", "kind", "agreement")
    choose(page, "m", "modality", "achieved")
    page.keyboard.press("Enter")
    expect(page.locator("#differences")).to_contain_text("signed an agreement")
    assert file.read_text(encoding="utf-8") == theirs
    page.locator("#conflict button[value=write]").click()
    wait_for_saved(page, 2)
    assert "# a note of somebody else's\n" in file.read_text(encoding="utf-8")
    # Otherwise the frame requests statements that are undone meanwhile.
    expect(page.locator("#shown")).to_contain_text("Saved: ")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    wait_for_saved(page, 1)
    assert file.read_text(encoding="utf-8") == theirs


def test_a_name_without_latin_letters_is_asked_for_in_latin(workbench: WorkbenchPage) -> None:
    page = workbench.page
    page.keyboard.press("1")
    page.keyboard.type("新华社")
    page.keyboard.press("Enter")
    expect(page.locator("#record-findings")).to_contain_text("write it in Latin as Name (en)")


def test_what_an_editor_writes_is_served_and_an_error_is_told(workbench: WorkbenchPage) -> None:
    page, file = workbench.page, workbench.root / "data/projects/middle-corridor.toml"
    expect(page.frame_locator("#preview").locator("#panel-title")).to_contain_text("Middle Corridor")
    right = file.read_text(encoding="utf-8")
    file.write_text(right.replace('en = "Middle Corridor', 'en = "Central Corridor', 1), encoding="utf-8")
    expect(page.frame_locator("#preview").locator("#panel-title")).to_contain_text("Central Corridor")
    file.write_text(right.replace("names", "nams", 1), encoding="utf-8")
    expect(page.locator("#shown")).to_contain_text("an error on disk: data/projects/middle-corridor.toml")
    file.write_text(right, encoding="utf-8")
    expect(page.frame_locator("#preview").locator("#panel-title")).to_contain_text("Middle Corridor")


def test_what_is_typed_stays_until_it_is_saved(workbench: WorkbenchPage) -> None:
    page, gloss = workbench.page, workbench.page.locator("#gloss-az")
    page.keyboard.press("g")
    gloss.fill("Yük artır.")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(gloss).to_have_value("")
    page.keyboard.press("p")
    expect(gloss).to_have_value("Yük artır.")
    page.keyboard.press("x")  # another proposal comes, and the document is read again
    expect(page.locator("#count")).to_contain_text("0 confirmed")
    expect(gloss).to_have_value("")
    page.evaluate(
        "() => { window.fetch = () => Promise.reject(new TypeError('Failed to fetch')); }"
    )  # the server was stopped
    gloss.fill("Yük artır.")
    expect(page.locator("#status")).to_contain_text("the workbench does not answer")
    expect(gloss).to_have_value("Yük artır.")


def test_a_statement_with_numbers_in_words_is_changed(workbench: WorkbenchPage) -> None:
    page, file = workbench.page, workbench.root / "data/documents/aliyev-astana-speech.toml"
    before = file.read_text(encoding="utf-8")
    words = page.locator("#text mark[data-items~='s:btk-capacity-target']").first
    page.locator("#documents").select_option("aliyev-astana-speech")
    words.click()
    expect(page.locator("#target")).to_have_value("5")
    expect(page.locator("#written")).to_have_value("من مليون طن")
    gloss = page.locator("#gloss-en")
    gloss.fill(gloss.input_value().replace("one million", "a million"))
    page.locator("#countries").fill("az, ge")
    gloss.press("Control+Enter")
    expect(page.locator("#status")).to_have_text("Saved: btk-capacity-target")
    own = 'countries = ["AZ", "GE"]\n'
    after = file.read_text(encoding="utf-8")
    assert own in after
    assert after.replace(own, "") == before.replace("from one million tonnes", "from a million tonnes")
    words.click()
    expect(page.locator("#countries")).to_have_value("AZ GE")
    page.locator("#target").fill("6")
    expect(page.locator("#findings")).to_contain_text("target: 6 does not stand in the quote in digits")
    page.locator("#target").fill("5")
    page.locator("#value").fill("5")
    expect(page.locator("#findings")).to_contain_text("write the number as target")
