"""The rows of a download: those that the page counts, and for the package also the rows to which they refer."""

from collections.abc import Collection, Iterable, Mapping

from dashboard.api.query_filters import FilterQuery, filter_records
from dashboard.atlas import Atlas
from dashboard.catalogue.filter_result import asks_for_withdrawn
from dashboard.catalogue.schema import SCHEMA
from dashboard.catalogue.tables import Frame, Tables
from dashboard.catalogue.vocabulary import WITHDRAWN


def extract(atlas: Atlas, filter_query: FilterQuery, names: Iterable[str] = tuple(SCHEMA)) -> Tables:
    """The rows of the tables ``names`` that pass the filters, as on the page, or that belong to such rows."""
    ids = filter_records(atlas, filter_query)
    keys: Mapping[str, tuple[str, Collection[str]]] = {
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
    extracted = {name: _rows_with(atlas.tables[name], *keys[name]) for name in names}
    if "project_parts" in extracted:  # a part may be a withdrawn route, which does not pass
        extracted["project_parts"] = _rows_with(extracted["project_parts"], "part", (*ids.routes, *ids.places))
    return extracted


def closed(atlas: Atlas, filter_query: FilterQuery) -> Tables:
    """``extract`` with every row to which its rows refer, so that each reference resolves.

    It leaves out withdrawn routes, unless the filters include them, and the references to them.
    """
    tables, passing_rows = atlas.tables, extract(atlas, filter_query, ("statements", "segments", "places"))
    if not (filter_query.withdrawn or asks_for_withdrawn(filter_query.filters)):
        tables = _without_withdrawn(tables)
    statements = _rows_with(tables["statements"], "id", _ids(passing_rows["statements"], "id", "confirms"))
    subjects = _rows_with(tables["statement_subjects"], "fact", statements["id"])
    segments = passing_rows["segments"]
    of_lines = _rows_with(tables["project_parts"], "part", segments["route"])["project"]
    projects = _rows_with(tables["projects"], "id", {*subjects["project"], *of_lines})
    parts = _rows_with(tables["project_parts"], "project", projects["id"])
    routes = _rows_with(tables["routes"], "id", {*parts["route"], *subjects["route"], *segments["route"]})
    holders = [*projects["id"], *routes["id"]]
    stops = {*parts["place"], *subjects["place"], *passing_rows["places"]["id"], *_ids(segments, "from", "to")}
    return {
        "statements": statements,
        "statement_subjects": subjects,
        "documents": _rows_with(tables["documents"], "id", statements["document"]),
        "speakers": _rows_with(tables["speakers"], "id", statements["speaker"]),
        "projects": projects,
        "project_parts": parts,
        "routes": routes,
        "segments": segments,
        "places": _rows_with(tables["places"], "id", stops),
        **{name: _rows_with(tables[name], "of", holders) for name in ("figures", "status_history")},
    }


def _without_withdrawn(tables: Tables) -> Tables:
    """Drop the routes without a current segment, as parts of projects too; statements about them name no route."""
    current = tables["segments"].loc[~tables["segments"]["status"].isin(WITHDRAWN), "route"]
    hidden = set(tables["routes"]["id"]) - set(current)
    parts, subjects = tables["project_parts"], tables["statement_subjects"]
    return {
        **tables,
        "routes": tables["routes"][~tables["routes"]["id"].isin(hidden)],
        "project_parts": parts[~parts["route"].isin(hidden)],
        "statement_subjects": subjects.assign(route=subjects["route"].mask(subjects["route"].isin(hidden))),
    }


def _rows_with(frame: Frame, column: str, values: Collection[str]) -> Frame:
    return frame[frame[column].isin(list(values))]


def _ids(frame: Frame, *columns: str) -> set[str]:
    return {record_id for column in columns for record_id in frame[column].dropna()}
