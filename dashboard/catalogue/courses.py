"""The courses of a project: the main one, whose length is that of the project, and its variants.

Courses are alternatives: their lengths are never added up.
"""

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
    """One course of a project from ``start`` to ``end`` (ids of places); ``names`` is None if there is no other."""

    names: LocalText | None
    start: str
    end: str
    segments: tuple[Segment, ...]

    def length_km(self, measures: Mapping[str, SegmentMeasure]) -> float:
        """The drawn length, in kilometres."""
        return sum(measures[segment.id].length_km for segment in self.segments)


class BrokenCourseError(ValueError):
    """The routes of a variant do not lead from its start to its end; the message says where they break off."""


def courses(catalogue: Catalogue, project: Project) -> tuple[Course, ...]:
    """The courses of a project, the main one first; empty if the records do not say which lines make one.

    They are those in ``variants``. Without variants, the course is the only current route, or several current routes
    that follow one another between the only pair of places in ``ends``.
    """
    if project.variants:
        return tuple(course_of(catalogue, variant) for variant in project.variants)
    routes = [catalogue.routes[route] for route in current_routes(catalogue, project)]
    stops = in_line(routes)
    if not stops:
        return ()
    if len(routes) > 1 and [set(pair) for pair in project.ends] != [{stops[0], stops[-1]}]:
        return ()
    segments = tuple(segment for route in routes for segment in route.segments if segment.status not in WITHDRAWN)
    return (Course(None, stops[0], stops[-1], segments),)


def course_of(catalogue: Catalogue, variant: Variant) -> Course:
    """The course that a variant names: its routes in order, each up to where it meets the next.

    Raises
    ------
    BrokenCourseError
        The routes do not lead to the variant's end, or a segment is withdrawn.
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
    stops, remaining = [min(once)], list(routes)
    while remaining:
        following = [route for route in remaining if stops[-1] in route.ends]
        if len(following) != 1:
            return ()
        remaining.remove(following[0])
        stops += [end for end in following[0].ends if end != stops[-1]]
    return tuple(stops)


def _stops(route: Route) -> list[str]:
    return [route.segments[0].start, *(segment.end for segment in route.segments)]
