"""Changes of the data: the page of all, the section of a project, and the note on the first page."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Change
from dashboard.catalogue.relations import changes_of
from dashboard.views.context import Context
from dashboard.views.parts import data, link, local, section, title

FEED = "/changes.atom"


def changes_panel(context: Context) -> list[Component]:
    """All changes by release, the newest first. The browser marks those since its last visit (page/changes.js)."""
    words = context.words
    parts = []
    for version, group in groupby(context.catalogue.changes, key=lambda change: change.version):
        changes = list(group)
        parts.append(section(_heading(context, version, changes), change_list(context, changes)))
    hint = html.P(words("changes.hint"), className="hint")
    feed = html.P(feed_link(context))
    body = parts or [html.P(words("changes.none"), className="empty")]
    return [title(words("changes.title")), hint, feed, html.Div(body, className="all-changes")]


def feed_link(context: Context, project: str | None = None) -> Component:
    """The link to the feed of all changes, or of those about one project."""
    chosen = f"&project={project}" if project else ""
    address = f"{FEED}?lang={context.words.language}{chosen}"
    return html.A(context.words("changes.feed"), href=address)


def changes_section(context: Context, project: str) -> list[Component]:
    """The section of a project's panel with its changes and their feed."""
    words = context.words
    changes = changes_of(context.catalogue, context.relations, project)
    listed = [change_list(context, changes)] if changes else []
    return [section(words("changes.title"), [*listed, html.P(feed_link(context, project))])]


def newcomers(context: Context) -> Component:
    """The note on the first page. The browser shows it where there are changes since its last visit."""
    words = context.words
    ids = " ".join(change.id for change in context.catalogue.changes)
    count = html.B(className="changes-count")
    return html.P(
        [link("/changes", [words("changes.since_last_visit"), " ", count])],
        id="changes-new",
        hidden=True,
        **data(changes=ids),
    )


def change_list(context: Context, changes: Iterable[Change]) -> Component:
    """A list of changes, each with its kind, its records and its reason."""
    return html.Ul([_entry(context, change) for change in changes], className="changes")


def _entry(context: Context, change: Change) -> Component:
    words = context.words
    about = [html.Li(link(path, name)) for path, name in (_record(context, record_id) for record_id in change.about)]
    parts: list[Component] = [
        html.Div(
            [
                html.Span(words(f"change.{change.kind}"), className=f"change-kind {change.kind}"),
                html.Span(words("changes.new"), className="change-new", hidden=True),
            ]
        ),
        html.Div(local(words, change.what)),
    ]
    if change.why is not None:
        parts.append(html.Div([html.B(words("changes.why")), " ", local(words, change.why)], className="hint"))
    if about:
        parts.append(html.Ul(about, className="change-records"))
    return html.Li(parts, id=f"change-{change.id}", **data(change=change.id))


def _record(context: Context, record: str) -> tuple[str, str]:
    """The path and the name of a project, route, place, statement or document."""
    catalogue, language = context.catalogue, context.words.language
    if record in catalogue.facts:
        return f"/fact/{record}", catalogue.facts[record].statement.in_language(language)
    if record in catalogue.documents:
        return f"/document/{record}", catalogue.documents[record].title_in(language).text
    return context.path_of(record), context.name_of(record)


def _heading(context: Context, version: str, changes: Sequence[Change]) -> str:
    words = context.words
    day = next((change.released for change in changes if change.released), None)
    when = words("about.released", date=words.date(day)) if day else words("about.unreleased")
    return f"{words('about.version', version=version)} – {when}"
