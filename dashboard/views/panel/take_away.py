"""What a reader leaves with: a link, a map to embed, a picture, the data, a citation; and how to report an error."""

import json
from urllib.parse import quote, urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.api.annotations import annotation
from dashboard.catalogue.models import Fact
from dashboard.catalogue.text.invisible_characters import escape_in_json
from dashboard.exports.citations import bibtex, footnote, markdown
from dashboard.i18n import Words
from dashboard.views.context import Context
from dashboard.views.panel.statements import quotation, said_when
from dashboard.views.parts import aria, data, isolated, plain

SHARES: tuple[tuple[str, str], ...] = (
    ("link", "header.share"),
    ("embed", "share.embed"),
    ("picture", "share.picture"),
    ("print", "share.print"),
)
"""What the share menu offers: the name that assets/src/page/share.js and picture.js know, and its words."""

DOWNLOADS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("take.facts", (("CSV", "facts.csv"), ("JSON", "facts.json"), ("take.annotations", "annotations.jsonld"))),
    ("take.routes", (("CSV", "segments.csv"), ("GeoJSON", "routes.geojson"))),
    ("take.places", (("CSV", "places.csv"), ("GeoJSON", "places.geojson"))),
    ("take.projects", (("JSON", "projects.json"),)),
    ("figures.heading", (("CSV", "figures.csv"),)),
    ("take.documents", (("JSON", "documents.json"),)),
    ("take.whole", (("GeoPackage", "atlas.gpkg"), ("take.package", "atlas.zip"))),
)
"""The files by what they hold: a key of the wording, then (format, name below ``/data``); formats have proper names."""


def share_menu(words: Words) -> Component:
    """Link, embed code, picture, print."""
    shares = [
        html.Li(html.Button(words(key), type="button", className="plain", **data(share=name))) for name, key in SHARES
    ]
    return html.Details([_heading(words("share.title")), html.Ul(shares)], className="menu", id="share")


def _heading(text: str) -> Component:
    """A menu's name; on a phone a sign stands for it."""
    return html.Summary([html.Span(text, className="whole"), html.Span(className="short icon")], title=text)


def data_menu(words: Words) -> Component:
    """The files of what the page shows, which scripts keep to its filters, and of everything, withdrawn plans too."""
    shown = html.Section(
        [html.H3(words("take.shown")), _files(words, filtered=True)], id="take-shown", hidden=True, className="files"
    )
    everything = html.Section([html.H3(words("take.all")), _files(words, filtered=False)], className="files")
    both = html.Div([shown, everything], className="sheet")
    return html.Details([_heading(words("header.download")), both], className="menu", id="take")


def _files(words: Words, *, filtered: bool) -> Component:
    rows: list[Component] = []
    for key, files in DOWNLOADS:
        marks = data(filtered="true") if filtered else {}
        links = [
            html.A(
                words(name) if name.startswith("take.") else name,
                href=f"/data/{file}" if filtered else f"/data/{file}?retired=shown",
                className="download",
                **aria(label=f"{words(key)}: {words(name) if name.startswith('take.') else name}"),
                **marks,
            )
            for name, file in files
        ]
        rows += [html.Dt(words(key)), html.Dd(links)]
    return html.Dl(rows)


def cite_details(context: Context, fact: Fact) -> Component:
    """The fact in four forms to copy."""
    words, catalogue, origin = context.words, context.catalogue, context.origin
    text = catalogue.text(catalogue.fact_document[fact.id])
    forms = (
        (words("cite.footnote"), footnote(catalogue, fact, words, origin)),
        ("BibTeX", bibtex(catalogue, fact, origin)),
        ("Markdown", markdown(catalogue, fact, words, origin)),
        (
            "JSON-LD",
            escape_in_json(json.dumps(annotation(catalogue, fact, origin, text), ensure_ascii=False, indent=1)),
        ),
    )
    blocks = [_form(words, name, text) for name, text in forms]
    said = html.P("", className="cite-said", role="status")
    return html.Details([html.Summary(words("cite.title")), *blocks, said], className="cite")


def _form(words: Words, name: str, text: str) -> Component:
    button = html.Button(
        words("cite.copy"),
        type="button",
        className="quiet",
        **data(copy=name),
        **aria(label=f"{words('cite.copy')}: {name}"),
    )
    # A box that scrolls must be reachable by keyboard.
    box = html.Pre(text, dir="auto", tabIndex=0, role="group", **aria(label=name))
    return html.Div([html.Div([html.H4(name), button], className="bar"), box], className="form")


def error_report(context: Context, path: str, name: str) -> list[Component]:
    """A link to whom the deployment names, with the page already written into it; nothing where nobody is named."""
    if context.contact_url is None:
        return []
    address = report_address(context.contact_url, context.words, f"{context.origin}{path}", name)
    return [html.P(html.A(context.words("error.report"), href=address, rel="noopener"), className="report")]


def report_address(contact_url: str, words: Words, page: str, name: str) -> str:
    """``contact_url`` filled in: a mail's ``subject`` and ``body``, or an issue's ``title`` and ``body``."""
    mail = contact_url.startswith("mailto:")
    subject, body = words("error.subject", name=name), f"{page}\n\n{words('error.body')}\n"
    fields = urlencode({"subject" if mail else "title": subject, "body": body}, quote_via=quote)
    address, sign, fragment = contact_url.partition("#")
    return f"{address}{'&' if '?' in address else '?'}{fields}{sign}{fragment}"


def embed_caption(context: Context, heading: str, path: str, fact: Fact | None) -> Component:
    """The line under an embedded map: what is shown, the words of a statement, and the way to the whole page."""
    words = context.words
    return html.Footer(
        [
            html.B(isolated(heading or words.title), id="embed-title"),
            " ",
            *([] if fact is None else [_embedded_quotation(context, fact, path)]),
            html.A(words("embed.open"), href=path, target="_blank", rel="noopener", id="embed-link"),
        ],
        className="embed-caption",
    )


def _embedded_quotation(context: Context, fact: Fact, path: str) -> Component:
    """The exact words, who said them and when; hidden when something else is selected (assets/src/page/embed.js)."""
    speaker = context.catalogue.speakers[fact.speaker]
    said = f"{plain(context.words, speaker.names)}{context.words.comma}{said_when(context, fact)}"
    return html.Div([quotation(context, fact), html.P(said)], id="embed-quote", **data(path=path))
