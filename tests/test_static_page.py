"""The page as plain HTML: what Dash would show, with nothing that a browser could take for markup."""

import dash_mantine_components as dmc
import pytest
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.static_page import as_html, lighten


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
        (dmc.MantineProvider(html.P("in")), "<p>in</p>"),
    ],
)
def test_a_component_as_html(component: Component, expected: str) -> None:
    got = as_html(component, "")
    # Dash keeps an order of attributes of its own.
    assert sorted(got.replace(">", " > ").split()) == sorted(expected.replace(">", " > ").split())


def test_the_map_is_its_picture() -> None:
    page = html.Section([dcc.Graph(id="map"), html.P("beside")])
    assert as_html(page, "<svg></svg>") == "<section><svg></svg><p>beside</p></section>"


def test_controls_are_shown_with_their_words() -> None:
    group = dmc.CheckboxGroup([dmc.Checkbox(label="railway <1>", value="rail")], label="Mode")
    select = dmc.MultiSelect(label="Country", placeholder="Any", data=["AZ"])
    still = as_html([group, select], "")
    assert "railway &lt;1&gt;" in still
    assert ">Mode<" in still
    assert ">Country<" in still
    assert ">Any<" in still


def test_what_is_plain_is_not_given_to_dash_a_second_time() -> None:
    page = html.Div([html.Ul([html.Li("Baku")], id="twin-places"), html.Ul([html.Li("x")], id="other")])
    assert as_html(page, "").count("<li>") == 2
    lighten(page)
    kept, other = page.children
    assert kept.children is None
    assert "data-kept" in kept.to_plotly_json()["props"]
    assert other.children[0].children == "x"


def test_what_needs_a_script_stays_with_dash() -> None:
    page = html.Div(html.Div([html.P("a"), dmc.Checkbox(label="b", value="c")], id="panel"))
    lighten(page)
    assert page.children.children[0].children == "a"
