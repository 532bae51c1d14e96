"""Answers to failures: a page for people, JSON for programs, both with the id of the request, never a trace."""

import logging
from http import HTTPStatus

from dash import html
from flask import Flask, Response, request
from werkzeug.exceptions import InternalServerError

from dashboard.catalogue.findings import CatalogueError
from dashboard.catalogue.identity import Identity
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.http.caching import NO_STORE
from dashboard.http.responses import error_response
from dashboard.i18n import Words, words_in
from dashboard.web.middleware.access_log import REQUEST_ID
from dashboard.web.middleware.route_groups import FOR_PEOPLE, kind_of
from dashboard.web.pages.languages import words_of_request
from dashboard.web.pages.render_html import as_html
from dashboard.web.reference.plain_page import html_file

RETRY_SECONDS = 60
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:15vh auto;padding:0 1.5em}"
    "h1{font-size:1.4em}code{user-select:all;overflow-wrap:anywhere}"
)


def answer_errors(server: Flask, identity: Identity) -> None:
    """Let ``server`` answer every failure of its own with 500, and every missing text of a document with 503."""

    @server.errorhandler(InternalServerError)
    def failed(error: InternalServerError) -> Response:
        if error.original_exception is None:  # else the framework has logged it, with its trace
            logging.getLogger("dashboard").error("an answer failed", extra={"fields": {"why": error.description}})
        return _answer(identity, 500, "error.title", "error.noted")

    @server.errorhandler(CatalogueError)
    def text_missing(error: CatalogueError) -> Response:
        findings = [str(finding) for finding in error.findings]
        logging.getLogger("dashboard").error("a text is gone", extra={"fields": {"findings": findings}})
        return _answer(identity, 503, "error.text_gone", "error.text_gone.why", findings=findings)


def answer_unavailable(server: Flask, identity: Identity, failure: type[Exception]) -> None:
    """Let ``server`` answer 503 where its database does not answer: then ``failure`` is raised."""

    @server.errorhandler(failure)
    def unavailable(error: Exception) -> Response:
        logging.getLogger("dashboard").warning("the database does not answer", extra={"fields": {"why": str(error)}})
        return _answer(identity, 503, "error.database", "error.database.why")


def _answer(identity: Identity, status: int, title: str, sentence: str, **details: object) -> Response:
    request_id = request.environ.get(REQUEST_ID, "")
    if kind_of(request.path) not in FOR_PEOPLE or prefers_json():
        response = error_response(status, words_in(LANGUAGES[0])(title), id=request_id, **details)
    else:
        page = _page(words_of_request(identity), title, sentence, request_id)
        response = Response(page, status=status, mimetype="text/html")
        response.headers["Cache-Control"] = NO_STORE
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def prefers_json() -> bool:
    """Whether the present request prefers JSON to HTML; one that accepts neither is a program's, and gets JSON."""
    accepted = request.accept_mimetypes
    return bool(accepted) and accepted.best_match(["text/html", "application/json"]) != "text/html"


def _page(words: Words, title: str, sentence: str, request_id: str) -> str:
    home = html.A(words("error.home"), href=f"/?lang={words.language}")
    parts = [html.H1(words(title)), html.P(words(sentence)), html.P(html.Code(request_id, dir="ltr")), html.P(home)]
    head = f'<meta name="robots" content="noindex">\n<style>{_STYLE}</style>'
    return html_file(words, words(title), head, as_html(parts, base=request.script_root))
