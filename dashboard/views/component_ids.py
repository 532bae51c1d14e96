"""The ids of the page's components: each declared once, used by views, callbacks and assets/src."""

MAP = "map"
PANEL = "panel"
NOTICES = "notices"
STATUS_LINE = "status-line"
OTHERS = "others-shown"
RETIRED = "retired-shown"
RAILWAYS = "railways-shown"
ROADS = "roads-shown"
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
    """The graph of one chart of the dock, or of each that a callback's wildcard stands for."""
    return {"type": "chart", "of": name}


def chart_data_id(name: object) -> dict[str, object]:
    """What a chart is drawn from, before it has its colours."""
    return {"type": "chart-data", "of": name}


def filter_id(name: str) -> str:
    """The control of one filter (``country``, ``project``, ``mode``, ``status``, ``document``)."""
    return f"filter-{name}"
