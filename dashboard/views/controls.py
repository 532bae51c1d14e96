"""Form controls as plain HTML. Dash's own set has none of these: its inputs need its renderer, these need nothing."""

from typing import Any, Final

from dash.development.base_component import Component

from dashboard.views.parts import Children

_ATTRIBUTES: Final = (
    *("children", "id", "className", "type", "name", "value", "checked", "role", "placeholder"),
    *("autoComplete", "spellCheck", "maxLength", "dir", "lang", "hidden", "htmlFor", "tabIndex", "title"),
)


class Element(Component):
    """An element of HTML that the server writes (``web/pages/render_html.py``) and Dash's renderer never sees."""

    _namespace = "dash_html_components"

    def __init__(self, tag: str, children: Children | None = None, **attributes: Any) -> None:  # noqa: ANN401
        self._type = tag
        self._children_props = []
        self._base_nodes = ["children"]
        self._valid_wildcard_attributes = self.available_wildcard_properties = ["data-", "aria-"]
        self._prop_names = self.available_properties = list(_ATTRIBUTES)
        inside = {} if children is None else {"children": children}
        super().__init__(**inside, **attributes)  # type: ignore[no-untyped-call]


def check_box(name: str, value: str, label: Children, *, checked: bool) -> Component:
    """One choice of a filter, with what it is called."""
    box = Element("input", type="checkbox", name=name, value=value, checked=checked)
    return Element("label", [box, Element("span", label, className="check-label")], className="check")


def switch(identity: str, label: str, *, on: bool) -> Component:
    """Something that is on or off."""
    box = Element("input", id=identity, type="checkbox", role="switch", checked=on)
    return Element("label", [box, Element("span", label)], className="check switch")
