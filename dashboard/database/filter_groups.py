"""Records that every filter finds alike, as one row each: what passes is counted without looking at each record.

There are two sets of groups. The fine set tells projects, documents and speakers apart, which are many. The ``coarse``
set does not, so it is small however large the catalogue is; it answers wherever no project, document or speaker
matters. A route passes with any of its segments, and routes are counted. So a group of segments is of one route, or in
the coarse set of all routes with the same groups, whose number it has (``routes``).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from dashboard.atlas import Atlas
from dashboard.catalogue.catalogue_stats import LOOKS
from dashboard.catalogue.filters import ALL_FILTERS, RECORD_FILTERS
from dashboard.catalogue.models import Segment
from dashboard.catalogue.vocabulary import WITHDRAWN
from dashboard.database.connection import Row

SIDES: Final = ("west", "south", "east", "north")
GROUP_COLUMNS: Final = (
    *("number", "coarse", "kind", "line", "routes", "records", "withdrawn", "looks"),
    *(f"filter_{name}" for name in ALL_FILTERS),
    *SIDES,
)

Box = tuple[float, float, float, float]
Key = tuple[bool, tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Whether a group is withdrawn, its looks, and its values by filter."""


def group_rows(atlas: Atlas) -> Iterator[Row]:
    """Rows of ``filter_groups`` with ``GROUP_COLUMNS``."""
    groups = ((coarse, *row) for coarse in (False, True) for row in _groups(atlas, coarse=coarse))
    return ((number, *row) for number, row in enumerate(groups))


def _groups(atlas: Atlas, *, coarse: bool) -> Iterator[Row]:
    yield from _segment_groups(atlas, coarse=coarse)
    yield from _other_groups(atlas, coarse=coarse)


def _segment_groups(atlas: Atlas, *, coarse: bool) -> Iterator[Row]:
    """The groups of segments; routes with the same groups share a line, and are counted."""
    alike: dict[object, list[dict[Key, list[Segment]]]] = defaultdict(list)
    for route in atlas.catalogue.routes.values():
        groups: dict[Key, list[Segment]] = defaultdict(list)
        for segment in route.segments:
            looks = tuple(f"{look}:{getattr(segment, look).value}" for look in LOOKS)
            groups[segment.status in WITHDRAWN, looks, _values(atlas, segment.id, coarse=coarse)].append(segment)
        alike[frozenset(groups) if coarse else route.id].append(groups)
    for line, routes in enumerate(alike.values()):
        for key in routes[0]:
            segments = [segment for groups in routes for segment in groups[key]]
            box = _box(position for segment in segments for position in segment.coordinates)
            yield "segments", line, len(routes), len(segments), *_columns(key), *box


def _other_groups(atlas: Atlas, *, coarse: bool) -> Iterator[Row]:
    positions = defaultdict(list)
    for place in atlas.catalogue.places.values():
        positions[_values(atlas, place.id, coarse=coarse)].append((place.lon, place.lat))
    for values, group in positions.items():
        yield "places", None, None, len(group), *_columns((False, (), values)), *_box(group)
    for kind, records in (("projects", atlas.catalogue.projects), ("facts", atlas.catalogue.facts)):
        for values, number in Counter(_values(atlas, record, coarse=coarse) for record in records).items():
            yield kind, None, None, number, *_columns((False, (), values)), None, None, None, None


def _values(atlas: Atlas, record: str, *, coarse: bool) -> tuple[tuple[str, ...], ...]:
    facets = atlas.facets[record]
    return tuple(() if coarse and name in RECORD_FILTERS else facets.values(name) for name in ALL_FILTERS)


def _columns(key: Key) -> Iterator[Any]:
    withdrawn, looks, values = key
    yield withdrawn
    yield from (list(texts) for texts in (looks, *values))


def _box(positions: Iterable[tuple[float, float]]) -> Box:
    """West, south, east and north, in degrees."""
    lons, lats = zip(*positions, strict=True)
    return min(lons), min(lats), max(lons), max(lats)
