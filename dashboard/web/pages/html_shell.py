"""The HTML around the page: head, language and direction, theme colours, and the data that the scripts start with."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import after_this_request
from flask.wrappers import Response

from dashboard.http.compression import Compressed
from dashboard.i18n import Words
from dashboard.map.camera import Camera
from dashboard.map.stylesheet import stylesheet
from dashboard.state.view_state import Notice, ViewState

# A line that crosses a sea. It is part of the page, because a browser may fetch an icon at any later moment.
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect width='16' height='16' rx='3' fill='%230a5a63'/%3E"
    "%3Cpath d='M2 11h4l5-6h3' stroke='white' stroke-width='2' fill='none'/%3E%3C/svg%3E"
)


@dataclass(frozen=True)
class PageView:
    """The meaning of an address, with the words of the reader's language.

    ``start`` is the data that the scripts start with, ``head`` the tags that describe the page. ``base`` is the path
    below which the atlas is served.
    """

    state: ViewState
    notices: tuple[Notice, ...]
    words: Words
    heading: str
    start: Mapping[str, Any]
    head: str = ""
    embedded: bool = False
    base: str = ""


@dataclass(frozen=True)
class Panel:
    """A panel as HTML, compressed; ``missing`` where its address names nothing that the atlas has."""

    content: Compressed
    missing: bool


@dataclass(frozen=True)
class MapCamera:
    """The camera of a map, and its selection (``page_index.selection_data``)."""

    view: Camera
    selected: dict[str, Any]


def html_document(page_view: PageView, page: str, start: Mapping[str, str], parts: Mapping[str, str]) -> str:
    """The complete page as HTML.

    Parameters
    ----------
    page_view
        The meaning of the address.
    page
        The body, as HTML.
    start
        The data that the scripts start with, as JSON, by the id of its element.
    parts
        Further parts of the head (``resource_order.head_parts``).
    """
    words = page_view.words
    title = f"{page_view.heading} – {words.title}" if page_view.heading else words.title
    state = page_view.state
    attributes = f'lang="{words.language}" dir="{words.direction}" data-separators="{words.separators}"'
    attributes += f' data-base="{page_view.base}"{" data-embedded" if page_view.embedded else ""}'
    home = state.home and not state.filters
    shows_view = state.dock.tab == "compare" or (state.home and state.dock.tab)
    sheet = "map" if page_view.embedded or home or shows_view else "panel"
    data = "\n".join(_data(element_id, text) for element_id, text in start.items())
    # "expect": the first paint waits until all visible parts are there, so nothing shifts while the page loads.
    return f"""<!DOCTYPE html>
<html {attributes}{" data-home" if home else ""}>
<head>
{parts["metas"]}
<title>{html.escape(title)}</title>
{page_view.head}
<meta name="color-scheme" content="light dark">
<link rel="icon" href="{_ICON}">
<link rel="expect" href="#atlas-index" blocking="render">
{parts["boot"]}
{parts["preload"]}
<style>{stylesheet()}</style>
{parts["css"]}
</head>
<body data-sheet="{sheet}">
<noscript>{_without_script(words, page_view.base, large="large" in page_view.start)}</noscript>
{page}
{data}
{parts["config"]}
{parts["dash"]}
</body>
</html>"""


def no_such_page() -> None:
    """Give the present answer the status 404: the page tells readers, the status tells programs."""

    @after_this_request
    def _not_found(response: Response) -> Response:
        response.status_code = 404
        return response


def _data(element_id: str, text: str) -> str:
    # Written as an escape, which JSON allows, "<" cannot end the element or open a comment.
    safe = text.replace("<", "\\u003c")
    return f'<script type="application/json" id="{element_id}">{safe}</script>'


def _without_script(words: Words, base: str, *, large: bool) -> str:
    loaded = (("facts", "facts.json"), ("routes", "routes.geojson"), ("documents", "documents.json"))
    files = [("take.facts", "facts.csv")] if large else [(f"download.{key}", name) for key, name in loaded]
    links = "".join(f'<li><a href="{base}/data/{name}">{html.escape(words(key))}</a></li>' for key, name in files)
    return f"<p>{html.escape(words('noscript'))}</p><ul>{links}</ul>"
