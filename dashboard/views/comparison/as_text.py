"""An item of the comparison as text, and where it is from."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component


def item_text(item: object) -> str:
    """What is read, without the sources behind it."""
    return " ".join("".join(_texts(item, cited=False)).split())


def sources_of(item: object, origin: str) -> str:
    """The statements that an item links to, as addresses below ``origin``, and the sources that it cites."""
    cited = [" ".join("".join(_texts(cite, cited=True)).split()) for cite in _parts(item, html.Cite)]
    links = (str(getattr(anchor, "href", "")) for anchor in _parts(item, html.A))
    statements = [origin + href for href in links if href.startswith("/fact/")]
    return " ; ".join(dict.fromkeys([*statements, *cited]))


def _texts(item: object, *, cited: bool) -> Iterator[str]:
    """The texts in ``item``; of a long address that is shown in short, the whole one."""
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
