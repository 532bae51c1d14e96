"""A page of text without a map: title, languages and body, in one file without scripts."""

import html as text
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dash import html
from dash.development.base_component import Component
from flask import Response

from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.http.origins import origin_of_request
from dashboard.http.responses import revalidated
from dashboard.i18n import Words, words_in
from dashboard.views.parts import aria
from dashboard.web.pages.languages import say_language
from dashboard.web.pages.render_html import as_html

_STYLE: Final = (
    ":root{color-scheme:light dark;--line:color-mix(in srgb,currentcolor 22%,transparent);"
    "background:light-dark(#f7f4ec,#14181c);color:light-dark(#24221f,#ece7dc)}"
    "body{font:16px/1.5 system-ui,'Noto Sans','Noto Sans Arabic',sans-serif;max-width:64em;margin:0 auto;"
    "padding:1.5em 1.25em 4em}"
    "header{display:flex;flex-wrap:wrap;gap:.25em 1.5em;justify-content:space-between;align-items:baseline}"
    "nav{display:flex;gap:1em}nav [aria-current]{font-weight:600}"
    "h1{font-size:1.5em;line-height:1.25}h2{font-size:1.15em;margin:2em 0 .5em}"
    "a{color:light-dark(#0a5a63,#84d3d8)}"
    "code,pre{font:.875em/1.5 ui-monospace,Consolas,monospace}"
    "pre{overflow-x:auto;margin:.4em 0 0;padding:.5em .75em;background:color-mix(in srgb,currentcolor 6%,transparent)}"
    "dl{margin:0}dt{margin-top:1.1em;overflow-wrap:anywhere}dt code{font-weight:600}dd{margin:.1em 0 0}"
    ".scrolls{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{padding:.45em 0;padding-inline-end:1em}"
    "th,td{text-align:start;vertical-align:top;border-bottom:1px solid var(--line)}"
    ".number{text-align:end;font-variant-numeric:tabular-nums}.number,div>bdi{white-space:nowrap}"
    "@media(max-width:30em){table,td code{font-size:.8125em}th,td{padding-inline-end:.35em}}"
    "@media print{nav{display:none}body{max-width:none}pre{white-space:pre-wrap}}"
)


@dataclass(frozen=True)
class PlainPage:
    """The content of a page.

    ``alternates`` are the paths of its forms for programs, by media type; ``query`` is added to the links to other
    languages.
    """

    path: str
    title: str
    body: Iterable[Component | str]
    alternates: Mapping[str, str] = field(default_factory=dict)
    query: str = ""


def plain_page(words: Words, page: PlainPage, origin: str, base: str = "") -> str:
    """The complete HTML; ``base`` is the path below which the atlas is served, ``origin`` has scheme and host."""
    languages = [
        html.A(
            words_in(code)("language.self"),
            href=f"?{page.query}&lang={code}" if page.query else f"?lang={code}",
            lang=code,
            **(aria(current="true") if code == words.language else {}),
        )
        for code in LANGUAGES
    ]
    home = html.A(words.title, href=f"/?lang={words.language}")
    top = html.Header([home, html.Nav(languages, **aria(label=words("header.language")))])
    body = as_html([top, html.Main([html.H1(page.title), *page.body])], base=base)
    return html_file(words, page.title, f"{_links(page, origin)}\n<style>{_STYLE}</style>", body)


def html_file(words: Words, title: str, head: str, body: str) -> str:
    """A complete page around ``body``, with the tags of ``head``; ``title`` is plain text."""
    return f"""<!DOCTYPE html>
<html lang="{words.language}" dir="{words.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{text.escape(title)} – {text.escape(words.title)}</title>
{head}
</head>
<body>
{body}
</body>
</html>"""


def plain_response(words: Words, page: PlainPage, base: str) -> Response:
    """The present request's answer with ``page``."""
    say_language(words.language)
    return revalidated(plain_page(words, page, origin_of_request(), base).encode(), "text/html")


def _links(page: PlainPage, origin: str) -> str:
    address_of_page = origin + page.path
    links = [
        ("canonical", address_of_page, ""),
        *(("alternate", f"{address_of_page}?lang={code}", f' hreflang="{code}"') for code in LANGUAGES),
    ]
    links += [("alternate", f"{origin}{path}", f' type="{media}"') for media, path in page.alternates.items()]
    return "\n".join(
        f'<link rel="{relation}"{more} href="{text.escape(address)}">' for relation, address, more in links
    )


def scrolling(table: Component, label: str) -> Component:
    """``table`` in a box that scrolls, and that the keyboard can reach."""
    return html.Div(table, className="scrolls", tabIndex=0, role="group", **aria(label=label))


def english(words: Words) -> dict[str, Any]:
    """The attributes of an English text on a page of another language."""
    return {} if words.language == "en" else {"lang": "en", "dir": "ltr"}
