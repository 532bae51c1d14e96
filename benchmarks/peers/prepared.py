"""The data that every peer draws and displays, written by ``benchmarks.data``. Needs the standard library only."""

import json
from pathlib import Path
from typing import Any

PREPARED = Path(__file__).parent.parent.parent / "build" / "bench" / "data.json"
COLOURS = {"rail": "#820203", "sea": "#0E7ACE", "fibre": "#1C604E", "subsea-cable": "#6E256D", "power": "#AF6002"}
WATER, LAND, TOWN = "#CFDFE6", "#F4F0E7", "#2B2A28"
CENTRE = (57.7, 42.3)
"""Longitude and latitude of the middle of the map."""
ZOOM = 3.7


def prepared() -> dict[str, Any]:
    """``segments``, ``places``, ``land`` as lists of GeoJSON features; ``facts`` and ``names`` by route."""
    data: dict[str, Any] = json.loads(PREPARED.read_text(encoding="utf-8"))
    return data


def collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    """The features as GeoJSON."""
    return {"type": "FeatureCollection", "features": features}
