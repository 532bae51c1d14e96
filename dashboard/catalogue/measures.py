"""How long a segment is and where: computed by ``dashboard.geography``, used by the relations."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.catalogue.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class SegmentMeasure:
    """A segment's drawn length on the WGS84 ellipsoid, in kilometres.

    ``by_country`` goes by ISO 3166-1 alpha-2 code. Its sum, plus what lies in no country, less what
    was counted in two (a line on a border), is the whole length.
    """

    length_km: float
    by_country: Mapping[str, float]
    unattributed_km: float
    overlap_km: float


_NEGLIGIBLE = 0.05


def overall_precision(lengths_km: Iterable[tuple[Precision, float]]) -> Precision:
    """How well the sum of several lengths is known: as its worst part is, parts below a twentieth of it aside."""
    km: Counter[Precision] = Counter()
    for precision, length_km in lengths_km:
        km[precision] += length_km  # type: ignore[assignment]
    whole = sum(km.values())
    counted = [precision for precision, part in km.items() if part >= _NEGLIGIBLE * whole]
    return max(counted, key=list(Precision).index)
