"""Small components that several views use: links, badges, pairs, headings."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.local_text import LocalText, Names, Wording
from dashboard.catalogue.models import Document
from dashboard.catalogue.text.invisible_characters import (
    changes_direction,
    code_point,
    split_invisible,
    visible_character,
)
from dashboard.catalogue.text.languages import base_language, direction_of
from dashboard.catalogue.vocabulary import BODIES, PRECISION_M, Modality, Mode, Precision, ProjectKind, Status
from dashboard.i18n import Words
from dashboard.views.context import Context

Children = Sequence[Component | str] | Component | str


def link(path: str, children: Children, class_name: str = "", **attributes: Any) -> Component:  # noqa: ANN401
    """A link inside the atlas. It changes the path and keeps the query (assets/src/page/router.js)."""
    return html.A(children, href=path, className=f"nav {class_name}".strip(), **attributes)


def entity_link(context: Context, entity_id: str) -> Component:
    """A link to a project, route or place, by its name."""
    return link(context.path_of(entity_id), context.name_of(entity_id))


def fact_link(context: Context, fact_id: str) -> Component:
    """A link to a statement, by its gloss."""
    return link(f"/fact/{fact_id}", local(context.words, context.catalogue.facts[fact_id].statement))


def aria(**values: str) -> dict[str, Any]:
    """``aria-*`` attributes (``current="true"`` is ``aria-current``)."""
    return {f"aria-{name}": value for name, value in values.items()}


def data(**values: str) -> dict[str, Any]:
    """``data-*`` attributes, for the scripts of the page."""
    return {f"data-{name}": value for name, value in values.items()}


def isolated(text: Component | str, language: str | None = None) -> Component:
    """A name or a number that keeps its own direction of writing inside other text."""
    return html.Bdi(text, lang=language) if language else html.Bdi(text)


def exact(words: Words, text: str) -> list[Component | str]:
    """A document's own words. Invisible characters are marked, and do not change the direction of the text around them.

    The number of characters stays the same, so that offsets and copies stay right. Only control characters change.
    """
    return [_invisible(words, piece) if hidden else piece for piece, hidden in split_invisible(text)]


def _invisible(words: Words, character: str) -> Component:
    """An invisible character, made visible. It is isolated: a direction of writing that it begins ends with it."""
    code = code_point(character)
    label = words("sign.turns" if changes_direction(character) else "sign.hidden", code=code)
    is_control = character < " " or "\x7f" <= character <= "\x9f"  # HTML cannot hold these
    text = visible_character(character) if is_control else character
    return html.Bdi(text, className="sign", role="img", title=label, **aria(label=label), **data(sign=code))


def status_name(words: Words, status: Status, kind: ProjectKind | None = None) -> str:
    """A status in words. ``kind`` is the project's: what is no system does not operate, it exists or was held."""
    if status is not Status.OPERATING or kind not in {*BODIES, ProjectKind.FUND}:
        return words(f"status.{status.value}")
    return words("status.operating.conference" if kind is ProjectKind.CONFERENCE else "status.operating.body")


def status_badge(words: Words, status: Status, kind: ProjectKind | None = None) -> Component:
    """A status in words (``status_name``), with its line style beside it."""
    return html.Span(
        [html.Span(className=f"dash-sample dash-{status.value}"), status_name(words, status, kind)],
        className=f"badge status status-{status.value}",
    )


def modality_badge(words: Words, modality: Modality) -> Component:
    """A modality in words, in a frame that the style sheet dashes for plans and intentions."""
    return html.Span(words(f"modality.{modality}"), className=f"modality {modality}")


def precision_margin(words: Words, precision: Precision) -> str:
    """The greatest deviation of a line of this precision, in words."""
    metres = PRECISION_M[precision]
    return words("precision.within", m=words.number(metres)) if metres else words("precision.ends_only")


def arrow(words: Words) -> str:
    """An arrow in the direction of reading."""
    return " ← " if words.direction == "rtl" else " → "


def mode_sample(words: Words, mode: Mode) -> Component:
    """A mode in words, with its colour beside it."""
    return html.Span([html.Span(className=f"mode-sample mode-{mode.value}"), words(f"mode.{mode.value}")])


