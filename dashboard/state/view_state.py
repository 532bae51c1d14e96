"""What the page shows, and its address: URL ⇄ ViewState.

Entities are paths (``/project/tasim``), view state is the query; defaults are left out. Reading is
forgiving (what is unknown is left aside and named in a notice), writing is exact, and writing what
was read gives a canonical address: ``parse(*format(state))`` is ``state`` (a property test).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, quote, unquote, urlencode

from dashboard.catalogue.filters import ALL_FILTERS, FILTERS, STATEMENT_FILTERS
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.geo.points import parse_point, point_id
from dashboard.state.dock_address import NAMES as DOCK_NAMES
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
"""How much zoom, latitude and longitude can be, without their signs."""
MOST_ITINERARIES: int = 3
"""How many ways are compared at most, the one of the path among them."""
_PLACES = "[^/,]+(?:/[^/,]+){1,2}"
ITINERARY_VALUES: Mapping[str, str] = {
    "planned": "yes",
    "via": "[^/,]+",
    "with": f"{_PLACES}(?:,{_PLACES}){{0,{MOST_ITINERARIES - 2}}}",
}
"""Query names that mean something on the way between two places only, each with its pattern.

``via`` is a place that the way goes over. ``with`` are the ways beside it, with commas between: of each its places,
with slashes between, from its start, over the place between where there is one, to its end.
"""
OTHER_NAMES: Mapping[str, str] = {
    "lang": "|".join(LANGUAGES),
    "theme": "|".join(THEMES),
    **ITINERARY_VALUES,
    **DOCK_VALUES,
}
"""Query names beside filters, switches and ``view``, in the order of the address, each with its pattern."""
_LONGEST = 2_000


@dataclass(frozen=True)
class MapView:
    """Where the map looks: zoom of 512 px tiles, and the centre in degrees on WGS84."""

    zoom: float
    lat: float
    lon: float


@dataclass(frozen=True)
class Entity:
    """What is selected: its kind (``project`` …) and its id.

    A ``corridor`` has two places for its id, a ``point`` the latitude and longitude of something that the atlas lacks,
    a ``story`` its id, or that and the number of a step.
    """

    kind: str
    id: str


Places = tuple[str, ...]
"""A way by its places (ids): from where, over where if that is asked, to where."""


@dataclass(frozen=True)
class ViewState:
    """Everything that one sees. ``missing`` is the path of an entity that the atlas does not know.

    ``filters`` are those of the page, ``statements`` those of the list of statements alone. ``via`` is a place that the
    way of a corridor goes over, ``beside`` are the ways that it is compared with.
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
    beside: tuple[Places, ...] = ()
    dock: DockState = field(default_factory=DockState)

    @property
    def itineraries(self) -> tuple[Places, ...]:
        """The ways that are asked for, that of the path first; none where the path is no corridor."""
        if self.entity is None or self.entity.kind != "corridor":
            return ()
        start, end = self.entity.id.split("/")
        return ((start, self.via, end) if self.via else (start, end)), *self.beside

    @property
    def home(self) -> bool:
        """Nothing is selected, no page is asked for: the address is the atlas's own."""
        return format_path(self) == "/"


@dataclass(frozen=True)
class Notice:
    """A part of the address that was left aside."""

    parameter: str
    value: str
    known: bool  # the parameter is known, its value is not


@dataclass(frozen=True)
class Known:
    """What an address may name: ids by entity kind, and values by filter."""

    ids: Mapping[str, Collection[str]]
    values: Mapping[str, Collection[str]]


def parse(path: str, query: str, known: Known) -> tuple[ViewState, tuple[Notice, ...]]:
    """The state that an address means, and what of it was left aside."""
    entity, page, missing = _parse_path(path, known)
    notices: list[Notice] = []
    filters: dict[str, tuple[str, ...]] = {}
    switches: set[str] = set()
    chosen: dict[str, str] = {}
    of_way: dict[str, str] = {}
    view = None
    dock = DockState()
    for name, value in parse_qsl(query[:_LONGEST], keep_blank_values=False):
        if is_tracking(name):
            continue
        if name in ALL_FILTERS:
            asked = [part for part in value.split(",") if part]
            good = [part for part in asked if part in known.values.get(name, ())]
            notices += [Notice(name, part, known=True) for part in asked if part not in good]
            filters[name] = tuple(sorted({*filters.get(name, ()), *good}))
        elif SWITCHES.get(name) == value:
            switches.add(name)
        elif name == "view" and (asked_view := parse_view(value)) is not None:
            view = asked_view
        elif (name == "lang" and value in LANGUAGES) or (name == "theme" and value in THEMES):
            chosen[name] = value
        elif name in ITINERARY_VALUES and re.fullmatch(ITINERARY_VALUES[name], value):
            of_way[name] = value
        elif name in DOCK_NAMES and (read := read_dock(dock, name, value, known.ids.get("project", ()))) is not None:
            dock = read
        else:
            recognised = name in (*SWITCHES, "view", "lang", "theme", *ITINERARY_VALUES, *DOCK_NAMES)
            notices.append(Notice(name, value, known=recognised))
    state = ViewState(
        entity=entity,
        page=page,
        missing=missing,
        filters={name: values for name in FILTERS if (values := filters.get(name))},
        statements={name: values for name in STATEMENT_FILTERS if (values := filters.get(name))},
        switches=frozenset(switches),
        view=view,
        language=chosen.get("lang"),
        theme=chosen.get("theme"),
        dock=dock,
    )
    if path.startswith("/corridor/"):  # elsewhere it means nothing
        state = replace(state, planned="planned" in of_way)
        state, left_aside = _with_ways(state, of_way, known.ids.get("place", ()))
        notices += left_aside
    return state, tuple(notices)


