"""Statements and projects that pass the filters: the first of them, and how many there are, by query.

The filters mean what they mean for a loaded catalogue (``catalogue/filter_result.py``); a test holds both together.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from dashboard.catalogue.filters import ALL_FILTERS, FILTERS, RECORD_FILTERS
from dashboard.catalogue.vocabulary import Modality
from dashboard.database.connection import STORE
from dashboard.large.store import Store

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


def passing_condition(kind: str, record: str, selection: Selection) -> str:
    """What a row must meet to pass, as SQL; the values are parameters of the names of the filters.

    Parameters
    ----------
    kind
        ``facts``, ``projects``, ``segments`` or ``places``.
    record
        The column with the record's id.
    selection
        Values by filter; a filter without values restricts nothing.
    """
    return " AND ".join(["TRUE", *_conditions(kind, record, selection)])


def _conditions(kind: str, record: str, selection: Selection) -> Iterator[str]:
    for name in ALL_FILTERS:
        if selection.get(name) and (kind == "facts" or name in FILTERS):
            yield (
                f"EXISTS (SELECT FROM {STORE}.filter_values AS v WHERE v.version = %(version)s AND v.filter = '{name}'"
                f" AND v.value = ANY(%({name})s) AND v.kind = '{kind}' AND v.id = {record})"
            )


def groups(kind: str, selection: Selection, names: Sequence[str], *, withdrawn: bool = True, fine: bool = False) -> str:
    """The query for the counted groups of a kind that pass those filters of ``selection`` that are among ``names``.

    They are ``fine`` where projects, documents or speakers are asked for, or looked at.
    """
    asked = [name for name in names if selection.get(name)]
    coarse = str(not fine and not set(RECORD_FILTERS) & set(asked)).lower()
    conditions = [f"filter_{name} && %({name})s::text[]" for name in asked]
    conditions += [] if withdrawn else ["NOT withdrawn"]
    query = f"SELECT * FROM {STORE}.filter_groups WHERE version = %(version)s AND coarse = {coarse} AND kind = '{kind}'"
    return " AND ".join((query, *conditions))


def values_of(selection: Selection) -> dict[str, Any]:
    """The parameters of ``passing_condition``."""
    return {name: [*values] for name, values in selection.items()}


def statements(store: Store, selection: Selection, sort: str | None, most: int) -> list[str]:
    """The first ``most`` statements that pass, in one of ``ORDERS``.

    The counted groups say in which documents they are, so however few pass, no other document is looked through.
    """
    query = f"""
        WITH held AS (
            SELECT filter_document[1] AS document, filter_modality[1] AS modality, sum(records) AS number
            FROM ({groups("facts", selection, ALL_FILTERS, fine=True)}) AS passing GROUP BY 1, 2
        ), ordered AS (
            SELECT document, number, sum(number) OVER (ORDER BY {ORDERS[sort]} ROWS UNBOUNDED PRECEDING) AS up_to
            FROM held JOIN {STORE}.documents ON version = %(version)s AND id = document
        )
        SELECT id FROM {STORE}.statements WHERE version = %(version)s
            AND document = ANY(ARRAY(SELECT document FROM ordered WHERE up_to - number < {most}))
            AND {passing_condition("facts", "statements.id", selection)}
        ORDER BY {ORDERS[sort]}, start, id LIMIT {most}
    """
    return [fact for [fact] in store.rows(query, {**values_of(selection), "modalities": [*MODALITIES]})]


def projects(store: Store, selection: Selection, most: int, most_spoken: Sequence[str] = ()) -> list[str]:
    """The first ``most`` projects that pass: those with most statements.

    Where many pass, enough of them are among the ``most_spoken`` of all, in their order: then no others are counted.
    """
    of_these = (
        "SELECT id FROM unnest(%(most_spoken)s::text[]) WITH ORDINALITY AS spoken (id, place)"
        f" WHERE {passing_condition('projects', 'spoken.id', selection)} ORDER BY place LIMIT {most}"
    )
    first = [project for [project] in store.rows(of_these, {**values_of(selection), "most_spoken": [*most_spoken]})]
    return first if len(first) == most else _projects(store, selection, most)


def _projects(store: Store, selection: Selection, most: int) -> list[str]:
    passing = (
        f"SELECT id FROM {STORE}.projects WHERE version = %(version)s"
        f" AND {passing_condition('projects', 'projects.id', selection)}"
    )
    spoken_of = (
        f"SELECT count(*) FROM {STORE}.filter_values AS said WHERE said.version = %(version)s"
        " AND said.filter = 'project' AND said.value = passing.id AND said.kind = 'facts'"
    )
    # The few that pass first, and of each its number: joined in one the planner may count all for each.
    query = (
        f"WITH passing AS MATERIALIZED ({passing}) SELECT id FROM passing ORDER BY ({spoken_of}) DESC, id LIMIT {most}"
    )
    return [project for [project] in store.rows(query, values_of(selection))]


def newest_documents(store: Store, most: int) -> list[str]:
    """The ``most`` documents with the latest dates."""
    query = f"SELECT id FROM {STORE}.documents WHERE version = %(version)s ORDER BY published DESC NULLS LAST, id"
    return [document for [document] in store.rows(f"{query} LIMIT {most}")]
