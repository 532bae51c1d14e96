"""Addresses and states of the page convert into each other without loss."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.filters import ALL_FILTERS, FILTERS, STATEMENT_FILTERS
from dashboard.state.dock_address import GROUPS, ROWS, TABS, DockState
from dashboard.state.view_state import (
    MOST_ITINERARIES,
    SWITCHES,
    Entity,
    KnownNames,
    MapView,
    Notice,
    ViewState,
    format_path,
    format_query,
    parse,
)

KNOWN = KnownNames(
    ids={
        "project": {"tasim", "middle-corridor"},
        "route": {"alat-tbilisi"},
        "place": {"baku", "poti-port", "astana"},
        "country": {"AZ", "GE"},
        "fact": {"cable"},
        "document": {"interview"},
    },
    values={
        **{name: {"a-value"} for name in ALL_FILTERS},
        "country": {"AZ", "GE", "KZ"},
        "project": {"tasim", "middle-corridor"},
        "mode": {"rail", "sea"},
        "status": {"operating", "planned"},
        "document": {"interview"},
        "speaker": {"aliyev", "tasim-page"},
        "modality": {"achieved", "planned"},
        "kind": {"deadline"},
        "language": {"ar", "az-Latn"},
        "year": {"2024", "undated"},
    },
)

entities = st.sampled_from([Entity(kind, entity) for kind, ids in KNOWN.ids.items() for entity in sorted(ids)])
corridors = st.builds(lambda a, b: Entity("corridor", f"{a}/{b}"), *[st.sampled_from(sorted(KNOWN.ids["place"]))] * 2)


def chosen(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """Some values of some of the filters."""
    some = {name: st.lists(st.sampled_from(sorted(KNOWN.values[name])), min_size=1, unique=True) for name in names}
    return st.fixed_dictionaries({}, optional=some).map(lambda chosen: {n: tuple(sorted(v)) for n, v in chosen.items()})


views = st.builds(
    MapView,
    st.integers(0, 2_200).map(lambda n: n / 100),
    st.integers(-85_000, 85_000).map(lambda n: n / 1_000),
    st.integers(-180_000, 180_000).map(lambda n: n / 1_000),
)
docks = st.builds(
    DockState,
    tab=st.none() | st.sampled_from(TABS),
    rows=st.none() | st.sampled_from(ROWS),
    sort=st.none() | st.sampled_from(["name", "-length", "as_of"]),
    group=st.none() | st.sampled_from(GROUPS),
    hide=st.lists(st.sampled_from(["mode", "status", "due"]), unique=True).map(lambda names: tuple(sorted(names))),
    compare=st.lists(st.sampled_from(sorted(KNOWN.ids["project"])), max_size=2, unique=True).map(tuple),
    on=st.none()
    | st.dates(date(1990, 1, 1), date(2099, 12, 31)).flatmap(
        lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"])
    ),
    full=st.booleans(),
)
ways = st.permutations(sorted(KNOWN.ids["place"])).flatmap(
    lambda places: st.integers(2, 3).map(lambda number: tuple(places[:number]))
)


def meaningful(state: ViewState) -> ViewState:
    """A state without what means nothing where it is: ways elsewhere than on a corridor, a way twice."""
    if state.entity is None or state.entity.kind != "corridor":
        return replace(state, planned=False, via=None, compared_ways=())
    ends = state.entity.id.split("/")
    state = replace(state, via=state.via if len({state.via, *ends}) == 3 else None)
    return replace(state, compared_ways=tuple(way for way in state.compared_ways if way != state.itineraries[0]))


states = st.builds(
    ViewState,
    entity=st.none() | entities | corridors,
    filters=chosen(FILTERS),
    statements=chosen(STATEMENT_FILTERS),
    switches=st.frozensets(st.sampled_from(sorted(SWITCHES))),
    view=st.none() | views,
    language=st.sampled_from([None, "en", "az", "ar"]),
    theme=st.sampled_from([None, "light", "dark"]),
    planned=st.booleans(),
    via=st.none() | st.sampled_from(sorted(KNOWN.ids["place"])),
    compared_ways=st.lists(ways, max_size=MOST_ITINERARIES - 1, unique=True).map(tuple),
    dock=docks,
).map(meaningful)


@given(states)
def test_what_is_written_reads_back_the_same(state: ViewState) -> None:
    read, notices = parse(format_path(state), format_query(state), KNOWN)
    assert (read, notices) == (state, ())


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_address_is_read_without_an_error(path: str, query: str) -> None:
    state, _ = parse(path, query, KNOWN)
    assert set(state.filters) <= set(FILTERS)
    assert all(set(values) <= KNOWN.values[name] for name, values in state.filters.items())


def test_defaults_are_left_out() -> None:
    assert format_query(ViewState()) == ""
    assert format_path(ViewState()) == "/"


def test_the_query_of_the_design_reads_as_written_there() -> None:
    state, notices = parse("/", "country=AZ,GE&mode=rail&status=operating&view=5.2/41.0/50.1", KNOWN)
    assert state.filters == {"country": ("AZ", "GE"), "mode": ("rail",), "status": ("operating",)}
    assert state.view == MapView(5.2, 41.0, 50.1)
    assert notices == ()


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("country=XX", Notice("country", "XX", known=True)),
        ("colour=red", Notice("colour", "red", known=False)),
        ("view=999/0/0", Notice("view", "999/0/0", known=True)),
        ("view=5/91/0", Notice("view", "5/91/0", known=True)),
        ("lang=fr", Notice("lang", "fr", known=True)),
        ("others=gone", Notice("others", "gone", known=True)),
        ("tab=tables", Notice("tab", "tables", known=True)),
        ("rows=columns", Notice("rows", "columns", known=True)),
        ("sort=--name", Notice("sort", "--name", known=True)),
        ("hide=mode,none", Notice("hide", "mode,none", known=True)),
        ("compare=tasim,none", Notice("compare", "tasim,none", known=True)),
        ("compare=tasim,tasim", Notice("compare", "tasim,tasim", known=True)),
        ("on=2026-02-30", Notice("on", "2026-02-30", known=True)),
        ("on=2021-13", Notice("on", "2021-13", known=True)),
        ("on=21", Notice("on", "21", known=True)),
        ("on=1066-10-14", Notice("on", "1066-10-14", known=True)),
    ],
)
def test_what_is_unknown_is_left_aside_with_a_notice(query: str, notice: Notice) -> None:
    state, notices = parse("/", query, KNOWN)
    assert notices == (notice,)
    assert state == ViewState()


@pytest.mark.parametrize(
    ("query", "ignored", "compared"),
    [
        ("via=nowhere", ("via", "nowhere"), ()),
        ("via=baku", ("via", "baku"), ()),
        ("with=baku/nowhere", ("with", "baku/nowhere"), ()),
        ("with=baku/baku", ("with", "baku/baku"), ()),
        ("with=baku/poti-port", ("with", "baku/poti-port"), ()),
        ("with=baku/astana,baku/none/astana", ("with", "baku/none/astana"), (("baku", "astana"),)),
        ("with=baku/astana,baku/astana", ("with", "baku/astana"), (("baku", "astana"),)),
        ("with=baku", ("with", "baku"), ()),
        ("with=a/b,c/d,e/f", ("with", "a/b,c/d,e/f"), ()),
    ],
)
def test_a_way_that_is_not_known_is_left_aside_and_the_others_stay(
    query: str, ignored: tuple[str, str], compared: tuple[tuple[str, ...], ...]
) -> None:
    state, notices = parse("/corridor/baku/poti-port", query, KNOWN)
    assert notices == (Notice(*ignored, known=True),)
    assert state == ViewState(entity=Entity("corridor", "baku/poti-port"), compared_ways=compared)


def test_ways_are_those_of_the_path_and_those_beside_it() -> None:
    state, _ = parse("/corridor/baku/poti-port", "via=astana&with=astana/baku/poti-port", KNOWN)
    assert state.itineraries == (("baku", "astana", "poti-port"), ("astana", "baku", "poti-port"))
    assert parse("/place/baku", "via=astana&with=astana/baku", KNOWN)[0].itineraries == ()


def test_a_known_value_beside_an_unknown_one_is_kept() -> None:
    state, notices = parse("/", "country=GE,XX", KNOWN)
    assert state.filters == {"country": ("GE",)}
    assert notices == (Notice("country", "XX", known=True),)


@pytest.mark.parametrize(
    "path", ["/project/none", "/nothing", "/project", "/project/tasim/more", "/corridor/baku/none"]
)
def test_an_unknown_path_is_missing_not_home(path: str) -> None:
    state, _ = parse(path, "", KNOWN)
    assert (state.entity, state.missing) == (None, path)


def test_a_point_of_the_map_has_one_address() -> None:
    for path in ("/point/41.64/41.63", "/point/41.640/41.63000"):
        state, notices = parse(path, "", KNOWN)
        assert (state.entity, notices) == (Entity("point", "41.64/41.63"), ())
        assert format_path(state) == "/point/41.64/41.63"
    assert parse("/point/91/10", "", KNOWN)[0].missing == "/point/91/10"
