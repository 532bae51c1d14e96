"""What is counted over the whole of a version, once, when a server begins to serve it."""

from typing import Final

from dashboard.catalogue.catalogue_stats import LOOKS, CatalogueStats
from dashboard.catalogue.filters import ALL_FILTERS, FILTERS, RECORD_FILTERS
from dashboard.catalogue.vocabulary import WITHDRAWN, Mode, Precision, Status
from dashboard.database.connection import STORE
from dashboard.large.store import Store

MOST_OFFERED: Final = 50
"""Values of ``RECORD_FILTERS`` that a page offers: those with most statements. Others are asked for by address."""
_TYPES: Final = {"mode": Mode, "status": Status, "precision": Precision}
_TABLES: Final = {
    **{name: name for name in ("projects", "routes", "segments", "places", "documents")},
    "facts": "statements",
}


def count_all(store: Store) -> CatalogueStats:
    """The counts of a version. ``values`` has of ``RECORD_FILTERS`` at most ``MOST_OFFERED`` values."""
    segments = f"FROM {STORE}.segments WHERE version = %(version)s"
    looks = store.rows(f"SELECT DISTINCT {', '.join(LOOKS)} {segments}")
    current = [row for row in looks if row[LOOKS.index("status")] not in WITHDRAWN]
    [[west, south, east, north]] = store.rows(
        "SELECT ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)"
        f" FROM (SELECT ST_Extent(geometry) AS box {segments}) AS extent"
    )
    return CatalogueStats(
        values={name: _offered(store, name) for name in ALL_FILTERS},
        routes={name: _routes_by_value(store, name) for name in FILTERS},
        totals=_totals(store),
        looks={look: frozenset(_TYPES[look](row[n]) for row in looks) for n, look in enumerate(LOOKS)},
        drawn=sorted({f"{look}:{value}" for row in current for look, value in zip(LOOKS, row, strict=True)}),
        box=(west, south, east, north),
    )


def languages(store: Store) -> dict[str, int]:
    """By language (a BCP 47 tag), how many documents there are in it."""
    query = f"SELECT language, count(*) FROM {STORE}.documents WHERE version = %(version)s GROUP BY language"
    return dict(store.rows(f"{query} ORDER BY language"))


def _offered(store: Store, name: str) -> list[str]:
    """The values of a filter with most statements, and of these the first by name; sorted."""
    rows = store.rows(
        f"SELECT value FROM {STORE}.filter_values WHERE version = %(version)s AND filter = %(name)s"
        " GROUP BY value ORDER BY count(*) FILTER (WHERE kind = 'facts') DESC, value LIMIT %(most)s",
        {"name": name, "most": MOST_OFFERED if name in RECORD_FILTERS else None},
    )
    return sorted(value for [value] in rows)


def _routes_by_value(store: Store, name: str) -> dict[str, int]:
    """By value, how many routes it finds by itself; what is withdrawn is found by its own status only."""
    current = "" if name == "status" else "AND segments.status <> ALL(%(withdrawn)s)"
    rows = store.rows(
        f"SELECT value, count(DISTINCT segments.route) AS number FROM {STORE}.filter_values"
        f" JOIN {STORE}.segments USING (version, id)"
        f" WHERE version = %(version)s AND filter = %(name)s AND kind = 'segments' {current}"
        " GROUP BY value ORDER BY number DESC, value LIMIT %(most)s",
        {"name": name, "withdrawn": sorted(WITHDRAWN), "most": MOST_OFFERED if name in RECORD_FILTERS else None},
    )
    return dict(sorted(rows))


def _totals(store: Store) -> dict[str, int]:
    """How many records there are of each kind; ``current`` are the routes that are not withdrawn whole."""
    counted = {
        kind: store.rows(f"SELECT count(*) FROM {STORE}.{table} WHERE version = %(version)s")[0][0]
        for kind, table in _TABLES.items()
    }
    [[current]] = store.rows(
        f"SELECT count(DISTINCT route) FROM {STORE}.segments WHERE version = %(version)s"
        " AND status <> ALL(%(withdrawn)s)",
        {"withdrawn": sorted(WITHDRAWN)},
    )
    return {**counted, "current": current}
