"""The first statements and projects that pass the filters, and the queries by which other modules filter.

The filters mean what they mean for a loaded catalogue (``catalogue/filter_result.py``); a test compares both.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from dashboard.catalogue.filters import ALL_FILTERS, FILTERS, RECORD_FILTERS
from dashboard.catalogue.vocabulary import Modality
from dashboard.database.connection import STORE
from dashboard.large.store import Store, from_table

Selection = Mapping[str, Collection[str]]
"""Values by filter."""
MODALITIES: Final = tuple(modality.value for modality in Modality)
_NEWEST: Final = "published DESC NULLS LAST, document"
ORDERS: Final[Mapping[str | None, str]] = {
    None: _NEWEST,
    "published": "published NULLS LAST, document",
    "modality": f"array_position(%(modalities)s::text[], modality), {_NEWEST}",
}
"""By the value of ``sort`` in an address, the order of a list of statements; those of a document stay in its order."""


def filter_condition(kind: str, record: str, selection: Selection) -> str:
    """The SQL condition for a row that passes the filters; its parameters are ``filter_parameters``.

    Parameters
    ----------
    kind
        ``facts``, ``projects``, ``segments`` or ``places``.
    record
        The column with the record's id.
    selection
        Values by filter; a filter without values restricts nothing.
    """
    names = ALL_FILTERS if kind == "facts" else FILTERS
    conditions = (
        f"EXISTS (SELECT FROM {STORE}.filter_values AS v WHERE v.version = %(version)s AND v.filter = '{name}'"
        f" AND v.value = ANY(%({name})s) AND v.kind = '{kind}' AND v.id = {record})"
        for name in names
        if selection.get(name)
    )
    return " AND ".join(("TRUE", *conditions))


def filter_parameters(selection: Selection) -> dict[str, list[str]]:
    """The parameters of ``filter_condition`` and of ``groups_query``."""
    return {name: [*values] for name, values in selection.items()}


def groups_query(kind: str, selection: Selection, *, withdrawn: bool = True, fine: bool = False) -> str:
    """The query for the rows of ``filter_groups`` of one kind that pass the filters.

    Parameters
    ----------
    kind
        ``facts``, ``projects``, ``segments`` or ``places``.
    selection
        Values by filter. The filters of statements restrict statements alone.
    withdrawn
        Whether groups of withdrawn segments pass.
    fine
        Whether the caller looks at projects, documents or speakers, for which only the fine groups will do. They are
        used by themselves where the selection names one.
    """
    names = [name for name in (ALL_FILTERS if kind == "facts" else FILTERS) if selection.get(name)]
    coarse = not fine and set(RECORD_FILTERS).isdisjoint(names)
    conditions = [f"coarse = {str(coarse).lower()}", f"kind = '{kind}'"]
    conditions += [f"filter_{name} && %({name})s::text[]" for name in names]
    conditions += [] if withdrawn else ["NOT withdrawn"]
    return " AND ".join((f"SELECT * {from_table('filter_groups')}", *conditions))


def statements(store: Store, selection: Selection, sort: str | None, most: int) -> list[str]:
    """The ids of the first ``most`` statements that pass, in one of ``ORDERS``.

    The counted groups say which documents have them, so the query reads no other document, however few pass.
    """
    query = f"""
        WITH per_document AS (
            SELECT filter_document[1] AS document, filter_modality[1] AS modality, sum(records) AS number
            FROM ({groups_query("facts", selection, fine=True)}) AS passing_groups GROUP BY 1, 2
        ), ordered AS (
            SELECT document, number, sum(number) OVER (ORDER BY {ORDERS[sort]} ROWS UNBOUNDED PRECEDING) AS up_to
            FROM per_document JOIN {STORE}.documents ON version = %(version)s AND id = document
        )
        SELECT id {from_table("statements")}
            AND document = ANY(ARRAY(SELECT document FROM ordered WHERE up_to - number < {most}))
            AND {filter_condition("facts", "statements.id", selection)}
        ORDER BY {ORDERS[sort]}, start, id LIMIT {most}
    """
    return store.column(query, {**filter_parameters(selection), "modalities": [*MODALITIES]})


def projects(store: Store, selection: Selection, most: int, top_projects: Sequence[str] = ()) -> list[str]:
    """The ids of the first ``most`` projects that pass: those with most statements.

    Where many pass, enough of them are among ``top_projects``, which are in this order, and no others are counted.
    """
    parameters: dict[str, Any] = filter_parameters(selection)
    among_top = (
        "SELECT id FROM unnest(%(top_projects)s::text[]) WITH ORDINALITY AS top (id, place)"
        f" WHERE {filter_condition('projects', 'top.id', selection)} ORDER BY place LIMIT {most}"
    )
    first: list[str] = store.column(among_top, {**parameters, "top_projects": [*top_projects]})
    if len(first) == most:
        return first
    passing_projects = (
        f"SELECT id {from_table('projects')} AND {filter_condition('projects', 'projects.id', selection)}"
    )
    statement_number = (
        f"SELECT count(*) {from_table('filter_values')}"
        " AND filter = 'project' AND value = passing_projects.id AND kind = 'facts'"
    )
    # First the few that pass, then the number of each: in one join the planner may count the statements of all.
    query = f"WITH passing_projects AS MATERIALIZED ({passing_projects}) SELECT id FROM passing_projects"
    return store.column(f"{query} ORDER BY ({statement_number}) DESC, id LIMIT {most}", parameters)


def newest_documents(store: Store, most: int) -> list[str]:
    """The ids of the ``most`` documents with the latest dates."""
    return store.column(f"SELECT id {from_table('documents')} ORDER BY published DESC NULLS LAST, id LIMIT {most}")
