"""The timeline as a Plotly figure: each row says what it is, and has a bar for an open date or a mark for a day."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise
from typing import Final

from dashboard.views.context import Context
from dashboard.views.dock.charts import (  # fmt: skip
    ACCENT,
    INK,
    LINE,
    MUTED,
    PANEL,
    WARN,
    Bars,
    Figure,
    annotation,
    base_layout,
    spread,
    written,
)
from dashboard.views.dock.time_axis import Axis
from dashboard.views.dock.time_marks import KINDS, MarkGroup, TimelineMark

TEXT_LINE_PX, ROOM_PX, MARK_PX = 16, 12, 22
HEADING_PX = 14  # above and below a heading's lines
_TODAY_PX = 18  # above the first row: where the dashed line says its day
_BAR_PX = 12
_STEP = 0.6  # percent of the axis between two points at which a bar feels the pointer: 7 px on a wide screen
_HOVER_SIGNS, _BESIDE_SIGNS, _ABOVE_SIGNS = 56, 43, 46
_HEADING_SIGNS, _NARROW_HEADING_SIGNS = 84, 37
_MARGIN: Final = {"l": 8, "r": 8, "t": 28, "b": 8}
_TEXTS_PX = 300
_LABEL_BEHIND = 50  # percent: a mark that ends later has its date before it, where there is room
_COLOURS: Final = {"happened": ACCENT, "said": MUTED, "due": WARN}
_SYMBOLS: Final = {"happened": "circle", "said": "square", "due": "diamond"}


@dataclass(frozen=True)
class _Row:
    """A heading (without a mark) or a mark; ``top``, ``bottom`` and the mark's ``middle`` in pixels from above."""

    top: float
    bottom: float
    middle: float
    lines: tuple[str, ...]
    path: str | None
    mark: TimelineMark | None


def timeline_figure(context: Context, axis: Axis, groups: Sequence[MarkGroup], today: date, *, narrow: bool) -> Figure:
    """The figure; on a ``narrow`` page the texts stand above their marks, else beside them."""
    rows = _rows(groups, narrow=narrow)
    height = rows[-1].bottom + _MARGIN["t"] + _MARGIN["b"]
    start = "r" if context.words.direction == "rtl" else "l"
    layout = base_layout(context.words, height, _MARGIN if narrow else {**_MARGIN, start: _TEXTS_PX})
    layout["xaxis"] |= {
        "side": "top",
        "tickmode": "array",
        "tickvals": [column.start + column.width / 2 for column in axis.columns],
        "ticktext": ["⋯" if column.folded else str(column.first) for column in axis.columns],
        "tickfont": {"color": MUTED, "size": 10 if narrow else 12},
        "tickangle": 0,
    }
    layout["shapes"] = [*_background(axis, rows), _today(axis, today, rows[-1].bottom)]
    layout["yaxis"] |= {"showticklabels": False}
    layout["meta"] = {"breaks": _breaks(rows)}
    layout["annotations"] = [*_texts(context, rows, narrow=narrow), _today_said(context, axis, today)]
    return {"data": _traces(context, axis, rows), "layout": layout}


def _rows(groups: Sequence[MarkGroup], *, narrow: bool) -> list[_Row]:
    rows: list[_Row] = []
    top: float = _TODAY_PX
    for group in groups:
        heading = tuple(textwrap.wrap(group.heading, _NARROW_HEADING_SIGNS if narrow else _HEADING_SIGNS))
        room: float = HEADING_PX + TEXT_LINE_PX * len(heading)
        rows.append(_Row(top, top + room, 0, heading, group.path, None))
        top += room
        for mark in group.marks:
            lines = tuple(textwrap.wrap(mark.text, _ABOVE_SIGNS if narrow else _BESIDE_SIGNS))
            texts = TEXT_LINE_PX * len(lines)
            room = texts + MARK_PX + ROOM_PX if narrow else max(MARK_PX, texts) + ROOM_PX
            middle = top + texts + MARK_PX / 2 if narrow else top + room / 2
            rows.append(_Row(top, top + room, middle, lines, mark.path, mark))
            top += room
    return rows


def _breaks(rows: Sequence[_Row]) -> list[float]:
    """Where a sheet of paper may end: above each row but the one that a heading stands over (src/page/paper.js)."""
    return [row.top for before, row in pairwise(rows) if before.mark is not None]


def _background(axis: Axis, rows: Sequence[_Row]) -> list[Figure]:
    """Years that are folded, lines between years, a line above each heading; all behind the marks."""
    bottom = rows[-1].bottom
    behind: Figure = {"layer": "below", "xref": "x", "yref": "y"}
    folds = [
        {**behind, "type": "rect", "x0": column.start, "x1": column.start + column.width, "y0": 0, "y1": bottom,
         "fillcolor": LINE, "opacity": 0.45, "line": {"width": 0}}
        for column in axis.columns if column.folded
    ]  # fmt: skip
    thin: Figure = {**behind, "type": "line", "line": {"color": LINE, "width": 1}}
    years = [{**thin, "x0": column.start, "x1": column.start, "y0": 0, "y1": bottom} for column in axis.columns]
    between = [
        {**thin, "xref": "paper", "x0": 0, "x1": 1, "y0": row.top, "y1": row.top} for row in rows if row.mark is None
    ]
    return [*folds, *years, *between]