def title(text: Component | str, over: Children = "", language: str | None = None) -> Component:
    """A panel's heading; it takes the focus when the panel changes (assets/src/page/panel.js)."""
    heading = html.H2(text, id="panel-title", tabIndex=-1, lang=language)
    return html.Header([html.P(over, className="over"), heading] if over else [heading])


def section(heading: str, children: Children, class_name: str = "") -> Component:
    """A part of a panel under its own heading."""
    parts = list(children) if isinstance(children, Sequence) and not isinstance(children, str) else [children]
    return html.Section([html.H3(heading), *parts], className=class_name)


def entity_section(context: Context, heading: str, entities: Sequence[str]) -> list[Component]:
    """A section of links to projects, routes or places (ids); nothing where there are none."""
    items = [html.Li(entity_link(context, entity)) for entity in entities]
    return [section(heading, html.Ul(items, className="inline"))] if items else []


def pairs(rows: Sequence[tuple[str, Children]], class_name: str = "pairs") -> Component:
    """A list of names with their values."""
    return html.Dl(
        [part for name, value in rows for part in (html.Dt(name), html.Dd(value))],
        className=class_name,
    )


def publisher(words: Words, document: Document) -> str:
    """The publisher of a document, or that the document names none."""
    return document.publisher_in(words.language) or words("document.no_publisher")


def local(words: Words, text: LocalText) -> Component | str:
    """A text in the reader's language; in another language, marked, where there is no translation."""
    return _marked(words, text.wording(words.language))


def title_of(words: Words, document: Document) -> Component | str:
    """A document's title in the reader's language; in another language, marked, where there is no translation."""
    return _marked(words, document.title_in(words.language))


def plain(words: Words, text: LocalText) -> str:
    """The text of ``local`` without its mark, for attributes, headings and charts."""
    return text.in_language(words.language)


def plain_title(words: Words, document: Document) -> str:
    """The text of ``title_of`` without its mark."""
    return document.title_in(words.language).text


def _marked(words: Words, wording: Wording) -> Component | str:
    if base_language(wording.language) == words.language:
        return wording.text
    text = html.Bdi(wording.text, lang=wording.language, dir=direction_of(wording.language))
    return html.Span([text, " ", html.Small(f"({words('text.untranslated')})", className="untranslated")])


def columns_table(
    heads: Sequence[Children],
    rows: Sequence[tuple[str, Sequence[Children]]],
    class_name: str,
    **attributes: Sequence[str],
) -> Component:
    """A wide table with named columns and rows, for comparisons.

    Its roles are explicit: on a phone each row is laid out as a grid, and would lose its implicit roles. ``attributes``
    are ``data-*`` attributes of the cells, with a value for each column.
    """
    columns = [html.Th(head, scope="col", role="columnheader") for head in heads]
    body = [
        html.Tr(
            [
                html.Th(name, scope="row", role="rowheader"),
                *(
                    html.Td(cell, role="cell", **data(**{key: values[column] for key, values in attributes.items()}))
                    for column, cell in enumerate(cells)
                ),
            ],
            role="row",
        )
        for name, cells in rows
    ]
    head = html.Tr([html.Td(role="cell"), *columns], role="row")
    parts = [html.Thead(head, role="rowgroup"), html.Tbody(body, role="rowgroup")]
    return html.Div(html.Table(parts, role="table", className=class_name), className="wide")


def joined(items: Sequence[Component | str], separator: str = " · ") -> list[Component | str]:
    """Components with a separator between them."""
    return [part for index, item in enumerate(items) for part in ((separator, item) if index else (item,))]


def other_names(words: Words, names: Names, aliases: Sequence[str] = ()) -> Component:
    """The names in the other languages, and the spellings that occur in texts."""
    rows: list[tuple[str, Children]] = [
        (words.language_label(name.language), isolated(*name))
        for name in names.wordings
        if name.language != words.language
    ]
    if aliases:
        rows.append((words("project.aliases"), joined([isolated(alias) for alias in aliases])))
    return html.Details([html.Summary(words("project.names")), pairs(rows)])


def country_links(context: Context, codes: tuple[str, ...]) -> Children:
    """Countries as links; a text where there are none, as for a body of the whole world."""
    if not codes:
        return context.words("project.no_country")
    return joined([link(f"/country/{code}", context.words.country(code)) for code in codes])
