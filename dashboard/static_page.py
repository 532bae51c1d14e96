"""The page as plain HTML, from the components that Dash will render: read at once, and all there is without scripts.

Links, text and foldings work as they are. Controls that need scripts are shown as still pictures of themselves, so that
nothing moves when the live page takes its place (``assets/first_picture.js``).
"""

import html
from collections.abc import Iterable
from typing import Any, Final

from dash import dcc
from dash import html as dash_html
from dash.development.base_component import Component

KEPT: Final = frozenset({"panel", "twin-routes", "twin-places", "legend", "take-shown"})
"""Ids of elements whose inside Dash is not given: what the server wrote is moved into them as it is."""
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
}
SAME_NAME: Final = frozenset(
    {"id", "href", "src", "alt", "lang", "dir", "role", "title", "type", "target", "rel", "hidden", "open", "name"}
    | {"value", "width", "height", "scope", "download"}
)
LABEL: Final = "mantine-InputWrapper-label"


def as_html(component: Any, picture: str) -> str:  # noqa: ANN401 (whatever Dash takes for children)
    """``component`` and all inside it as HTML, with ``picture`` in place of the map."""
    if component is None or isinstance(component, bool):
        return ""
    if isinstance(component, str | int | float):
        return html.escape(str(component), quote=False)
    if isinstance(component, Iterable) and not isinstance(component, Component):
        return "".join(as_html(one, picture) for one in component)
    if isinstance(component, dcc.Graph):
        return picture
    if component._namespace == dash_html.Div()._namespace:
        return _element(component, picture)
    return _still(component, picture)


def lighten(component: Any) -> None:  # noqa: ANN401
    """Take out of a layout what the browser has as HTML already: Dash's time grows with the number of its components.

    Each element of ``KEPT`` with nothing but plain elements inside is emptied and marked ``data-kept``; the script
    ``first_picture.js`` fills it from the still page.
    """
    if isinstance(component, list | tuple):
        for one in component:
            lighten(one)
    elif isinstance(component, Component):
        children = getattr(component, "children", None)
        identity = getattr(component, "id", None)  # a dictionary where a callback is for many
        if isinstance(identity, str) and identity in KEPT and children and _plain(children):
            component.children = None
            setattr(component, "data-kept", "")
        else:
            lighten(children)


def _plain(component: Any) -> bool:  # noqa: ANN401
    """Whether a component and all inside it are elements of HTML, which need no script."""
    if isinstance(component, list | tuple):
        return all(_plain(one) for one in component)
    if isinstance(component, Component):
        return component._namespace == dash_html.Div()._namespace and _plain(getattr(component, "children", None))
    return True


def _element(component: Component, picture: str) -> str:
    tag = component._type.lower()
    given = component.to_plotly_json()["props"]
    start = f"<{tag}{''.join(_attribute(name, value) for name, value in given.items())}>"
    return start if tag in VOID else f"{start}{as_html(given.get('children'), picture)}</{tag}>"


def _attribute(name: str, value: Any) -> str:  # noqa: ANN401
    known = ATTRIBUTES.get(name) or (name if name in SAME_NAME or name.startswith(("data-", "aria-")) else None)
    if known is None or value is None or value is False:
        return ""
    if value is True or (known in ("hidden", "open") and value):
        return f" {known}"
    return f' {known}="{html.escape(str(value), quote=True)}"'


def _still(component: Component, picture: str) -> str:
    """What a component of another library looks like before it lives; only what holds others is known in general."""
    inside = as_html(getattr(component, "children", None), picture)
    label = as_html(getattr(component, "label", None), picture)
    kind = component._type
    if kind in ("Checkbox", "Switch"):
        return f'<div class="still-{kind.lower()}"><i></i>{label}</div>'
    if kind in ("Select", "MultiSelect"):
        hint = as_html(getattr(component, "placeholder", None), picture)
        inside = f'<p class="still-box">{hint}</p>'
    return (
        f'<div class="mantine-InputWrapper-root"><span class="{LABEL}">{label}</span>{inside}</div>'
        if label
        else inside
    )
