"""The subscriptions for readers' programs: the calendar ``/due.ics`` and the feed ``/changes.atom``."""

from datetime import UTC, datetime

from flask import Blueprint, Response, request

from dashboard.api.data import answer_unknown_filters
from dashboard.api.query_filters import UnknownFilterError, filter_records, read_filter_query
from dashboard.atlas import Atlas
from dashboard.catalogue.due.history import due_calendar, due_histories
from dashboard.catalogue.relations import changes_of
from dashboard.exports.changes_feed import MEDIA_TYPE, changes_feed
from dashboard.exports.due_ics import due_ics
from dashboard.http.origins import origin_of_files
from dashboard.http.responses import error_response, revalidated
from dashboard.i18n import words_in
from dashboard.web.pages.languages import language_of_query

DUE_CALENDAR, CHANGES = "/due.ics", "/changes.atom"


def feed_blueprint(atlas: Atlas) -> Blueprint:
    """The routes; each takes the page's filters, and ``lang``."""
    blueprint = Blueprint("feeds", __name__)

    @blueprint.get(DUE_CALENDAR)
    def due() -> Response:
        if atlas.catalogue.large:
            return error_response(404, "this atlas has too many records for one calendar; use its database")
        language, pairs = _language_and_filters()
        result = filter_records(atlas, read_filter_query(pairs, atlas.stats.values))
        today = datetime.now(UTC).date()
        entities = (*result.projects, *result.routes, *result.places)
        histories = due_histories(atlas.catalogue, entities, frozenset(result.facts), today)
        entries = due_calendar(histories, today)
        words = words_in(language, atlas.catalogue.identity)
        body = due_ics(atlas.catalogue, words, entries, origin_of_files())
        return revalidated(body, "text/calendar")

    @blueprint.get(CHANGES)
    def changes() -> Response:
        language, pairs = _language_and_filters()
        projects = _projects(atlas, pairs)
        about = [change for project in projects for change in changes_of(atlas.catalogue, atlas.relations, project)]
        concerning = [change for change in atlas.catalogue.changes if not projects or change in about]
        subject = ", ".join(atlas.catalogue.projects[project].names.in_language(language) for project in projects)
        path = f"{CHANGES}?lang={language}" + (f"&project={','.join(projects)}" if projects else "")
        words = words_in(language, atlas.catalogue.identity)
        return revalidated(changes_feed(words, concerning, origin_of_files(), path, subject), MEDIA_TYPE)

    answer_unknown_filters(blueprint)
    return blueprint


def _language_and_filters() -> tuple[str, list[tuple[str, str]]]:
    filters = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return language_of_query(), filters


def _projects(atlas: Atlas, pairs: list[tuple[str, str]]) -> list[str]:
    """The projects of the query; the feed of changes has no other filter."""
    known = atlas.catalogue.projects
    projects: list[str] = []
    for name, value in pairs:
        if name != "project":
            raise UnknownFilterError(name, value, ("project",), known=False)
        for project in filter(None, value.split(",")):
            if project not in known:
                raise UnknownFilterError(name, project, sorted(known))
            projects.append(project)
    return list(dict.fromkeys(projects))
