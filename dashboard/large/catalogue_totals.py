"""The counts over a whole version, made once, when a server begins to serve it."""

from typing import Final

from dashboard.api.query_filters import FilterQuery
from dashboard.catalogue.catalogue_stats import LOOKS, CatalogueStats
from dashboard.catalogue.filters import ALL_FILTERS, RECORD_FILTERS
from dashboard.catalogue.load.catalogue import COUNTED_KINDS
from dashboard.catalogue.vocabulary import Mode, Precision, Status
from dashboard.database.connection import STORE
from dashboard.large.filter_counts import FilterCounts
from dashboard.large.store import Store, from_table

MOST_OFFERED: Final = 50
"""The most values of each of ``RECORD_FILTERS`` that a page offers: those with most statements."""
MOST_RANKED: Final = 1_000
"""The number of projects whose order by statements is known to a server."""
_TYPES: Final = {"mode": Mode, "status": Status, "precision": Precision}


def count_catalogue(store: Store) -> CatalogueStats:
    """The counts of a version. ``values`` has at most ``MOST_OFFERED`` values of each of ``RECORD_FILTERS``."""
    looks = store.rows(f"SELECT DISTINCT {', '.join(LOOKS)} {from_table('segments')}")
    [[west, south, east, north]] = store.rows(
        "SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)"
        f" FROM (SELECT ST_Extent(geometry) AS box {from_table('segments')}) AS extent"
    )
    values = {name: sorted(_top_values(store, name, MOST_OFFERED)) for name in ALL_FILTERS}
    counts = FilterCounts(store, {}, values).summary(FilterQuery())
    return CatalogueStats(
        values=values,
        routes=counts["counts"],
        other_records=counts["beside"],
        totals={**_totals(store), "current": counts["totals"]["routes"]},
        looks={look: frozenset(_TYPES[look](row[n]) for row in looks) for n, look in enumerate(LOOKS)},
        drawn=counts["drawn"],
        box=(west, south, east, north),
    )


def top_projects(store: Store) -> list[str]:
    """The ids of the ``MOST_RANKED`` projects with most statements, in their order."""
    return _top_values(store, "project", MOST_RANKED)


def languages(store: Store) -> dict[str, int]:
    """By language (a BCP 47 tag), how many documents there are in it."""
    query = f"SELECT language, count(*) {from_table('documents')} GROUP BY language ORDER BY language"
    return dict(store.rows(query))


def _top_values(store: Store, name: str, most: int) -> list[str]:
    """The values of a filter, those with most statements first; at most ``most`` where it is of ``RECORD_FILTERS``."""
    coarse = name not in RECORD_FILTERS
    query = (
        f"SELECT value FROM {STORE}.filter_groups, unnest(filter_{name}) AS value WHERE version = %(version)s"
        " AND coarse = %(coarse)s GROUP BY value"
        " ORDER BY sum(records) FILTER (WHERE kind = 'facts') DESC NULLS LAST, value LIMIT %(most)s"
    )
    return store.column(query, {"coarse": coarse, "most": None if coarse else most})


def _totals(store: Store) -> dict[str, int]:
    """How many records there are of each kind."""
    tables = {kind: "statements" if kind == "facts" else kind for kind in COUNTED_KINDS}
    return {kind: store.column(f"SELECT count(*) {from_table(table)}")[0] for kind, table in tables.items()}
