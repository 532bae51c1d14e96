"""The timeline as a Plotly figure: a row for each project, a bar for an open date, a mark for a day."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from dashboard.views.charts import (
    ACCENT,
    INK,
    LINE,
    MUTED,
    NOTHING_SEEN,
    PANEL,
    WARN,
    Bars,
    Figure,
    annotation,
    base_layout,
    spread,
    written,
)  # fmt: skip
from dashboard.views.context import Context
from dashboard.views.time_axis import Axis
from dashboard.views.time_marks import KINDS, Mark, lanes

Rows = Sequence[tuple[str, list[Mark]]]
LANE_PX, ROOM_PX, NAME_LINE_PX = 26, 6, 16
_BAR_PX = 12
_STEP = 0.6  # percent of the axis between two points at which a bar feels the pointer: 7 px on a wide screen
_NAME_SIGNS, _HOVER_SIGNS = 27, 56
_MARGIN = {"l": 8, "r": 8, "t": 28, "b": 8}
_NAMES_PX = 190
_COLOURS = {"happened": ACCENT, "said": MUTED, "due": WARN}
_SYMBOLS = {"happened": "circle", "said": "square", "due": "diamond"}


@dataclass(frozen=True)
class _Row:
    """One project: where it lies in pixels from the top, and its marks with the lane of each."""

    entity: str
    top: float
    bottom: float
    first_lane: float
    marks: tuple[tuple[Mark, int], ...]
    lines: tuple[str, ...]


def timeline_figure(context: Context, axis: Axis, rows: Rows, today: date, *, narrow: bool) -> Figure:
    """The figure; on a ``narrow`` page the names stand above their rows, else beside them."""
    placed = _placed(context, axis, rows, narrow=narrow)
    height = placed[-1].bottom + _MARGIN["t"] + _MARGIN["b"]
    start = "r" if context.words.direction == "rtl" else "l"
    layout = base_layout(context.words, height, _MARGIN if narrow else {**_MARGIN, start: _NAMES_PX})
    size = 10 if narrow else 12
    layout["xaxis"] |= {
        "side": "top",
        "tickmode": "array",
        "tickvals": [column.start + column.width / 2 for column in axis.columns],
        "ticktext": ["⋯" if column.folded else str(column.first) for column in axis.columns],
        "tickfont": {"color": MUTED, "size": size},
        "tickangle": 0,
    }
    layout["shapes"] = [*_ground(axis, placed), _today(axis, today, placed[-1].bottom)]
    layout["yaxis"] |= {"showticklabels": False}
    layout["annotations"] = _names(context, placed, narrow=narrow)
    return {"data": [*_traces(context, axis, placed), *_key(context, today)], "layout": layout}


def _placed(context: Context, axis: Axis, rows: Rows, *, narrow: bool) -> list[_Row]:
    found: list[_Row] = []
    top = 0.0
    for entity, marks in rows:
        own = lanes([mark.place(axis) for mark in marks])
        name = context.name_of(entity)
        lines = (name,) if narrow else tuple(textwrap.wrap(name, _NAME_SIGNS))
        above = NAME_LINE_PX + 6 if narrow else 0
        beside = 0 if narrow else len(lines) * NAME_LINE_PX
        room = max(LANE_PX * (max(own) + 1), beside) + ROOM_PX + above
        first = top + above + (room - above - LANE_PX * max(own)) / 2
        found.append(_Row(entity, top, top + room, first, tuple(zip(marks, own, strict=True)), lines))
        top += room
    return found


def _ground(axis: Axis, rows: Sequence[_Row]) -> list[Figure]:
    """Years that are folded, lines between years, lines between rows; all behind the marks."""
    bottom = rows[-1].bottom
    behind: Figure = {"layer": "below", "xref": "x", "yref": "y"}
    folds = [
        {**behind, "type": "rect", "x0": one.start, "x1": one.start + one.width, "y0": 0, "y1": bottom,
         "fillcolor": LINE, "opacity": 0.45, "line": {"width": 0}}
        for one in axis.columns if one.folded
    ]  # fmt: skip
    thin = {"color": LINE, "width": 1}
    years = [
        {**behind, "type": "line", "x0": one.start, "x1": one.start, "y0": 0, "y1": bottom, "line": thin}
        for one in axis.columns
    ]
    between = [
        {**behind, "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": row.top, "y1": row.top, "line": thin}
        for row in rows
    ]
    return [*folds, *years, *between]


def _today(axis: Axis, today: date, bottom: float) -> Figure:
    line = {"color": WARN, "width": 1.5, "dash": "dash"}
    return {"type": "line", "x0": axis.at(today), "x1": axis.at(today), "y0": 0, "y1": bottom, "line": line}


def _names(context: Context, rows: Sequence[_Row], *, narrow: bool) -> list[Figure]:
    """The rows' names, which open what they name (``name`` is the path)."""
    words = context.words
    rtl = words.direction == "rtl"
    found = []
    for row in rows:
        text = "<br>".join(escape(f"\u2067{line}\u2069" if rtl else line, quote=False) for line in row.lines)
        more: dict[str, Any] = {"xref": "paper", "captureevents": True, "name": context.path_of(row.entity)}
        more["font"] = {"color": ACCENT, "size": 12}
        if narrow:
            found.append(annotation(words, text, 1 if rtl else 0, row.top + 2, yanchor="top", **more))
        else:
            shift = _NAMES_PX - 4 if rtl else 4 - _NAMES_PX
            middle = (row.top + row.bottom) / 2
            found.append(annotation(words, text, 1 if rtl else 0, middle, yanchor="middle", xshift=shift, **more))
            found[-1]["xanchor"] = "right" if rtl else "left"
    return found


