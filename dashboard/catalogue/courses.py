"""The courses of a project: the main one, whose length is that of the project, and its variants. Never added up."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.local_text import LocalText
from dashboard.catalogue.models import Project, Route, Segment, Variant
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.catalogue.subjects import current_routes
from dashboard.catalogue.vocabulary import WITHDRAWN


@dataclass(frozen=True)
class Course:
    """One course of a project from ``start`` to ``end`` (ids of places); ``names`` is None if it is the only one."""

    names: LocalText | None
    start: str
    end: str
    segments: tuple[Segment, ...]

    def length_km(self, measures: Mapping[str, SegmentMeasure]) -> float:
        """Its length as drawn, in kilometres."""
        return sum(measures[segment.id].length_km for segment in self.segments)


class BrokenCourseError(ValueError):
    """The routes of a variant do not lead from its start to its end; the message says where they break off."""


def courses(catalogue: Catalogue, project: Project) -> tuple[Course, ...]:
    """The courses of a project, the main one first; empty if the records do not say which lines make one.

    They are those in ``variants``. Without these, a single current route is the course, or several that follow one
    another between the only pair of places in ``ends``. Parallel lines are never added up.
    """
    if project.variants:
        return tuple(course_of(catalogue, variant) for variant in project.variants)
    routes = [catalogue.routes[route] for route in current_routes(catalogue, project)]
    row = in_line(routes)
    if not row or (len(routes) > 1 and not _ends_meet(project, row)):
        return ()
    segments = tuple(segment for route in routes for segment in route.segments if segment.status not in WITHDRAWN)
    return (Course(None, row[0], row[-1], segments),)


def course_of(catalogue: Catalogue, variant: Variant) -> Course:
    """The course that a variant names: its routes in order, each up to where it meets the next.

    Raises
    ------
    BrokenCourseError
        They do not lead to its end, or a segment is withdrawn.
    """
    place, segments = variant.start, list[Segment]()
    stops = [_stops(catalogue.routes[route]) for route in variant.routes]
    for number, route in enumerate(variant.routes):
        following = stops[number + 1] if number + 1 < len(stops) else [variant.end]
        if place not in stops[number]:
            raise BrokenCourseError(f"{route!r} does not stop at {place!r}")
        first = stops[number].index(place)
        meeting = [index for index, stop in enumerate(stops[number]) if stop in following and stop != place]
        if not meeting:
            raise BrokenCourseError(f"{route!r} does not lead from {place!r} on to {' or '.join(following[:3])}")
        last = min(meeting, key=lambda index: abs(index - first))
        segments += catalogue.routes[route].segments[min(first, last) : max(first, last)]
        place = stops[number][last]
    if any(segment.status in WITHDRAWN for segment in segments):
        raise BrokenCourseError("leads over what is withdrawn")
    return Course(variant.names, variant.start, variant.end, tuple(segments))


def in_line(routes: Sequence[Route]) -> tuple[str, ...]:
    """The places where consecutive ``routes`` begin, meet and end; empty if they do not follow one another."""
    once = [place for place, times in Counter(end for route in routes for end in route.ends).items() if times == 1]
    if len(once) != 2:
        return ()
    row, left = [min(once)], list(routes)
    while left:
        following = [route for route in left if row[-1] in route.ends]
        if len(following) != 1:
            return ()
        left.remove(following[0])
        row += [end for end in following[0].ends if end != row[-1]]
    return tuple(row)


def _ends_meet(project: Project, row: tuple[str, ...]) -> bool:
    return len(project.ends) == 1 and set(project.ends[0]) == {row[0], row[-1]}


def _stops(route: Route) -> list[str]:
    return [route.segments[0].start, *(segment.end for segment in route.segments)]
