"""How long a segment is and where: computed by ``dashboard.geography``, used by the relations."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SegmentMeasure:
    """A segment's drawn length on the WGS84 ellipsoid, in kilometres.

    ``by_country`` goes by ISO 3166-1 alpha-2 code. Its sum, plus what lies in no country, less what
    was counted in two (a line on a border), is the whole length.
    """

    length_km: float
    by_country: Mapping[str, float]
    unattributed_km: float
    overlap_km: float
