"""Length and countries of a segment; computed by ``dashboard.geo``."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.catalogue.vocabulary import Mode, Precision


@dataclass(frozen=True, slots=True)
class SegmentMeasure:
    """The length of a segment as drawn, on the WGS84 ellipsoid. All lengths are in kilometres.

    Parameters
    ----------
    length_km
        The length: the sum of ``by_country``, plus ``unattributed_km``, minus ``overlap_km``.
    by_country
        Length by ISO 3166-1 alpha-2 code.
    unattributed_km
        Length in no country.
    overlap_km
        Length that was counted in two countries (a line on a border).
    passage
        The countries in the order of the line, each with the length there; None stands for no country. Empty for a
        line in one country.
    """

    length_km: float
    by_country: Mapping[str, float]
    unattributed_km: float
    overlap_km: float
    passage: tuple[tuple[str | None, float], ...] = ()


def at_sea_km(mode: Mode, measure: SegmentMeasure) -> float:
    """The length of a line at sea, in km: 0 for a railway, else the length in no country."""
    return 0.0 if mode is Mode.RAIL else measure.unattributed_km


_NEGLIGIBLE_SHARE = 0.05


def overall_precision(lengths_km: Iterable[tuple[Precision, float]]) -> Precision:
    """The precision of a sum of lengths: that of its worst part, without parts below a twentieth of the sum."""
    km: Counter[Precision] = Counter()
    for precision, length_km in lengths_km:
        km[precision] += length_km  # type: ignore[assignment]
    least_km = _NEGLIGIBLE_SHARE * sum(km.values())
    precisions = [precision for precision, part_km in km.items() if part_km >= least_km]
    return max(precisions, key=list(Precision).index)
