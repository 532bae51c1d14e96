"""A history of due dates as a small SVG that needs no script.

To the right is the day on which a date was named, upwards the due date; on the diagonal both are the same day. A dot is
a statement, a ring a figure. The bar at a mark covers the days that its date can mean.
"""

from html import escape

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.catalogue.due.history import DueHistory, NamedDate
from dashboard.catalogue.text.web_addresses import source_pieces
from dashboard.views.context import Context
from dashboard.views.due.scale import YearScale, due_years, naming_year

WIDTH, HEIGHT = 360, 250
_SIDE, _TOP, _BOTTOM, _FAR = 40, 24, 40, 10
_DOT, _RING = 4, 7
_TICK_BELOW, _NAME_BELOW = 16, 33


def due_svg(context: Context, history: DueHistory, label: str) -> Component:
    """The chart. ``label`` describes it for screen readers."""
    drawing = _Drawing(context, history)
    body = "".join([*drawing.axes(), *drawing.line(), *drawing.marks()])
    start = f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" class="due-chart" role="group" aria-label="{escape(label)}">'
    return html.Div(Markup(f"{start}{body}</svg>"), className="due-drawing")


def opens(dated: NamedDate) -> str | None:
    """The address that a mark opens: its statement, or the first page that its source names."""
    if dated.figure is None:
        return f"/fact/{dated.fact}"
    return next((piece.url for piece in source_pieces(dated.figure.source) if piece.url), None)


def mark_text(context: Context, dated: NamedDate) -> str:
    """The tooltip of a mark."""
    words = context.words
    dates = words("due.mark", said=words.date(dated.named_on or ""), due=words.date(dated.due))
    if dated.figure is not None:
        return f"{dates} · {dated.figure.source}"
    speaker = context.catalogue.speakers[context.catalogue.facts[dated.fact or ""].speaker]
    return f"{dates} · {speaker.names.in_language(words.language)}"


class _Drawing:
    """One chart, in units of its view box. It runs as the language reads."""

    def __init__(self, context: Context, history: DueHistory) -> None:
        self.context = context
        self.dates = history.ordered_dates
        self.scale = YearScale.containing(history.ordered_dates)
        self.rtl = context.words.direction == "rtl"

    def x(self, year: float) -> float:
        share = self.scale.share(year)
        left, right = (_FAR, _SIDE) if self.rtl else (_SIDE, _FAR)
        return round(left + (WIDTH - left - right) * (1 - share if self.rtl else share), 1)

    def y(self, year: float) -> float:
        return round(_TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - self.scale.share(year)), 1)

    def axes(self) -> list[str]:
        """The years at both axes with their lines, the diagonal, and the names of all three."""
        first, last, words = self.scale.first, self.scale.last, self.context.words
        bottom, begin = self.y(first), self.x(first)
        offset, anchor = (6, "start") if self.rtl else (-6, "end")
        parts = []
        for year in self.scale.edges:
            parts.append(f'<path class="due-grid" d="M{begin} {self.y(year)}H{self.x(last)}"/>')
            parts.append(f'<path class="due-grid" d="M{self.x(year)} {bottom}V{self.y(last)}"/>')
        for year in self.scale.ticks:
            parts.append(_text(begin + offset, self.y(year + 0.5) + 4, str(year), anchor))
            parts.append(_text(self.x(year + 0.5), bottom + _TICK_BELOW, str(year), "middle"))
        parts.append(f'<path class="due-diagonal" d="M{begin} {bottom}L{self.x(last)} {self.y(last)}"/>')
        parts.append(_text(self.x((first + last) / 2), bottom + _NAME_BELOW, words("due.axis_said"), "middle"))
        parts.append(_text(begin + 4 * offset, _TOP - 12, words("due.axis_due"), "start", self.rtl))
        return [*parts, self._diagonal_name()]

    def _diagonal_name(self) -> str:
        last = self.scale.last
        at = last - (last - self.scale.first) * 0.04
        return _text(self.x(at), self.y(self.scale.first) - 8, self.context.words("due.diagonal"), "end", self.rtl)

    def line(self) -> list[str]:
        """The line from each due date to the next."""
        points = [f"{self.x(naming_year(dated))} {self.y(due_years(dated)[1])}" for dated in self.dates]
        return [f'<path class="due-line" d="M{"L".join(points)}"/>'] if len(points) > 1 else []

    def marks(self) -> list[str]:
        """The rings, then the dots, so that a dot of the same day is inside the ring."""
        return [self._mark(dated) for dated in sorted(self.dates, key=lambda dated: dated.figure is None)]

    def _mark(self, dated: NamedDate) -> str:
        x, (low, high) = self.x(naming_year(dated)), due_years(dated)
        kind, radius = ("due-figure", _RING) if dated.figure is not None else ("due-statement", _DOT)
        text = escape(mark_text(self.context, dated))
        shape = (
            f'<path class="due-span" d="M{x} {self.y(low)}V{self.y(high)}"/>'
            f'<circle class="{kind}" cx="{x}" cy="{self.y(high)}" r="{radius}"><title>{text}</title></circle>'
        )
        address = opens(dated)
        if address is None:
            return shape
        internal = address.startswith("/")
        href = self.context.base + address if internal else address
        more = ' class="nav"' if internal else ' target="_blank" rel="external noopener noreferrer"'
        return f'<a href="{escape(href)}" aria-label="{text}"{more}>{shape}</a>'


def _text(x: float, y: float, text: str, anchor: str, rtl: bool = False) -> str:
    """A text. ``anchor`` is ``start``, ``middle`` or ``end`` in the direction of the text."""
    direction = ' direction="rtl"' if rtl else ""
    return f'<text x="{round(x, 1)}" y="{round(y, 1)}" text-anchor="{anchor}"{direction}>{escape(text)}</text>'
