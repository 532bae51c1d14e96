"""The atlas below ``/atlas/`` of a host, behind a real proxy. The other addresses of the host are not the atlas's."""

import http.client
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.settings import Settings
from tests.browser.conftest import PAGE_READY, Contexts, WatchedPage, rendered, wait_for_map
from tests.commands import ROOT
from tests.serving import running, serving

PREFIX = "/atlas"


class Proxy(BaseHTTPRequestHandler):
    """Forwards requests below the prefix, and answers 404 to all others."""

    protocol_version = "HTTP/1.1"

    def __init__(self, upstreams: list[str], *arguments: Any) -> None:  # noqa: ANN401
        self.upstreams = upstreams
        super().__init__(*arguments)

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self.path.startswith(f"{PREFIX}/"):
            self.send_error(404)
            return
        connection = http.client.HTTPConnection(self.upstreams[0])
        connection.request(self.command, self.path, body, dict(self.headers))
        answer = connection.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name not in ("Content-Length", "Connection", "Date", "Server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        connection.close()

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Write no log."""


@dataclass
class PrefixVisitor:
    """A reader of the atlas below the prefix."""

    contexts: Contexts
    base_url: str
    visits: list[WatchedPage] = field(default_factory=list)

    def open(self, path: str, *, webgl: bool = False) -> Page:
        page = self.contexts(webgl=webgl, locale="en-GB", reduced_motion="reduce").new_page()
        self.visits.append(WatchedPage(page, f"{self.base_url}/", webgl=webgl))
        page.goto(self.base_url + path)
        page.wait_for_selector(PAGE_READY)
        if webgl:
            wait_for_map(page)
        return page


@pytest.fixture(scope="module")
def base_url(atlas: Atlas) -> Iterator[str]:
    upstreams: list[str] = []
    with running(ThreadingHTTPServer(("127.0.0.1", 0), partial(Proxy, upstreams))) as proxy:
        address = f"{proxy}{PREFIX}"
        with serving(create_app(atlas, Settings(root=ROOT, base_url=address)).server) as upstream:
            upstreams.append(upstream.removeprefix("http://"))
            yield address


@pytest.fixture
def visitor(contexts: Contexts, base_url: str) -> Iterator[PrefixVisitor]:
    visitor = PrefixVisitor(contexts, base_url)
    yield visitor
    for visit in visitor.visits:
        visit.close()


def addresses(page: Page) -> list[str]:
    """The absolute addresses of all links and files in the page."""
    links: list[str] = page.eval_on_selector_all("[href], [src]", "all => all.map(e => e.href || e.src)")
    return [link for link in links if isinstance(link, str) and link.startswith("http://127.0.0.1")]


@pytest.mark.parametrize("path", ["/fact/btk-capacity-target", "/embed/route/tbilisi-kars"])
def test_all_that_a_page_names_is_below_the_prefix(visitor: PrefixVisitor, path: str) -> None:
    links = addresses(visitor.open(path))
    assert len(links) > 5
    assert [link for link in links if not link.startswith(f"{visitor.base_url}/")] == []


def test_a_reader_filters_opens_goes_back_and_stays_below_the_prefix(visitor: PrefixVisitor) -> None:
    page = visitor.open("/", webgl=True)
    assert rendered(page, "segments-line")
    page.locator("#filter-country > summary").click()
    page.locator("#filter-country").get_by_role("checkbox", name="Georgia").check()
    page.wait_for_url("**/atlas/?country=GE*")
    page.locator("#panel a.nav[href*='/project/']").first.click()
    page.wait_for_url("**/atlas/project/*")
    expect(page.locator("#panel-title")).to_be_visible()
    page.go_back()
    page.wait_for_url("**/atlas/?country=GE*")


def test_a_search_leads_below_the_prefix(visitor: PrefixVisitor) -> None:
    page = visitor.open("/")
    page.locator("#search-input").fill("tasim")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/atlas/*/*")


def test_the_language_is_remembered_for_the_prefix_alone(visitor: PrefixVisitor) -> None:
    page = visitor.open("/project/tasim")
    page.locator("a[data-language=az]").click()
    page.wait_for_url("**/atlas/project/tasim?lang=az")
    assert [cookie["path"] for cookie in page.context.cookies()] == [PREFIX]


def test_the_views_that_dash_renders_link_below_the_prefix(visitor: PrefixVisitor) -> None:
    page = visitor.open("/")
    for tab in ("table", "coverage"):
        page.locator(f"[data-dock={tab}]").click()
        page.locator(f"#dock[data-tab={tab}] #dock-body:not([aria-busy]) a.nav").first.wait_for()
        assert [address for address in addresses(page) if "/atlas/" not in address] == [], tab


def test_what_is_copied_carries_the_prefix_and_the_first_address_leads_back_below_it(visitor: PrefixVisitor) -> None:
    page = visitor.open("/project/tasim")
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    page.locator("[data-share=embed]").evaluate("button => button.click()")
    page.wait_for_function("() => window.copied")
    assert f'src="{visitor.base_url}/embed/project/tasim?lang=en' in page.evaluate("() => window.copied")
    page.locator("#back").click()
    page.wait_for_url(f"{visitor.base_url}/")


def test_an_embedded_page_opens_the_whole_one(visitor: PrefixVisitor) -> None:
    page = visitor.open("/embed/project/tasim")
    assert page.locator("#embed-link").evaluate("link => link.href").startswith(f"{visitor.base_url}/project/tasim")


def test_downloads_wrong_addresses_what_is_slightly_wrong_and_whole_addresses(visitor: PrefixVisitor) -> None:
    page = visitor.open("/")
    files = page.eval_on_selector_all("a.download, a[download], a[href*='/data/']", "all => all.map(link => link.href)")
    assert files
    request = page.request
    assert {request.get(file).status for file in files} == {200}
    missing = request.get(f"{visitor.base_url}/project/tasin", headers={"Accept": "text/html"})
    assert missing.status == 404
    assert f'href="{PREFIX}/project/tasim"' in missing.text()
    assert (
        request.get(f"{visitor.base_url}/project/TASIM", max_redirects=0).headers["location"]
        == f"{PREFIX}/project/tasim"
    )
    error = request.get(f"{visitor.base_url}/project/tasin", headers={"Accept": "application/json"}).json()
    assert f"{PREFIX}/project/tasim" in error["nearest"]
    # Whole addresses begin with the base.
    assert f"Sitemap: {visitor.base_url}/sitemap.xml" in request.get(f"{visitor.base_url}/robots.txt").text()
    assert f"<loc>{visitor.base_url}/project/tasim</loc>" in request.get(f"{visitor.base_url}/sitemap.xml").text()
    assert f"{visitor.base_url}/fact/" in request.get(f"{visitor.base_url}/data/annotations.jsonld").text()
    assert page.locator("link[rel=canonical]").get_attribute("href") == f"{visitor.base_url}/"
