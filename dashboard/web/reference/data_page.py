"""The page ``/data``: all downloads, with sizes, formats and licences."""

from collections.abc import Iterable
from typing import Any, Final

from dash import html
from dash.development.base_component import Component

from dashboard.i18n import Words
from dashboard.views.header import DOWNLOADS
from dashboard.views.parts import isolated
from dashboard.web.reference.plain_page import PlainPage, scrolling

Json = dict[str, Any]
PATH: Final = "/data"
DCAT, CROISSANT = "/data/dcat.jsonld", "/data/croissant.json"
_LABELS: Final = {file: (key, form) for key, files in DOWNLOADS for form, file in files}
"""By the name of a file, the messages of its content and of its format in the menu of downloads."""


def data_page(words: Words, file_list: Json) -> PlainPage:
    """The page in the language of ``words``, of the files of ``listing.listing``."""
    named = {file["name"]: file for file in file_list["files"]}
    files = [named[name] for name in _LABELS]
    texts = [file for file in file_list["files"] if file["name"] not in _LABELS]
    date = file_list.get("modified")
    changed = [html.P(words("data.changed", date=words.date(date)))] if date else []
    body = [
        html.P(words("data.intro")),
        *changed,
        _table(words, ((_label(words, file["name"]), file) for file in files)),
        html.H2(words("data.texts")),
        html.P(words("licence.texts")),
        _table(words, ((isolated(file["title"]), file) for file in texts)),
        html.H2(words("data.programs")),
        html.Ul(
            [
                html.Li(html.A("DCAT-AP", href=DCAT)),
                html.Li(html.A("Croissant", href=CROISSANT)),
                html.Li(html.A(words("api.title"), href=f"/api?lang={words.language}")),
                html.Li(html.A(words("api.use"), href="/use-the-data.md")),
            ]
        ),
    ]
    return PlainPage(PATH, words("data.title"), body, {"application/json": PATH, "application/ld+json": DCAT})


def _label(words: Words, name: str) -> str:
    key, form = _LABELS[name]
    return f"{words(key)}: {words(form) if form.startswith('take.') else form}"


def _table(words: Words, rows: Iterable[tuple[Component | str, Json]]) -> Component:
    head = html.Tr(
        [html.Th(words(f"data.{name}"), scope="col") for name in ("holds", "file")]
        + [html.Th(words("data.size"), scope="col", className="number"), html.Th(words("data.licence"), scope="col")]
    )
    body = [_row(words, content, file) for content, file in rows]
    table = html.Table([html.Thead(head), html.Tbody(body)])
    return scrolling(table, words("data.title"))


def _row(words: Words, content: Component | str, file: Json) -> Component:
    folder = "data" if file["name"] in _LABELS else "document"
    names = [
        isolated(licence["name"]) if "path" in licence else words("data.publishers") for licence in file["licences"]
    ]
    return html.Tr(
        [
            html.Td(content),
            html.Td(html.A(html.Code(file["name"], dir="ltr"), href=f"/{folder}/{file['name']}")),
            html.Td(isolated(_size(words, file["bytes"])), className="number"),
            html.Td([html.Div(name) for name in names]),
        ]
    )


def _size(words: Words, number: int) -> str:
    return words("data.kilobytes", n=words.number(max(number / 1000, 0.1), digits=1 if number < 10_000 else 0))