def _today(axis: Axis, today: date, bottom: float) -> Figure:
    line = {"color": WARN, "width": 1.5, "dash": "dash"}
    return {"type": "line", "x0": axis.at(today), "x1": axis.at(today), "y0": 0, "y1": bottom, "line": line}


def _today_said(context: Context, axis: Axis, today: date) -> Figure:
    """The day of the dashed line, beside its upper end."""
    text, at = written(context.words, context.words.date(today.isoformat())), axis.at(today)
    font = {"color": WARN, "size": 11}
    said = annotation(context.words, text, at, 1, yanchor="top", font=font)
    before = (at > _LABEL_BEHIND) != (context.words.direction == "rtl")
    return {**said, "xanchor": "right" if before else "left"}


def _texts(context: Context, rows: Sequence[_Row], *, narrow: bool) -> list[Figure]:
    """What each row is, which opens it (``name`` is the path)."""
    words = context.words
    rtl = words.direction == "rtl"
    shift = 0 if narrow else (_TEXTS_PX - 4 if rtl else 4 - _TEXTS_PX)
    annotations = []
    for row in rows:
        text = "<br>".join(escape(f"\u2067{line}\u2069" if rtl else line, quote=False) for line in row.lines)
        heading = row.mark is None
        font = {"color": ACCENT if row.path else INK, "size": 12, "weight": 600 if heading else 400}
        opens = {"captureevents": True, "name": row.path} if row.path else {}
        top = row.bottom - TEXT_LINE_PX * len(row.lines) - 6 if heading else row.top + (0 if narrow else ROOM_PX / 2)
        more = {"yanchor": "top", "xref": "paper", "xshift": shift, "font": font, **opens}
        annotations.append(annotation(words, text, 1 if rtl else 0, top, **more))
    return annotations


def _traces(context: Context, axis: Axis, rows: Sequence[_Row]) -> list[Figure]:
    """For each kind its bars, and the points that are seen (days) or only felt (along a bar); then all dates."""
    traces: list[Figure] = []
    marked = [(row, row.mark) for row in rows if row.mark is not None]
    for kind in KINDS:
        bars, points = Bars(), _Points()
        for row, mark in marked:
            if mark.kind == kind:
                _draw(context, axis, mark, row.middle, bars, points)
        if bars.x:
            traces.append(bars.trace(_COLOURS[kind], hatched=kind == "due"))
        if points.x:
            traces.append(points.trace(context, kind))
    return [*traces, _labels(context, axis, marked)]


class _Points:
    """The points of one kind, each with what it says and what it opens."""

    def __init__(self) -> None:
        self.x: list[float] = []
        self.y: list[float] = []
        self.seen: list[bool] = []
        self.hover: list[str] = []
        self.paths: list[str] = []

    def trace(self, context: Context, kind: str) -> Figure:
        colour = _COLOURS[kind]
        return {
            "type": "scatter",
            "mode": "markers",
            "name": context.words(f"timeline.{kind}"),
            "x": self.x,
            "y": self.y,
            "hovertext": self.hover,
            "hovertemplate": "%{hovertext}<extra></extra>",
            "customdata": self.paths,
            "cliponaxis": False,
            "showlegend": False,
            "marker": {
                "symbol": _SYMBOLS[kind],
                "size": 13,
                "color": PANEL if kind == "due" else colour,
                "line": {"color": colour, "width": 2},
                "opacity": [1 if seen else 0 for seen in self.seen],
            },
        }


def _draw(context: Context, axis: Axis, mark: TimelineMark, y: float, bars: Bars, points: _Points) -> None:
    start, end = mark.place(axis)
    middle = (start + end) / 2
    if not mark.exact:
        bars.add(start, end, y - _BAR_PX / 2, y + _BAR_PX / 2)
    at = [middle] if mark.exact else spread(start, end, _STEP)
    hover = f"{written(context.words, mark.label, _HOVER_SIGNS)}<br>{written(context.words, mark.text, _HOVER_SIGNS)}"
    points.x += at
    points.y += [y] * len(at)
    points.seen += [mark.exact] * len(at)
    points.hover += [hover] * len(at)
    points.paths += [mark.path] * len(at)


def _labels(context: Context, axis: Axis, marked: Sequence[tuple[_Row, TimelineMark]]) -> Figure:
    """The date of each mark in words, behind it, or before it where it ends late."""
    rtl = context.words.direction == "rtl"
    places = [mark.place(axis) for _, mark in marked]
    before = [end > _LABEL_BEHIND for _, end in places]
    texts = [written(context.words, mark.label) for _, mark in marked]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [start if late else end for (start, end), late in zip(places, before, strict=True)],
        "y": [row.middle for row, _ in marked],
        # The spaces keep the words off a round mark, whose edge lies beyond its day.
        "text": [f"\u2003{text}\u2003" for text in texts],
        "textposition": ["middle left" if late != rtl else "middle right" for late in before],
        "textfont": {"color": INK, "size": 11},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
