"""The items of the comparison as plain text, and their sources."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component


def item_text(item: object) -> str:
    """The text of an item without its sources."""
    return " ".join("".join(_texts(item, cited=False)).split())


def sources_of(item: object, origin: str) -> str:
    """The sources of an item: the addresses below ``origin`` of its statements, and the sources that it cites."""
    cited = [" ".join("".join(_texts(cite, cited=True)).split()) for cite in _parts(item, html.Cite)]
    links = (str(getattr(anchor, "href", "")) for anchor in _parts(item, html.A))
    statements = [origin + href for href in links if href.startswith("/fact/")]
    return " ; ".join(dict.fromkeys([*statements, *cited]))


def _texts(item: object, *, cited: bool) -> Iterator[str]:
    """The texts in ``item``. An address that is shortened on the page is given in full."""
    if isinstance(item, str | int | float):
        yield str(item)
    elif cited and isinstance(item, html.A) and getattr(item, "title", None):
        yield str(getattr(item, "title", ""))
    elif isinstance(item, list | tuple):
        for child in item:
            yield from _texts(child, cited=cited)
    elif isinstance(item, Component) and (cited or not isinstance(item, html.Cite)):
        yield from _texts(getattr(item, "children", None), cited=cited)


def _parts(item: object, kind: type[Component]) -> Iterator[Component]:
    for child in item if isinstance(item, list | tuple) else [item]:
        if isinstance(child, kind):
            yield child
        elif isinstance(child, Component):
            yield from _parts(getattr(child, "children", None), kind)
