"""oEmbed 1.0 (https://oembed.com): other sites turn a link to a page of the atlas into a frame that shows it."""

from dataclasses import dataclass
from html import escape
from typing import Any, Final
from urllib.parse import quote, unquote, urlencode

from dashboard.map.svg.link_preview import HEIGHT_PX, WIDTH_PX
from dashboard.web.pages.embed import PREFIX, split_embedded

Json = dict[str, Any]
PATH: Final = "/oembed"
WIDTH, HEIGHT = 800, 500
"""Pixels of the frame, where less is not asked for."""
CACHE_SECONDS: Final = 86_400


def oembed_link(origin: str, page: str) -> str:
    """Where the oEmbed of the page at the whole address ``page`` is."""
    return f"{origin}{PATH}?{urlencode({'url': page, 'format': 'json'})}"


def own_path(url: str, origin: str) -> tuple[str, str] | None:
    """Path and query of a whole address of this atlas, without the frame's ``/embed``; None for any other address."""
    path = url.removeprefix(origin)
    if path == url or (not path.startswith(("/", "?", "#")) and path):
        return None
    own, _, query = path.partition("#")[0].partition("?")
    return split_embedded(unquote(own) or "/")[0], query


@dataclass(frozen=True)
class LinkedPage:
    """A page as a link to it is shown: its title, the atlas's, and the path of the picture."""

    path: str
    query: str
    title: str
    atlas: str
    picture: str


def oembed(origin: str, page: LinkedPage, most: tuple[int, int]) -> Json:
    """The answer for one page.

    Parameters
    ----------
    origin
        What addresses of the atlas begin with.
    page
        What is shown.
    most
        Width and height in pixels that the frame may have.
    """
    width, height = (min(size, limit) for size, limit in zip((WIDTH, HEIGHT), most, strict=True))
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
