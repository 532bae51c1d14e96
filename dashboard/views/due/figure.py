"""A history of due dates as a Plotly figure, for the dock. ``due.svg`` draws the same in small."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from dashboard.catalogue.due.history import DueHistory, NamedDate
from dashboard.views.context import Context
from dashboard.views.dock.charts import ACCENT, LINE, MUTED, PANEL, WARN, Figure, annotation, base_layout, written
from dashboard.views.due.scale import YearScale, due_years, naming_year, year_of
from dashboard.views.due.svg import mark_text, opens

_HEIGHT_PX: Final = 380
_MARGIN: Final = {"l": 16, "r": 16, "t": 30, "b": 44}
_YEARS_PX = 52
_HOVER_CHARACTERS = 56
_ROOM = 0.02
"""The part of the axes beyond their last year: Plotly notices the pointer inside the axes only."""
_MARKER_PX: Final = {"statement": 9, "figure": 17}


def due_figure(context: Context, history: DueHistory, today: date) -> Figure:
    """The figure: to the right the day of the statement, upwards the due date; ``today`` is a dashed line."""
    words, scale = context.words, YearScale.containing(history.ordered_dates)
    rtl = words.direction == "rtl"
    layout = base_layout(words, _HEIGHT_PX, {**_MARGIN, "r" if rtl else "l": _YEARS_PX})
    span = [scale.first, scale.last + _ROOM * (scale.last - scale.first)]
    years = {"tickvals": [year + 0.5 for year in scale.ticks], "ticktext": [str(year) for year in scale.ticks]}
    axis: Figure = {"tickmode": "array", **years, "tickfont": {"color": MUTED, "size": 12}}
    title = {"text": written(words, words("due.axis_said")), "font": {"color": MUTED, "size": 12}, "standoff": 6}
    layout["xaxis"] |= {**axis, "range": span[::-1] if rtl else span, "title": title}
    layout["yaxis"] |= {**axis, "range": span}
    ends = {"x0": scale.first, "y0": scale.first, "x1": scale.last, "y1": scale.last}
    diagonal = {"type": "line", "layer": "below", **ends, "line": {"color": MUTED, "width": 1.5, "dash": "dot"}}
    layout["shapes"] = [*_years(scale), diagonal, *_today(scale, today)]
    layout["annotations"] = _texts(context, scale)
    thin = {"mode": "lines", "line": {"color": MUTED, "width": 1}, "hoverinfo": "skip"}
    line = {**_trace(history.ordered_dates), **thin}  # from each due date to the next
    return {"data": [line, _spans(history), *_marks(context, history)], "layout": layout}


def _years(scale: YearScale) -> list[Figure]:
    """The lines between the years of both axes."""
    first, last = scale.first, scale.last
    thin: Figure = {"type": "line", "layer": "below", "line": {"color": LINE, "width": 1}}
    across = [{**thin, "x0": first, "x1": last, "y0": year, "y1": year} for year in scale.edges]
    return [*across, *({**thin, "x0": year, "x1": year, "y0": first, "y1": last} for year in scale.edges)]


def _today(scale: YearScale, today: date) -> list[Figure]:
    at = year_of(today)
    if not scale.first <= at <= scale.last:
        return []
    line = {"color": WARN, "width": 1.5, "dash": "dash"}
    return [{"type": "line", "x0": at, "x1": at, "y0": scale.first, "y1": scale.last, "line": line}]


def _texts(context: Context, scale: YearScale) -> list[Figure]:
    words = context.words
    small = {"color": MUTED, "size": 12}
    up = annotation(
        words, written(words, words("due.axis_due")), scale.first, 1, yref="paper", yanchor="bottom", font=small
    )
    middle = (scale.first + scale.last) / 2
    diagonal = annotation(words, written(words, words("due.diagonal")), middle, middle, font=small)
    return [up, {**diagonal, "xshift": -8 if words.direction == "rtl" else 8, "yanchor": "top"}]


def _spans(history: DueHistory) -> Figure:
    """The bars over the days that each due date can mean."""
    dates = history.ordered_dates
    x = [at for dated in dates for at in (naming_year(dated), naming_year(dated), None)]
    y = [at for dated in dates for at in (*due_years(dated), None)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "opacity": 0.4,
        "line": {"color": ACCENT, "width": 3},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _marks(context: Context, history: DueHistory) -> list[Figure]:
    """The rings of figures, then the dots of statements, so that a dot of the same day is inside the ring."""
    traces = []
    for kind in ("figure", "statement"):
        dates = [dated for dated in history.ordered_dates if (dated.figure is None) == (kind == "statement")]
        if dates:
            traces.append({**_trace(dates), **_marker(context, dates, kind)})
    return traces


def _trace(dates: Sequence[NamedDate]) -> Figure:
    return {
        "type": "scatter",
        "x": [naming_year(dated) for dated in dates],
        "y": [due_years(dated)[1] for dated in dates],
        "cliponaxis": False,
        "showlegend": False,
    }


def _marker(context: Context, dates: list[NamedDate], kind: str) -> Figure:
    words = context.words
    return {
        "mode": "markers",
        "name": words(f"due-key.{kind}"),
        "hovertext": [written(words, mark_text(context, dated), _HOVER_CHARACTERS) for dated in dates],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [opens(dated) for dated in dates],
        "marker": {
            "symbol": "circle",
            "size": _MARKER_PX[kind],
            "color": ACCENT if kind == "statement" else PANEL,
            "opacity": 1 if kind == "statement" else 0.85,
            "line": {"color": ACCENT, "width": 2},
        },
    }
