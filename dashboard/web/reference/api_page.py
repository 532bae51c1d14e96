"""The page ``/api``: every public address with an example that a reader can run."""

import shlex
from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.i18n import Words
from dashboard.web.reference.addresses import GROUPS, HTML, Address
from dashboard.web.reference.examples import addresses_with, example_of
from dashboard.web.reference.plain_page import PlainPage, english

PATH = "/api"


def api_page(words: Words, examples: Mapping[str, str], origin: str) -> PlainPage:
    """The list in the language of ``words``; the summaries of addresses are in English."""
    sections = [part for group in GROUPS for part in _group(words, group, examples, origin)]
    body = [
        html.P(words("api.intro")),
        html.Ul(
            [
                html.Li(html.A(words("api.openapi"), href="/openapi.json")),
                html.Li(html.A(words("data.title"), href=f"/data?lang={words.language}")),
                html.Li(html.A(words("api.use"), href="/use-the-data.md")),
            ]
        ),
        *sections,
    ]
    return PlainPage(PATH, words("api.title"), body, {"application/json": "/openapi.json"})


def _group(words: Words, group: str, examples: Mapping[str, str], origin: str) -> list[Component]:
    entries: list[Component] = []
    for address in addresses_with(examples):
        if address.group == group:
            entries += _entry(words, address, example_of(address, examples, origin))
    return [html.H2(words(f"api-group.{group}")), html.Dl(entries)]


def _entry(words: Words, address: Address, example: str) -> list[Component]:
    name = html.Dt(html.Code(address.path, dir="ltr"))
    media = ", ".join(media_type.split(";")[0] for media_type in address.media)
    query = f" · ?{', '.join(address.query)}" if address.query else ""
    summary = html.Dd([address.summary, " ", html.Code(f"{media}{query}")], **english(words))
    link = html.A(words("api.open"), href=example)
    command = html.Pre(
        html.Code(f"curl -L{'' if HTML in address.media else 'O'} {shlex.quote(example)}"), dir="ltr", tabIndex=0
    )
    return [name, summary, html.Dd([link, command])]
