"""The ids of the page's components, for views, callbacks and assets/src."""

MAP = "map"
PANEL = "panel"
NOTICES = "notices"
STATUS_LINE = "status-line"
FROM = "corridor-from"
VIA = "corridor-via"
TO = "corridor-to"
PLANNED = "corridor-planned"
DOCK = "dock"
DASH_ROOT = "react-entry-point"  # where Dash's renderer puts its layout; the name is Dash's own
DOCK_BODY = "dock-body"
DOCK_REQUEST = "dock-request"
TABLE_GRID = "table-grid"
TABLE_COUNT = "table-count"


def chart_id(name: object) -> dict[str, object]:
    """The id of the graph of a chart (``name``), or of all charts (a callback's wildcard)."""
    return {"type": "chart", "of": name}


def chart_data_id(name: object) -> dict[str, object]:
    """The id of the store with the data of a chart."""
    return {"type": "chart-data", "of": name}


def filter_id(name: str) -> str:
    """The id of the control of a filter (``country``, ``project``, ``mode``, ``status``, ``document``)."""
    return f"filter-{name}"
