"""Where a figure, a status, a line or a point is from: the curators' words, with a link where they hold an address."""

from typing import Any, Final

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.text.web_addresses import SourcePiece, source_pieces
from dashboard.views.parts import Children, isolated

_LONGEST: Final = 45
"""So many characters of an address are shown; of a longer one the site, and the rest on paper and under the pointer."""


def cited(source: str) -> Component:
    """A source as it is written, each whole address in it a link."""
    return html.Cite(html.Bdi(linked(source)))


def linked(source: str) -> list[Component | str]:
    """The words of a source, each whole address in them a link; a long one is shown by its site."""
    return [piece.text if piece.url is None else _address(piece, piece.url) for piece in source_pieces(source)]


def hosts(source: str) -> list[Component | str]:
    """A source in short: whose pages it names, each a link to its page; all its words where it names none."""
    links: list[Component | str] = []
    for piece in source_pieces(source):
        if piece.url is not None:
            links += [", " if links else "", outside(piece.url, piece.host)]
    return links or [isolated(source)]


def _address(piece: SourcePiece, url: str) -> Component:
    if len(piece.text) <= _LONGEST:
        return outside(url, piece.text)
    return outside(url, f"{piece.host}/…", title=piece.text)


def outside(url: str, children: Children, **attributes: Any) -> Component:  # noqa: ANN401
    """A link to a page of somebody else's, which is told neither the reader's page nor anything of its window."""
    return html.A(
        children,
        href=url,
        target="_blank",
        rel="external noopener noreferrer",
        referrerPolicy="no-referrer",
        **attributes,
    )
