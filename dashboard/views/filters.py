"""The filters, and the list of the routes and places on the map."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.filters import FILTERS, UNDATED
from dashboard.catalogue.models import Place, Route
from dashboard.catalogue.vocabulary import WITHDRAWN, Mode, Status
from dashboard.i18n import Words
from dashboard.i18n.collation import SortKey
from dashboard.state.view_state import SWITCHES
from dashboard.views import component_ids as ids
from dashboard.views.context import Context, km_text
from dashboard.views.controls import check_box, switch
from dashboard.views.parts import aria, data, isolated, link, local, mode_sample, plain, plain_title, status_badge

Options = Mapping[str, Sequence[str]]
_SHORT = ("mode", "status")


def filter_panel(context: Context, options: Options, chosen: Mapping[str, Sequence[str]]) -> list[Component]:
    """The filters, a group of boxes for each. The script writes the counts (assets/src/page/facets.js)."""
    words = context.words
    return [
        html.Div(
            [
                html.H2(words("filters.title")),
                html.Button(words("filters.reset"), id="reset", className="quiet", type="button"),
            ],
            className="bar",
        ),
        html.P("", id=ids.STATUS_LINE, role="status", className="status-line"),
        *[_choice(context, name, options[name], chosen.get(name, ())) for name in FILTERS if name not in _SHORT],
        _checks(context, "mode", [m.value for m in Mode if m.value in options["mode"]], chosen.get("mode", ())),
        _checks(context, "status", [s.value for s in Status if s.value in options["status"]], chosen.get("status", ())),
    ]


def switches(context: Context, on: frozenset[str]) -> list[Component]:
    """The switches that show more on the map than the records that pass the filters."""
    words = context.words
    boxes: list[Component] = [switch(f"{name}-shown", words(f"switch.{name}"), on=name in on) for name in SWITCHES]
    return [*boxes, html.P(words("switch.roads_note"), className="hint switch-note")]


def label_of(context: Context, name: str, value: str) -> str:
    """The name of a value of the filter ``name``."""
    words = context.words
    if name == "country":
        return words.country(value)
    if name == "project":
        return context.name_of(value)
    if name == "document":
        return plain_title(words, context.catalogue.documents[value])
    if name == "speaker":
        return plain(words, context.catalogue.speakers[value].names)
    if name == "language":
        return words.language_label(value)
    if name == "year":
        return words("document.undated") if value == UNDATED else value
    return words(f"fact-kind.{value}" if name == "kind" else f"{name}.{value}")


def _choice(context: Context, name: str, values: Sequence[str], chosen: Sequence[str]) -> Component:
    """A long filter, folded unless a value is chosen. Its heading names the values (assets/src/page/filters.js)."""
    labelled = ((label_of(context, name, value), value) for value in values)
    rows = sorted(labelled, key=lambda row: context.words.sort_key(row[0]))
    boxes = [_box(name, value, [label], chosen) for label, value in rows]
    values_text = ", ".join(label for label, value in rows if value in chosen) or context.words("filters.any")
    heading = [html.Span(context.words(f"filter.{name}")), html.Span(values_text, className="chosen")]
    group = html.Div(boxes, className="checks", role="group", **aria(label=context.words(f"filter.{name}")))
    is_partial = context.catalogue.large and len(values) < context.catalogue.counts.get(f"{name}s", 0)
    note = [html.P(context.words("filters.most_said"), className="hint")] if is_partial else []
    return html.Details(
        [html.Summary(heading), *note, group],
        id=ids.filter_id(name),
        className="filter",
        open=bool(chosen),
    )


def _checks(context: Context, name: str, codes: list[str], chosen: Sequence[str]) -> Component:
    """A short filter, never folded, with the samples of the map."""
    words = context.words
    heading = html.H3(words(f"filter.{name}"), id=f"{ids.filter_id(name)}-name")
    boxes = [_box(name, code, [_sample(words, name, code)], chosen) for code in codes]
    group = html.Div(boxes, className="checks", role="group", **aria(labelledby=f"{ids.filter_id(name)}-name"))
    return html.Div([heading, group], id=ids.filter_id(name), className="filter")


def _sample(words: Words, name: str, code: str) -> Component:
    return mode_sample(words, Mode(code)) if name == "mode" else status_badge(words, Status(code))


def _box(name: str, value: str, label: list[Component | str], chosen: Sequence[str]) -> Component:
    count = html.Span("", className="count", **data(count=f"{name}:{value}"))
    return check_box(name, value, [*label, count], checked=value in chosen)


def feature_list(context: Context) -> list[Component]:
    """The routes and places of the map as links. Filters hide items of this list too."""
    words, catalogue = context.words, context.catalogue

    def by_name(record: Route | Place) -> SortKey:
        return words.sort_key(plain(words, record.names))

    route_items = []
    for route in sorted(catalogue.routes.values(), key=by_name):
        precision = context.precision_of([route])
        parts: list[Component | str] = [
            html.Span(className=f"mode-sample mode-{route.segments[0].mode}"),
            link(f"/route/{route.id}", local(words, route.names)),
            html.Span(isolated(km_text(words, context.length_km(route), precision)), className="km-total"),
        ]
        withdrawn = {"withdrawn": "yes"} if all(segment.status in WITHDRAWN for segment in route.segments) else {}
        attributes = data(entity=route.id, **withdrawn)
        route_items.append(html.Li(parts, **attributes))
    place_items = [
        html.Li(link(f"/place/{place.id}", local(words, place.names)), **data(entity=place.id))
        for place in sorted(catalogue.places.values(), key=by_name)
    ]
    return [
        html.H2(words("list.title")),
        html.P(words("filters.empty"), id="empty-result", hidden=True, className="empty"),
        html.H3(words("list.routes")),
        html.Ul(route_items, className="feature-list", id="feature-list-routes"),
        html.Details(
            [
                html.Summary(words("list.places")),
                html.Ul(place_items, className="feature-list", id="feature-list-places"),
            ]
        ),
    ]
