"""Small pieces that several views share: links that keep the view, badges, pairs, headings."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import LocalText, Names
from dashboard.catalogue.signs import code_of, picture_of, pieces, turns
from dashboard.catalogue.vocabulary import Mode, Status
from dashboard.wording import Words

Children = Sequence[Component | str] | Component | str


def link(path: str, children: Children, class_name: str = "", **attributes: Any) -> Component:  # noqa: ANN401
    """A link inside the atlas: it changes the path and keeps the query (assets/router.js), and works without script."""
    return html.A(children, href=path, className=f"nav {class_name}".strip(), **attributes)


def aria(**values: str) -> dict[str, Any]:
    """``aria-*`` attributes (``current="true"`` is ``aria-current``)."""
    return {f"aria-{name}": value for name, value in values.items()}


def data(**values: str) -> dict[str, Any]:
    """``data-*`` attributes, for the scripts of the page."""
    return {f"data-{name}": value for name, value in values.items()}


def isolated(text: str, language: str | None = None) -> Component:
    """A name or number that keeps its own direction inside a line of another."""
    return html.Bdi(text, lang=language) if language else html.Bdi(text)


def exact(words: Words, text: str) -> list[Component | str]:
    """A document's own words, all of them; a sign that nobody sees is marked, named, and moves no other letter.

    The letters stay the same in number, and but for control characters in kind, so offsets and what is copied hold.
    """
    return [_sign(words, piece) if hidden else piece for piece, hidden in pieces(text)]


def _sign(words: Words, sign: str) -> Component:
    """Isolated: whatever direction it opens ends with its element."""
    said = words("sign.turns" if turns(sign) else "sign.hidden", code=code_of(sign))
    shown = picture_of(sign) if sign < " " or "\x7f" <= sign <= "\x9f" else sign  # HTML has no place for controls
    return html.Bdi(shown, className="sign", role="img", title=said, **aria(label=said), **data(sign=code_of(sign)))


def status_badge(words: Words, status: Status) -> Component:
    """A status in words, with its line style beside it."""
    return html.Span(
        [html.Span(className=f"dash-sample dash-{status.value}"), words(f"status.{status.value}")],
        className=f"badge status status-{status.value}",
    )


def mode_sample(words: Words, mode: Mode) -> Component:
    """A mode in words, with its colour beside it."""
    return html.Span([html.Span(className=f"mode-sample mode-{mode.value}"), words(f"mode.{mode.value}")])


def title(text: str, over: Children = "", language: str | None = None) -> Component:
    """A panel's heading; it takes the focus when the panel changes (assets/panel.js)."""
    heading = html.H2(text, id="panel-title", tabIndex=-1, lang=language)
    return html.Header([html.P(over, className="over"), heading] if over else [heading])


def section(heading: str, children: Children, class_name: str = "") -> Component:
    """A part of a panel under its own heading."""
    inside = list(children) if isinstance(children, Sequence) and not isinstance(children, str) else [children]
    return html.Section([html.H3(heading), *inside], className=class_name)


def pairs(rows: Sequence[tuple[str, Children]], class_name: str = "pairs") -> Component:
    """Names and values, one pair a line."""
    return html.Dl(
        [part for name, value in rows for part in (html.Dt(name), html.Dd(value))],
        className=class_name,
    )


def local(words: Words, text: LocalText) -> str:
    """A text in the reader's language."""
    return text.in_language(words.language)


def joined(items: Sequence[Component], separator: str = " · ") -> list[Component | str]:
    """Components with a separator between them."""
    return [part for index, item in enumerate(items) for part in ((separator, item) if index else (item,))]


def other_names(words: Words, names: Names, aliases: Sequence[str] = ()) -> Component:
    """Names in the other languages and scripts, and the forms that occur in texts."""
    rows: list[tuple[str, Children]] = [
        (words(f"language.{code}"), isolated(text, code))
        for code, text in (("en", names.en), ("az", names.az), ("ar", names.ar), ("ru", names.ru))
        if text is not None and code != words.language
    ]
    if aliases:
        rows.append((words("project.aliases"), joined([isolated(alias) for alias in aliases])))
    return html.Details([html.Summary(words("project.names")), pairs(rows)])
