"""The state of the page and its address: URL ⇄ ViewState.

The path names the entity (``/project/tasim``), the query has the rest of the state without its defaults. The parser
ignores unknown parts and reports each in a notice. The address that is written for a state is canonical: parsing it
gives the same state (a property test).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, quote, unquote, urlencode

from dashboard.catalogue.filters import ALL_FILTERS, FILTERS, STATEMENT_FILTERS
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.geo.points import parse_point, point_id
from dashboard.state.dock_address import VALUES as DOCK_VALUES
from dashboard.state.dock_address import DockState, read_dock, write_dock
from dashboard.state.tracking_parameters import is_tracking

SWITCHES: Mapping[str, str] = {"others": "hidden", "retired": "shown", "railways": "shown", "roads": "shown"}
"""Query names with the one value that differs from the default."""
ENTITY_KINDS: tuple[str, ...] = ("project", "route", "place", "country", "fact", "document")
PAGES: tuple[str, ...] = ("about", "changes", "stories")
THEMES: tuple[str, ...] = ("light", "dark")
VIEW = r"(\d{1,2}(?:\.\d{1,2})?)/(-?\d{1,2}(?:\.\d{1,4})?)/(-?\d{1,3}(?:\.\d{1,4})?)"
VIEW_LIMITS: tuple[float, float, float] = (22, 85, 180)
"""The largest absolute values of zoom, latitude and longitude."""
MOST_ITINERARIES: int = 3
"""The most ways that are compared, the way of the path included."""
_PLACES = "[^/,]+(?:/[^/,]+){1,2}"
ITINERARY_VALUES: Mapping[str, str] = {
    "planned": "yes",
    "via": "[^/,]+",
    "with": f"{_PLACES}(?:,{_PLACES}){{0,{MOST_ITINERARIES - 2}}}",
}
"""Query names that only the page of a way between two places uses, each with its pattern.

