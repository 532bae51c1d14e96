"""An itinerary in the panel: its totals, its borders, its obstacles, and its strip."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.itinerary.borders import Crossing
from dashboard.catalogue.itinerary.itinerary import Itinerary, Leg
from dashboard.catalogue.itinerary.limits import Limit
from dashboard.catalogue.itinerary.transshipments import Transshipment, TransshipmentReason
from dashboard.state.view_state import Places
from dashboard.views.context import Context, km_text
from dashboard.views.panel.figures import figure_parts
from dashboard.views.panel.itinerary_strip import strip
from dashboard.views.panel.sources import cited
from dashboard.views.panel.statements import by_weight
from dashboard.views.parts import Children, entity_link, fact_link, isolated, pairs, status_badge


def itinerary_parts(context: Context, itinerary: Itinerary) -> list[Component]:
    """Everything about one itinerary."""
    return [
        _totals(context, itinerary),
        *_borders(context, itinerary),
        *_obstacles(context, itinerary),
        strip(context, itinerary),
    ]


def itinerary_name(context: Context, places: Places) -> str:
    """The name of an itinerary: its ends, and the place between that was requested."""
    words, names = context.words, [context.name_of(place) for place in places]
    ends = f"{names[0]} – {names[-1]}"
    return words("ways.over", ends=ends, place=names[1]) if len(names) > 2 else ends


def _totals(context: Context, itinerary: Itinerary) -> Component:
    words = context.words

    def shares(rows: Mapping[str, float]) -> Component:
        items = [html.Li([name, " ", isolated(km_text(words, km, itinerary.precision))]) for name, km in rows.items()]
        return html.Ul(items, className="km")

    by_country = {words.country(code): km for code, km in itinerary.by_country.items()}
    if itinerary.at_sea_km >= 1:
        by_country[words("length.at_sea")] = itinerary.at_sea_km
    rows: list[tuple[str, Children]] = [
        (words("length.drawn"), isolated(km_text(words, itinerary.length_km, itinerary.precision))),
        (words("filter.mode"), shares({words(f"mode.{mode}"): km for mode, km in itinerary.by_mode.items()})),
        (words("length.by_country"), shares(by_country)),
        (words("corridor.borders"), isolated(words.number(len(itinerary.crossings)))),
    ]
    if itinerary.carries_goods:
        rows.append((words("corridor.transshipments"), transshipments_text(context, itinerary)))
    return pairs(rows)


def transshipments_text(context: Context, itinerary: Itinerary) -> str:
    """The number of known transshipments, how many of each kind, and whether a change of gauge may be missing."""
    words, total = context.words, len(itinerary.transshipments)
    kinds = (
        ("corridor.between_modes", total - itinerary.gauge_changes),
        ("corridor.gauge_changes", itinerary.gauge_changes),
    )
    parts = [words.count(key, number) for key, number in kinds if number]
    parts += [words("corridor.gauge_partly")] if itinerary.unknown_gauges else []
    return f"{words.number(total)} ({words.comma.join(parts)})" if parts else words.number(total)


def _borders(context: Context, itinerary: Itinerary) -> list[Component]:
    """The borders, each with its two countries and how it is crossed, and a note on how they are counted."""
    if not itinerary.crossings:
        return []
    words = context.words
    items = [html.Li(_crossing(context, crossing)) for crossing in itinerary.crossings]
    summary = html.Summary(words.count("corridor.borders_listed", len(items)))
    counted = html.P(words("corridor.borders_counted"), className="hint")
    return [html.Details([summary, html.Ol(items), counted], className="crossings", open=True)]


def _crossing(context: Context, crossing: Crossing) -> list[Component | str]:
    words = context.words
    how = words("corridor.by_sea" if crossing.by_sea else "corridor.by_land")
    pair = f"{words.country(crossing.before)} – {words.country(crossing.after)}"
    ends = context.stretch_name(crossing.start, crossing.end)
    return [f"{pair}{words.comma}{how}: ", html.Span(isolated(ends), className="hint-inline")]


def _obstacles(context: Context, itinerary: Itinerary) -> list[Component]:
    """The known limits of the itinerary, each with its statement or figure."""
    words = context.words
    parts: list[tuple[str, list[Component]]] = [
        ("corridor.idle", [_idle(context, leg) for leg in itinerary.idle]),
        ("corridor.transshipments", [html.Li(change_parts(context, change)) for change in itinerary.transshipments]),
        ("corridor.gauge_unknown", [html.Li(isolated(context.stretch_name(*at))) for at in itinerary.unknown_gauges]),
        ("corridor.ferries", [_ferry(context, leg) for leg in itinerary.ferries]),
        ("corridor.limits", [_limit(context, limit) for limit in itinerary.limits]),
    ]
    lists: list[Component] = [part for key, items in parts if items for part in (html.H4(words(key)), html.Ul(items))]
    if not itinerary.idle:
        lists.insert(0, html.P(words("corridor.all_operate" if lists else "corridor.nothing_known"), className="hint"))
    return [html.Div([html.H3(words("corridor.holds")), *lists], className="holds")]


def _idle(context: Context, leg: Leg) -> Component:
    facts = by_weight(context.catalogue.facts[fact_id] for fact_id in leg.facts)[:2]
    statements = [html.Li(fact_link(context, fact.id)) for fact in facts]
    return html.Li([entity_link(context, leg.route), " ", status_badge(context.words, leg.status), html.Ul(statements)])


def change_parts(context: Context, change: Transshipment) -> list[Component | str]:
    """A transshipment: the change, its place, and its sources."""
    words, names = context.words, [context.name_of(place) for place in change.at]
    if change.change is not TransshipmentReason.GAUGE or change.gauges is None:
        return [words(f"change.{change.change}", place=names[0])]
    before, after = change.gauges
    if len(names) == 1:
        text = words("change.gauge", before=before, after=after, place=names[0])
    else:
        text = words("change.gauge_between", before=before, after=after, start=names[0], end=names[1])
    return [text, *(part for source in change.sources for part in (" ", cited(source)))]


def _ferry(context: Context, leg: Leg) -> Component:
    length = isolated(km_text(context.words, leg.length_km, leg.precision))
    return html.Li([entity_link(context, leg.route), " ", length])


def _limit(context: Context, limit: Limit) -> Component:
    """A project, route or place with its limits: first statements, then figures."""
    statements = [html.Li(fact_link(context, fact)) for fact in limit.facts]
    figures = [html.Li(figure_parts(context.words, figure)) for figure in limit.figures]
    lists = [html.Ul(statements)] if statements else []
    lists += [html.Ul(figures, className="reference")] if figures else []
    return html.Li([entity_link(context, limit.holder), *lists])
