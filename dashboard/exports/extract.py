"""The rows of a download: those of each table that the page counts, and for the package those they refer to."""

from collections.abc import Collection, Iterable, Mapping

from dashboard.api.query_filters import FilterQuery, filter_records
from dashboard.atlas import Atlas
from dashboard.catalogue.filter_result import asks_for_withdrawn
from dashboard.catalogue.schema import SCHEMA
from dashboard.catalogue.tables import Frame, Tables
from dashboard.catalogue.vocabulary import WITHDRAWN


def extract(atlas: Atlas, filter_query: FilterQuery, names: Iterable[str] = tuple(SCHEMA)) -> Tables:
    """The rows of the tables ``names`` that pass the filters, as on the page; for tables without filters, the rows that
    belong to those."""
    ids = filter_records(atlas, filter_query)
    wanted: Mapping[str, tuple[str, Collection[str]]] = {
        "statements": ("id", ids.facts),
        "statement_subjects": ("fact", ids.facts),
        "documents": ("id", ids.documents),
        "speakers": ("id", {atlas.catalogue.facts[fact].speaker for fact in ids.facts}),
        "projects": ("id", ids.projects),
        "project_parts": ("project", ids.projects),
        "routes": ("id", ids.routes),
        "segments": ("id", ids.segments),
        "places": ("id", ids.places),
        "figures": ("of", (*ids.projects, *ids.routes)),
        "status_history": ("of", (*ids.projects, *ids.routes)),
    }
    return {name: _with(atlas.tables[name], *wanted[name]) for name in names}


def closed(atlas: Atlas, filter_query: FilterQuery) -> Tables:
    """``extract`` with every row that its rows refer to, so that each reference resolves.

    Routes that are withdrawn and not asked for are left out, with the references to them.
    """
    whole, passing_rows = atlas.tables, extract(atlas, filter_query, ("statements", "segments", "places"))
    whole = whole if filter_query.withdrawn or asks_for_withdrawn(filter_query.filters) else _without_withdrawn(whole)
    statements = _with(whole["statements"], "id", _ids(passing_rows["statements"], "id", "confirms"))
    subjects = _with(whole["statement_subjects"], "fact", statements["id"])
    segments = passing_rows["segments"]
    of_lines = _with(whole["project_parts"], "part", segments["route"])["project"]
    projects = _with(whole["projects"], "id", {*subjects["project"], *of_lines})
    parts = _with(whole["project_parts"], "project", projects["id"])
    routes = _with(whole["routes"], "id", {*parts["route"], *subjects["route"], *segments["route"]})
    stops = {*parts["place"], *subjects["place"], *passing_rows["places"]["id"], *_ids(segments, "from", "to")}
    return {
        "statements": statements,
        "statement_subjects": subjects,
        "documents": _with(whole["documents"], "id", statements["document"]),
        "speakers": _with(whole["speakers"], "id", statements["speaker"]),
        "projects": projects,
        "project_parts": parts,
        "routes": routes,
        "segments": segments,
        "places": _with(whole["places"], "id", stops),
        **{name: _with(whole[name], "of", [*projects["id"], *routes["id"]]) for name in ("figures", "status_history")},
    }


def _without_withdrawn(whole: Tables) -> Tables:
    """Drop routes whose segments are all withdrawn, and their project_parts; statements about them name no route."""
    current = whole["segments"].loc[~whole["segments"]["status"].isin(WITHDRAWN), "route"]
    hidden = set(whole["routes"]["id"]) - set(current)
    parts, subjects = whole["project_parts"], whole["statement_subjects"]
    return {
        **whole,
        "routes": whole["routes"][~whole["routes"]["id"].isin(hidden)],
        "project_parts": parts[~parts["route"].isin(hidden)],
        "statement_subjects": subjects.assign(route=subjects["route"].mask(subjects["route"].isin(hidden))),
    }


def _with(frame: Frame, column: str, wanted: Collection[str]) -> Frame:
    return frame[frame[column].isin(list(wanted))]


def _ids(frame: Frame, *columns: str) -> set[str]:
    return {record_id for column in columns for record_id in frame[column].dropna()}
