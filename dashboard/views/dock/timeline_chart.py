"""The timeline as a Plotly figure. Each row has a text, and a bar for an imprecise date or a mark for a day."""

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
HEADING_PX = 14  # above and below the lines of a heading
_TODAY_PX = 18  # above the first row, for the date of the dashed line
_BAR_PX = 12
_STEP = 0.6  # percent of the axis between two points of a bar that notice the pointer: 7 px on a wide screen
_HOVER_CHARACTERS, _BESIDE_CHARACTERS, _ABOVE_CHARACTERS = 56, 43, 46
_HEADING_CHARACTERS, _NARROW_HEADING_CHARACTERS = 84, 37
_MARGIN: Final = {"l": 8, "r": 8, "t": 28, "b": 8}
_TEXTS_PX = 300
_LABEL_BEHIND = 50  # percent: a mark that ends later has its date before it, where there is space
_COLOURS: Final = {"happened": ACCENT, "said": MUTED, "due": WARN}
_SYMBOLS: Final = {"happened": "circle", "said": "square", "due": "diamond"}


@dataclass(frozen=True)
class _Row:
    """A heading (without a mark) or a mark. ``top``, ``bottom`` and ``middle`` are in pixels from above."""

    top: float
    bottom: float
    middle: float
    lines: tuple[str, ...]
    path: str | None
    mark: TimelineMark | None


def timeline_figure(context: Context, axis: Axis, groups: Sequence[MarkGroup], today: date, *, narrow: bool) -> Figure:
    """The figure. On a ``narrow`` page the texts are above their marks, else beside them."""
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
    layout["annotations"] = [*_texts(context, rows, narrow=narrow), _today_label(context, axis, today)]
    return {"data": _traces(context, axis, rows), "layout": layout}


def _rows(groups: Sequence[MarkGroup], *, narrow: bool) -> list[_Row]:
    rows: list[_Row] = []
    top: float = _TODAY_PX
    for group in groups:
        heading = tuple(textwrap.wrap(group.heading, _NARROW_HEADING_CHARACTERS if narrow else _HEADING_CHARACTERS))
        room: float = HEADING_PX + TEXT_LINE_PX * len(heading)
        rows.append(_Row(top, top + room, 0, heading, group.path, None))
        top += room
        for mark in group.marks:
            lines = tuple(textwrap.wrap(mark.text, _ABOVE_CHARACTERS if narrow else _BESIDE_CHARACTERS))
            texts = TEXT_LINE_PX * len(lines)
            room = texts + MARK_PX + ROOM_PX if narrow else max(MARK_PX, texts) + ROOM_PX
            middle = top + texts + MARK_PX / 2 if narrow else top + room / 2
            rows.append(_Row(top, top + room, middle, lines, mark.path, mark))
            top += room
    return rows


def _breaks(rows: Sequence[_Row]) -> list[float]:
    """The heights at which a printed page may end: above each row that follows a mark (assets/src/page/paper.js)."""
    return [row.top for before, row in pairwise(rows) if before.mark is not None]


def _background(axis: Axis, rows: Sequence[_Row]) -> list[Figure]:
    """The folded years, the lines between years, and the lines above headings, all behind the marks."""
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


def _today_label(context: Context, axis: Axis, today: date) -> Figure:
    """The date of the dashed line, beside its upper end."""
    text, at = written(context.words, context.words.date(today.isoformat())), axis.at(today)
    font = {"color": WARN, "size": 11}
    label = annotation(context.words, text, at, 1, yanchor="top", font=font)
    before = (at > _LABEL_BEHIND) != (context.words.direction == "rtl")
    return {**label, "xanchor": "right" if before else "left"}


def _texts(context: Context, rows: Sequence[_Row], *, narrow: bool) -> list[Figure]:
    """The text of each row. A click on it opens the path, which stands in ``name``."""
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
    """The bars and the points of each kind of mark (invisible along bars), then the dates of all marks."""
    marked = [(row.middle, row.mark) for row in rows if row.mark is not None]
    traces: list[Figure] = []
    for kind in KINDS:
        of_kind = [(y, mark) for y, mark in marked if mark.kind == kind]
        bars = Bars()
        for y, mark in of_kind:
            if not mark.exact:
                bars.add(*mark.place(axis), y - _BAR_PX / 2, y + _BAR_PX / 2)
        traces += [bars.trace(_COLOURS[kind], hatched=kind == "due")] if bars.x else []
        traces += [_points(context, axis, kind, of_kind)] if of_kind else []
    return [*traces, _labels(context, axis, marked)]


def _points(context: Context, axis: Axis, kind: str, marked: Sequence[tuple[float, TimelineMark]]) -> Figure:
    """The points of one kind, each with its tooltip and the path that it opens."""
    colour = _COLOURS[kind]
    points = [(y, mark, _tooltip(context, mark), _positions(axis, mark)) for y, mark in marked]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": context.words(f"timeline.{kind}"),
        "x": [x for *_, positions in points for x in positions],
        "y": [y for y, *_, positions in points for _ in positions],
        "hovertext": [tooltip for _, _, tooltip, positions in points for _ in positions],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [mark.path for _, mark, _, positions in points for _ in positions],
        "cliponaxis": False,
        "showlegend": False,
        "marker": {
            "symbol": _SYMBOLS[kind],
            "size": 13,
            "color": PANEL if kind == "due" else colour,
            "line": {"color": colour, "width": 2},
            "opacity": [1 if mark.exact else 0 for _, mark, _, positions in points for _ in positions],
        },
    }


def _tooltip(context: Context, mark: TimelineMark) -> str:
    return "<br>".join(written(context.words, text, _HOVER_CHARACTERS) for text in (mark.label, mark.text))


def _positions(axis: Axis, mark: TimelineMark) -> list[float]:
    start, end = mark.place(axis)
    return [(start + end) / 2] if mark.exact else spread(start, end, _STEP)


def _labels(context: Context, axis: Axis, marked: Sequence[tuple[float, TimelineMark]]) -> Figure:
    """The date of each mark in words: behind the mark, or before it where the mark ends late."""
    rtl = context.words.direction == "rtl"
    places = [mark.place(axis) for _, mark in marked]
    before = [end > _LABEL_BEHIND for _, end in places]
    texts = [written(context.words, mark.label) for _, mark in marked]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [start if late else end for (start, end), late in zip(places, before, strict=True)],
        "y": [y for y, _ in marked],
        # The spaces keep the text off a round mark, which is wider than its day.
        "text": [f"\u2003{text}\u2003" for text in texts],
        "textposition": ["middle left" if late != rtl else "middle right" for late in before],
        "textfont": {"color": INK, "size": 11},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
