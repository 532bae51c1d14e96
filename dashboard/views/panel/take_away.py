"""Citations of a statement, the link to report an error, and the caption of an embedded map."""

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
from dashboard.views.panel.statements import fact_date, quotation
from dashboard.views.parts import aria, data, isolated, plain


def cite_details(context: Context, fact: Fact) -> Component:
    """The citation of a statement in four forms to copy."""
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
    status = html.P("", className="cite-said", role="status")
    return html.Details([html.Summary(words("cite.title")), *blocks, status], className="cite")


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
    """A link to report an error on the page ``path``; nothing where the deployment has no address for it."""
    if context.contact_url is None:
        return []
    address = report_address(context.contact_url, context.words, f"{context.origin}{path}", name)
    return [html.P(html.A(context.words("error.report"), href=address, rel="noopener"), className="report")]


def report_address(contact_url: str, words: Words, page: str, name: str) -> str:
    """``contact_url`` with a subject (of a mail) or a title (of an issue), and a body that names the page."""
    mail = contact_url.startswith("mailto:")
    subject, body = words("error.subject", name=name), f"{page}\n\n{words('error.body')}\n"
    fields = urlencode({"subject" if mail else "title": subject, "body": body}, quote_via=quote)
    address, sign, fragment = contact_url.partition("#")
    return f"{address}{'&' if '?' in address else '?'}{fields}{sign}{fragment}"


def embed_caption(context: Context, heading: str, path: str, fact: Fact | None) -> Component:
    """The line under an embedded map: its heading, the quotation of a statement, and the link to the page."""
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
    """The quotation, its speaker and its date. The script hides it for another selection (assets/src/page/embed.js)."""
    speaker = context.catalogue.speakers[fact.speaker]
    source = f"{plain(context.words, speaker.names)}{context.words.comma}{fact_date(context, fact)}"
    return html.Div([quotation(context, fact), html.P(source)], id="embed-quote", **data(path=path))
