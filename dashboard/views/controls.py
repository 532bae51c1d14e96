"""Form controls as plain HTML, because the controls of Dash need its renderer."""

from typing import Any, Final

from dash.development.base_component import Component

from dashboard.views.parts import Children

_ATTRIBUTES: Final = (
    *("children", "id", "className", "type", "name", "value", "checked", "role", "placeholder"),
    *("autoComplete", "spellCheck", "maxLength", "dir", "lang", "hidden", "htmlFor", "tabIndex", "title"),
)


class Element(Component):
    """An HTML element that only the server renders (``web/pages/render_html.py``), never Dash's renderer."""

    _namespace = "dash_html_components"

    def __init__(self, tag: str, children: Children | None = None, **attributes: Any) -> None:  # noqa: ANN401
        self._type = tag
        self._children_props = []
        self._base_nodes = ["children"]
        self._valid_wildcard_attributes = self.available_wildcard_properties = ["data-", "aria-"]
        self._prop_names = self.available_properties = list(_ATTRIBUTES)
        content = {} if children is None else {"children": children}
        super().__init__(**content, **attributes)  # type: ignore[no-untyped-call]


def check_box(name: str, value: str, label: Children, *, checked: bool) -> Component:
    """A check box for one value of a filter."""
    box = Element("input", type="checkbox", name=name, value=value, checked=checked)
    return Element("label", [box, Element("span", label, className="check-label")], className="check")


def switch(element_id: str, label: str, *, on: bool) -> Component:
    """A switch."""
    box = Element("input", id=element_id, type="checkbox", role="switch", checked=on)
    return Element("label", [box, Element("span", label)], className="check switch")
