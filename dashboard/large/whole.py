"""What is counted over the whole of a version, once, when a server begins to serve it."""

from typing import Final

from dashboard.api.query_filters import FilterQuery
from dashboard.catalogue.catalogue_stats import LOOKS, CatalogueStats
from dashboard.catalogue.filters import ALL_FILTERS, RECORD_FILTERS
from dashboard.catalogue.vocabulary import Mode, Precision, Status
from dashboard.database.connection import STORE
from dashboard.large.passing import PassingRecords
from dashboard.large.store import Store

MOST_OFFERED: Final = 50
"""Values of ``RECORD_FILTERS`` that a page offers: those with most statements. Others are asked for by address."""
MOST_RANKED: Final = 1_000
"""Projects of which it is known that none has more statements."""
_TYPES: Final = {"mode": Mode, "status": Status, "precision": Precision}
_TABLES: Final = {
    **{name: name for name in ("projects", "routes", "segments", "places", "documents")},
    "facts": "statements",
}


def count_all(store: Store) -> CatalogueStats:
    """The counts of a version. ``values`` has of ``RECORD_FILTERS`` at most ``MOST_OFFERED`` values."""
    segments = f"FROM {STORE}.segments WHERE version = %(version)s"
    looks = store.rows(f"SELECT DISTINCT {', '.join(LOOKS)} {segments}")
    [[west, south, east, north]] = store.rows(
        "SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)"
        f" FROM (SELECT ST_Extent(geometry) AS box {segments}) AS extent"
    )
    values = {name: sorted(_most_said(store, name, MOST_OFFERED)) for name in ALL_FILTERS}
    shown = PassingRecords(store, {}, values).of(FilterQuery())
    return CatalogueStats(
        values=values,
        routes=shown["counts"],
        other_records=shown["beside"],
        totals={**_totals(store), "current": shown["totals"]["routes"]},
        looks={look: frozenset(_TYPES[look](row[n]) for row in looks) for n, look in enumerate(LOOKS)},
        drawn=shown["drawn"],
        box=(west, south, east, north),
    )


def most_spoken(store: Store) -> list[str]:
    """The ``MOST_RANKED`` projects with most statements, in their order."""
    return _most_said(store, "project", MOST_RANKED)


def languages(store: Store) -> dict[str, int]:
    """By language (a BCP 47 tag), how many documents there are in it."""
    query = f"SELECT language, count(*) FROM {STORE}.documents WHERE version = %(version)s GROUP BY language"
    return dict(store.rows(f"{query} ORDER BY language"))


def _most_said(store: Store, name: str, most: int) -> list[str]:
    """The values of a filter, of ``RECORD_FILTERS`` at most ``most``: those with most statements, then by name."""
    coarse = name not in RECORD_FILTERS
    rows = store.rows(
        f"SELECT value FROM {STORE}.filter_groups, unnest(filter_{name}) AS value WHERE version = %(version)s"
        " AND coarse = %(coarse)s GROUP BY value"
        " ORDER BY sum(records) FILTER (WHERE kind = 'facts') DESC NULLS LAST, value LIMIT %(most)s",
        {"coarse": coarse, "most": None if coarse else most},
    )
    return [value for [value] in rows]


def _totals(store: Store) -> dict[str, int]:
    """How many records there are of each kind."""
    return {
        kind: store.rows(f"SELECT count(*) FROM {STORE}.{table} WHERE version = %(version)s")[0][0]
        for kind, table in _TABLES.items()
    }
