"""The header of the page: title, search, languages, theme, and the menus to share and to download."""

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.i18n import Words, words_in
from dashboard.views.context import Context
from dashboard.views.parts import aria, data, link, local

SEARCH_LABELS: tuple[str, ...] = ("label", "placeholder", "hint", "open", "close", "results", "failed")
SHARES: tuple[tuple[str, str], ...] = (
    ("link", "header.share"),
    ("embed", "share.embed"),
    ("picture", "share.picture"),
    ("print", "share.print"),
)
"""The entries of the share menu: the name in assets/src/page/share.js and picture.js, and the key of the label."""

DOWNLOADS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("take.facts", (("CSV", "facts.csv"), ("JSON", "facts.json"), ("take.annotations", "annotations.jsonld"))),
    ("take.routes", (("CSV", "segments.csv"), ("GeoJSON", "routes.geojson"))),
    ("take.places", (("CSV", "places.csv"), ("GeoJSON", "places.geojson"))),
    ("take.projects", (("JSON", "projects.json"),)),
    ("figures.heading", (("CSV", "figures.csv"),)),
    ("take.documents", (("JSON", "documents.json"),)),
    ("take.whole", (("GeoPackage", "atlas.gpkg"), ("take.package", "atlas.zip"))),
)
"""The files below ``/data``, by their content (the key of a message). A format is a proper name or such a key."""


def header(context: Context) -> Component:
    """Title, search, languages, theme, share and data."""
    words = context.words
    languages = [
        html.A(
            [
                html.Span(words_in(code)("language.self"), className="whole"),
                html.Span(words_in(code)("language.short"), className="short"),
            ],
            href=f"?lang={code}",
            lang=code,
            className="language",
            **data(language=code),
            **(aria(current="true") if code == words.language else {}),
        )
        for code in LANGUAGES
    ]
    return html.Header(
        [
            html.H1(link("/", words.title)),
            html.P(local(words, words.identity.tagline), className="subtitle"),
            _search_box(words),
            html.Nav(languages, className="languages", **aria(label=words("header.language"))),
            html.Button(
                "◐",
                id="theme",
                type="button",
                className="quiet",
                **aria(label=words("header.theme")),
                **data(
                    name=words("header.theme"),
                    **{theme: words(f"theme.{theme}") for theme in ("system", "light", "dark")},
                ),
            ),
            _share_menu(words),
            *([] if context.catalogue.large else [_data_menu(words)]),
        ],
        className="top",
    )


def _search_box(words: Words) -> Component:
    """The empty element in which assets/src/page/search.js builds the search box, with its labels as data."""
    labels = {name: words(f"search.{name}") for name in SEARCH_LABELS}
    return html.Div(id="search", className="search", role="search", **data(**labels))


def _share_menu(words: Words) -> Component:
    """Link, embed code, picture, print."""
    shares = [
        html.Li(html.Button(words(key), type="button", className="plain", **data(share=name))) for name, key in SHARES
    ]
    return html.Details([_heading(words("share.title")), html.Ul(shares)], className="menu", id="share")


def _heading(text: str) -> Component:
    """The name of a menu. A phone shows an icon instead."""
    return html.Summary([html.Span(text, className="whole"), html.Span(className="short icon")], title=text)


def _data_menu(words: Words) -> Component:
    """The files of all that passes the filters (scripts add the filters), and the files of all records."""
    filtered = html.Section(
        [html.H3(words("take.shown")), _files(words, filtered=True)], id="take-shown", hidden=True, className="files"
    )
    everything = html.Section([html.H3(words("take.all")), _files(words, filtered=False)], className="files")
    both = html.Div([filtered, everything], className="sheet")
    return html.Details([_heading(words("header.download")), both], className="menu", id="take")


def _files(words: Words, *, filtered: bool) -> Component:
    rows: list[Component] = []
    for key, files in DOWNLOADS:
        links = [
            _file(words, key, words(name) if "." in name else name, file, filtered=filtered) for name, file in files
        ]
        rows += [html.Dt(words(key)), html.Dd(links)]
    return html.Dl(rows)


def _file(words: Words, key: str, name: str, file: str, *, filtered: bool) -> Component:
    return html.A(
        name,
        href=f"/data/{file}" if filtered else f"/data/{file}?retired=shown",
        className="download",
        **aria(label=f"{words(key)}: {name}"),
        **(data(filtered="true") if filtered else {}),
    )
