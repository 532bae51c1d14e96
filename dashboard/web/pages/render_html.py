"""Dash's components as plain HTML: the page is there before any script, and without one.

Only the views below the map are given to Dash's renderer, when one of them is opened (``assets/src/dock/dash.js``).
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
"""Attributes of which each is one address."""
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_HTML: Final = dash_html.Div().to_plotly_json()["namespace"]


def as_html(component: Any, behind: Mapping[str, str] = NOTHING, base: str = "") -> str:  # noqa: ANN401 (whatever Dash takes for children)
    """``component`` and all inside it as HTML.

    A component that is no element of HTML needs Dash's renderer, and gives nothing here. ``Markup`` is what was written
    here before.

    Parameters
    ----------
    component
        What Dash takes for children.
    behind
        HTML that follows the element of an id.
    base
        The path below which the atlas is served; it is put before every path of the atlas.
    """
    if component is None or isinstance(component, bool):
        return ""
    if isinstance(component, Markup):
        return str(component)
    if isinstance(component, str | int | float):
        return html.escape(str(component), quote=False)
    if isinstance(component, Iterable) and not isinstance(component, Component):
        return "".join(as_html(child, behind, base) for child in component)
    return _element(component.to_plotly_json(), behind, base)


def _element(component: Mapping[str, Any], behind: Mapping[str, str], base: str) -> str:
    if component["namespace"] != _HTML:
        return ""
    tag, props = component["type"].lower(), component["props"]
    # Sorted: Dash has them in the order of a set, which is another in each process.
    fetched = tag == "img" and str(props.get("src", "")).startswith("/")
    late = ' loading="lazy"' if fetched else ""  # in sight or on paper; Dash has no word for it
    start = f"<{tag}{''.join(_attribute(name, props[name], base) for name in sorted(props))}{late}>"
    whole = start if tag in VOID else f"{start}{as_html(props.get('children'), behind, base)}</{tag}>"
    return whole + behind.get(props.get("id", ""), "")


def _attribute(name: str, value: Any, base: str) -> str:  # noqa: ANN401
    known = ATTRIBUTES.get(name) or (name if name in SAME_NAME or name.startswith(("data-", "aria-")) else None)
    if known is None or value is None or value is False:
        return ""
    if value is True or (known in ("hidden", "open") and value):
        return f" {known}"
    text = _below(base, str(value)) if known in ADDRESSES else str(value)
    return f' {known}="{html.escape(text, quote=True)}"'


def for_renderer(component: Any, base: str = "") -> Any:  # noqa: ANN401 (whatever Dash takes for children)
    """The same components for Dash's renderer, with no more of them than it must have.

    Each component that appears asks all others whether it concerns them: a thousand take seconds. So an element with
    elements of HTML alone in it is handed over empty, and ``data-inside`` has its inside, for
    ``assets/src/dock/dock.js`` to write.

    Parameters
    ----------
    component
        What Dash takes for children.
    base
        The path below which the atlas is served.
    """
    if isinstance(component, list | tuple):
        return [for_renderer(child, base) for child in component]
    if not isinstance(component, Component):
        return component
    handed = copy(component)
    for name in ADDRESSES & vars(component).keys():
        setattr(handed, name, _below(base, getattr(component, name)))
    children = getattr(component, "children", None)
    if children and _is_html(component):
        vars(handed).update({"children": None, "data-inside": as_html(children, base=base)})
    elif children:
        handed.children = for_renderer(children, base)
    return handed


def _is_html(component: Any) -> bool:  # noqa: ANN401 (whatever Dash takes for children)
    """Whether there are but elements of HTML and texts in it."""
    if isinstance(component, list | tuple):
        return all(_is_html(child) for child in component)
    if not isinstance(component, Component):
        return True
    return component._namespace == _HTML and _is_html(getattr(component, "children", None))


def _below(base: str, address: str) -> str:
    """``address`` with ``base`` before it where it is a path of the atlas: not a part of a page, not another host's."""
    return base + address if address.startswith("/") and not address.startswith("//") else address
