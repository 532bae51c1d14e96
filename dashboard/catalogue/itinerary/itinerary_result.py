"""The result of a search for itineraries between two places."""

from dataclasses import dataclass

from dashboard.catalogue.itinerary.itinerary import Carried, Gap, Itinerary
from dashboard.catalogue.models import Place


@dataclass(frozen=True)
class ItineraryResult:
    """The itineraries between two places, the shortest first; with ``via`` they go over that place.

    Where no operating line joins the two places, ``planned_itineraries`` has those over planned lines. Where there is
    none either, ``broken`` has the parts of an itinerary and the gaps between them, in order. Where a gap is too wide,
    ``broken`` is empty and ``unbridged`` has the gaps that are too wide. All are empty where both places have the same
    station.
    """

    start: Place
    end: Place
    planned: bool
    carried: Carried
    via: Place | None = None
    itineraries: tuple[Itinerary, ...] = ()
    planned_itineraries: tuple[Itinerary, ...] = ()
    broken: tuple[Itinerary | Gap, ...] = ()
    unbridged: tuple[Gap, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """The requested places (ids): the start, the place between where there is one, the end."""
        return (self.start.id, *([self.via.id] if self.via else []), self.end.id)

    @property
    def farthest_km(self) -> float | None:
        """The length of the widest gap in ``unbridged``; None where there is none."""
        return max((gap.km for gap in self.unbridged), default=None)

    @property
    def parts(self) -> tuple[Itinerary | Gap, ...]:
        """The shortest itinerary, over planned lines where no others lead to the end; else its parts and the gaps."""
        return self.itineraries[:1] or self.planned_itineraries[:1] or self.broken

    @property
    def complete(self) -> Itinerary | None:
        """The shortest itinerary from end to end; None where the atlas has none."""
        first = self.parts[0] if len(self.parts) == 1 else None
        return first if isinstance(first, Itinerary) else None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps among ``parts``, the longest first."""
        return tuple(sorted((part for part in self.parts if isinstance(part, Gap)), key=lambda gap: -gap.km))

    @property
    def stretches(self) -> tuple[Itinerary, ...]:
        """The itineraries among ``parts``."""
        return tuple(part for part in self.parts if isinstance(part, Itinerary))