def _traces(context: Context, axis: Axis, rows: Sequence[_Row]) -> list[Figure]:
    """For each kind its bars, and above them the points that are seen (days) or only felt (along a bar)."""
    traces: list[Figure] = []
    for kind in KINDS:
        bars, points = Bars(), _Points()
        for row in rows:
            for mark, lane in row.marks:
                if mark.kind == kind:
                    _draw(context, axis, mark, row.first_lane + LANE_PX * lane, bars, points)
        if bars.x:
            traces.append(bars.trace(_COLOURS[kind], hatched=kind == "due"))
        if points.x:
            traces.append(points.trace(context, kind))
    return traces


class _Points:
    """The points of one kind, each with what it says and what it opens."""

    def __init__(self) -> None:
        self.x: list[float] = []
        self.y: list[float] = []
        self.seen: list[bool] = []
        self.texts: list[str] = []
        self.hover: list[str] = []
        self.paths: list[str] = []

    def trace(self, context: Context, kind: str) -> Figure:
        colour, said = _COLOURS[kind], kind == "said"
        return {
            "type": "scatter",
            "mode": "markers+text" if said else "markers",
            "name": context.words(f"timeline.{kind}"),
            "x": self.x,
            "y": self.y,
            "text": self.texts,
            "hovertext": self.hover,
            "hovertemplate": "%{hovertext}<extra></extra>",
            "customdata": self.paths,
            "textfont": {"color": INK, "size": 11},
            "cliponaxis": False,
            "showlegend": False,
            "marker": {
                "symbol": _SYMBOLS[kind],
                "size": 17 if said else 13,
                "color": PANEL if said or kind == "due" else colour,
                "line": {"color": colour, "width": 1 if said else 2},
                "opacity": [1 if one else 0 for one in self.seen],
            },
        }


def _draw(context: Context, axis: Axis, mark: Mark, y: float, bars: Bars, points: _Points) -> None:
    start, end = mark.place(axis)
    middle = (start + end) / 2
    shown = mark.exact or mark.kind == "said"
    if not mark.exact:
        bars.add(start, end, y - _BAR_PX / 2, y + _BAR_PX / 2)
    at = [middle] if mark.exact else spread(start, end, _STEP)
    over, what = mark.words(context)
    hover = f"{written(context.words, over, _HOVER_SIGNS)}<br>{written(context.words, what, _HOVER_SIGNS)}"
    centre = min(at, key=lambda one: abs(one - middle))
    points.x += at
    points.y += [y] * len(at)
    points.seen += [shown and one == centre for one in at]
    points.texts += [
        context.words.number(len(mark.facts)) if mark.kind == "said" and one == centre else "" for one in at
    ]
    points.hover += [hover] * len(at)
    points.paths += [mark.path] * len(at)


def _key(context: Context, today: date) -> list[Figure]:
    """What the signs mean, for the picture that is taken away; the page has it as text."""
    common: Figure = {"type": "scatter", "x": [None], "y": [None], "showlegend": True, "hoverinfo": "skip"}
    signs = [
        {
            **common,
            "mode": "markers",
            "name": written(context.words, context.words(f"timeline.{kind}")),
            "marker": {
                "symbol": _SYMBOLS[kind],
                "size": 12,
                "color": ACCENT if kind == "happened" else NOTHING_SEEN,
                "line": {"color": _COLOURS[kind], "width": 2},
            },
        }
        for kind in KINDS
    ]
    day = {"color": WARN, "width": 1.5, "dash": "dash"}
    return [
        *signs,
        {**common, "mode": "lines", "name": written(context.words, context.words.date(today.isoformat())), "line": day},
    ]
