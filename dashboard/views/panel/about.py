"""The page about the data: its method, vocabulary, licences, changes and limits."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.vocabulary import Modality, Precision, Status
from dashboard.i18n import Words
from dashboard.i18n.corpus import corpus
from dashboard.views.context import Context
from dashboard.views.parts import Children, isolated, link, local, pairs, precision_margin, section, title

_LICENCES: Sequence[str] = ("code", "lines", "basemap", "places", "texts")


def about_panel(context: Context, version: str) -> list[Component]:
    """The page about the data. ``version`` is that of the program."""
    words = context.words
    return [
        title(words("about.title")),
        html.P(words("about.method", **corpus(words, context.catalogue.languages)), className="summary"),
        pairs(_edition(context, version)),
        section(words("about.reading"), html.P(words("about.figures"))),
        section(words("about.modality"), _meanings(context, "modality", [modality.value for modality in Modality])),
        section(words("about.precision"), pairs([_precision(context, precision) for precision in Precision])),
        section(words("about.status"), _meanings(context, "status", [status.value for status in Status])),
        section(
            words("about.licences"),
            html.Ul([html.Li(words(f"licence.{part}")) for part in _LICENCES], className="sentences"),
        ),
        section(words("changes.title"), html.P(link("/changes", words("changes.all")))),
        *([] if context.catalogue.large else [section(words("about.take"), _pages_for_programs(words))]),
        section(words("about.not"), html.P(words("about.not_text"))),
        *([] if context.catalogue.large else [section(words("about.without_facts"), _without_facts(context))]),
    ]


def _pages_for_programs(words: Words) -> Component:
    pages = [html.A(words(f"{page}.title"), href=f"/{page}?lang={words.language}") for page in ("data", "api")]
    return html.Ul([html.Li(page) for page in pages])


def _edition(context: Context, version: str) -> list[tuple[str, Children]]:
    """The edition of the data: its version, the numbers of its records, and the newest dates."""
    words, catalogue = context.words, context.catalogue
    keys = {
        "facts": "facts.count",
        "documents": "documents.count",
        "projects": "projects.count",
        "routes": "routes.count",
        "places": "places.count",
    }
    counts = [words.count(key, catalogue.counts[kind]) for kind, key in keys.items()]
    if catalogue.large:  # the newest dates need all records
        return [(words("about.edition"), isolated(version)), (words("about.contents"), words.listing(counts))]
    published = [document.published for document in catalogue.documents.values() if document.published]
    status_dates = [project.status.as_of for project in catalogue.projects.values()]
    return [
        (words("about.edition"), isolated(version)),
        (words("about.contents"), words.listing(counts)),
        *[(words("about.newest_document"), isolated(words.date(_newest(published)))) for _ in published[:1]],
        *[(words("about.newest_status"), isolated(words.date(_newest(status_dates)))) for _ in status_dates[:1]],
    ]


def _newest(dates: Sequence[str]) -> str:
    return max(dates, key=lambda day: date_bounds(day)[::-1])


def _meanings(context: Context, vocabulary: str, codes: list[str]) -> Component:
    words = context.words
    return pairs([(words(f"{vocabulary}.{code}"), words(f"{vocabulary}.{code}.meaning")) for code in codes])


def _precision(context: Context, precision: Precision) -> tuple[str, Children]:
    return context.words(f"precision.{precision}"), precision_margin(context.words, precision)


def _without_facts(context: Context) -> Component:
    """The projects without statements."""
    silent = [
        project for project in context.catalogue.projects.values() if not context.relations.facts_about.get(project.id)
    ]
    items = [html.Li(link(f"/project/{project.id}", local(context.words, project.names))) for project in silent]
    return html.Ul(items) if items else html.P(context.words("facts.all_have"))
