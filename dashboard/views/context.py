"""The context of every view: the records of the atlas and the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Route, Segment
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.segment_measures import SegmentMeasure, overall_precision
from dashboard.catalogue.vocabulary import Precision
from dashboard.i18n import Words


@dataclass(frozen=True)
class Context:
    """The records, the values computed from them, and the texts of the reader's language.

    Parameters
    ----------
    catalogue, relations, measures
        The records, their relations, and length and countries of each segment (by id).
    words
        The texts of the reader's language.
    origin
        Scheme and host of the atlas as the reader sees them.
    base
        The path below which the atlas is served, for HTML that is not made of Dash's components.
    contact_url
        The address to which readers report errors.
    country_bounds
        The [west, south, east, north] of each country in degrees on WGS84, by ISO 3166-1 alpha-2 code.
    own_basemap
        The attribution of the deployment's own basemap: pieces of text, each with its link, if any.
    """

    catalogue: Catalogue
    relations: Relations
    measures: Mapping[str, SegmentMeasure]
    words: Words
    origin: str = ""
    base: str = ""
    contact_url: str | None = None
    country_bounds: Mapping[str, Sequence[float]] = field(default_factory=dict)
    own_basemap: Sequence[tuple[str, str | None]] = ()

    def name_of(self, entity_id: str) -> str:
        """The name, in the reader's language, of a project, route or place."""
        return self.catalogue.entity(entity_id).names.in_language(self.words.language)

    def path_of(self, entity_id: str) -> str:
        """The path of a project, route or place."""
        if entity_id in self.catalogue.projects:
            return f"/project/{entity_id}"
        return f"/route/{entity_id}" if entity_id in self.catalogue.routes else f"/place/{entity_id}"

    def stretch_name(self, start: str, end: str) -> str:
        """The names of two places (ids), with a dash between them."""
        return f"{self.name_of(start)} – {self.name_of(end)}"

    def length_km(self, route: Route) -> float:
        """A route's drawn length in kilometres."""
        return sum(self.measures[segment.id].length_km for segment in route.segments)

    def precision_of(self, routes: Iterable[Route]) -> Precision:
        """The precision of the drawn length of some routes."""
        return self.precision_over(segment for route in routes for segment in route.segments)

    def precision_over(self, segments: Iterable[Segment]) -> Precision:
        """The precision of the drawn length of some segments."""
        return overall_precision((segment.precision, self.measures[segment.id].length_km) for segment in segments)


ROUNDING_KM: Mapping[Precision, int] = {
    Precision.SURVEYED: 1,
    Precision.TRACED: 1,
    Precision.APPROXIMATE: 10,
    Precision.SCHEMATIC: 100,
}
"""The kilometres to which a drawn length is rounded, by its precision."""


def km_text(words: Words, km: float, precision: Precision) -> str:
    """A drawn length in words, rounded to its precision (``about 300 km`` for a sketch)."""
    step = ROUNDING_KM[precision]
    if km < step / 2:
        return words("length.under", km=words.number(step))
    return words("length.exact" if step == 1 else "length.about", km=words.number(rounded_km(km, precision)))


def rounded_km(km: float, precision: Precision) -> int:
    """A drawn length as ``km_text`` rounds it."""
    return max(1, round(km / ROUNDING_KM[precision])) * ROUNDING_KM[precision]
