"""A way as it is compared with others."""

from dataclasses import dataclass

from dashboard.catalogue.itinerary.itinerary import Gap, Itinerary
from dashboard.state.view_state import Places
from dashboard.views.context import Context


@dataclass(frozen=True)
class ComparedItinerary:
    """The ``places`` that were asked for, and what there is between them: one itinerary, or parts and gaps.

    Without any part both ends have the same station, or the atlas has nothing for ``farthest_km`` between them.
    """

    places: Places
    parts: tuple[Itinerary | Gap, ...]
    farthest_km: float | None = None

    @property
    def whole(self) -> Itinerary | None:
        """The way from end to end; None where the atlas has none."""
        first = self.parts[0] if len(self.parts) == 1 else None
        return first if isinstance(first, Itinerary) else None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Where the atlas has no line, the longest first."""
        return tuple(sorted((part for part in self.parts if isinstance(part, Gap)), key=lambda gap: -gap.km))

    @property
    def stretches(self) -> tuple[Itinerary, ...]:
        """What the atlas has of the way."""
        return tuple(part for part in self.parts if isinstance(part, Itinerary))


def itinerary_name(context: Context, places: Places) -> str:
    """A way by its ends and the place between that it was asked over."""
    words, names = context.words, [context.name_of(place) for place in places]
    ends = f"{names[0]} – {names[-1]}"
    return words("ways.over", ends=ends, place=names[1]) if len(names) > 2 else ends
