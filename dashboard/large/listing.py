"""Statements and projects that pass the filters: the first of them, and how many there are, by query.

The filters mean what they mean for a loaded catalogue (``catalogue/filter_result.py``); a test holds both together.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from dashboard.catalogue.filters import ALL_FILTERS, FILTERS, STATEMENT_FILTERS
from dashboard.catalogue.vocabulary import Modality
from dashboard.database.connection import STORE
from dashboard.large.store import Store

Selection = Mapping[str, Collection[str]]
"""Values by filter."""
MODALITIES: Final = tuple(modality.value for modality in Modality)
_NEWEST: Final = "published DESC NULLS LAST, document, start, id"
ORDERS: Final[Mapping[str | None, str]] = {
    None: _NEWEST,
    "published": "published NULLS LAST, document, start, id",
    "modality": f"array_position(%(modalities)s::text[], modality), {_NEWEST}",
}
"""By the value of ``sort`` in an address, the order of a list of statements."""


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


def values_of(selection: Selection) -> dict[str, Any]:
    """The parameters of ``passing_condition``."""
    return {name: [*values] for name, values in selection.items()}


def statements(store: Store, selection: Selection, sort: str | None, most: int) -> list[str]:
    """The first ``most`` statements that pass, in one of ``ORDERS``."""
    query = (
        f"SELECT id FROM {STORE}.statements WHERE version = %(version)s AND"
        f" {passing_condition('facts', 'statements.id', selection)} ORDER BY {ORDERS[sort]} LIMIT {most}"
    )
    return [fact for [fact] in store.rows(query, {**values_of(selection), "modalities": [*MODALITIES]})]


def projects(store: Store, selection: Selection, most: int) -> list[str]:
    """The first ``most`` projects that pass: those with most statements."""
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


def counts_by_value(store: Store, selection: Selection) -> Mapping[str, Mapping[str, int]]:
    """By filter of the list of statements and value, how many statements it would leave under the other filters."""
    counts: dict[str, dict[str, int]] = {name: {} for name in STATEMENT_FILTERS}
    chosen = [name for name in STATEMENT_FILTERS if selection.get(name)]
    # All filters of which nothing is chosen are counted over the same statements, in one query.
    groups = [[name for name in STATEMENT_FILTERS if name not in chosen], *([name] for name in chosen)]
    for names in filter(None, groups):
        others = {name: values for name, values in selection.items() if name not in names}
        query = (
            f"SELECT filter, value, count(*) FROM {STORE}.filter_values AS f WHERE version = %(version)s"
            f" AND kind = 'facts' AND filter = ANY(%(names)s) AND {passing_condition('facts', 'f.id', others)}"
            " GROUP BY filter, value"
        )
        for name, value, count in store.rows(query, {**values_of(others), "names": names}):
            counts[name][value] = count
    return counts


def newest_documents(store: Store, most: int) -> list[str]:
    """The ``most`` documents with the latest dates."""
    query = f"SELECT id FROM {STORE}.documents WHERE version = %(version)s ORDER BY published DESC NULLS LAST, id"
    return [document for [document] in store.rows(f"{query} LIMIT {most}")]