``via`` is a place that the way goes over. ``with`` are the ways to compare with it, separated by commas. Each of these
is a list of places, separated by slashes: the start, at most one place on the way, and the end.
"""
OTHER_NAMES: Mapping[str, str] = {
    "lang": "|".join(LANGUAGES),
    "theme": "|".join(THEMES),
    **ITINERARY_VALUES,
    **DOCK_VALUES,
}
"""Query names other than filters, switches and ``view``, in the order of the address, each with its pattern."""
_PATTERNS = {name: pattern for name, pattern in OTHER_NAMES.items() if name not in DOCK_VALUES}
_LONGEST = 2_000


@dataclass(frozen=True)
class MapView:
    """The zoom of the map (for 512 px tiles) and its centre, in degrees on WGS84."""

    zoom: float
    lat: float
    lon: float


@dataclass(frozen=True)
class Entity:
    """The selected entity: its kind (``project`` …) and its id.

    The id of a ``corridor`` is two places; that of a ``point`` is the latitude and longitude of a position without a
    record; that of a ``story`` can have the number of a step.
    """

    kind: str
    id: str


Places = tuple[str, ...]
"""The ids of the places of a way: the start, at most one place on the way, and the end."""


@dataclass(frozen=True)
class ViewState:
    """The complete state of the page. ``missing`` is the path of an entity that the atlas does not have.

    ``filters`` apply to the page, ``statements`` only to the list of statements. ``via`` is a place that the way of a
    corridor goes over; ``compared_ways`` are the ways that it is compared with.
    """

    entity: Entity | None = None
    page: str | None = None
    missing: str | None = None
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    statements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    switches: frozenset[str] = frozenset()
    view: MapView | None = None
    language: str | None = None
    theme: str | None = None
    planned: bool = False
    via: str | None = None
    compared_ways: tuple[Places, ...] = ()
    dock: DockState = field(default_factory=DockState)

    @property
    def itineraries(self) -> tuple[Places, ...]:
        """The ways to compare, the way of the path first; empty if the entity is no corridor."""
        if self.entity is None or self.entity.kind != "corridor":
            return ()
        start, end = self.entity.id.split("/")
        return ((start, self.via, end) if self.via else (start, end)), *self.compared_ways

    @property
    def home(self) -> bool:
        """Whether the state is the first page: no entity and no other page."""
        return format_path(self) == "/"


@dataclass(frozen=True)
class Notice:
    """A part of the address that was ignored."""

    parameter: str
    value: str
    known: bool  # the parameter is known, its value is not


@dataclass(frozen=True)
class KnownNames:
    """The names that an address may have: ids by entity kind, and values by filter."""

    ids: Mapping[str, Collection[str]]
    values: Mapping[str, Collection[str]]


def parse(path: str, query: str, known: KnownNames) -> tuple[ViewState, tuple[Notice, ...]]:
    """The state that an address means, and the parts of the address that were ignored."""
    notices: list[Notice] = []
    filters: dict[str, tuple[str, ...]] = {}
    switches: set[str] = set()
    values: dict[str, str] = {}
    view = None
    dock = DockState()
    for name, value in parse_qsl(query[:_LONGEST], keep_blank_values=False):
        if is_tracking(name):
            continue
        if name in ALL_FILTERS:
            parts = [part for part in value.split(",") if part]
            valid = [part for part in parts if part in known.values.get(name, ())]
            notices += [Notice(name, part, known=True) for part in parts if part not in valid]
            filters[name] = tuple(sorted({*filters.get(name, ()), *valid}))
        elif SWITCHES.get(name) == value:
            switches.add(name)
        elif name == "view" and (new_view := parse_view(value)) is not None:
            view = new_view
        elif (
            name in DOCK_VALUES and (new_dock := read_dock(dock, name, value, known.ids.get("project", ()))) is not None
        ):
            dock = new_dock
        elif name in _PATTERNS and re.fullmatch(_PATTERNS[name], value):
            values[name] = value
        else:
            notices.append(Notice(name, value, known=name in (*SWITCHES, "view", *OTHER_NAMES)))
    state = replace(
        _parse_path(path, known),
        filters={name: filters[name] for name in FILTERS if filters.get(name)},
        statements={name: filters[name] for name in STATEMENT_FILTERS if filters.get(name)},
        switches=frozenset(switches),
        view=view,
        language=values.get("lang"),
        theme=values.get("theme"),
        dock=dock,
    )
    if path.startswith("/corridor/"):  # these parameters mean nothing elsewhere
        state = replace(state, planned="planned" in values)
        state, more_notices = _with_itineraries(state, values, known.ids.get("place", ()))
        notices += more_notices
    return state, tuple(notices)


def _with_itineraries(
    state: ViewState, values: Mapping[str, str], places: Collection[str]
) -> tuple[ViewState, tuple[Notice, ...]]:
    """``state`` with ``via`` and ``with``, and a notice for each value with an unknown or a repeated place."""
    if state.entity is None:
        return state, ()
    notices = []
    via = values.get("via")
    if via and (via not in places or len({via, *state.entity.id.split("/")}) < 3):
        notices.append(Notice("via", via, known=True))
        via = None
    state = replace(state, via=via)
    for text in filter(None, values.get("with", "").split(",")):
        way = tuple(text.split("/"))
        if all(place in places for place in way) and len(set(way)) == len(way) and way not in state.itineraries:
            state = replace(state, compared_ways=(*state.compared_ways, way))
        else:
            notices.append(Notice("with", text, known=True))
    return state, tuple(notices)


def _parse_path(path: str, known: KnownNames) -> ViewState:
    kind, *rest = [unquote(part) for part in path.strip("/").split("/")]
    entity_id = "/".join(rest)
    if not kind and not rest:
        return ViewState()
    if kind in PAGES and not rest:
        return ViewState(page=kind)
    if kind == "corridor" and len(rest) == 2 and all(part in known.ids.get("place", ()) for part in rest):
        return ViewState(entity=Entity(kind, entity_id))
    if kind == "point" and (point := parse_point(entity_id)) is not None:
        return ViewState(entity=Entity(kind, point_id(*point)))
    if kind == "story" and rest and entity_id in known.ids.get("story", ()):
        return ViewState(entity=Entity(kind, entity_id))
    if kind in ENTITY_KINDS and len(rest) == 1 and entity_id in known.ids.get(kind, ()):
        return ViewState(entity=Entity(kind, entity_id))
    return ViewState(missing=path)


def parse_view(value: str) -> MapView | None:
    """The value of ``view`` as a view of the map; None if it is not valid."""
    match = re.fullmatch(VIEW, value, re.ASCII)
    if match is None:
        return None
    zoom, lat, lon = (float(part) for part in match.groups())
    within = all(abs(part) <= most for part, most in zip((zoom, lat, lon), VIEW_LIMITS, strict=True))
    return MapView(zoom, lat, lon) if within else None


def format_path(state: ViewState) -> str:
    """The path of the address of ``state``."""
    if state.missing is not None:
        return state.missing
    if state.page is not None:
        return f"/{state.page}"
    if state.entity is None:
        return "/"
    return f"/{state.entity.kind}/{quote(state.entity.id, safe='/')}"


def format_query(state: ViewState) -> str:
    """The query of the address of ``state``, without its question mark; empty if all values are defaults."""
    filters = (*state.filters.items(), *state.statements.items())
    pairs: list[tuple[str, str]] = [(name, _joined(values)) for name, values in filters if values]
    pairs += [(name, SWITCHES[name]) for name in SWITCHES if name in state.switches]
    if state.view is not None:
        pairs.append(("view", f"{state.view.zoom:g}/{state.view.lat:g}/{state.view.lon:g}"))
    pairs += [(n, v) for n, v in (("lang", state.language), ("theme", state.theme)) if v is not None]
    if format_path(state).startswith("/corridor/"):
        compared = _joined(["/".join(way) for way in state.compared_ways])
        values = (("planned", "yes" if state.planned else None), ("via", state.via), ("with", compared))
        pairs += [(name, value) for name, value in values if value]
    pairs += write_dock(state.dock)
    return urlencode(pairs, safe=",/")


def _joined(values: Sequence[str]) -> str:
    return ",".join(values)
