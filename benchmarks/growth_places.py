"""Where a copy's places and lines are: beside the real ones, each place still within its own country."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from dashboard.geography.countries import CountryShapes

REACH_DEGREES = 0.6
HALVINGS = 5
DECIMALS = 5
SEED = 20_240_809

Shifts = Mapping[str, npt.NDArray[np.float64]]
"""By place, (degrees of longitude, of latitude) for every copy."""


def shifts_of(rows: Sequence[Mapping[str, str]], shapes: CountryShapes, copies: int) -> Shifts:
    """How far every copy of each place lies from the real one, which is copy 0.

    A shift is drawn from a fixed seed and halved until the place is in its country; where that does not come about, the
    copy stays where the real place is.
    """
    chance = np.random.default_rng(SEED)
    shapely.prepare(shapes.geometries)
    found = {}
    for row in rows:
        shift = chance.uniform(-REACH_DEGREES, REACH_DEGREES, (copies, 2))
        shift[0] = 0
        country = dict(zip(shapes.codes, shapes.geometries, strict=True)).get(row["country"])
        lon, lat = float(row["lon"]), float(row["lat"])
        for _ in range(HALVINGS):
            out = np.ones(copies, bool) if country is None else ~_inside(country, lon + shift[:, 0], lat + shift[:, 1])
            shift[out] /= 2
        out = np.ones(copies, bool) if country is None else ~_inside(country, lon + shift[:, 0], lat + shift[:, 1])
        shift[out] = 0
        found[row["id"]] = shift
    return found


def _inside(
    country: Any,  # noqa: ANN401 (a polygon)
    lon: npt.NDArray[np.float64],
    lat: npt.NDArray[np.float64],
) -> npt.NDArray[np.bool_]:
    return np.asarray(shapely.contains_xy(country, lon, lat))


def moved(line: Sequence[Sequence[float]], start: Sequence[float], end: Sequence[float]) -> list[list[float]]:
    """``line`` with its first point moved by ``start``, its last by ``end``, and what is between in proportion."""
    share = np.linspace(0, 1, len(line))[:, None]
    points = np.asarray(line, float) + (1 - share) * np.asarray(start) + share * np.asarray(end)
    rounded: list[list[float]] = np.round(points, DECIMALS).tolist()
    return [point for at, point in enumerate(rounded) if at == 0 or point != rounded[at - 1]]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of places.csv."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
