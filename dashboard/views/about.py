"""The page about the data: how it was made, what its words mean, whose it is, what has changed, what it is not."""

from collections.abc import Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.models import Change
from dashboard.catalogue.vocabulary import PRECISION_M, Modality, Precision, Status
from dashboard.views.context import Context
from dashboard.views.parts import Children, isolated, link, local, pairs, section, title

_LICENCES: Sequence[str] = ("code", "lines", "ground", "places", "texts")


def about_panel(context: Context, version: str) -> list[Component]:
    """About the data; ``version`` is the program's."""
    words = context.words
    return [
        title(words("about.title")),
        html.P(words("about.method"), className="summary"),
        pairs(_edition(context, version)),
        section(words("about.reading"), html.P(words("about.figures"))),
        section(words("about.modality"), _meanings(context, "modality", [one.value for one in Modality])),
        section(words("about.precision"), pairs([_precision(context, one) for one in Precision])),
        section(words("about.status"), _meanings(context, "status", [one.value for one in Status])),
        section(
            words("about.licences"),
            html.Ul([html.Li(words(f"licence.{part}")) for part in _LICENCES], className="sentences"),
        ),
        *_changes(context),
        section(words("about.not"), html.P(words("about.not_text"))),
        section(words("about.without_facts"), _without_facts(context)),
    ]


def _edition(context: Context, version: str) -> list[tuple[str, Children]]:
    """What there is, and of when: all of it counted and none of it typed."""
    words, catalogue = context.words, context.catalogue
    counted = (
        ("facts.count", catalogue.facts),
        ("documents.count", catalogue.documents),
        ("projects.count", catalogue.projects),
        ("routes.count", catalogue.routes),
        ("places.count", catalogue.places),
    )
    published = [one.published for one in catalogue.documents.values() if one.published]
    held = [one.status.as_of for one in catalogue.projects.values()]
    return [
        (words("about.edition"), isolated(version)),
        (words("about.contents"), words.listing([words.count(key, len(records)) for key, records in counted])),
        *[(words("about.newest_document"), isolated(words.date(_newest(published)))) for _ in published[:1]],
        *[(words("about.newest_status"), isolated(words.date(_newest(held)))) for _ in held[:1]],
    ]


def _newest(dates: Sequence[str]) -> str:
    return max(dates, key=lambda one: date_bounds(one)[::-1])


def _changes(context: Context) -> list[Component]:
    """What each version brought to the data, the newest first; nothing where nothing is noted."""
    words = context.words
    parts: list[Component] = []
    for version, changes in groupby(context.catalogue.changes, key=lambda one: one.version):
        entries = list(changes)
        parts.append(html.H4([words("about.version", version=version), " – ", _released(context, entries)]))
        parts.append(html.Ul([html.Li(local(words, one.what)) for one in entries], className="sentences"))
    return [section(words("about.changes"), parts)] if parts else []


def _released(context: Context, changes: Sequence[Change]) -> str:
    day = next((one.released for one in changes if one.released), None)
    words = context.words
    return words("about.released", date=words.date(day)) if day else words("about.unreleased")


def _meanings(context: Context, vocabulary: str, codes: list[str]) -> Component:
    words = context.words
    return pairs([(words(f"{vocabulary}.{code}"), words(f"{vocabulary}.{code}.meaning")) for code in codes])


def _precision(context: Context, precision: Precision) -> tuple[str, Children]:
    words, metres = context.words, PRECISION_M[precision]
    margin = words("precision.within", m=words.number(metres)) if metres else words("precision.ends_only")
    return words(f"precision.{precision}"), margin


def _without_facts(context: Context) -> Component:
    """Projects that the map draws and the documents do not speak of: listed, not hidden."""
    silent = [one for one in context.catalogue.projects.values() if not context.relations.facts_about.get(one.id)]
    items = [html.Li(link(f"/project/{one.id}", local(context.words, one.names))) for one in silent]
    return html.Ul(items) if items else html.P(context.words("facts.all_have"))
