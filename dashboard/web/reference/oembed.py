"""oEmbed 1.0 (https://oembed.com): other sites turn a link to a page of the atlas into a frame with the page."""

from dataclasses import dataclass
from html import escape
from typing import Any, Final
from urllib.parse import quote, unquote, urlencode

from dashboard.map.svg.link_preview import HEIGHT_PX, WIDTH_PX
from dashboard.web.pages.embed import PREFIX, split_embedded

Json = dict[str, Any]
PATH: Final = "/oembed"
WIDTH, HEIGHT = 800, 500
"""The default size of the frame in pixels."""
CACHE_SECONDS: Final = 86_400


def oembed_link(origin: str, page: str) -> str:
    """The address of the oEmbed answer for the page with the absolute address ``page``."""
    return f"{origin}{PATH}?{urlencode({'url': page, 'format': 'json'})}"


def own_path(url: str, origin: str) -> tuple[str, str] | None:
    """Path and query of an absolute address of this atlas, without ``/embed``; None for any other address."""
    path = url.removeprefix(origin)
    if path == url or (not path.startswith(("/", "?", "#")) and path):
        return None
    page_path, _, query = path.partition("#")[0].partition("?")
    return split_embedded(unquote(page_path) or "/")[0], query


@dataclass(frozen=True)
class LinkedPage:
    """A page as other sites show a link to it: its title, the atlas's title, and the path of its picture."""

    path: str
    query: str
    title: str
    atlas: str
    picture: str


def oembed(origin: str, page: LinkedPage, largest: tuple[int, int]) -> Json:
    """The answer for one page.

    Parameters
    ----------
    origin
        The beginning of all addresses of the atlas.
    page
        The page in the frame.
    largest
        The largest width and height of the frame, in pixels.
    """
    width, height = (min(size, limit) for size, limit in zip((WIDTH, HEIGHT), largest, strict=True))
    address = f"{origin}{PREFIX}{quote(page.path)}{f'?{page.query}' if page.query else ''}"
    frame = (
        f'<iframe src="{escape(address)}" width="{width}" height="{height}" title="{escape(page.title)}" '
        'loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )
    return {
        "type": "rich",
        "version": "1.0",
        "title": page.title,
        "provider_name": page.atlas,
        "provider_url": f"{origin}/",
        "cache_age": CACHE_SECONDS,
        "width": width,
        "height": height,
        "html": frame,
        "thumbnail_url": f"{origin}{page.picture}",
        "thumbnail_width": WIDTH_PX,
        "thumbnail_height": HEIGHT_PX,
    }