def _with_ways(
    state: ViewState, asked: Mapping[str, str], places: Collection[str]
) -> tuple[ViewState, tuple[Notice, ...]]:
    """The ways of a corridor's query read into ``state``, and those that name an unknown place, or one twice."""
    notices = []
    via = asked.get("via")
    if state.entity is None:
        return state, ()
    ends = state.entity.id.split("/")
    if via and (via not in places or len({via, *ends}) < 3):
        notices.append(Notice("via", via, known=True))
        via = None
    state = replace(state, via=via)
    beside: list[Places] = []
    for text in filter(None, asked.get("with", "").split(",")):
        way = tuple(text.split("/"))
        if (
            all(place in places for place in way)
            and len(set(way)) == len(way)
            and way not in (*state.itineraries, *beside)
        ):
            beside.append(way)
        else:
            notices.append(Notice("with", text, known=True))
    return replace(state, beside=tuple(beside)), tuple(notices)


def _parse_path(path: str, known: Known) -> tuple[Entity | None, str | None, str | None]:
    parts = [unquote(part) for part in path.strip("/").split("/")] if path.strip("/") else []
    if not parts:
        return None, None, None
    if len(parts) == 1 and parts[0] in PAGES:
        return None, parts[0], None
    kind, *rest = parts
    if kind == "corridor" and len(rest) == 2 and all(part in known.ids.get("place", ()) for part in rest):
        return Entity("corridor", "/".join(rest)), None, None
    if kind == "point" and (point := parse_point("/".join(rest))) is not None:
        return Entity("point", point_id(*point)), None, None
    if kind == "story" and rest and "/".join(rest) in known.ids.get("story", ()):
        return Entity("story", "/".join(rest)), None, None
    if len(rest) == 1 and kind in ENTITY_KINDS and rest[0] in known.ids.get(kind, ()):
        return Entity(kind, rest[0]), None, None
    return None, None, path


def parse_view(value: str) -> MapView | None:
    """The view that the value of ``view`` means; none where it means none."""
    match = re.fullmatch(VIEW, value, re.ASCII)
    if match is None:
        return None
    zoom, lat, lon = (float(part) for part in match.groups())
    within = all(abs(part) <= most for part, most in zip((zoom, lat, lon), VIEW_LIMITS, strict=True))
    return MapView(zoom, lat, lon) if within else None


def format_path(state: ViewState) -> str:
    """The path of what is selected."""
    if state.missing is not None:
        return state.missing
    if state.page is not None:
        return f"/{state.page}"
    if state.entity is None:
        return "/"
    return f"/{state.entity.kind}/{quote(state.entity.id, safe='/')}"


def format_query(state: ViewState) -> str:
    """The query of the view, without its question mark; empty where everything is at its default."""
    chosen = (*state.filters.items(), *state.statements.items())
    pairs: list[tuple[str, str]] = [(name, _joined(values)) for name, values in chosen if values]
    pairs += [(name, SWITCHES[name]) for name in SWITCHES if name in state.switches]
    if state.view is not None:
        pairs.append(("view", f"{state.view.zoom:g}/{state.view.lat:g}/{state.view.lon:g}"))
    pairs += [(n, v) for n, v in (("lang", state.language), ("theme", state.theme)) if v is not None]
    if format_path(state).startswith("/corridor/"):
        beside = _joined(["/".join(way) for way in state.beside])
        of_way = (("planned", "yes" if state.planned else None), ("via", state.via), ("with", beside))
        pairs += [(name, text) for name, text in of_way if text]
    pairs += write_dock(state.dock)
    return urlencode(pairs, safe=",/")


def _joined(values: Sequence[str]) -> str:
    return ",".join(values)
