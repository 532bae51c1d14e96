"""A step of an itinerary: one segment with a direction."""

from dataclasses import dataclass

from dashboard.catalogue.models import Segment


@dataclass(frozen=True)
class Step:
    """One segment, travelled from the place ``start`` to the place ``end`` (ids)."""

    segment: Segment
    start: str
    end: str

    @property
    def backwards(self) -> bool:
        """Whether it is travelled against the order of its coordinates."""
        return self.start != self.segment.start
