"""The HTML around the page: head, language and direction, theme colours, and the data that is there from the start."""

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

# A line that crosses a sea, in the page itself: a browser asks for an icon at a moment of its own choosing.
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect width='16' height='16' rx='3' fill='%230a5a63'/%3E"
    "%3Cpath d='M2 11h4l5-6h3' stroke='white' stroke-width='2' fill='none'/%3E%3C/svg%3E"
)


@dataclass(frozen=True)
class OpenedPage:
    """An address as it was understood, with the words to show it in; ``head`` is the tags that describe it.

    ``base`` is the path below which the atlas is served.
    """

    state: ViewState
    notices: tuple[Notice, ...]
    words: Words
    heading: str
    index: Mapping[str, Any]
    head: str = ""
    embedded: bool = False
    base: str = ""


@dataclass(frozen=True)
class Panel:
    """A panel as HTML, compressed; ``missing`` where its address names nothing that the atlas knows."""

    content: Compressed
    missing: bool


@dataclass(frozen=True)
class MapCamera:
    """Where a map looks, and what of it is selected."""

    view: Camera
    selected: dict[str, Any]


def html_document(opened: OpenedPage, page: str, start: Mapping[str, str], parts: Mapping[str, str]) -> str:
    """The page as it leaves the server.

    Parameters
    ----------
    opened
        What the address asks for.
    page
        The body, as HTML.
    start
        By the id of a data element, what the scripts begin with, as JSON.
    parts
        What the head needs beside it (``resource_order.head_parts``).
    """
    words = opened.words
    title = f"{opened.heading} – {words.title}" if opened.heading else words.title
    state = opened.state
    attributes = f'lang="{words.language}" dir="{words.direction}" data-separators="{words.separators}"'
    home = state.home and not state.filters
    sheet = "map" if opened.embedded or home or (state.home and state.dock.tab) else "panel"
    data = "\n".join(_data(identity, text) for identity, text in start.items())
    # "expect": the page is first painted when all that is seen of it is there, so that nothing shifts while it comes.
    return f"""<!DOCTYPE html>
<html {attributes} data-base="{opened.base}"{" data-embedded" if opened.embedded else ""}{" data-home" if home else ""}>
<head>
{parts["metas"]}
<title>{html.escape(title)}</title>
{opened.head}
<meta name="color-scheme" content="light dark">
<link rel="icon" href="{_ICON}">
<link rel="expect" href="#atlas-index" blocking="render">
{parts["boot"]}
{parts["preload"]}
<style>{stylesheet()}</style>
{parts["css"]}
</head>
<body data-sheet="{sheet}">
<noscript>{_without_script(words, opened.base)}</noscript>
{page}
{data}
{parts["config"]}
{parts["dash"]}
</body>
</html>"""


def no_such_page() -> None:
    """Answer the present request with 404: the page says so in words, machines read the status."""

    @after_this_request
    def _not_found(response: Response) -> Response:
        response.status_code = 404
        return response


def _data(identity: str, text: str) -> str:
    # "<" cannot end the element or open a comment when it is written as an escape, which JSON allows.
    safe = text.replace("<", "\\u003c")
    return f'<script type="application/json" id="{identity}">{safe}</script>'


def _without_script(words: Words, base: str) -> str:
    links = "".join(
        f'<li><a href="{base}/data/{name}">{html.escape(words(f"download.{key}"))}</a></li>'
        for key, name in (("facts", "facts.json"), ("routes", "routes.geojson"), ("documents", "documents.json"))
    )
    return f"<p>{html.escape(words('noscript'))}</p><ul>{links}</ul>"
