"""The frame of the page: header, filters, map, panel and dock in their places."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.map.features import ALL_FROM_ZOOM, MOST_PASSING
from dashboard.views import component_ids as ids
from dashboard.views.context import Context
from dashboard.views.parts import aria, data, isolated, local


@dataclass(frozen=True)
class Parts:
    """The parts that the frame places.

    ``home`` is whether nothing is selected. ``address`` is printed on paper, ``caption`` stands below an embedded map.
    ``stories`` are the cards of the first page, which a phone shows above its map.
    """

    header: Component | str
    panel: Sequence[Component | str]
    filters: Sequence[Component | str]
    corridor: list[Component]
    feature_list: Sequence[Component | str]
    legend: Component | str
    time: Sequence[Component]
    panel_note: Sequence[Component]
    switches: list[Component]
    notices: list[Component]
    dock: Component
    home: bool
    address: str
    caption: tuple[Component, ...] = ()
    stories: Sequence[Component | str] = ()


_MAP_BUTTONS: tuple[tuple[str, str], ...] = (
    ("zoom_in", "+"),
    ("zoom_out", "−"),
    ("pan_north", "↑"),
    ("pan_west", "←"),
    ("pan_east", "→"),
    ("pan_south", "↓"),
    ("show_all", "⤢"),
)


def page(context: Context, parts: Parts) -> Component:
    """The whole page in the context's language."""
    return html.Div(
        [
            html.A(context.words("skip"), href="#panel", className="skip"),
            parts.header,
            _on_paper(context, parts.address),
            html.Div(parts.notices, id=ids.NOTICES, role="status"),
            *_opening(context, parts),
            html.Main(
                [_filters(context, parts), _map_column(context, parts), _panel(context, parts), _handle(context)]
            ),
            *parts.caption,
            _bottom_bar(context),
        ],
        className="atlas",
    )


def _opening(context: Context, parts: Parts) -> list[Component]:
    """The headline and the stories above the map of a phone, which has no panel beside it."""
    if not parts.stories:
        return []
    headline = context.words.headline
    return [
        html.Section(
            [html.H2(local(context.words, context.words.identity.headline)), *parts.stories],
            id="opening",
            **aria(label=headline),
        )
    ]


def _on_paper(context: Context, address: str) -> Component:
    """The head of a printed page: the name of the atlas and the address (assets/src/page/paper.js)."""
    return html.Div(
        [html.B(context.words.title), html.Span(isolated(address), className="printed-address")], id="on-paper"
    )


def _filters(context: Context, parts: Parts) -> Component:
    switches = html.Div(parts.switches, className="switches")
    return html.Aside(
        [*parts.filters, switches, *parts.corridor, *parts.feature_list],
        id="filters",
        **aria(label=context.words("filters.title")),
    )


def _map_column(context: Context, parts: Parts) -> Component:
    """The map, and below it the dock."""
    return html.Div([_map(context), _foot(context, parts), parts.dock], className="middle")


def _map(context: Context) -> Component:
    words = context.words
    buttons = [
        html.Button(sign, id=f"{name.replace('_', '-')}", type="button", **aria(label=words(f"map.{name}")))
        for name, sign in _MAP_BUTTONS
    ]
    return html.Section(
        [
            html.Div(id=ids.MAP, className="map"),
            html.Div(buttons, className="map-buttons"),
            html.Div(id="map-pick", hidden=True, role="dialog", **aria(label=words("map.pick"))),
            html.Div(
                [
                    _hint(context),
                    html.Button(words("map.view_back"), id="view-back", type="button", className="quiet", hidden=True),
                ],
                className="map-told",
            ),
            html.P(
                words("map.failed"),
                id="map-failed",
                hidden=True,
                role="alert",
                **data(unloaded=words("map.unloaded"), lost=words("map.lost")),
            ),
        ],
        className="map-area",
        **aria(label=words("map.area")),
        **data(map=words("map.title")),
    )


def _foot(context: Context, parts: Parts) -> Component:
    """The line below the map: the day, the legend, the scale and the attribution."""
    words = context.words
    scale = html.Div([html.Span(className="scale-bar"), html.Span(className="scale-text")], id="map-scale")
    more = {"zoom": ALL_FROM_ZOOM, "n": words.number(MOST_PASSING)}
    far: list[Component | str] = [html.Span(words("map.far_views", **more)), " "] if context.catalogue.large else []
    attribution = html.P(
        [*far, html.Span(_attribution(context)), " ", html.Span(words("map.borders"), className="borders")],
        className="attribution",
    )
    return html.Div([*parts.time, parts.legend, scale, attribution], className="map-foot")


def _attribution(context: Context) -> list[Component | str]:
    """The attribution of the map's data, with that of the deployment's own basemap, if any."""
    if not context.own_basemap:
        return [context.words("map.attribution")]
    before, after = context.words("map.attribution_own_basemap", basemap="\n").split("\n")
    pieces = [
        text if address is None else html.A(text, href=address, target="_blank", rel="noopener")
        for text, address in context.own_basemap
    ]
    return [before, html.Bdi(pieces), after]


def _hint(context: Context) -> Component:
    """The hint for new readers, until they close it (assets/boot.js, assets/src/page/header.js)."""
    words = context.words
    close = html.Button("×", id="hint-close", type="button", **aria(label=words("map.close")))
    texts = [html.Span(words(f"map.{key}"), className=f"map-{key}") for key in ("hint", "hint_touch")]
    return html.Div([html.P(texts), close], id="hint")


def _panel(context: Context, parts: Parts) -> Component:
    back = html.Button(context.words("back"), id="back", type="button", className="quiet back", hidden=parts.home)
    return html.Section(
        [back, *parts.panel_note, html.Div(parts.panel, id=ids.PANEL)],
        id="panel-area",
        tabIndex=-1,
        **aria(label=context.words("panel.title")),
    )


def _handle(context: Context) -> Component:
    """The handle that sets the height of a phone's sheet (assets/src/page/sheets.js)."""
    words = context.words
    heights = {name: words(f"sheet.{name}") for name in ("low", "half", "whole")}
    return html.Button(
        html.Span(className="grip"),
        id="sheet-handle",
        type="button",
        **aria(label=words("sheet.height")),
        **data(**heights),
    )


def _bottom_bar(context: Context) -> Component:
    """The buttons of a phone's sheets."""
    words = context.words
    buttons = [
        html.Button(words(f"sheet.{name}"), type="button", **data(sheet=name), **aria(pressed="false"))
        for name in ("filters", "map", "panel")
    ]
    return html.Nav(buttons, className="sheets", **aria(label=words("sheet.title")))
