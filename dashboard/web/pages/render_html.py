"""Writes Dash's components as plain HTML, so that the page needs no script.

Only the views below the map go to Dash's renderer, when one of them is opened (``assets/src/dock/dash.js``).
"""

import html
from collections.abc import Iterable, Mapping
from copy import copy
from types import MappingProxyType
from typing import Any, Final

from dash import html as dash_html
from dash.development.base_component import Component
from markupsafe import Markup

VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
ATTRIBUTES: Final = {
    "className": "class",
    "htmlFor": "for",
    "tabIndex": "tabindex",
    "colSpan": "colspan",
    "rowSpan": "rowspan",
    "dateTime": "datetime",
    "hrefLang": "hreflang",
    "srcSet": "srcset",
    "autoComplete": "autocomplete",
    "spellCheck": "spellcheck",
    "maxLength": "maxlength",
}
SAME_NAME: Final = frozenset(
    {"id", "href", "src", "alt", "lang", "dir", "role", "title", "type", "target", "rel", "hidden", "open", "name"}
    | {"value", "width", "height", "scope", "download", "checked", "placeholder"}
)
ADDRESSES: Final = frozenset({"href", "src"})
"""The attributes whose value is an address."""
NO_HTML: Final[Mapping[str, str]] = MappingProxyType({})
_HTML: Final = dash_html.Div().to_plotly_json()["namespace"]


def as_html(component: Any, following: Mapping[str, str] = NO_HTML, base: str = "") -> str:  # noqa: ANN401 (whatever Dash takes for children)
    """``component`` and its children as HTML.

    A component that is not an HTML element needs Dash's renderer; here it gives no text. ``Markup`` is earlier output
    of this function.

    Parameters
    ----------
    component
        Whatever Dash takes for children.
    following
        By the id of an element, HTML that follows it.
    base
        The path below which the atlas is served; every path of the atlas gets it as a prefix.
    """
    if component is None or isinstance(component, bool):
        return ""
    if isinstance(component, Markup):
        return str(component)
    if isinstance(component, str | int | float):
        return html.escape(str(component), quote=False)
    if isinstance(component, Iterable) and not isinstance(component, Component):
        return "".join(as_html(child, following, base) for child in component)
    return _element(component.to_plotly_json(), following, base)


def _element(component: Mapping[str, Any], following: Mapping[str, str], base: str) -> str:
    if component["namespace"] != _HTML:
        return ""
    tag, props = component["type"].lower(), component["props"]
    fetched = tag == "img" and str(props.get("src", "")).startswith("/")
    lazy = ' loading="lazy"' if fetched else ""  # Dash has no property for it
    # Sorted: Dash has properties in the order of a set, which differs between processes.
    start = f"<{tag}{''.join(_attribute(name, props[name], base) for name in sorted(props))}{lazy}>"
    element = start if tag in VOID else f"{start}{as_html(props.get('children'), following, base)}</{tag}>"
    return element + following.get(props.get("id", ""), "")


def _attribute(name: str, value: Any, base: str) -> str:  # noqa: ANN401
    known = ATTRIBUTES.get(name) or (name if name in SAME_NAME or name.startswith(("data-", "aria-")) else None)
    if known is None or value is None or value is False:
        return ""
    if value is True or (known in ("hidden", "open") and value):
        return f" {known}"
    text = _below(base, str(value)) if known in ADDRESSES else str(value)
    return f' {known}="{html.escape(text, quote=True)}"'


def for_renderer(component: Any, base: str = "") -> Any:  # noqa: ANN401 (whatever Dash takes for children)
    """The same components for Dash's renderer, as few as possible.

    The renderer compares each new component with all others: a thousand take seconds. So an element that contains only
    HTML elements goes there empty, with its content in ``data-inside``; ``assets/src/dock/dock.js`` writes that.

    Parameters
    ----------
    component
        Whatever Dash takes for children.
    base
        The path below which the atlas is served.
    """
    if isinstance(component, list | tuple):
        return [for_renderer(child, base) for child in component]
    if not isinstance(component, Component):
        return component
    prepared = copy(component)
    for name in ADDRESSES & vars(component).keys():
        setattr(prepared, name, _below(base, getattr(component, name)))
    children = getattr(component, "children", None)
    if children and _is_html(component):
        vars(prepared).update({"children": None, "data-inside": as_html(children, base=base)})
    elif children:
        prepared.children = for_renderer(children, base)
    return prepared


def _is_html(component: Any) -> bool:  # noqa: ANN401 (whatever Dash takes for children)
    """Whether it contains only HTML elements and texts."""
    if isinstance(component, list | tuple):
        return all(_is_html(child) for child in component)
    if not isinstance(component, Component):
        return True
    return component.to_plotly_json()["namespace"] == _HTML and _is_html(getattr(component, "children", None))


def _below(base: str, address: str) -> str:
    """``address`` with the prefix ``base`` where it is a path of the atlas: no fragment, and on no other host."""
    return base + address if address.startswith("/") and not address.startswith("//") else address
