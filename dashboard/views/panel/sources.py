"""The sources of figures, statuses, segments and places, with their web addresses as links."""

from typing import Any, Final

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.text.web_addresses import SourcePiece, source_pieces
from dashboard.views.parts import Children, isolated

_LONGEST: Final = 45
"""The most characters of an address. A longer one is shortened to its site; its tooltip and paper have all of it."""


def cited(source: str) -> Component:
    """A source, each complete address in it a link."""
    return html.Cite(html.Bdi(source_parts(source)))


def source_parts(source: str) -> list[Component | str]:
    """The text of a source, each complete address in it a link; a long address is shortened to its site."""
    return [piece.text if piece.url is None else _address(piece, piece.url) for piece in source_pieces(source)]


def hosts(source: str) -> list[Component | str]:
    """A source in short: the sites that it names as links; its text where it names none."""
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
    """A link to another site, which learns neither the reader's page nor anything of the window."""
    return html.A(
        children,
        href=url,
        target="_blank",
        rel="external noopener noreferrer",
        referrerPolicy="no-referrer",
        **attributes,
    )
