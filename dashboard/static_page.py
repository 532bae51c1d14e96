"""Dash's components as plain HTML: the page is there before any script, and without one.

Only the views below the map are given to Dash's renderer, when one of them is opened (``assets/dock_live.js``).
"""

import html
from collections.abc import Iterable, Mapping
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
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_HTML: Final = dash_html.Div()._namespace


def as_html(component: Any, behind: Mapping[str, str] = NOTHING) -> str:  # noqa: ANN401 (whatever Dash takes for children)
    """``component`` and all inside it as HTML.

    A component that is no element of HTML needs Dash's renderer, and gives nothing here. ``Markup`` is what was written
    here before.

    Args:
        component: what Dash takes for children.
        behind: HTML that follows the element of an id.
    """
    if component is None or isinstance(component, bool):
        return ""
    if isinstance(component, Markup):
        return str(component)
    if isinstance(component, str | int | float):
        return html.escape(str(component), quote=False)
    if isinstance(component, Iterable) and not isinstance(component, Component):
        return "".join(as_html(one, behind) for one in component)
    return _element(component, behind) if component._namespace == _HTML else ""


def _element(component: Component, behind: Mapping[str, str]) -> str:
    tag = component._type.lower()
    given = component.to_plotly_json()["props"]
    # Sorted: Dash has them in the order of a set, which is another in each process.
    start = f"<{tag}{''.join(_attribute(name, given[name]) for name in sorted(given))}>"
    whole = start if tag in VOID else f"{start}{as_html(given.get('children'), behind)}</{tag}>"
    return whole + behind.get(given.get("id", ""), "")


def _attribute(name: str, value: Any) -> str:  # noqa: ANN401
    known = ATTRIBUTES.get(name) or (name if name in SAME_NAME or name.startswith(("data-", "aria-")) else None)
    if known is None or value is None or value is False:
        return ""
    if value is True or (known in ("hidden", "open") and value):
        return f" {known}"
    return f' {known}="{html.escape(str(value), quote=True)}"'
