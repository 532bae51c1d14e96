"""Dash components as plain HTML, with all texts escaped."""

import pytest
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.views.controls import check_box, switch
from dashboard.web.pages.render_html import as_html


@pytest.mark.parametrize(
    ("component", "expected"),
    [
        (html.P("a < b & c"), "<p>a &lt; b &amp; c</p>"),
        (html.P(["one ", html.B("two"), 3, None]), "<p>one <b>two</b>3</p>"),
        (html.A("x", href='/a"b', className="nav"), '<a href="/a&quot;b" class="nav">x</a>'),
        (html.Div(id="one", hidden=True), '<div id="one" hidden></div>'),
        (html.Div(hidden=False), "<div></div>"),
        (html.Img(src="data:,", alt=""), '<img src="data:," alt="">'),
        (html.H2("t", tabIndex=-1, lang="ar"), '<h2 tabindex="-1" lang="ar">t</h2>'),
        (
            html.Button("b", **{"data-sheet": "map", "aria-pressed": "false"}),
            '<button data-sheet="map" aria-pressed="false">b</button>',
        ),
        (html.Details([html.Summary("s")], open=True), "<details open><summary>s</summary></details>"),
        (html.Div(style={"color": "red"}), "<div></div>"),
        (dcc.Store(id="page"), ""),
    ],
)
def test_a_component_as_html(component: Component, expected: str) -> None:
    rendered = as_html(component)
    # The order of attributes is not tested.
    assert sorted(rendered.replace(">", " > ").split()) == sorted(expected.replace(">", " > ").split())


def test_html_can_follow_an_element() -> None:
    page = html.Section([html.Div(id="map"), html.P("beside")])
    assert as_html(page, {"map": "<svg></svg>"}) == '<section><div id="map"></div><svg></svg><p>beside</p></section>'


def test_controls_of_forms_are_plain_html() -> None:
    box = as_html(check_box("mode", "rail", ["railway <1>"], checked=True))
    assert '<input checked name="mode" type="checkbox" value="rail">' in box
    assert "railway &lt;1&gt;" in box
    assert "checked" not in as_html(switch("others", "Hide", on=False))
